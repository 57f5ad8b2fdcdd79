"""The tree is what the documents say it is."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import KnownError

ROOT = Path(__file__).parents[1]
STAGES = ("corpus", "index", "assistant", "ui", "eval")
MODULES = sorted(
    path
    for stage in STAGES
    for path in (ROOT / stage).rglob("*.py")
    if path.name != "__init__.py" and "node_modules" not in path.parts
)


def test_every_module_is_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    sections = {stage: text.split(f"## {stage}/")[1].split("\n## ")[0] for stage in STAGES}
    names = [path.relative_to(ROOT).as_posix().split("/", 1) for path in MODULES]
    listed = {
        stage: set(re.findall(r"`([\w/]+\.py)`", section)) for stage, section in sections.items()
    }

    missing = [f"{stage}/{name}" for stage, name in names if name not in listed[stage]]

    assert missing == []


def test_the_architecture_names_no_module_that_is_gone() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for stage in STAGES:
        section = text.split(f"## {stage}/")[1].split("\n## ")[0]
        for name in re.findall(r"`([\w/]+\.(?:py|toml|tsv))`", section):
            assert (ROOT / stage / name).is_file() or name == "settings.toml", f"{stage}/{name}"


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}

    assert all((folder / "__init__.py").is_file() for folder in folders)


def test_nothing_is_pickled_or_trusted_blindly() -> None:
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = {name.name for name in node.names}
                assert not names & {"pickle", "joblib", "dill", "shelve"}, module
            if isinstance(node, ast.ImportFrom):
                assert node.module not in {"pickle", "joblib", "dill", "shelve"}, module
            if isinstance(node, ast.keyword) and node.arg in {"allow_pickle", "trust_remote_code"}:
                assert isinstance(node.value, ast.Constant), module
                assert node.value.value is False, module


def test_ignores_are_anchored() -> None:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()

    assert all(line.startswith("/") or line == "__pycache__/" for line in lines)


def test_every_decision_is_in_the_index() -> None:
    listed = (ROOT / "docs" / "adr" / "index.md").read_text(encoding="utf-8")

    assert all(path.name in listed for path in (ROOT / "docs" / "adr").glob("0*.md"))


def test_every_known_error_says_what_to_do() -> None:
    error = KnownError("No index at var/index.", fix="Run `assistant sync`.")

    assert str(error) == "No index at var/index. Run `assistant sync`."
    with pytest.raises(TypeError):
        KnownError("No fix.")  # type: ignore[call-arg]  # that is what is tested


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from assistant.__main__ import command\n"
        "heavy = {'torch', 'faiss', 'gradio', 'fastapi', 'numpy', 'pydantic', 'trafilatura'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, cwd=ROOT
    )

    assert done.returncode == 0, done.stderr
