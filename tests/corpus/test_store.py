from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import CorpusError, StoreError
from corpus.store import SyncReport, sync_store
from corpus.store_file import read_records, read_store, store_path, write_records

TEXT = "The committee has decided point {} of the plan."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(TEXT.format(name))
    return folder


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


def sync(var: Path, folder: Path, *, rebuild: bool = False) -> SyncReport:
    return sync_store(var, [folder], rebuild=rebuild)


def test_the_first_sync_adds_every_document(var: Path, folder: Path) -> None:
    report = sync(var, folder)

    assert report.added == ("a.txt", "b.txt", "c.txt")
    assert report.changed == report.removed == report.unchanged == ()
    assert report.failed == ()
    assert [document.text for document in read_store(var)] == [TEXT.format(n) for n in "abc"]
    assert list(report.documents) == read_store(var)


def test_a_second_sync_changes_nothing_and_writes_nothing(var: Path, folder: Path) -> None:
    sync(var, folder)
    before = store_path(var).stat()

    report = sync(var, folder)

    assert report.unchanged == ("a.txt", "b.txt", "c.txt")
    assert report.added == report.changed == report.removed == ()
    assert store_path(var).stat().st_ino == before.st_ino
    assert store_path(var).stat().st_mtime_ns == before.st_mtime_ns


def test_changes_are_told_apart(var: Path, folder: Path) -> None:
    sync(var, folder)
    (folder / "a.txt").write_text(TEXT.format("other"))
    (folder / "b.txt").unlink()
    (folder / "c.txt").write_text(TEXT.format("c") + "  \n\n")
    (folder / "d.txt").write_text(TEXT.format("d"))
    (folder / "e.pdf").write_text("")

    report = sync(var, folder)

    assert report.changed == ("a.txt",)
    assert report.removed == ("b.txt",)
    assert report.unchanged == ("c.txt",)
    assert report.added == ("d.txt",)
    assert [skipped.id for skipped in report.skipped] == ["e.pdf"]
    assert [document.id for document in read_store(var)] == ["a.txt", "c.txt", "d.txt"]


def test_a_file_that_fails_now_is_removed_and_reported(var: Path, folder: Path) -> None:
    sync(var, folder)
    (folder / "b.txt").write_bytes(b"%PDF-1.7")

    report = sync(var, folder)

    assert report.removed == ("b.txt",)
    assert [(failed.id, failed.reason) for failed in report.failed] == [
        ("b.txt", "Not a text: it is a PDF. Save it as UTF-8 text.")
    ]
    assert [document.id for document in read_store(var)] == ["a.txt", "c.txt"]


def test_an_unchanged_file_is_not_parsed_again(var: Path, folder: Path) -> None:
    sync(var, folder)
    path = store_path(var)
    records = read_records(path)
    marked = replace(records[0], document=replace(records[0].document, title="Marked"))
    write_records(path, [marked, *records[1:]])

    kept = sync(var, folder)
    rebuilt = sync(var, folder, rebuild=True)

    assert kept.documents[0].title == "Marked"
    assert rebuilt.documents[0].title != "Marked"


def test_a_document_of_an_older_reader_is_read_again(var: Path, folder: Path) -> None:
    sync(var, folder)
    path = store_path(var)
    records = read_records(path)
    old = replace(
        records[0], reader_version=0, document=replace(records[0].document, title="Marked")
    )
    write_records(path, [old, *records[1:]])

    assert sync(var, folder).changed == ("a.txt",)


def test_progress_is_told_for_every_file(var: Path, folder: Path) -> None:
    seen: list[tuple[int, int]] = []

    sync_store(
        var, [folder], rebuild=False, progress=lambda done, total: seen.append((done, total))
    )

    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_no_documents_make_an_empty_store(var: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert sync(var, tmp_path / "empty").documents == ()
    assert read_store(var) == []


def test_a_missing_folder_leaves_the_store_alone(var: Path, folder: Path, tmp_path: Path) -> None:
    sync(var, folder)

    with pytest.raises(CorpusError, match="missing does not exist"):
        sync(var, tmp_path / "missing")
    assert len(read_store(var)) == 3


@pytest.mark.parametrize("rebuild", [False, True])
def test_an_empty_folder_leaves_the_store_alone(var: Path, folder: Path, *, rebuild: bool) -> None:
    sync(var, folder)
    before = store_path(var).read_bytes()
    for path in folder.iterdir():
        path.unlink()

    with pytest.raises(CorpusError, match=f"No document could be read from {folder}") as caught:
        sync(var, folder, rebuild=rebuild)
    assert "mounted" in caught.value.fix
    assert store_path(var).read_bytes() == before


def test_when_every_file_fails_each_is_named(
    var: Path, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sync(var, folder)
    for path in folder.iterdir():
        path.write_bytes(b"%PDF-1.7")

    with pytest.raises(CorpusError, match="files that failed: 3"):
        sync(var, folder)
    assert [record.message.split(".txt: ")[0] for record in caplog.records] == ["a", "b", "c"]
    assert len(read_store(var)) == 3


def test_a_missing_store_says_what_to_run(var: Path) -> None:
    with pytest.raises(StoreError, match=r"No store at .*documents\.jsonl") as caught:
        read_store(var)
    assert caught.value.fix == "Run `assistant sync`."


def test_every_truncation_is_refused(var: Path, folder: Path) -> None:
    sync(var, folder)
    path = store_path(var)
    whole = path.read_bytes()

    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        with pytest.raises(StoreError, match=r"documents\.jsonl.* line \d") as caught:
            read_store(var)
        assert "assistant sync --rebuild" in caught.value.fix


def test_every_flipped_bit_is_refused_with_its_line(var: Path, folder: Path) -> None:
    sync(var, folder)
    path = store_path(var)
    whole = path.read_bytes()

    for place in range(0, len(whole) - 1, 5):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        path.write_bytes(flipped)
        line = whole[:place].count(b"\n") + 1
        with pytest.raises(StoreError, match=rf"line ({line}|{line + 1}),"):
            read_store(var)


@pytest.mark.parametrize(
    "foreign", [b"<html></html>\n", b"{}\n", b"null\n", b"\n", b'{"contents": {"format": 1}}\n']
)
def test_a_foreign_file_is_refused(var: Path, foreign: bytes) -> None:
    path = store_path(var)
    path.parent.mkdir(parents=True)
    path.write_bytes(foreign)

    with pytest.raises(StoreError, match="line 1"):
        read_store(var)


def test_lines_of_two_stores_do_not_mix(var: Path, folder: Path) -> None:
    sync(var, folder)
    path = store_path(var)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines, lines[-1]]))

    with pytest.raises(StoreError, match="3 records are announced, 4 are there"):
        read_store(var)


def test_a_damaged_store_stops_a_sync_but_not_a_rebuild(var: Path, folder: Path) -> None:
    sync(var, folder)
    store_path(var).write_bytes(b"damaged\n")

    with pytest.raises(StoreError, match="line 1"):
        sync(var, folder)
    assert sync(var, folder, rebuild=True).added == ("a.txt", "b.txt", "c.txt")
    assert len(read_store(var)) == 3


def test_a_store_that_cannot_be_written_is_named(var: Path, folder: Path) -> None:
    var.write_text("a file where the folder should be")

    with pytest.raises(StoreError, match=r"documents\.jsonl cannot be written"):
        sync(var, folder)
