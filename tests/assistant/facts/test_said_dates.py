from datetime import date

import pytest

from assistant.facts.said_dates import say_day, say_days
from corpus.document import Language

DAY = date(2020, 11, 12)


@pytest.mark.parametrize(
    ("language", "day", "month", "year", "days"),
    [
        ("en", "12 November 2020", "November 2020", "2020", "9 November 2020 – 15 November 2020"),
        ("ru", "12 ноября 2020\u202fг.", "ноябрь 2020\u202fг.", "2020 год", None),
        ("be", "12 лістапада 2020\u202fг.", "лістапад 2020", "2020 год", None),
        ("zh", "2020年11月12日", "2020年11月", "2020年", "2020年11月9日 – 2020年11月15日"),
    ],
)
def test_periods_are_named_as_people_do(
    language: str, day: str, month: str, year: str, days: str | None
) -> None:
    spoken = Language(language)

    assert plain(say_day(DAY, spoken)) == plain(day)
    assert say_days((DAY, DAY), spoken) == say_day(DAY, spoken)
    assert plain(say_days((date(2020, 11, 1), date(2020, 11, 30)), spoken)) == plain(month)
    assert say_days((date(2020, 1, 1), date(2020, 12, 31)), spoken) == year
    if days is not None:
        assert say_days((date(2020, 11, 9), date(2020, 11, 15)), spoken) == days


def plain(text: str) -> str:
    """No-break spaces differ between versions of CLDR."""
    return " ".join(text.split())
