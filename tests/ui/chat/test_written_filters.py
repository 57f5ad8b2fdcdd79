from datetime import date

import pytest

from corpus.document import Language
from index.search.filters import NO_FILTERS, Filters
from ui.chat.written_filters import ANY, UnreadableFilterError, read_filters


@pytest.mark.parametrize(
    ("first", "last", "begins", "ends"),
    [
        ("2015", "2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("08.2015", "2.2016", date(2015, 8, 1), date(2016, 2, 29)),
        ("31.08.2015", "1/9/2015", date(2015, 8, 31), date(2015, 9, 1)),
        ("2015-08-31", "2015-09", date(2015, 8, 31), date(2015, 9, 30)),
        ("2015年8月31日", "2015年9月", date(2015, 8, 31), date(2015, 9, 30)),
        ("2015/8/31", "2015.09.01", date(2015, 8, 31), date(2015, 9, 1)),
        ("2015年", "31-08-2015", date(2015, 1, 1), date(2015, 8, 31)),
        (" 2015 ", "", date(2015, 1, 1), None),
        (None, "2015", None, date(2015, 12, 31)),
    ],
)
def test_a_year_a_month_or_a_day_is_a_period(
    first: str | None, last: str | None, begins: date | None, ends: date | None
) -> None:
    expected = Filters(published_from=begins, published_to=ends)

    assert read_filters(first, last, ANY) == expected


def test_a_language_is_chosen() -> None:
    assert read_filters("", "", "be") == Filters(languages=frozenset({Language.BELARUSIAN}))


@pytest.mark.parametrize("language", [ANY, "", None, "fr"])
def test_nothing_chosen_is_no_filter(language: str | None) -> None:
    assert read_filters("", None, language) == NO_FILTERS


@pytest.mark.parametrize(
    ("first", "last", "key"),
    [
        ("last year", "", "day_unreadable"),
        ("31.02.2015", "", "day_unreadable"),
        ("13.2015", "", "day_unreadable"),
        ("0000", "", "day_unreadable"),
        ("", "20155", "day_unreadable"),
        ("2016", "2015", "days_reversed"),
    ],
)
def test_what_is_no_period_is_said(first: str, last: str, key: str) -> None:
    with pytest.raises(UnreadableFilterError) as caught:
        read_filters(first, last, ANY)

    assert caught.value.key == key
