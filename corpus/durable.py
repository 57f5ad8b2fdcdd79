"""Writing that survives a crash: everything is on disk before its new name is."""

import hashlib
import os
from pathlib import Path


def sha256_of(path: Path) -> str:
    """SHA-256 (hex) of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_path(path: Path) -> None:
    """Force a file, or the entries of a folder, to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Force a folder's files, its subfolders and its own entries to disk."""
    for path in folder.iterdir():
        if path.is_dir():
            sync_folder(path)
        else:
            sync_path(path)
    sync_path(folder)


def publish_folder(folder: Path, final: Path) -> None:
    """Give a finished folder its final name, at once and for good. `final` must not exist."""
    sync_folder(folder)
    folder.rename(final)
    sync_path(final.parent)


def replace_text(path: Path, text: str) -> None:
    """Replace a file's content: a reader sees the old text or the new one, never a part."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(text, encoding="utf-8", newline="")
    sync_path(temporary)
    temporary.replace(path)
    sync_path(path.parent)
