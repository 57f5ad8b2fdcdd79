from collections.abc import Sequence

import pytest

from assistant.answer import Turn
from assistant.status import Status
from corpus.document import Language
from eval.answers.case import CaseKind, CorpusName
from eval.answers.row import Row
from eval.reports.comparison import Comparison, Verdict
from eval.reports.report import (
    BY_LANGUAGE_AND_PASSAGE,
    Fact,
    Failure,
    Report,
    baseline_groups,
    failures,
    group_rows,
    language_gap,
)
from tests.eval.records import make_case, make_quotation, make_row

RUSSIAN = make_case(id="ru-1", corpus=CorpusName.SEEDS, language=Language.RUSSIAN)
ENGLISH = make_case(CaseKind.NONSENSE, id="en-1", question="<script>alert(1)</script>")
ROWS = [
    make_row(RUSSIAN, quotations=[make_quotation()]),
    make_row(ENGLISH, quotations=[make_quotation(right=False, quote="<img src=x onerror=y>")]),
]
FAILED = Comparison(
    group="sample",
    measure="right_quotation",
    verdict=Verdict.FAIL,
    expected=0.9,
    measured=0.5,
    remark="below 0.9000 - 0.1000",
)


def make_report(rows: Sequence[Row] = ROWS, comparisons: Sequence[Comparison] = ()) -> Report:
    return Report(
        title="Answers",
        facts=(Fact(label="model", value="small & fast"),),
        remarks=("2 cases over the seeds: no folder x",),
        groups=tuple(group_rows(rows)),
        failures=tuple(failures(rows)),
        comparisons=tuple(comparisons),
    )


def test_rows_are_grouped_by_every_dimension_in_a_fixed_order() -> None:
    groups = [(group.dimension, group.name, group.size) for group in group_rows(ROWS)]

    assert groups == [
        ("overall", "all", 2),
        ("language", "en", 1),
        ("language", "ru", 1),
        ("kind", "nonsense", 1),
        ("kind", "answerable", 1),
        ("question and passage language", "nothing expected", 1),
        ("question and passage language", "ru/same", 1),
        ("conversation", "alone", 2),
        ("split", "tune", 2),
        ("corpus", "sample", 1),
        ("corpus", "seeds", 1),
        ("corpus and language", "sample/en", 1),
        ("corpus and language", "seeds/ru", 1),
    ]


def test_questions_answered_in_other_languages_only_are_a_group_of_their_own() -> None:
    rows = [
        make_row(RUSSIAN, languages=languages)
        for languages in (
            (Language.ENGLISH, Language.RUSSIAN),
            (Language.ENGLISH, Language.CHINESE),
            (Language.BELARUSIAN,),
        )
    ]

    groups = {
        group.name: group.size
        for group in group_rows(rows)
        if group.dimension == BY_LANGUAGE_AND_PASSAGE
    }

    assert groups == {"ru/same": 1, "ru/other only": 2}


def test_the_baseline_speaks_about_corpora_and_their_languages() -> None:
    names = [group.name for group in baseline_groups(group_rows(ROWS))]

    assert names == ["sample", "seeds", "sample/en", "seeds/ru"]


def test_a_failure_shows_what_a_person_needs_to_see_why() -> None:
    case = make_case(CaseKind.FOLLOW_UP, history=[Turn(question="What?", answer="This.")])
    row = make_row(case, status=Status.UNANSWERABLE_NOT_SUPPORTED)

    assert failures([ROWS[0], row]) == [
        Failure(
            id="case-1",
            labels=("sample", "en", "follow_up", "tune"),
            language=Language.ENGLISH,
            reason="not answered although the documents say; no hit holds the answer",
            history=("What? / This.",),
            question="When is the tax due?",
            expected=("news/tax.txt: 1 July 2016",),
            status="unanswerable_not_supported",
            found=(),
        )
    ]


@pytest.mark.parametrize(("comparisons", "passed"), [([], True), ([FAILED], False)])
def test_a_report_passes_unless_a_comparison_failed(
    comparisons: list[Comparison],
    passed: bool,
) -> None:
    assert make_report(comparisons=comparisons).passed is passed


def test_the_language_gap_is_the_best_less_the_worst() -> None:
    rows = [
        make_row(make_case(language=language), quotations=[make_quotation(right=right)])
        for language, right in (
            (Language.ENGLISH, True),
            (Language.RUSSIAN, True),
            (Language.RUSSIAN, False),
            (Language.CHINESE, True),
        )
    ]

    gap = language_gap(group_rows(rows), measure="right_quotation")

    assert gap == Fact(label="language gap", value="0.500 in right_quotation: en best, ru worst")
    assert language_gap(group_rows(rows[:1]), measure="right_quotation") is None


def test_an_empty_run_still_makes_a_report() -> None:
    report = make_report(rows=[])

    assert report.overall.size == 0
    assert report.dimensions == []
    assert {score.estimate.value for score in report.overall.scores} == {None}
