import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Language
from corpus.passage import Passage
from corpus.sentence import Sentence
from index.errors import IndexVersionError
from index.version.records import (
    document_record,
    passage_record,
    read_documents,
    read_passages,
    read_sentences,
    sentence_record,
    write_records,
)
from tests.fakes import make_document

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
ANY_DOCUMENT = st.builds(
    Document,
    id=TEXTS,
    title=TEXTS,
    source=TEXTS,
    language=st.sampled_from(Language),
    published=st.none() | st.dates(),
    text=TEXTS,
)
DOCUMENT = make_document(published=date(2015, 9, 2))
DOCUMENTS = {DOCUMENT.id: DOCUMENT}


@given(st.lists(ANY_DOCUMENT, max_size=4, unique_by=lambda document: document.id))
def test_documents_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, documents: list[Document]
) -> None:
    path = tmp_path_factory.mktemp("v") / "documents.jsonl"
    write_records(map(document_record, documents), path)

    assert read_documents(path) == {document.id: document for document in documents}


def test_passages_and_sentences_are_read_as_they_were_written(tmp_path: Path) -> None:
    passages = [Passage.cut(DOCUMENT, start=0, end=9, headings=("Один", "二\u2028"))]
    sentences = [Sentence(document=DOCUMENT, start=2, end=12)]
    write_records(map(passage_record, passages), tmp_path / "p")
    write_records(map(sentence_record, sentences), tmp_path / "s")

    assert read_passages(tmp_path / "p", DOCUMENTS) == passages
    assert read_sentences(tmp_path / "s", DOCUMENTS) == sentences


@pytest.mark.parametrize(
    "changes",
    [
        {"extra": 1},
        {"title": None},
        {"text": 5},
        {"language": "fr"},
        {"published": "yesterday"},
        {"published": 20150902},
    ],
    ids=repr,
)
def test_a_line_that_is_no_document_is_refused_by_number(
    changes: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "documents.jsonl"
    write_records([document_record(DOCUMENT), document_record(DOCUMENT) | changes], path)

    with pytest.raises(IndexVersionError, match=r"documents\.jsonl has .* in line 2"):
        read_documents(path)


def test_a_document_that_comes_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "documents.jsonl"
    write_records([document_record(DOCUMENT)] * 2, path)

    with pytest.raises(IndexVersionError, match=r"has news/tax\.txt twice"):
        read_documents(path)


@pytest.mark.parametrize(
    "line", [b"{", b"", b"[]", b"\xff", b"null", b"{}", b"[" * 100_000], ids=lambda line: line[:9]
)
def test_a_line_that_is_no_record_is_refused_by_number(line: bytes, tmp_path: Path) -> None:
    path = tmp_path / "documents.jsonl"
    path.write_bytes(json.dumps(document_record(DOCUMENT)).encode() + b"\n" + line + b"\n")

    with pytest.raises(IndexVersionError, match=r"documents\.jsonl has .* in line 2"):
        read_documents(path)


@pytest.mark.parametrize(
    "changes",
    [
        {"document": "elsewhere.txt"},
        {"document": None},
        {"start": -1},
        {"start": 9},
        {"start": 0.0},
        {"start": "0"},
        {"start": False},
        {"end": 10**9},
        {"end": None},
        {"headings": None},
        {"headings": "Tax"},
        {"headings": [1]},
    ],
    ids=repr,
)
def test_a_passage_that_does_not_lie_in_its_document_is_refused(
    changes: dict[str, Any], tmp_path: Path
) -> None:
    record = passage_record(Passage.cut(DOCUMENT, start=0, end=9))
    write_records([record, record | changes], tmp_path / "passages.jsonl")

    with pytest.raises(IndexVersionError, match=r"passages\.jsonl .* in line 2"):
        read_passages(tmp_path / "passages.jsonl", DOCUMENTS)


def test_a_sentence_that_does_not_lie_in_its_document_is_refused(tmp_path: Path) -> None:
    record = {
        "document": DOCUMENT.id,
        "start": 5,
        "end": len(DOCUMENT.text) + 1,
        "language": DOCUMENT.language.value,
    }
    write_records([record], tmp_path / "sentences.jsonl")

    with pytest.raises(IndexVersionError, match=r"sentences\.jsonl leaves its document in line 1"):
        read_sentences(tmp_path / "sentences.jsonl", DOCUMENTS)


@pytest.mark.parametrize("language", ["de", "", None, 1, ["ru"]])
def test_a_sentence_in_no_language_of_ours_is_refused(tmp_path: Path, language: object) -> None:
    record = {"document": DOCUMENT.id, "start": 0, "end": 2, "language": language}
    write_records([record], tmp_path / "sentences.jsonl")

    with pytest.raises(IndexVersionError, match=r"sentences\.jsonl has no language in line 1"):
        read_sentences(tmp_path / "sentences.jsonl", DOCUMENTS)
