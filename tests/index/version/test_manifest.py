import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from index.errors import IndexVersionError
from index.search.backends import RetrieverName
from index.version.manifest import (
    FORMAT,
    FileRecord,
    Manifest,
    file_names,
    parse_manifest,
    write_manifest,
)

MANIFEST = Manifest(
    format=FORMAT,
    created=datetime(2016, 5, 1, 12, 30, tzinfo=UTC),
    model_name="модель",
    model_fingerprint="1" * 64,
    dimensions=64,
    retriever=RetrieverName.FAISS,
    documents=3,
    passages=8,
    sentences=5,
    store_digest="abc",
    splitting="one each",
    files={
        name: FileRecord(size=5, sha256="2" * 64)
        for name in sorted(file_names(RetrieverName.FAISS))
    },
)
PATH = Path("v000001-aabbccdd/manifest.json")


def record(**changes: object) -> dict[str, Any]:
    return asdict(MANIFEST) | {"created": MANIFEST.created.isoformat()} | changes


def files(**changes: object) -> dict[str, Any]:
    return dict(record()["files"]) | changes


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    text = write_manifest(MANIFEST, tmp_path)

    assert parse_manifest(text.encode(), PATH) == MANIFEST
    assert (tmp_path / "manifest.json").read_bytes() == text.encode()


@pytest.mark.parametrize("number", [1, 3, 999])
def test_another_format_is_refused_in_words(number: int) -> None:
    content = json.dumps({"format": number, "whatever": "comes later"}).encode()

    words = f"has format {number}; this program reads {FORMAT}"
    with pytest.raises(IndexVersionError, match=words):
        parse_manifest(content, PATH)


@pytest.mark.parametrize(
    "changes",
    [
        {"extra": 1},
        {"dimensions": "64"},
        {"dimensions": 64.0},
        {"dimensions": True},
        {"dimensions": -1},
        {"dimensions": float("nan")},
        {"passages": float("inf")},
        {"passages": None},
        {"model_fingerprint": "1" * 63},
        {"model_fingerprint": "G" * 64},
        {"model_name": 5},
        {"retriever": "annoy"},
        {"created": "yesterday"},
        {"created": "2016-05-01T12:30:00"},
        {"created": 0},
        {"files": []},
        {"files": {}},
        {"files": files(**{"../../etc/passwd": {"size": 1, "sha256": "2" * 64}})},
        {"files": files(**{"passages.faiss": {"size": 1}})},
        {"files": files(**{"passages.faiss": {"size": "1", "sha256": "2" * 64}})},
        {"files": files(**{"passages.faiss": None})},
    ],
    ids=repr,
)
def test_an_unexpected_value_is_refused(changes: dict[str, object]) -> None:
    content = json.dumps(record(**changes)).encode()

    with pytest.raises(IndexVersionError, match=r"manifest\.json is not a manifest"):
        parse_manifest(content, PATH)


@pytest.mark.parametrize("key", sorted(record()))
def test_a_missing_key_is_refused(key: str) -> None:
    incomplete = record()
    del incomplete[key]

    with pytest.raises(IndexVersionError, match=r"manifest\.json is not a manifest"):
        parse_manifest(json.dumps(incomplete).encode(), PATH)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"5",
        b"{",
        b"\xff",
        b"\xef\xbb\xbf{}",
        b"[" * 60_000,
        b" " * 100_000,
        b"1" * 60_000,
        json.dumps(record())
        .replace(f'"format": {FORMAT}', f'"format": {FORMAT}, "format": {FORMAT}')
        .encode(),
    ],
    ids=lambda content: repr(content[:16]),
)
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(IndexVersionError, match=r"manifest\.json is not a manifest"):
        parse_manifest(content, PATH)
