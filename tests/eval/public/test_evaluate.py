"""The command end to end, with the real index and a model of hashed words."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.document import Language
from eval.commands import Outcome
from eval.compare.paired import compare_lines, read_rows
from eval.errors import BaselineError, DataSetError, EvalError
from eval.public.evaluate import PublicOptions, public
from eval.public.readers.aligned_lines import read_aligned_lines
from eval.public.readers.squad import read_squad
from eval.public.sets import PublicEntry, Role
from eval.reports.baseline import read_baseline
from tests.eval.public.readers.test_aligned_lines import write as write_lines
from tests.eval.public.readers.test_squad import paragraph
from tests.eval.public.readers.test_squad import write as write_squad
from tests.eval.test_commands import TODAY, open_model

ENTRIES = (
    PublicEntry(
        name="squad", role=Role.TUNING, places=("set.json",), read=read_squad, leading="recall_at_1"
    ),
    PublicEntry(
        name="lines",
        role=Role.REPORT,
        places=("lines",),
        read=read_aligned_lines,
        leading="success_at_1",
        by_kind=True,
    ),
)
QUESTIONS = (("a", "When is the land tax due?"), ("b", "Where is the tax paid?"))


def asked() -> list[dict[str, object]]:
    return [{"id": id_, "question": text} for id_, text in QUESTIONS]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two sets and settings."""
    (tmp_path / "data" / "lines").mkdir(parents=True)
    write_squad(
        tmp_path / "data",
        {"paragraphs": [paragraph("The land tax is due in July. It is paid here.", *asked())]},
        {"paragraphs": [paragraph("Trains run every hour.", {"id": "c", "question": "Trains?"})]},
    )
    write_lines(tmp_path / "data" / "lines")
    (tmp_path / "settings.toml").write_text(
        f'[store]\ndirectory = "{tmp_path / "var"}"\n', encoding="utf-8"
    )
    return tmp_path


def run(
    project: Path,
    *names: str,
    limit: int | None = None,
    read_period: bool = True,
    baseline: Path | None = None,
    new_baseline: Path | None = None,
    told: list[str] | None = None,
    entries: Sequence[PublicEntry] = ENTRIES,
) -> Outcome:
    options = PublicOptions(
        settings_file=project / "settings.toml",
        output=project / "report",
        data=project / "data",
        names=names,
        limit_questions=limit,
        read_period=read_period,
        baseline=baseline,
        new_baseline=new_baseline,
    )
    tell = (told if told is not None else []).append
    return public(options, today=TODAY, tell=tell, entries=entries, open_model=open_model)


def groups(project: Path, name: str = "public") -> list[str]:
    record = json.loads((project / "report" / f"{name}.json").read_text(encoding="utf-8"))
    return [part["group"]["name"] for part in record["parts"]]


def test_every_set_is_run_told_and_reported(project: Path) -> None:
    told: list[str] = []

    outcome = run(project, told=told)

    pairs = [
        f"lines/{asked}→{found}" for asked in Language for found in Language if asked is not found
    ]
    expected = ["squad", *(f"lines/{asked}→all" for asked in Language), *pairs]
    assert groups(project) == expected
    assert [line.split(":")[0] for line in told] == expected
    assert outcome.passed
    assert (project / "report" / "public.html").read_text(encoding="utf-8").count("<tr>") == 18


def test_an_interrupted_run_goes_on_where_it_was(project: Path) -> None:
    run(project, "squad")
    told: list[str] = []

    run(project, told=told)

    assert told[0] == "squad: recall@1 1.000, n 3, kept from an earlier run"
    assert not any("kept" in line for line in told[1:])


def test_an_absent_set_is_left_out_and_said(project: Path) -> None:
    (project / "data" / "set.json").unlink()

    outcome = run(project)

    remark = f"  left out: squad: there is no {project / 'data' / 'set.json'}"
    assert remark in outcome.lines
    assert groups(project)[0] == "lines/en→all"


def test_an_absent_folder_is_said_plainly(project: Path) -> None:
    (project / "data").rename(project / "elsewhere")

    with pytest.raises(DataSetError, match=r"There is no folder .*data with public sets"):
        run(project)


def test_a_folder_without_any_of_the_sets_is_an_error(project: Path) -> None:
    (project / "data" / "set.json").unlink()

    with pytest.raises(DataSetError, match=r"None of the 1 sets is in .*: squad"):
        run(project, "squad")


def test_an_unknown_set_is_an_error(project: Path) -> None:
    with pytest.raises(EvalError, match="There is no set x"):
        run(project, "x")


def test_a_damaged_set_is_an_error(project: Path) -> None:
    (project / "data" / "set.json").write_text("{", encoding="utf-8")

    with pytest.raises(DataSetError, match=r"set\.json is not in SQuAD format"):
        run(project)


def test_written_floors_are_met_by_the_same_run(project: Path) -> None:
    file = project / "floors.json"

    run(project, new_baseline=file)
    outcome = run(project, baseline=file)

    floors = read_baseline(file).expectations
    assert len(floors) == 17 * 5
    assert min(floor.tolerance for floor in floors) >= 0.002
    assert f"baseline: {len(floors)} OK, 0 FAIL" in outcome.lines
    assert outcome.passed


def test_a_score_below_its_floor_fails_the_run_of_its_set_only(project: Path) -> None:
    file = project / "floors.json"
    run(project, new_baseline=file)
    replaced = "The tax of land is not what this paragraph speaks about."
    write_squad(
        project / "data",
        {"paragraphs": [paragraph(replaced), paragraph("Boats sail.", *asked())]},
    )

    assert not run(project, "squad", baseline=file).passed
    assert run(project, "lines", baseline=file).passed


def test_a_part_of_the_questions_is_not_compared_and_reported_apart(project: Path) -> None:
    file = project / "floors.json"
    run(project, new_baseline=file)

    outcome = run(project, limit=1, baseline=file)

    assert outcome.passed
    assert outcome.lines[-1] == "not compared with the floors, which speak about all questions"
    assert groups(project, "public-1-questions") == ["squad", "lines/en→all"]
    assert len(groups(project)) == 17


@pytest.mark.parametrize(
    ("names", "limit", "read_period"), [(("squad",), None, True), ((), 1, True), ((), None, False)]
)
def test_floors_of_another_run_are_refused(
    project: Path, names: tuple[str, ...], limit: int | None, read_period: bool
) -> None:
    with pytest.raises(BaselineError, match="all questions of all sets"):
        run(
            project,
            *names,
            limit=limit,
            read_period=read_period,
            new_baseline=project / "floors.json",
        )


def test_floors_without_an_absent_set_are_refused(project: Path) -> None:
    (project / "data" / "set.json").unlink()

    with pytest.raises(BaselineError, match="No floors are written: left out were squad"):
        run(project, new_baseline=project / "floors.json")


def test_absent_floors_are_said_before_anything_is_run(project: Path) -> None:
    with pytest.raises(BaselineError, match="python -m eval public --write-baseline"):
        run(project, baseline=project / "floors.json")

    assert not (project / "report").exists()


def test_two_runs_are_compared_set_by_set(project: Path) -> None:
    run(project)
    rows = read_rows(project / "report" / "public.json")

    lines = compare_lines(rows, rows)

    assert [line for line in lines if "/" not in line and not line.startswith(" ")] == [
        "squad", *[""] * 17,
    ]  # fmt: skip
    assert lines.count("  mended: 0, broken: 0") == 17
