"""The one sentence about a damaged index version: which file, what is wrong, what mends it."""

from pathlib import Path

from index.errors import IndexVersionError

REBUILD = "Rebuild with `assistant sync --rebuild`."


def damaged(path: Path, what: str) -> IndexVersionError:
    """Make the error for a file of an index version, to be raised by the caller.

    Args:
        path: The file.
        what: What is wrong with it: a clause without a full stop.
    """
    return IndexVersionError(
        f"Index version {path.parent.name} is damaged: {path.name} {what}.", fix=REBUILD
    )
