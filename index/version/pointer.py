"""CURRENT: the file that names the index version in use, and the folders it may name.

    <directory>/CURRENT              v000002-1f2e3d4c
    <directory>/v000001-aabbccdd/    an older version, kept for readers that have it open
    <directory>/v000002-1f2e3d4c/
    <directory>/.build-4711/         a build at work, or the rest of a killed one

A version's name is its number and the start of its manifest's SHA-256, so nothing in it can
change without its name being wrong.
"""

import hashlib
import re
import shutil
from pathlib import Path

from corpus.durable import replace_text
from index.errors import IndexVersionError

_CURRENT = "CURRENT"
_NAME = re.compile(r"v(?P<number>[0-9]{6,9})-[0-9a-f]{8}")
_MAXIMUM_BYTES = 64
_SYNC = "Run `assistant sync`."


def version_name(number: int, manifest: bytes) -> str:
    """Name of a version with this number and this manifest."""
    return f"v{number:06d}-{hashlib.sha256(manifest).hexdigest()[:8]}"


def version_number(name: str) -> int:
    """Number of a version, by its name."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise IndexVersionError(f"{name} is not the name of an index version.", fix=_SYNC)
    return int(match["number"])


def current_version(directory: Path) -> str:
    """Name of the version in use.

    Raises:
        IndexVersionError: There is none, or CURRENT does not name one.
    """
    path = directory / _CURRENT
    try:
        with path.open("rb") as file:
            content = file.read(_MAXIMUM_BYTES + 1)
    except FileNotFoundError as error:
        raise IndexVersionError(f"There is no index in {directory}.", fix=_SYNC) from error
    except OSError as error:
        raise IndexVersionError(f"{path} cannot be read: {error.strerror}.", fix=_SYNC) from error
    name = content.decode("ascii", errors="replace").removesuffix("\n")
    if not _NAME.fullmatch(name):
        raise IndexVersionError(f"{path} does not name an index version.", fix=_SYNC)
    if not _is_version(directory / name):
        raise IndexVersionError(f"{path} names {name}, which is missing.", fix=_SYNC)
    return name


def publish_version(directory: Path, name: str) -> None:
    """Make a version, whose folder is complete, the one in use."""
    replace_text(directory / _CURRENT, name + "\n")


def versions(directory: Path) -> list[str]:
    """Names of all versions, oldest first."""
    names = [path.name for path in directory.iterdir() if _is_version(path)]
    return sorted(names, key=lambda name: (version_number(name), name))


def sweep(directory: Path) -> None:
    """Remove what killed builds left. Only for the holder of the build lock."""
    for leftover in [*directory.glob(".build-*"), *directory.glob(f".{_CURRENT}.*")]:
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()


def remove_old_versions(directory: Path, *, keep: int) -> None:
    """Keep the version in use and the newest others. Only for the holder of the build lock."""
    current = current_version(directory)
    others = [name for name in versions(directory) if name != current]
    for name in others[: max(0, len(others) - (keep - 1))]:
        # Renamed first: a removal that is cut short leaves no half version behind.
        shutil.rmtree((directory / name).rename(directory / f".build-old-{name}"))


def _is_version(path: Path) -> bool:
    return bool(_NAME.fullmatch(path.name)) and path.is_dir() and not path.is_symlink()
