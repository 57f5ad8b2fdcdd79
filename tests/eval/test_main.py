import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from eval.__main__ import command, end
from eval.commands import Outcome


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "eval", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("verb", [(), ("answers",), ("retrieval",)])
def test_help_is_told(verb: tuple[str, ...]) -> None:
    done = run(*verb, "--help", folder=PROJECT)

    assert done.returncode == 0
    assert done.stdout.startswith("Usage: ")


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, eval.__main__; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )

    heavy = {"torch", "faiss", "scipy", "numpy", "pydantic", "jinja2", "sentence_transformers"}
    assert heavy.isdisjoint(done.stdout.split())


@pytest.mark.parametrize(("passed", "code"), [(True, 0), (False, 1)])
def test_a_baseline_that_is_not_met_gives_exit_code_one(
    passed: bool,
    code: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        end(Outcome(lines=["a", "b"], passed=passed))

    assert ended.value.code == code
    assert capsys.readouterr().out == "a\nb\n"


def test_options_without_a_verb_belong_to_answers() -> None:
    outcome = CliRunner().invoke(command, ["--split", "half"])

    assert outcome.exit_code == 2
    assert "'half' is not one of 'tune', 'report', 'all'" in outcome.output


@pytest.mark.process
def test_a_known_error_is_one_line_and_exit_code_one(tmp_path: Path) -> None:
    done = run("retrieval", "squad", str(tmp_path / "absent.json"), folder=PROJECT)

    assert done.returncode == 1
    assert done.stderr.startswith(f"eval: {tmp_path / 'absent.json'} cannot be read")
    assert done.stderr.count("\n") == 1


@pytest.mark.model
def test_the_gold_cases_of_one_language_run_with_the_real_model(tmp_path: Path) -> None:
    arguments = ["--language", "be", "--corpus", "sample", "--split", "tune", "--no-baseline"]
    done = run(*arguments, "--output", str(tmp_path), folder=PROJECT)

    assert done.returncode == 0, done.stderr
    record = json.loads((tmp_path / "answers.json").read_text(encoding="utf-8"))
    scores = {one["measure"]: one["estimate"]["value"] for one in record["groups"][0]["scores"]}
    assert scores["citation_validity"] == 1.0
    assert scores["recall_at_10"] > 0.8
    assert (tmp_path / "answers.html").is_file()
