"""Manifest: what an index version was built from, and the checksum of each of its files."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from index.damage import damaged
from index.errors import IndexVersionError
from index.search.backends import RETRIEVERS, RetrieverName

FORMAT = 4
"""Raise it when a file's form changes, the text of a passage, its terms, or the centres."""

MANIFEST_NAME = "manifest.json"
DOCUMENTS = "documents.jsonl"
PASSAGES = "passages.jsonl"
SENTENCES = "sentences.jsonl"
SENTENCE_VECTORS = "sentences.f16.npy"
LANGUAGE_CENTRES = "centres.f32.npy"
LANGUAGE_PAIRS = "language-pairs.f32.npy"
LEXICAL = "lexical.npz"

_MAXIMUM_BYTES = 65536


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """Size in bytes and SHA-256 (hex) of a file."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an index version holds.

    Attributes:
        format: Form of the files.
        created: When it was built, UTC.
        model_name: The embedding model's name, for people.
        model_fingerprint: SHA-256 (hex) of the model.
        dimensions: Length of a vector.
        retriever: Which retriever its passages are kept for.
        documents: How many.
        passages: How many.
        sentences: How many.
        store_digest: State of the store it was built from.
        splitting: How documents were split, in words.
        files: Every other file of the version, by name.
    """

    format: int
    created: datetime
    model_name: str
    model_fingerprint: str
    dimensions: int
    retriever: RetrieverName
    documents: int
    passages: int
    sentences: int
    store_digest: str
    splitting: str
    files: Mapping[str, FileRecord]


def file_names(retriever: RetrieverName) -> set[str]:
    """The files of an index version, without the manifest."""
    vectors = {SENTENCE_VECTORS, RETRIEVERS[retriever].file}
    return {DOCUMENTS, PASSAGES, SENTENCES, LANGUAGE_CENTRES, LANGUAGE_PAIRS, LEXICAL} | vectors


def write_manifest(manifest: Manifest, folder: Path) -> str:
    """Write the manifest and return its text."""
    record = asdict(manifest) | {"created": manifest.created.isoformat()}
    text = json.dumps(record, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    (folder / MANIFEST_NAME).write_text(text, encoding="utf-8", newline="\n")
    return text


def parse_manifest(content: bytes, path: Path) -> Manifest:
    """Read a manifest; anything unexpected is refused.

    Args:
        content: Of the file.
        path: Of the file, for the message.

    Raises:
        IndexVersionError: It is no manifest, or one of a newer format.
    """
    try:
        record = _parse_json(content)
        _refuse_other_format(record, path)
        return _manifest(record)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise damaged(path, f"is not a manifest ({error})") from error


def _parse_json(content: bytes) -> dict[str, Any]:
    if len(content) > _MAXIMUM_BYTES:
        raise ValueError(f"{len(content)} bytes")
    record = json.loads(
        content.decode("utf-8"), object_pairs_hook=_without_duplicates, parse_constant=_refuse
    )
    if not isinstance(record, dict):
        raise TypeError("no object")
    return record


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError("a key comes twice")
    return record


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number here")


def _refuse_other_format(record: dict[str, Any], path: Path) -> None:
    number = _whole(record, "format")
    if number != FORMAT:
        raise IndexVersionError(
            f"Index version {path.parent.name} has format {number}; this program reads {FORMAT}.",
            fix="Update the program, or rebuild with `assistant sync --rebuild`.",
        )


def _manifest(record: dict[str, Any]) -> Manifest:
    if record.keys() != set(Manifest.__dataclass_fields__):
        raise ValueError(f"other keys: {sorted(record.keys() ^ Manifest.__dataclass_fields__)}")
    retriever = RetrieverName(_text(record, "retriever"))
    created = datetime.fromisoformat(_text(record, "created"))
    if created.utcoffset() is None:
        raise ValueError("created without a time zone")
    files = _file_records(record["files"])
    if files.keys() != file_names(retriever):
        raise ValueError(f"other files: {sorted(files.keys() ^ file_names(retriever))}")
    return Manifest(
        format=_whole(record, "format"),
        created=created,
        model_name=_text(record, "model_name"),
        model_fingerprint=_sha256(record, "model_fingerprint"),
        dimensions=_whole(record, "dimensions"),
        retriever=retriever,
        documents=_whole(record, "documents"),
        passages=_whole(record, "passages"),
        sentences=_whole(record, "sentences"),
        store_digest=_text(record, "store_digest"),
        splitting=_text(record, "splitting"),
        files=files,
    )


def _file_records(entries: object) -> dict[str, FileRecord]:
    if not isinstance(entries, dict):
        raise TypeError("files is no object")
    return {name: _file_record(entry) for name, entry in entries.items()}


def _file_record(entry: object) -> FileRecord:
    if not isinstance(entry, dict) or entry.keys() != {"size", "sha256"}:
        raise TypeError("a file without size and sha256")
    return FileRecord(size=_whole(entry, "size"), sha256=_sha256(entry, "sha256"))


def _whole(record: dict[str, Any], key: str) -> int:
    value = record[key]
    if type(value) is not int or value < 0:
        raise TypeError(f"{key} is no count")
    return value


def _text(record: dict[str, Any], key: str) -> str:
    value = record[key]
    if not isinstance(value, str):
        raise TypeError(f"{key} is no text")
    return value


def _sha256(record: dict[str, Any], key: str) -> str:
    value = _text(record, key)
    if not re.fullmatch("[0-9a-f]{64}", value):
        raise ValueError(f"{key} is no SHA-256")
    return value
