"""Files: what lies in the documents folders, sorted; everything passed over is reported."""

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError, DocumentError
from corpus.formats import READERS

LARGEST_BYTES = 10_000_000
# Notes about the documents, not documents: README.md, SOURCES.md, README.ru.md and the like.
NOTES = ("README", "SOURCES")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file to be read as a document.

    Attributes:
        id: Path below its folder, with `/`, NFC: the document's id.
        path: Where it lies.
    """

    id: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A file that gives no document, and why.

    Attributes:
        id: Its path below its folder, printable.
        reason: One sentence.
    """

    id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileListing:
    """Everything in the documents folders, each list sorted by id.

    Attributes:
        files: What is read.
        skipped: What is not meant to be read: notes, hidden files, other kinds of file.
        failed: What should be a document but cannot be one.
    """

    files: tuple[SourceFile, ...]
    skipped: tuple[Rejection, ...]
    failed: tuple[Rejection, ...]


def list_files(folders: Sequence[Path]) -> FileListing:
    """List the files of all folders. Of two files with one id the first folder's is read.

    Raises:
        CorpusError: A folder is missing, or is none.
    """
    files: dict[str, SourceFile] = {}
    skipped: list[Rejection] = []
    failed: list[Rejection] = []
    for folder in dict.fromkeys(folder.resolve() for folder in folders):
        faults: list[OSError] = []
        for path in _walk(_checked_folder(folder), faults):
            name = path.relative_to(folder).as_posix()
            id_ = unicodedata.normalize("NFC", name)
            if reason := _reason_to_skip(path):
                skipped.append(Rejection(id=printable(name), reason=reason))
            elif reason := _fault_of_name(id_, taken=files):
                failed.append(Rejection(id=printable(name), reason=reason))
            else:
                files[id_] = SourceFile(id=id_, path=path)
        failed += [_unread_folder(folder, error) for error in faults]
    return FileListing(
        files=tuple(sorted(files.values(), key=lambda file: file.id)),
        skipped=in_order(skipped),
        failed=in_order(failed),
    )


def read_bytes(path: Path) -> bytes:
    """Read a whole file without following links and without waiting for a pipe.

    Raises:
        DocumentError: It cannot be read, is no plain file, or is too large.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise DocumentError("It is not a plain file.", fix="Put a plain file there.")
            raw = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise DocumentError(
            f"It cannot be read: {error.strerror or error}.", fix="Check its permissions."
        ) from error
    if len(raw) > LARGEST_BYTES:
        raise DocumentError(
            f"It is larger than {LARGEST_BYTES:,} bytes.", fix="Divide it into several files."
        )
    return raw


def printable(name: str) -> str:
    """A file name as text that can be shown; other characters become escape sequences."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in name
    )


def in_order(rejections: Iterable[Rejection]) -> tuple[Rejection, ...]:
    """Sort rejections by id."""
    return tuple(sorted(rejections, key=lambda rejection: (rejection.id, rejection.reason)))


def _checked_folder(folder: Path) -> Path:
    try:
        if folder.is_dir():
            return folder
        reason = "is not a folder" if folder.exists() else "does not exist"
    except OSError as error:
        reason = f"cannot be reached: {error.strerror}"
    raise CorpusError(
        f"The documents folder {folder} {reason}.",
        fix="Create it, or name another with --documents.",
    )


def _walk(folder: Path, faults: list[OSError]) -> Iterator[Path]:
    """Every file, and every folder that is not entered; folders that cannot be read in `faults`."""
    for place, subfolders, names in os.walk(folder, onerror=faults.append):
        closed = [name for name in subfolders if _is_closed(Path(place, name))]
        subfolders[:] = sorted(set(subfolders).difference(closed))
        for name in sorted([*names, *closed]):
            yield Path(place, name)


def _is_closed(subfolder: Path) -> bool:
    return subfolder.name.startswith(".") or _kind(subfolder) == stat.S_IFLNK


def _unread_folder(folder: Path, error: OSError) -> Rejection:
    name = Path(os.fsdecode(error.filename)).relative_to(folder).as_posix()
    return Rejection(id=printable(name), reason=f"The folder cannot be read: {error.strerror}.")


def _reason_to_skip(path: Path) -> str | None:
    if path.name.startswith("."):
        return "It is hidden (its name starts with a dot)."
    kind = _kind(path)
    if kind == stat.S_IFLNK:
        return "It is a symbolic link."
    if kind != stat.S_IFREG:
        return "It is not a plain file."
    if path.name.split(".")[0].upper() in NOTES:
        return f"It is a note about the documents ({', '.join(NOTES)})."
    if path.suffix.lower() not in READERS:
        return f"Its kind is not read (read are {', '.join(READERS)})."
    return None


def _kind(path: Path) -> int:
    try:
        return stat.S_IFMT(path.lstat().st_mode)
    except OSError:
        return stat.S_IFREG  # reading it will say what is wrong


def _fault_of_name(id_: str, *, taken: Mapping[str, SourceFile]) -> str | None:
    if not id_.isprintable():
        return "Its name has characters that cannot be shown."
    if id_ in taken:
        return f"Another file has the same id: {taken[id_].path}."
    return None
