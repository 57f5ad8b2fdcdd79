from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import SearchedPeriod, Turn
from assistant.extract.period_search import (
    holds_up,
    in_period,
    period_text,
    searched_period,
    wanted_period,
)
from assistant.question.meaning import read_meaning
from assistant.question.period import NamedPeriod
from assistant.question.read import Question, read_question
from assistant.settings import LimitsSettings
from corpus.passage import Passage
from index.search.filters import NO_FILTERS, Filters, Period
from index.search.hit import Hit
from tests.fakes import make_document

TODAY = date(2026, 2, 10)
YEAR = Period(first=date(2020, 1, 1), last=date(2020, 12, 31), published_only=False)
NAMED = NamedPeriod(period=YEAR, words="2020", start=3, end=7)
SEARCHED = SearchedPeriod(first=YEAR.first, last=YEAR.last, words="2020", applied=True)


def asked(question: str, *, before: str = "") -> Question:
    turns = [Turn(question=before, answer="Yes.")] if before else []
    return read_question(question, history=turns, language=None, limits=LimitsSettings())


def wanted(question: str, filters: Filters = NO_FILTERS, *, before: str = "") -> NamedPeriod | None:
    return wanted_period(read_meaning(asked(question, before=before), today=TODAY), filters)


def test_the_period_of_the_question_is_named() -> None:
    found = wanted("Who met in 2020?")

    assert found is not None
    assert (found.period, found.words) == (YEAR, "2020")


@pytest.mark.parametrize(
    "filters",
    [
        Filters(published_from=date(2015, 1, 1)),
        Filters(published_to=date(2015, 1, 1)),
        Filters(period=YEAR),
    ],
)
def test_days_set_by_the_caller_come_first(filters: Filters) -> None:
    assert wanted("Who met in 2020?", filters) is None


def test_a_follow_up_inherits_no_period() -> None:
    assert wanted("And where did they meet?", before="Who met in 2020?") is None


def test_a_period_narrows_the_filters_of_the_caller() -> None:
    own = Filters(document_ids=frozenset({"a"}))

    assert in_period(own, NAMED) == replace(own, period=YEAR)


@pytest.mark.parametrize("applied", [True, False])
def test_a_period_is_told_with_whether_it_was_kept_to(*, applied: bool) -> None:
    period = searched_period(NAMED, applied=applied, known=True)

    assert period == replace(SEARCHED, applied=applied)


def hits(*scores: float) -> list[Hit]:
    document = make_document("The tax is due.")
    passage = Passage.cut(document, start=0, end=15)
    return [Hit(passage=passage, rank=rank, score=one) for rank, one in enumerate(scores, start=1)]


@pytest.mark.parametrize(
    ("within", "everywhere", "enough"),
    [
        ((), (), False),
        ((), (0.9,), False),
        ((0.9,), (0.9, 0.8), True),
        ((0.81,), (0.9, 0.81), True),
        ((0.79, 0.78), (0.9, 0.79), False),
    ],
)
def test_hits_of_a_period_hold_up_within_a_tenth_of_the_best(
    within: tuple[float, ...], everywhere: tuple[float, ...], *, enough: bool
) -> None:
    assert holds_up(hits(*within), hits(*everywhere)) is enough


@pytest.mark.parametrize(
    ("first", "last", "words", "text"),
    [
        (YEAR.first, YEAR.last, "2020 году", "2020"),
        (date(2015, 1, 1), YEAR.last, "с 2015 по 2020 год", "2015–2020"),
        (YEAR.first, YEAR.last, "last year", "2020"),
        (date(2020, 3, 1), None, "since March", "since March (2020-03-01 – …)"),
        (None, date(2015, 12, 31), "before 2016", "before 2016 (… – 2015-12-31)"),
        (date(2020, 1, 1), date(2020, 6, 30), "上半年", "上半年 (2020-01-01 – 2020-06-30)"),
    ],
)
def test_a_period_is_told_by_its_years_or_by_its_words_and_days(
    first: date | None, last: date | None, words: str, text: str
) -> None:
    period = SearchedPeriod(first=first, last=last, words=words, applied=True)

    assert period_text(period) == text
