"""Relative dates: what "this year" and "by 1 July" in a quotation mean, by its document's date.

In doubt a date stays open: the notice then only says of when the document is.
"""

import re
import tomllib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources

from assistant.facts.deadlines import find_deadline, speaks_of_duty
from assistant.facts.times import Days, Time, find_times, units_ago
from corpus.document import Language
from corpus.years import years

_ANY_DAY = date(2001, 1, 1)
_NEAR_DAYS = 120
"""A day without a year that lies farther from its document may as well be another year's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeDate:
    """Words of a quotation that only the date of its document can explain.

    Attributes:
        words: As they stand in the quotation.
        days: What they mean; None when the document has no date, or the year is in doubt.
        without_year: A day, month or part of a year without a year; otherwise it is counted
            from the day of writing.
    """

    words: str
    days: Days | None
    without_year: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of one language, from `relative_date_words.toml`."""

    relative: re.Pattern[str]
    units: tuple[tuple[str, int], ...]
    around: Mapping[str, re.Pattern[str]]


def find_relative_dates(
    quote: str, *, language: Language, published: date | None
) -> list[RelativeDate]:
    """Find what in a quotation depends on when its document was published, in its order.

    A date without a year is left out where the quotation names a year, or says "this year": who
    reads it can tell.

    Args:
        quote: The quotation.
        language: Its language.
        published: Day of its document; None when it is not known.
    """
    words = _words_of(language)
    today = published or _ANY_DAY
    times = find_times(quote, language=language, today=today)
    counted = [time for time in times if time.days is not None]
    counted += _ahead(quote, words, today=today)
    found = [(one, one.days) for one in counted if _stands_alone(quote, one, words)]
    if not (counted or years(quote)):
        yearless = [one for one in times if _lacks_its_year(quote, one, words, language)]
        found += [(one, _nearest(quote, one, language, published=published)) for one in yearless]
    return [
        RelativeDate(
            words=quote[time.start : time.end],
            days=days if published is not None else None,
            without_year=time.days is None,
        )
        for time, days in sorted(found, key=lambda pair: pair[0].start)
    ]


def _ahead(quote: str, words: _Words, *, today: date) -> list[Time]:
    found = []
    for match in words.relative.finditer(quote):
        number = next(int(name[1:]) for name, value in match.groupdict().items() if value)
        unit, ago = words.units[number]
        days = units_ago(unit, ago, today=today)
        found.append(
            Time(start=match.start(), end=match.end(), months=(1, 12), days=days, counts=True)
        )
    return found


def _stands_alone(quote: str, time: Time, words: _Words) -> bool:
    """Tell whether it counts from the day of writing, not from another time of the text."""
    nowadays = words.around["nowadays"].finditer(quote)
    return not (
        words.around["anchored"].search(quote, 0, time.start)
        or words.around["anchored_behind"].match(quote, time.end)
        or any(match.start() <= time.start < match.end() for match in nowadays)
    )


def _lacks_its_year(quote: str, time: Time, words: _Words, language: Language) -> bool:
    if time.days is not None or time.year is not None:
        return False
    if time.day is not None:
        return _exists(time)
    first, last = time.months
    if first != last:
        length = words.around["length"].match(quote, time.start)
        return _opens(quote, time, words) and length is None
    named = language is Language.ENGLISH and quote[time.start].isupper()
    # "мая", "мае" and "маі" are "my" too.
    may = language is Language.BELARUSIAN and first == 5
    cyrillic = language in (Language.RUSSIAN, Language.BELARUSIAN)
    return (named or (cyrillic and not may)) and _opens(quote, time, words)


def _opens(quote: str, time: Time, words: _Words) -> bool:
    return words.around["opening"].search(quote, 0, time.start) is not None


def _exists(time: Time) -> bool:
    return time.day is not None and 1 <= time.day <= monthrange(2024, time.months[0])[1]


def _nearest(quote: str, time: Time, language: Language, *, published: date | None) -> Days | None:
    """The year that the document's date points to; None in doubt."""
    if published is None:
        return None
    years = [_in_year(time, published.year + more) for more in (-1, 0, 1)]
    candidates = [days for days in years if days is not None]
    if find_deadline(quote, time.start, time.end, language=language):
        if not speaks_of_duty(quote, language):
            return None
        return next((days for days in candidates if days[0] >= published), None)
    if any(first < published < last for first, last in candidates if first.month != last.month):
        return None
    days = min(candidates, key=lambda one: _distance(one, published), default=None)
    return days if days is not None and _distance(days, published) <= _NEAR_DAYS else None


def _in_year(time: Time, year: int) -> Days | None:
    try:
        return replace(time, year=year).in_year(year)
    except ValueError:  # 29 February
        return None


def _distance(days: Days, published: date) -> int:
    first, last = days
    return max((first - published).days, (published - last).days, 0)


@cache
def _words_of(language: Language) -> _Words:
    raw = (resources.files("assistant.facts") / "relative_date_words.toml").read_text(
        encoding="utf-8"
    )
    table = tomllib.loads(raw)[language.value]
    edge, end = ("", "") if language is Language.CHINESE else (r"(?<!\w)", r"(?!\w)")
    rows = "|".join(f"(?P<p{at}>{row[0]})" for at, row in enumerate(table["relative"]))
    around = {name: _pattern(rf"{edge}(?:{table[name]})\Z") for name in ("anchored", "opening")}
    around |= {
        name: _pattern(f"(?:{table[name]})") for name in ("anchored_behind", "nowadays", "length")
    }
    return _Words(
        relative=_pattern(f"{edge}(?:{rows}){end}"),
        units=tuple((unit, ago) for _, unit, ago in table["relative"]),
        around=around,
    )


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words.replace(" ", r"\s"), re.IGNORECASE)
