"""Verifies an index version: every byte is as its manifest says, before anything is parsed."""

import stat
from pathlib import Path

from corpus.durable import sha256_of
from index.damage import damaged
from index.version.manifest import MANIFEST_NAME, FileRecord, Manifest, parse_manifest
from index.version.pointer import current_version, version_name, version_number


def verify_version(directory: Path) -> Manifest:
    """Verify the version in use: the manifest, and existence, kind, size and sum of each file.

    Args:
        directory: Where CURRENT and the versions are.

    Raises:
        IndexVersionError: A file is missing, damaged, foreign, or not a plain file.
    """
    return verify_folder(directory / current_version(directory))


def verify_folder(folder: Path) -> Manifest:
    """Verify one version by its folder; see `verify_version`."""
    path = folder / MANIFEST_NAME
    try:
        _check_kind(path)
        content = path.read_bytes()
        if version_name(version_number(folder.name), content) != folder.name:
            raise damaged(path, "does not match the version's name")
        manifest = parse_manifest(content, path)
        _check_names(folder, {MANIFEST_NAME, *manifest.files})
        for name, record in manifest.files.items():
            path = folder / name
            _check_file(path, record)
    except OSError as error:
        raise damaged(path, f"cannot be read ({error.strerror})") from error
    return manifest


def _check_names(folder: Path, expected: set[str]) -> None:
    found = {path.name for path in folder.iterdir()}
    for name in sorted(expected - found):
        raise damaged(folder / name, "is missing")
    for name in sorted(found - expected):
        raise damaged(folder / name, "does not belong to it")


def _check_file(path: Path, record: FileRecord) -> None:
    _check_kind(path)
    size = path.stat().st_size
    if size != record.size:
        raise damaged(path, f"has {size} bytes instead of {record.size}")
    if sha256_of(path) != record.sha256:
        raise damaged(path, "has another checksum than its manifest says")


def _check_kind(path: Path) -> None:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise damaged(path, "is not a plain file")
