from datetime import date

import pytest

from assistant.answer import SearchedPeriod
from assistant.question.coverage import Coverage, coverage_of, outside_dates
from tests.fakes import make_document

COVERED = Coverage(first=2015, last=2020)
DATED = make_document(published=date(2016, 3, 1))
UNDATED = make_document(published=None)


def period(first: int | None, last: int | None, *, words: str, known: bool) -> SearchedPeriod:
    return SearchedPeriod(
        first=date(first, 1, 1) if first else None,
        last=date(last, 12, 31) if last else None,
        words=words,
        applied=False,
        known=known,
    )


def test_years_of_publication_count_and_what_undated_documents_name() -> None:
    told = make_document("Founded in 2014; a plan for 2018–2025.", published=None)
    dated = make_document("A plan for 2035.", published=date(2016, 3, 1))

    assert coverage_of([told, dated]) == Coverage(first=2014, last=2025)
    assert coverage_of([dated]) == Coverage(first=2016, last=2016)
    assert coverage_of([make_document("No year.", published=None)]) is None
    assert coverage_of([]) is None


def test_the_years_are_written_for_people() -> None:
    assert COVERED.years == "2015–2020"
    assert Coverage(first=2015, last=2015).years == "2015"


@pytest.mark.parametrize(
    ("first", "last", "known", "expected"),
    [
        (2021, 2021, False, True),
        (2014, 2014, False, True),
        (None, 2014, False, True),
        (2021, None, False, True),
        (2021, 2021, True, False),
        (2014, 2016, False, False),
        (2015, 2015, False, False),
        (2020, None, False, False),
    ],
)
def test_a_period_is_missed_when_it_lies_wholly_outside_and_nothing_speaks_of_it(
    first: int | None, last: int | None, known: bool, expected: bool
) -> None:
    assert COVERED.misses(period(first, last, words="then", known=known)) is expected


def test_without_an_answer_a_missed_period_is_the_reason() -> None:
    last_year = period(2025, 2025, words="last year", known=False)

    assert outside_dates(COVERED, last_year, cited=[])
    assert not outside_dates(COVERED, None, cited=[])
    assert not outside_dates(None, last_year, cited=[])


def test_an_answer_gives_way_only_to_a_year_and_only_when_all_it_cites_is_dated() -> None:
    year = period(2025, 2025, words="2025", known=False)
    last_year = period(2025, 2025, words="last year", known=False)

    assert outside_dates(COVERED, year, cited=[DATED])
    assert not outside_dates(COVERED, year, cited=[DATED, UNDATED])
    assert not outside_dates(COVERED, last_year, cited=[DATED])
