"""Remembered: which folders were named to a sync, so that a plain one does not turn to others."""

import json
from collections.abc import Sequence
from pathlib import Path

from corpus.durable import replace_text
from corpus.errors import StoreError


def remember_folders(directory: Path, folders: Sequence[Path]) -> None:
    """Write down what was read; `directory` holds everything written."""
    text = json.dumps([str(folder.resolve()) for folder in folders], ensure_ascii=False)
    replace_text(_file(directory), text)


def remembered_folders(directory: Path) -> tuple[Path, ...]:
    """What was read last; none before the first sync.

    Raises:
        StoreError: The note is damaged.
    """
    file = _file(directory)
    try:
        names = json.loads(file.read_text(encoding="utf-8"))
    except OSError:
        return ()  # a store that cannot be read at all is said by whoever writes to it
    except ValueError as error:
        raise _damaged(file) from error
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _damaged(file)
    return tuple(Path(name) for name in names)


def _file(directory: Path) -> Path:
    return directory / "store" / "folders.json"


def _damaged(file: Path) -> StoreError:
    return StoreError(
        f"{file} does not name the folders that were read last.",
        fix="Name them again: `assistant sync --documents DIR`.",
    )
