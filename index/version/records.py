"""Documents, passages and sentences as JSON lines inside an index version. Strict both ways."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from corpus.document import Document, Language
from corpus.errors import PassageError
from corpus.passage import Passage
from corpus.sentence import Sentence
from index.damage import damaged

_DOCUMENT_KEYS = {"id", "title", "source", "language", "published", "text"}
_PASSAGE_KEYS = {"document", "start", "end", "language", "headings"}
_SENTENCE_KEYS = {"document", "start", "end", "language"}


def document_record(document: Document) -> dict[str, object]:
    """Every field, the date as ISO 8601."""
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "language": document.language.value,
        "published": document.published.isoformat() if document.published else None,
        "text": document.text,
    }


def passage_record(passage: Passage) -> dict[str, object]:
    """The document's id and offsets: the text stays in the document."""
    return {
        "document": passage.document.id,
        "start": passage.start,
        "end": passage.end,
        "language": passage.language.value,
        "headings": list(passage.headings),
    }


def sentence_record(sentence: Sentence) -> dict[str, object]:
    """The document's id and offsets: the text stays in the document."""
    return {
        "document": sentence.document.id,
        "start": sentence.start,
        "end": sentence.end,
        "language": sentence.language.value,
    }


def write_records(records: Iterable[Mapping[str, object]], path: Path) -> None:
    """Write one JSON object a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n")


def read_documents(path: Path) -> dict[str, Document]:
    """Read documents by id.

    Raises:
        IndexVersionError: A line is not a document, or an id comes twice.
    """
    documents: dict[str, Document] = {}
    for number, record in _lines(path, _DOCUMENT_KEYS):
        try:
            document = _document(record)
        except (TypeError, ValueError) as error:
            raise damaged(path, f"has no document in line {number}: {error}") from error
        if document.id in documents:
            raise damaged(path, f"has {document.id} twice")
        documents[document.id] = document
    return documents


def read_passages(path: Path, documents: Mapping[str, Document]) -> list[Passage]:
    """Read passages, and check that each lies in its document.

    Raises:
        IndexVersionError: A line is not a passage of these documents.
    """
    passages = []
    for number, record in _lines(path, _PASSAGE_KEYS):
        headings = _headings(record["headings"])
        if headings is None:
            raise damaged(path, f"has no headings in line {number}")
        passages.append(_cut(path, number, record, documents, headings))
    return passages


def read_sentences(path: Path, documents: Mapping[str, Document]) -> list[Sentence]:
    """Read sentences, and check that each lies in its document.

    Raises:
        IndexVersionError: A line is not a sentence of these documents.
    """
    slices = (_cut(path, at, record, documents) for at, record in _lines(path, _SENTENCE_KEYS))
    return [
        Sentence.cut(cut.document, start=cut.start, end=cut.end, language=cut.language)
        for cut in slices
    ]


def _lines(path: Path, keys: set[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                record = json.loads(line.decode("utf-8"))
            except (ValueError, RecursionError) as error:
                raise damaged(path, f"has no JSON in line {number}") from error
            if not isinstance(record, dict) or record.keys() != keys:
                raise damaged(path, f"has other fields in line {number}")
            yield number, record


def _document(record: dict[str, Any]) -> Document:
    published = record.pop("published")
    for key, value in record.items():
        if not isinstance(value, str):
            raise TypeError(f"{key} is not a text")
    return Document(
        id=record["id"],
        title=record["title"],
        source=record["source"],
        language=Language(record["language"]),
        published=None if published is None else date.fromisoformat(published),
        text=record["text"],
    )


def _headings(value: object) -> tuple[str, ...] | None:
    if isinstance(value, list) and all(isinstance(heading, str) for heading in value):
        return tuple(value)
    return None


def _cut(
    path: Path,
    number: int,
    record: dict[str, Any],
    documents: Mapping[str, Document],
    headings: tuple[str, ...] = (),
) -> Passage:
    document = documents.get(str(record["document"]))
    if document is None:
        raise damaged(path, f"names an unknown document in line {number}")
    start, end = record["start"], record["end"]
    if type(start) is not int or type(end) is not int:
        raise damaged(path, f"has no offsets in line {number}")
    if record["language"] not in list(Language):
        raise damaged(path, f"has no language in line {number}")
    language = Language(record["language"])
    try:
        return Passage.cut(document, start=start, end=end, headings=headings, language=language)
    except PassageError as error:
        raise damaged(path, f"leaves its document in line {number}") from error
