import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.errors import CorpusError, DocumentError
from corpus.files import LARGEST_BYTES, list_files, read_bytes
from corpus.store import sync_store

TEXT = "The committee has decided to close the street."


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)


@contextmanager
def closed(folder: Path, mode: int) -> Iterator[None]:
    folder.chmod(mode)
    try:
        if os.access(folder, os.X_OK):
            pytest.skip("this user (root?) may enter every folder")
        yield
    finally:
        folder.chmod(0o700)


def test_files_are_listed_by_id_whatever_their_depth(tmp_path: Path) -> None:
    put(tmp_path, "news/2015/b.html", "news/a.MD", "z.txt", "contacts.htm", "news/2015/a.markdown")

    listing = list_files([tmp_path])

    assert [file.id for file in listing.files] == [
        "contacts.htm",
        "news/2015/a.markdown",
        "news/2015/b.html",
        "news/a.MD",
        "z.txt",
    ]
    assert (listing.skipped, listing.failed) == ((), ())


def test_what_is_no_document_is_skipped_with_its_reason(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", ".hidden.txt", ".git/b.txt", "scan.pdf", "README.ru.md", "SOURCES.md")
    put(tmp_path, "sources-of-income.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.txt"))

        listing = list_files([tmp_path])

    assert [file.id for file in listing.files] == ["a.txt", "sources-of-income.txt"]
    assert {rejection.id: rejection.reason.split()[2] for rejection in listing.skipped} == {
        ".git": "hidden",
        ".hidden.txt": "hidden",
        "README.ru.md": "a",
        "SOURCES.md": "a",
        "link.txt": "a",
        "loop": "a",
        "pipe.txt": "not",
        "scan.pdf": "is",
        "socket.txt": "not",
    }


def test_a_name_that_cannot_be_shown_is_reported(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("x")
    (tmp_path / "two\nlines.txt").write_text("x")

    listing = list_files([tmp_path])

    assert listing.files == ()
    assert [rejection.id for rejection in listing.failed] == ["\\udcff.txt", "two\\nlines.txt"]


def test_odd_but_printable_names_are_read(tmp_path: Path) -> None:
    names = ["-x.txt", "CON.txt", "навіна.txt", "新闻.txt", "😀.txt", "a b.txt", "A b.txt"]
    put(tmp_path, *names)

    assert [file.id for file in list_files([tmp_path]).files] == sorted(names)


def test_the_first_folder_wins_when_two_have_the_same_id(tmp_path: Path) -> None:
    put(tmp_path, "one/a.txt", "two/a.txt", "two/b.txt")

    listing = list_files([tmp_path / "one", tmp_path / "two", tmp_path / "one"])

    assert [(file.id, file.path.parent.name) for file in listing.files] == [
        ("a.txt", "one"),
        ("b.txt", "two"),
    ]
    assert [rejection.id for rejection in listing.failed] == ["a.txt"]
    assert str(tmp_path / "one" / "a.txt") in listing.failed[0].reason


def test_ids_that_differ_only_in_composition_are_the_same(tmp_path: Path) -> None:
    put(tmp_path, "\u0439.txt", "\u0438\u0306.txt")

    listing = list_files([tmp_path])

    assert [file.id for file in listing.files] == ["\u0439.txt"]
    assert len(listing.failed) == 1


@pytest.mark.parametrize(
    ("name", "reason"), [("none", "does not exist"), ("a.txt", "is not a folder")]
)
def test_a_missing_folder_is_named(tmp_path: Path, name: str, reason: str) -> None:
    put(tmp_path, "a.txt")

    with pytest.raises(CorpusError, match=f"{name} {reason}") as caught:
        list_files([tmp_path / name])
    assert "--documents" in caught.value.fix


@pytest.mark.parametrize(
    ("mode", "failed"), [(0o000, ["closed"]), (0o400, ["closed/a.txt", "closed/sub"])]
)
def test_a_folder_that_cannot_be_read_is_reported(
    tmp_path: Path, mode: int, failed: list[str]
) -> None:
    put(tmp_path, "closed/a.txt", "closed/sub/c.txt", "b.txt")
    with closed(tmp_path / "closed", mode):
        report = sync_store(tmp_path / "var", [tmp_path], rebuild=False)

    assert [document.id for document in report.documents] == ["b.txt"]
    assert [rejection.id for rejection in report.failed] == failed


def test_a_folder_below_one_that_is_closed_is_named(tmp_path: Path) -> None:
    put(tmp_path, "closed/sub/a.txt")

    with (
        closed(tmp_path / "closed", 0o000),
        pytest.raises(CorpusError, match="sub cannot be reached: Permission denied"),
    ):
        list_files([tmp_path / "closed" / "sub"])


def test_a_file_up_to_the_cap_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * LARGEST_BYTES)

    assert len(read_bytes(path)) == LARGEST_BYTES


def test_a_file_above_the_cap_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * (LARGEST_BYTES + 1))

    with pytest.raises(DocumentError, match="larger than 10,000,000 bytes"):
        read_bytes(path)


def test_links_pipes_folders_and_missing_files_are_refused_without_waiting(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "link.txt").symlink_to("a.txt")
    os.mkfifo(tmp_path / "pipe.txt")

    for name in ("link.txt", "pipe.txt", "missing.txt", "."):
        with pytest.raises(DocumentError, match=r"cannot be read|not a plain file"):
            read_bytes(tmp_path / name)
