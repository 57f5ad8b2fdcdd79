from pathlib import Path

import pytest

from corpus.errors import StoreError
from corpus.remembered import remember_folders, remembered_folders


def test_nothing_is_remembered_before_the_first_sync(tmp_path: Path) -> None:
    assert remembered_folders(tmp_path) == ()


def test_folders_are_remembered_as_whole_paths(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    folders = [tmp_path / "новости", tmp_path / "store" / ".." / "文件"]

    remember_folders(tmp_path, folders)

    assert remembered_folders(tmp_path) == (tmp_path / "новости", tmp_path / "文件")


@pytest.mark.parametrize("text", ["", "{", "{}", "[1]", '"x"'])
def test_a_damaged_note_is_refused_with_the_command(text: str, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "folders.json").write_text(text)

    with pytest.raises(StoreError, match="assistant sync --documents DIR"):
        remembered_folders(tmp_path)
