"""Load: files to documents. One bad file never stops the others."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from corpus.clean import clean, clean_line
from corpus.dates import find_dateline, is_dateline, parse_date
from corpus.document import Document
from corpus.errors import DocumentError
from corpus.files import Rejection, SourceFile, in_order, list_files, read_bytes
from corpus.formats import READERS
from corpus.language import detect_document_language, parse_language
from corpus.reading import HEADING, ParsedFile, shorten_title

logger = logging.getLogger(__name__)

# Raise it whenever the same bytes may give another document: stored documents are then read anew.
READER_VERSION = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """The documents of some folders and what gave none; each sorted by id."""

    documents: tuple[Document, ...]
    skipped: tuple[Rejection, ...]
    failed: tuple[Rejection, ...]


def load_documents(folders: Sequence[Path]) -> Loading:
    """Read every document below the folders. Same files, same documents.

    Raises:
        CorpusError: A folder is missing.
    """
    listing = list_files(folders)
    outcomes = [load_file(file) for file in listing.files]
    failed = [outcome for outcome in outcomes if isinstance(outcome, Rejection)]
    return Loading(
        documents=tuple(outcome for outcome in outcomes if isinstance(outcome, Document)),
        skipped=listing.skipped,
        failed=in_order([*listing.failed, *failed]),
    )


def load_file(file: SourceFile, *, raw: bytes | None = None) -> Document | Rejection:
    """Read one file; whatever goes wrong comes back as its rejection.

    Args:
        file: The file.
        raw: Its bytes, where they have been read already.
    """
    try:
        return read_document(read_bytes(file.path) if raw is None else raw, id=file.id)
    except DocumentError as error:
        return Rejection(id=file.id, reason=str(error))
    except Exception as error:  # a fault of ours costs one document, never the sync
        logger.exception("Reading %s failed unexpectedly", file.id)
        reason = f"Reading it failed unexpectedly: {type(error).__name__}."
        return Rejection(id=file.id, reason=reason)


def read_document(raw: bytes, *, id: str, today: date | None = None) -> Document:  # noqa: A002 - the field's own name
    """Make a document of the bytes of a file.

    Args:
        raw: The whole file.
        id: The document's id; its suffix chooses the reader.
        today: Dates after it are unknown dates; the current day by default.

    Raises:
        DocumentError: No document can be made; the message says why.
    """
    reading = READERS[Path(id).suffix.lower()](raw)
    text = _quotable(clean(reading.text))
    if not any(character.isalpha() for character in text):
        raise DocumentError("It holds no text.", fix="Fill it, or remove it.")
    return Document(
        id=id,
        title=_title(reading, text=text),
        source=clean_line(reading.source or "") or id,
        language=detect_document_language(text, declared=parse_language(reading.language)),
        published=_published(reading, text=text, today=today or datetime.now().astimezone().date()),
        text=text,
    )


def _quotable(text: str) -> str:
    """The text; where it is nothing but headings and datelines, the headings are what it says."""
    below = (line for line in HEADING.sub("", text).split("\n") if not is_dateline(line))
    return text if any(map(str.isalpha, "".join(below))) else HEADING.sub(r"\2", text)


def _title(reading: ParsedFile, *, text: str) -> str:
    first_line = next(line for line in text.split("\n") if any(map(str.isalpha, line)))
    return shorten_title(reading.title or "") or shorten_title(first_line.lstrip("# "))


def _published(reading: ParsedFile, *, text: str, today: date) -> date | None:
    named = parse_date(reading.published, today=today) if reading.published else None
    return named or find_dateline(text, today=today)
