from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.named_times import may_name, named_days

PUBLISHED = date(2023, 11, 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("31.08.2015", date(2015, 8, 31), date(2015, 8, 31)),
        ("2015-08-31", date(2015, 8, 31), date(2015, 8, 31)),
        ("on 4 December 2023", date(2023, 12, 4), date(2023, 12, 4)),
        ("December 4th, 2023", date(2023, 12, 4), date(2023, 12, 4)),
        ("in Dec. 2023", date(2023, 12, 1), date(2023, 12, 31)),
        ("в декабре 2023 года", date(2023, 12, 1), date(2023, 12, 31)),
        ("4-го мая 2024", date(2024, 5, 4), date(2024, 5, 4)),
        ("у снежні 2023", date(2023, 12, 1), date(2023, 12, 31)),
        ("31 жніўня 2015 года", date(2015, 8, 31), date(2015, 8, 31)),
        ("2015年8月", date(2015, 8, 1), date(2015, 8, 31)),
        ("2015 年 8 月 31 日", date(2015, 8, 31), date(2015, 8, 31)),
        ("the first quarter of 2023", date(2023, 1, 1), date(2023, 3, 31)),
        ("во втором квартале 2023 года", date(2023, 4, 1), date(2023, 6, 30)),
        ("IV квартал 2023", date(2023, 10, 1), date(2023, 12, 31)),
        ("第三季度", None, None),
        ("2023年第三季度", date(2023, 7, 1), date(2023, 9, 30)),
        ("2023年下半年", date(2023, 7, 1), date(2023, 12, 31)),
        ("за 1 полугодие 2024", date(2024, 1, 1), date(2024, 6, 30)),
        ("у першым паўгоддзі 2024", date(2024, 1, 1), date(2024, 6, 30)),
        ("15 December", date(2023, 12, 15), date(2023, 12, 15)),
        ("12月4日", date(2023, 12, 4), date(2023, 12, 4)),
        ("in December", None, None),
        ("in 2023", None, None),
        ("31.02.2015", None, None),
        ("маршрут 2023", None, None),
        ("tel. 1234-05-11", None, None),
        ("8 (02157) 3-12-10", None, None),
    ],
)
def test_parts_of_years_are_found(text: str, first: date | None, last: date | None) -> None:
    found = [(one.first, one.last) for one in named_days(text, published=PUBLISHED)]

    assert found == ([] if first is None else [(first, last)])


@pytest.mark.parametrize(
    "text", ["2015年 8 月 31 日", "2015 年 08 月", "в августе 2015 года", "за I квартал 2015 г."]
)
def test_what_names_a_day_may_name_its_month(text: str) -> None:
    [found] = named_days(text, published=None)

    assert may_name(text, [found.first.month])


def test_a_day_without_a_year_may_be_of_the_next_one() -> None:
    found = [one.first for one in named_days("до 1 марта", published=PUBLISHED)]

    assert found == [date(2023, 3, 1), date(2024, 3, 1)]


def test_a_day_without_a_year_says_nothing_in_an_undated_document() -> None:
    assert list(named_days("until 1 March", published=None)) == []


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_what_may_not_name_a_month_does_not(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day.year}年{day.month}月",
        f"{day:%d %B %Y}",
    ):
        assert may_name(text, [day.month])
        [found] = named_days(text, published=None)
        assert (found.first.month, found.last.month) == (day.month, day.month)
