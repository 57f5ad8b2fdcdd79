"""converted_folder: files made once from others, kept in a cache and checked at every start."""

import json
import logging
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from corpus.durable import publish_folder, sha256_of
from index.errors import ModelError

logger = logging.getLogger(__name__)

_CHECKSUMS = "checksums.json"
_OLD_SECONDS = 24 * 3600


def converted_folder(cache: Path, name: str, *, kind: str, convert: Callable[[Path], None]) -> Path:
    """Give a folder of the cache; make it unless an undamaged copy is there.

    Safe in several processes at once. What it replaces, older conversions of its kind, is removed.

    Args:
        cache: Is made if missing.
        name: Of the folder; another one for every other source or way to convert it.
        kind: What the names of all conversions of this kind begin with.
        convert: Writes the files into an empty folder.

    Raises:
        ModelError: The cache cannot be written.
    """
    folder = cache / name
    try:
        if is_undamaged(folder):
            return folder
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / ".model.lock"):
            if not is_undamaged(folder):
                _make(folder, kind, convert)
    except OSError as error:
        raise ModelError(
            f"The model cannot be written to {cache}: {error.strerror or error}.",
            fix="Free 500 MB there, or set `model.cache_directory` to another folder.",
        ) from error
    return folder


def is_undamaged(folder: Path) -> bool:
    """Compare every file with the checksums written beside them; no more and no fewer files."""
    if folder.is_symlink() or not (folder / _CHECKSUMS).is_file():
        return False
    try:
        recorded = json.loads((folder / _CHECKSUMS).read_text(encoding="utf-8"))
        return bool(recorded == _measured(folder))
    except (ValueError, FileNotFoundError):  # damaged, or just being replaced by another process
        return False


def _make(folder: Path, kind: str, convert: Callable[[Path], None]) -> None:
    started = time.monotonic()
    _sweep(folder.parent)
    build = folder.with_name(f".build-{os.getpid()}")
    build.mkdir()
    try:
        convert(build)
    except BaseException:
        shutil.rmtree(build)
        raise
    (build / _CHECKSUMS).write_text(json.dumps(_measured(build), indent=2), encoding="utf-8")
    for path in build.rglob("*"):
        if path.is_file():
            path.chmod(0o644)  # some libraries write for their owner alone; a service is another
    _set_aside(folder)
    publish_folder(build, folder)
    for older in folder.parent.glob(f"{kind}*"):
        # A process that started a moment ago may be about to load it.
        if older != folder and time.time() - older.stat().st_mtime > _OLD_SECONDS:
            _set_aside(older)
    logger.info("%s made in %.1f s", folder.name, time.monotonic() - started)


def _sweep(cache: Path) -> None:
    """Remove what a killed process left; the lock is held, so nobody is at work in it."""
    for leftover in cache.glob(".build-*"):
        shutil.rmtree(leftover)


def _set_aside(folder: Path) -> None:
    """Remove a folder in one step, so that nobody sees half of it."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        aside = folder.rename(folder.with_name(f".build-old-{folder.name}"))
        shutil.rmtree(aside)


def _measured(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path: path.relative_to(folder).as_posix() for path in files}
    return {names[path]: sha256_of(path) for path in files if names[path] != _CHECKSUMS}
