import os
from pathlib import Path

import pytest

from index.errors import ModelError
from index.model.converted import converted_folder, is_undamaged


def write(folder: Path) -> None:
    (folder / "graph.onnx").write_text("a graph")
    (folder / "weights").write_bytes(b"weights")


def convert(cache: Path, name: str = "model-1") -> Path:
    return converted_folder(cache, name, kind="model-", convert=write)


def names(cache: Path) -> set[str]:
    return {path.name for path in cache.iterdir() if path.name != ".model.lock"}


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    folder = convert(tmp_path / "cache")
    made = (folder / "graph.onnx").stat().st_ino

    assert convert(tmp_path / "cache") == folder
    assert (folder / "graph.onnx").stat().st_ino == made
    assert is_undamaged(folder)
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o644}


@pytest.mark.parametrize("damage", ["altered", "gone", "one more", "no checksums", "half a record"])
def test_a_damaged_folder_is_made_again(tmp_path: Path, damage: str) -> None:
    folder = convert(tmp_path)
    match damage:
        case "altered":
            (folder / "weights").write_bytes(b"weighty")
        case "gone":
            (folder / "weights").unlink()
        case "one more":
            (folder / "model.bin").write_bytes(b"foreign")
        case "no checksums":
            (folder / "checksums.json").unlink()
        case _:
            (folder / "checksums.json").write_text('{"graph.onnx": ')
    assert not is_undamaged(folder)

    again = convert(tmp_path)

    assert again == folder
    assert is_undamaged(folder)
    assert names(tmp_path) == {"model-1"}


def test_a_link_is_not_believed(tmp_path: Path) -> None:
    elsewhere = convert(tmp_path / "elsewhere")
    (tmp_path / "model-1").symlink_to(elsewhere)

    assert not is_undamaged(tmp_path / "model-1")
    assert not convert(tmp_path).is_symlink()


def test_what_it_replaces_is_removed_once_nobody_can_be_about_to_load_it(tmp_path: Path) -> None:
    for name in ("model-old", "model-of-today", "reader-old"):
        (tmp_path / name).mkdir()
    for name in ("model-old", "reader-old"):
        os.utime(tmp_path / name, (0, 0))

    convert(tmp_path, "model-2")

    assert names(tmp_path) == {"model-2", "model-of-today", "reader-old"}


def test_a_conversion_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        write(folder)
        raise ModelError("The source is damaged.", fix="Install it again.")

    with pytest.raises(ModelError, match="The source is damaged"):
        converted_folder(tmp_path, "model-1", kind="model-", convert=fail)

    assert names(tmp_path) == set()


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".build-7").mkdir()

    convert(tmp_path)

    assert names(tmp_path) == {"model-1"}
