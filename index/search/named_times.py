"""Parts of years that a text names: days, months, quarters and halves, in the four languages.

Only what has a year counts, or a day and a month in a dated document: those are of the year of its
publication or of the one nearest to it.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.months import MONTHS
from corpus.years import YEAR

_MONTHS = tuple(map("|".join, zip(*MONTHS.values(), strict=True)))
_GROUP = re.compile(r"\(\?:[^)]*\)")
_ORDINALS = (
    "first|1st|q?1|i|перв\\w+|перш\\w+|一",
    "second|2nd|q?2|ii|втор\\w+|друг\\w+|二",
    "third|3rd|q?3|iii|треть\\w*|трэц\\w+|三",
    "fourth|4th|last|q?4|iv|четв[её]рт\\w+|чацв[её]рт\\w+|四",
)
_QUARTER = "quarter|квартал\\w*|季度"
_HALF = "half|полугоди\\w+|паўгоддз\\w+"
_YEAR = rf"{YEAR}(?!\d)"
_BEHIND = rf"(?:,? ?(?:of |in )?(?P<{{0}}>{_YEAR}))"
_LONGER = ("quarter", "квартал", "季度", "half", "полугод", "паўгод", "半年")
_YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """From the first to the last day, both included.

    Attributes:
        first: The first day.
        last: The last day.
    """

    first: date
    last: date


def may_name(text: str, months: Iterable[int]) -> bool:
    """Tell cheaply whether a text can name a part of a year that touches one of these months."""
    lower = text.casefold()
    return any(mark in lower for mark in _LONGER) or any(
        mark in lower for month in months for mark in _marks(month)
    )


def named_days(text: str, *, published: date | None) -> Iterator[Days]:
    """The days, months, quarters and halves of years from 1900 to 2099 that a text names.

    Args:
        text: In any of the languages, or several.
        published: Day of publication of its document; without it, days without a year are none.
    """
    for found in _parts().finditer(text):
        groups = {name: value for name, value in found.groupdict().items() if value is not None}
        for year in _years(groups, published=published):
            days = _read(groups, year)
            if days is not None:
                yield days


@cache
def _marks(month: int) -> tuple[str, ...]:
    """What stands in every way to name a month: the beginnings of its names, and its number."""
    numbers = {f"{month}", f"{month:02}"}
    beginnings = {name[:3] for name in _GROUP.sub("", _MONTHS[month - 1]).split("|")}
    return (
        *beginnings,
        *(f"{sign}{number}" for number in numbers for sign in ".-/"),
        *(f"{number}{gap}月" for number in numbers for gap in ("", " ")),
    )


def _years(groups: Mapping[str, str], *, published: date | None) -> list[int]:
    """The year that stands there; of a day without one, those that may be meant."""
    if year := _value(groups, "year"):
        return [int(year)]
    if published is None or _value(groups, "day") is None:
        return []
    return sorted({published.year, _nearest_year(_months_of(groups)[0], published)})


def _read(groups: Mapping[str, str], year: int) -> Days | None:
    """The days of one match; None when there is no such day."""
    months, day = _months_of(groups), int(_value(groups, "day") or 0)
    try:
        first = date(year, months[0], day or 1)
        last = first if day else date(year, months[1], monthrange(year, months[1])[1])
    except ValueError:
        return None
    return Days(first=first, last=last)


def _value(groups: Mapping[str, str], name: str) -> str | None:
    return next((value for key, value in groups.items() if key.startswith(name)), None)


def _months_of(groups: Mapping[str, str]) -> tuple[int, int]:
    if month := _value(groups, "month"):
        return int(month), int(month)
    kind, number = next(
        (name[0], int(name[1:])) for name in groups if re.fullmatch(r"[mqh]\d+", name)
    )
    length = {"m": 1, "q": 3, "h": 6}[kind]
    return number * length - length + 1, number * length


def _nearest_year(month: int, published: date) -> int:
    ahead = (month - published.month) % _YEAR_MONTHS
    nearest = ahead if ahead <= _YEAR_MONTHS // 2 else ahead - _YEAR_MONTHS
    return published.year + (published.month - 1 + nearest) // _YEAR_MONTHS


@cache
def _parts() -> re.Pattern[str]:
    """Parts of years; the beginning of a group's name says year, month, day, quarter or half."""
    month = "|".join(f"(?P<m{at}>{words})" for at, words in enumerate(_MONTHS, start=1))
    quarter = "|".join(f"(?P<q{at}>{words})" for at, words in enumerate(_ORDINALS, start=1))
    half = "|".join(f"(?P<h{at}>{words})" for at, words in enumerate(_ORDINALS[:2], start=1))
    ordinal = "(?:st|nd|rd|th|-?го)?"
    year_word = "(?: ?(?:год[ау]?|года|г\\.))?"
    return re.compile(
        rf"(?<!\d)(?P<year1>{_YEAR})[-/](?P<month1>\d\d)(?:[-/](?P<day1>\d\d))?(?!\d)"
        rf"|(?<![\d.])(?P<day2>\d{{1,2}})\.(?P<month2>\d{{1,2}})\.(?P<year2>{_YEAR})"
        rf"|(?:(?<!\d)(?P<year3>{_YEAR}) ?年 ?)?(?<!\d)(?P<month3>\d{{1,2}}) ?月"
        r"(?: ?(?P<day3>\d{1,2}) ?[日号])?"
        rf"|(?<!\d)(?P<year4>{_YEAR}) ?年 ?(?:第? ?(?:{quarter}) ?(?:{_QUARTER})"
        r"|(?P<h01>上)半年|(?P<h02>下)半年)"
        rf"|(?<!\w)(?:{quarter.replace('P<q', 'P<q0')})(?:-\w+)? (?:{_QUARTER})"
        rf"{_BEHIND.format('year5')}"
        rf"|(?<!\w)(?:{half})(?:-\w+)? (?:{_HALF}){_BEHIND.format('year6')}"
        rf"|(?<!\w)(?:(?P<day7>\d{{1,2}}){ordinal} (?:of )?)?(?:{month})(?!\w)\.?"
        rf"(?: (?P<day8>\d{{1,2}}){ordinal}(?!\w))?{_BEHIND.format('year7')}?{year_word}",
        re.IGNORECASE,
    )
