"""Store file: `documents.jsonl`, one checked record a line, replaced as a whole.

The first line says the format and how many records follow; every line carries the SHA-256 of what
it says, so that a truncated, altered or foreign file is found before anything is read from it.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.document import Document, Language
from corpus.durable import sync_path
from corpus.errors import StoreError

_FORMAT = 1
_REBUILD = "Run `assistant sync --rebuild`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A document and what it was read from.

    Attributes:
        file_digest: SHA-256 (hex) of the bytes of its file.
        reader_version: Version of the readers that read it.
        document: What they made of it.
    """

    file_digest: str
    reader_version: int
    document: Document


def store_path(directory: Path) -> Path:
    """Where the store lies below the directory that holds everything written."""
    return directory / "store" / "documents.jsonl"


def read_store(directory: Path) -> list[Document]:
    """Read all documents of the store, sorted by id.

    Raises:
        StoreError: The store is missing or damaged; the message names the file and the line.
    """
    return [record.document for record in read_records(store_path(directory))]


def read_records(path: Path) -> list[Record]:
    """Read and check every record; sorted by document id.

    Raises:
        StoreError: The file is missing or damaged; the message names it and the line.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError as error:
        raise StoreError(f"No store at {path}.", fix="Run `assistant sync`.") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.", fix=_REBUILD) from error
    if lines.pop() != b"":
        raise StoreError(f"{path} is cut off in line {len(lines) + 1}.", fix=_REBUILD)
    contents = [_open(line, path=path, number=number) for number, line in enumerate(lines, 1)]
    _check_header(contents, path=path)
    return [_record(entry, path, number) for number, entry in enumerate(contents[1:], 2)]


def write_records(path: Path, records: Iterable[Record]) -> None:
    """Replace the file atomically: a reader sees the old records or the new, never a mixture.

    One writer at a time: the caller holds the build lock.

    Raises:
        StoreError: It cannot be written; the old file is untouched.
    """
    contents = [_contents(record) for record in sorted(records, key=lambda r: r.document.id)]
    header = {"format": _FORMAT, "records": len(contents)}
    partial = path.with_suffix(".partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as file:
            file.writelines(_seal(entry) + b"\n" for entry in [header, *contents])
        sync_path(partial)
        partial.replace(path)
        sync_path(path.parent)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror}.", fix="Check the disk and permissions."
        ) from error


def _seal(contents: object) -> bytes:
    """One line: the contents with their checksum. The same contents give the same bytes."""
    words = json.dumps(contents, ensure_ascii=False, sort_keys=True)
    checksum = hashlib.sha256(words.encode()).hexdigest()
    return f'{{"sha256": "{checksum}", "contents": {words}}}'.encode()


def _open(line: bytes, *, path: Path, number: int) -> dict[str, object]:
    """Undo `_seal`. A line is right only if sealing its contents gives the very same bytes."""
    try:
        contents = json.loads(line)["contents"]
        whole = isinstance(contents, dict) and _seal(contents) == line
    except (ValueError, KeyError, TypeError, RecursionError):
        whole = False
    if not whole:
        raise StoreError(f"{path}, line {number}, is damaged.", fix=_REBUILD)
    return dict(contents)


def _check_header(contents: list[dict[str, object]], *, path: Path) -> None:
    header = contents[0] if contents else {}
    if header.get("format") != _FORMAT:
        raise StoreError(
            f"{path}, line 1, does not say format {_FORMAT}: it is foreign, or written by a newer "
            "program.",
            fix=_REBUILD,
        )
    if header.get("records") != len(contents) - 1:
        raise StoreError(
            f"{path}, line {len(contents)}, should not be its last: "
            f"{header.get('records')} records are announced, {len(contents) - 1} are there.",
            fix=_REBUILD,
        )


def _contents(record: Record) -> dict[str, object]:
    document = record.document
    return {
        "file_digest": record.file_digest,
        "reader_version": record.reader_version,
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "language": document.language.value,
        "published": document.published.isoformat() if document.published else None,
        "text": document.text,
    }


def _record(contents: dict[str, object], path: Path, number: int) -> Record:
    words = {name: str(value) for name, value in contents.items()}
    try:
        return Record(
            file_digest=words["file_digest"],
            reader_version=int(words["reader_version"]),
            document=Document(
                id=words["id"],
                title=words["title"],
                source=words["source"],
                language=Language(words["language"]),
                published=date.fromisoformat(words["published"])
                if contents["published"] is not None
                else None,
                text=words["text"],
            ),
        )
    except (KeyError, ValueError) as error:
        raise StoreError(
            f"{path}, line {number}, is no document: {error}.", fix=_REBUILD
        ) from error
