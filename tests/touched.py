"""The tests that a change touches, for `make quick`: `python -m tests.touched` prints their files.

A change is what differs from where this branch left `main`, committed or not. It touches the tests
that were changed, those that mirror a changed module, and those that import it themselves; where
there are none, those of the modules that import it. A data file counts as the modules beside it
that name it. What most tests import is left to `make check`.
"""

import subprocess
from collections.abc import Iterable
from pathlib import Path

import click
import grimp

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "index", "assistant", "ui", "eval", "tests")
MOST_IMPORTERS = 10


def touched(changed: Iterable[Path], graph: grimp.ImportGraph) -> set[Path]:
    """Find the tests of changed files; all paths are below the root of the repository."""
    files = {path for path in changed if path.parts[0] in PACKAGES}
    tests: set[Path] = set()
    for module in {module for path in files for module in _modules(path)} & graph.modules:
        importers = graph.find_modules_that_directly_import(module)
        if len(list(filter(_is_test, importers))) > MOST_IMPORTERS:
            click.echo(f"{module}: `make check` runs the others that import it", err=True)
            importers = set()
        own = _tests({module, _mirror(module), *importers})
        tests |= own or _tests(map(_mirror, importers))
    return tests


def _mirror(module: str) -> str:
    stage, _, name = module.rpartition(".")
    return f"tests.{stage}.test_{name}"


def _tests(modules: Iterable[str]) -> set[Path]:
    paths = {Path(*one.split(".")).with_suffix(".py") for one in modules if _is_test(one)}
    return {path for path in paths if (ROOT / path).is_file()}


def _modules(path: Path) -> list[str]:
    """The module that a file is; of other files, the modules beside or above that name them."""
    if path.suffix == ".py":
        return [_module(path)]
    beside = [*(ROOT / path).parent.glob("*.py"), *(ROOT / path).parents[1].glob("*.py")]
    return [
        _module(one.relative_to(ROOT))
        for one in beside
        if path.name in one.read_text(encoding="utf-8")
    ]


def _module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _is_test(module: str) -> bool:
    return module.startswith("tests.") and module.rpartition(".")[2].startswith("test_")


def _git(*arguments: str) -> list[str]:
    command = ["git", *arguments]  # paths as they are: `-z` leaves other scripts unquoted
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    return [line for line in done.stdout.replace("\0", "\n").splitlines() if line]


def changes() -> set[Path]:
    """What differs from where this branch left `main`, new files included."""
    [base] = _git("merge-base", "main", "HEAD") or ["HEAD"]
    names = _git("diff", "-z", "--name-only", base)
    names += _git("ls-files", "-z", "--others", "--exclude-standard")
    return {Path(name) for name in names}


if __name__ == "__main__":
    found = touched(changes(), grimp.build_graph(*PACKAGES, cache_dir=None))
    click.echo("\n".join(sorted(str(path) for path in found)))
