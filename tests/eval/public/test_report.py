import pytest

from corpus.document import Language
from eval.public.question_set import Paragraph, PublicQuestion, PublicSet
from eval.public.report import PublicReport, public_records, public_report, set_parts
from eval.public.retrieval import RetrievalRow
from eval.public.run import SetRun
from eval.public.sets import PublicEntry, Role
from eval.ranking import Ranking
from eval.reports.baseline import ExpectedScore
from eval.reports.comparison import Verdict
from eval.reports.report import Fact
from tests.eval.public.test_retrieval import make_question


def no_reader(*_: object) -> PublicSet:
    raise NotImplementedError


def make_run(
    *rows: RetrievalRow,
    name: str = "set",
    by_kind: bool = False,
    separation: bool = False,
    kept: bool = False,
) -> SetRun:
    paragraphs = [
        Paragraph(id=id_, title="", text=id_, language=language)
        for id_, language in (
            ("p1", Language.ENGLISH),
            ("p2", Language.ENGLISH),
            ("p3", Language.CHINESE),
        )
    ]
    return SetRun(
        entry=PublicEntry(
            name=name,
            role=Role.TUNING,
            places=(),
            read=no_reader,
            leading="recall_at_1",
            by_kind=by_kind,
            separation=separation,
        ),
        public_set=PublicSet(
            name=name,
            paragraphs=tuple(paragraphs),
            questions=tuple(row.question for row in rows),
            remarks=("1 paragraphs that repeat another one",),
        ),
        rows=rows,
        passages=3,
        kept=kept,
    )


def make_public_row(
    question: PublicQuestion, *retrieved: str, score: float | None = 0.5, ms: float = 10.0
) -> RetrievalRow:
    ranking = Ranking(retrieved=retrieved, gains=question.gains) if question.gains else None
    return RetrievalRow(question=question, ranking=ranking, milliseconds=ms, best_score=score)


FOUND = make_public_row(make_question(id="q1", kind="en→all"), "p1", "p2", ms=10.0)
SECOND = make_public_row(make_question(id="q2", kind="en→all"), "p2", "p1", ms=20.0)
CHINESE = make_public_row(
    make_question(id="q3", kind="en→zh", gains={"p3": 1.0}, languages=[Language.CHINESE]),
    "p3",
    ms=60.0,
)


def make_public_report(*runs: SetRun, floor: float | None = None) -> PublicReport:
    floors = [
        ExpectedScore(group=group, measure="recall_at_1", n=2, value=floor, tolerance=0.002)
        for group in ("set", "other")
    ]
    return public_report(
        runs,
        [part for run in runs for part in set_parts(run)],
        facts=[Fact(label="date", value="2026-11-22")],
        left_out=["away: there is no folder"],
        expectations=floors if floor is not None else (),
    )


def test_a_set_is_one_part_with_all_its_questions() -> None:
    [part] = set_parts(make_run(FOUND, SECOND, CHINESE))

    scores = {score.measure: score.estimate.value for score in part.group.scores}
    assert (part.group.name, part.group.size, part.paragraphs) == ("set", 3, 3)
    assert scores["recall_at_1"] == pytest.approx(2 / 3)
    assert scores["recall_at_5"] == 1.0
    assert part.milliseconds == 20.0
    assert part.leading_score.label == "recall@1"


def test_kinds_are_parts_of_their_own_among_the_paragraphs_they_are_searched_in() -> None:
    parts = set_parts(make_run(FOUND, SECOND, CHINESE, by_kind=True))

    assert [(one.group.name, one.group.size, one.paragraphs) for one in parts] == [
        ("set/en→all", 2, 3),
        ("set/en→zh", 1, 1),
    ]
    assert [one.leading_score.estimate.value for one in parts] == [0.5, 1.0]
    assert [one.milliseconds for one in parts] == [15.0, 60.0]


@pytest.mark.parametrize(
    ("floor", "verdict", "passed"), [(0.5, Verdict.OK, True), (0.6, Verdict.FAIL, False)]
)
def test_a_score_below_its_floor_fails_the_report(
    floor: float, verdict: Verdict, passed: bool
) -> None:
    report = make_public_report(make_run(FOUND, SECOND), floor=floor)

    [part] = report.parts
    assert report.verdict(part) is verdict
    assert report.floor(part) == floor
    assert report.passed is passed


def test_floors_of_sets_that_were_not_run_are_not_looked_at() -> None:
    report = make_public_report(make_run(FOUND, SECOND), floor=0.5)

    assert {one.group for one in report.comparisons} == {"set"}


def test_without_floors_there_is_no_verdict() -> None:
    report = make_public_report(make_run(FOUND))

    assert report.verdict(report.parts[0]) is None
    assert report.floor(report.parts[0]) is None
    assert report.passed


def test_what_was_left_out_or_merged_is_said() -> None:
    report = make_public_report(make_run(FOUND, kept=True))

    assert report.remarks == (
        "away: there is no folder",
        "set: 1 paragraphs that repeat another one",
    )
    assert report.facts[-1] == Fact(label="kept from an earlier run", value="set")


def test_the_best_score_tells_answerable_from_unanswerable() -> None:
    nothing = make_question(id="q9", gains={})
    run = make_run(
        FOUND,
        make_public_row(nothing, score=0.4),
        make_public_row(nothing, score=0.6),
        make_public_row(nothing, score=None),
        separation=True,
    )

    [fact] = [one for one in make_public_report(run).facts if "best score" in one.label]
    assert fact.value.startswith("AUROC 0.500 (")
    assert fact.value.endswith("), n 3, 1 without a hit")


def test_one_kind_alone_has_no_separation() -> None:
    report = make_public_report(make_run(FOUND, separation=True))

    assert report.facts[-1].value == "undefined: one of the two kinds is missing"


def test_records_name_set_and_question() -> None:
    unasked = RetrievalRow(
        question=make_question(id="q4", gains={}), ranking=None, milliseconds=None, best_score=None
    )

    records = list(public_records([make_run(CHINESE, unasked, by_kind=True)]))

    [record] = records
    assert (record["group"], record["id"]) == ("set/en→zh", "set/q3")
    assert record["values"] == {
        "success_at_1": (1.0,),
        "recall_at_1": (1.0,),
        "recall_at_5": (1.0,),
        "ndcg_at_5": (1.0,),
        "ndcg_at_10": (1.0,),
    }
