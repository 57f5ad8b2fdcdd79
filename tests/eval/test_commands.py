"""The commands end to end, with the real index and assistant and a model of hashed words."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.settings import Settings
from corpus.document import Language
from eval.answers.case import CorpusName, Split
from eval.answers.evaluate import Selection
from eval.commands import AnswersOptions, Outcome, RetrievalOptions, answers, retrieval
from eval.compare.paired import pair_runs, read_rows
from eval.errors import BaselineError, CaseError, EvalError
from eval.public.index import Cut
from eval.public.question_set import Paragraph, PublicQuestion, PublicSet
from eval.public.retrieval import History
from eval.reports.baseline import Baseline, ExpectedScore, read_baseline, write_baseline
from index.model.embedder import Embedder
from tests.fakes import HashingEmbedder

TODAY = date(2026, 11, 21)
CASES = [
    {"id": "s-1", "corpus": "sample", "language": "en", "kind": "answerable", "split": "tune",
     "question": "When is the land tax due?", "history": [],
     "expected": [{"document": "tax.txt", "words": ["1 July 2016"]}]},
    {"id": "s-2", "corpus": "sample", "language": "en", "kind": "unanswerable_near",
     "split": "report", "question": "Who is the tax inspector?", "history": [], "expected": []},
    {"id": "d-1", "corpus": "seeds", "language": "ru", "kind": "answerable", "split": "tune",
     "question": "Когда ходит поезд?", "history": [],
     "expected": [{"document": "train.txt", "words": ["каждый час"]}]},
]  # fmt: skip


def open_model(
    settings: Settings, *, progress: Callable[[str, int, int], None] | None = None
) -> Embedder:
    assert settings.model.name == "packaged"
    assert progress is not None
    return HashingEmbedder()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two corpora, their cases and settings."""
    for folder, name, text in (
        ("sample", "tax.txt", "The land tax is due on 1 July 2016. It is paid to the office."),
        ("seeds", "train.txt", "Поезд ходит каждый час. Билеты продаёт касса вокзала."),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(f"Notice\n\n{text}\n", encoding="utf-8")
    lines = [json.dumps(case, ensure_ascii=False) for case in CASES]
    (tmp_path / "cases.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "settings.toml").write_text(
        f'[store]\ndirectory = "{tmp_path / "var"}"\n[answer]\nminimum_confidence = 0\n',
        encoding="utf-8",
    )
    return tmp_path


def run(
    project: Path,
    *,
    selection: Selection | None = None,
    baseline: Path | None = None,
    new_baseline: Path | None = None,
) -> Outcome:
    options = AnswersOptions(
        settings_file=project / "settings.toml",
        output=project / "report",
        case_files=[project / "cases.jsonl"],
        selection=selection or Selection(),
        folders={CorpusName.SAMPLE: project / "sample", CorpusName.SEEDS: project / "seeds"},
        baseline=baseline,
        new_baseline=new_baseline,
    )
    return answers(options, today=TODAY, open_model=open_model)


def report(project: Path) -> dict[str, list[dict[str, object]]]:
    record: dict[str, list[dict[str, object]]] = json.loads(
        (project / "report" / "answers.json").read_text(encoding="utf-8")
    )
    return record


def test_every_case_is_run_and_reported(project: Path) -> None:
    outcome = run(project)

    rows = report(project)["rows"]
    assert [row["status"] for row in rows] == ["answered", "answered", "answered"]
    failures = [failure["id"] for failure in report(project)["failures"]]
    assert failures == ["s-2"]
    assert "1 of 3 cases went wrong" in outcome.lines
    assert (project / "report" / "answers.html").is_file()
    assert outcome.passed


def test_the_report_says_what_it_was_made_with(project: Path) -> None:
    run(project)

    facts = {fact["label"]: str(fact["value"]) for fact in report(project)["facts"]}
    assert facts["date"] == "2026-11-21"
    assert facts["model"].startswith("hashing, fingerprint ")
    assert facts["settings"].startswith("digest ")
    assert facts["index of sample"].startswith("v000001")
    assert facts["cases"].startswith("3, digest ")


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(splits=frozenset({Split.REPORT})), ["s-2"]),
        (Selection(corpora=frozenset({CorpusName.SAMPLE})), ["s-1", "s-2"]),
        (Selection(languages=frozenset({Language.RUSSIAN})), ["d-1"]),
    ],
    ids=["split", "corpus", "language"],
)
def test_only_the_cases_asked_for_are_run(
    project: Path, selection: Selection, ids: list[str]
) -> None:
    run(project, selection=selection)

    cases = [row["case"] for row in report(project)["rows"]]
    assert [case["id"] for case in cases if isinstance(case, dict)] == ids


def test_cases_over_absent_seeds_are_left_out_and_counted(project: Path) -> None:
    (project / "seeds" / "train.txt").unlink()
    (project / "seeds").rmdir()

    outcome = run(project)

    assert len(report(project)["rows"]) == 2
    remark = f"1 cases over the seeds: no folder {project / 'seeds'}"
    assert f"  left out: {remark}" in outcome.lines


def test_a_run_of_nothing_is_an_error(project: Path) -> None:
    with pytest.raises(EvalError, match="Nothing to run: no case meets the conditions"):
        run(project, selection=Selection(languages=frozenset({Language.CHINESE})))


def test_a_case_that_its_corpus_cannot_meet_is_an_error(project: Path) -> None:
    (project / "sample" / "tax.txt").write_text("Nothing is due.\n", encoding="utf-8")

    with pytest.raises(CaseError, match=r"s-1 expects '1 July 2016', which tax\.txt"):
        run(project)


def test_an_unreadable_document_is_an_error(project: Path) -> None:
    (project / "sample" / "empty.txt").touch()

    with pytest.raises(EvalError, match=r"empty\.txt"):
        run(project)


def test_a_written_baseline_is_met_by_the_same_run(project: Path) -> None:
    file = project / "baseline.json"

    run(project, new_baseline=file)
    outcome = run(project, baseline=file)

    count = len(read_baseline(file).expectations)
    assert count == 14 * 4
    assert f"baseline: {count} OK, 0 FAIL" in outcome.lines
    assert outcome.passed


def test_a_run_is_compared_with_itself_without_a_difference(project: Path) -> None:
    run(project)
    rows = read_rows(project / "report" / "answers.json")

    paired = pair_runs(rows, rows)

    assert sorted(rows) == ["d-1", "s-1", "s-2"]
    assert (paired.mended, paired.broken, paired.unpaired) == ((), (), 0)
    by_measure = {change.measure: change for change in paired.changes}
    assert (by_measure["right_quotation"].n, by_measure["right_quotation"].p) == (2, 1.0)
    assert by_measure["refusal_recall"].old == 0.0


def expect_refusals(file: Path, *, group: str) -> None:
    expectation = ExpectedScore(
        group=group, measure="refusal_recall", n=1, value=1.0, tolerance=0.1
    )
    write_baseline(
        file, Baseline(written=TODAY, model="m", settings="s", expectations=(expectation,))
    )


def test_a_score_below_the_baseline_fails_the_run(project: Path) -> None:
    expect_refusals(project / "baseline.json", group="sample")

    outcome = run(project, baseline=project / "baseline.json")

    assert not outcome.passed
    assert any(line.startswith("  [FAIL] sample refusal_recall") for line in outcome.lines)


def test_a_part_of_the_cases_is_not_compared(project: Path) -> None:
    expect_refusals(project / "baseline.json", group="sample")

    outcome = run(
        project,
        selection=Selection(splits=frozenset({Split.REPORT})),
        baseline=project / "baseline.json",
    )

    assert outcome.passed
    assert outcome.lines[-1] == "not compared with the baseline, which speaks about all cases"


def test_a_baseline_of_a_part_is_refused(project: Path) -> None:
    with pytest.raises(BaselineError, match="all cases"):
        run(
            project,
            selection=Selection(splits=frozenset({Split.TUNE})),
            new_baseline=project / "baseline.json",
        )


def test_a_baseline_without_the_seeds_is_refused(project: Path) -> None:
    (project / "seeds" / "train.txt").unlink()
    (project / "seeds").rmdir()

    with pytest.raises(BaselineError, match="left out were 1 cases over the seeds"):
        run(project, new_baseline=project / "baseline.json")

    assert not (project / "baseline.json").exists()


def test_a_public_set_is_run_and_reported(project: Path) -> None:
    public_set = PublicSet(
        name="set",
        paragraphs=(
            Paragraph(id="p1", title="", text="The land tax is due on 1 July 2016."),
            Paragraph(id="p2", title="", text="Trains run every hour."),
        ),
        questions=(
            PublicQuestion(
                id="q1", kind="answerable", text="Do trains run?", history=(), gains={"p2": 1.0}
            ),
        ),
        remarks=(),
    )
    options = RetrievalOptions(
        settings_file=project / "settings.toml",
        output=project / "report",
        cut=Cut.WHOLE,
        history=History.WITHOUT,
        limit_questions=None,
    )

    outcome = retrieval(public_set, options, today=TODAY, open_model=open_model)

    record = json.loads(
        (project / "report" / "retrieval-set-whole-without-history.json").read_text("utf-8")
    )
    assert record["rows"][0]["retrieved"] == ["p2", "p1"]
    assert outcome.lines[0] == "Retrieval on set"
    assert (project / "var" / "eval" / "retrieval").is_dir()
