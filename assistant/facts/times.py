"""Times: the days, months and years that a question names, by the words of its language."""

import re
import tomllib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources

from assistant.facts.deadlines import deadline_words, duty_pattern
from corpus.digits import in_figures
from corpus.document import Language
from corpus.months import MONTHS
from corpus.years import YEAR

Days = tuple[date, date]

_YEAR = rf"(?<![0-9A-Za-z$€£¥№#/.-])(?P<{{0}}>{YEAR})(?!\d|[.,]\d)"
_SECOND_YEAR = rf"(?<=\d[-–—/])(?P<{{0}}_joined>{YEAR})(?!\d|[.,]\d)"
_NUMERIC = (
    r"(?<![\d.-])(?:(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)"
    r"|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4}))(?![\d-])"
)
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time as a question names it.

    Attributes:
        start: Offset of its first character in the question.
        end: Offset after its last character.
        months: First and last month, 1..12, of a part of a year.
        day: Day of the month; None when the whole part is meant.
        year: None when the question does not say it.
        days: First and last day of what is counted from today; None otherwise.
        counts: It can be nothing but a time, whatever stands before it.
    """

    start: int
    end: int
    months: tuple[int, int]
    day: int | None = None
    year: int | None = None
    days: Days | None = None
    counts: bool

    def in_year(self, year: int) -> Days:
        """First and last day, with this year where the question says none.

        Raises:
            ValueError: There is no such day in that year.
        """
        if self.days is not None:
            return self.days
        first, last = self.months
        if self.day is not None:
            return date(year, first, self.day), date(year, first, self.day)
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """How one language names times.

    Attributes:
        times: Finds parts of years and years.
        parts: First and last month by the number of the group `p…`.
        relative: Finds what is counted from today.
        units: Unit and how many of them ago, by the number of the group `p…`.
        before: What gives a time its role when it stands before it, by the name of the role.
        around: What stands behind and between times, and what speaks of publication or of a duty,
            by name.
        bare_parts: Whether a part of a year counts as a time without a preposition or a year.
        bare_days: Whether a day with its year counts without a preposition.
    """

    times: re.Pattern[str]
    parts: tuple[tuple[int, int], ...]
    relative: re.Pattern[str]
    units: tuple[tuple[str, int], ...]
    before: Mapping[str, re.Pattern[str]]
    around: Mapping[str, re.Pattern[str]]
    bare_parts: bool
    bare_days: bool


def find_times(question: str, *, language: Language, today: date) -> list[Time]:
    """Every time that the question names, in its order; none lies inside another."""
    grammar = grammar_of(language)
    figured = in_figures(question)
    text = figured.text
    found = [
        _counted_from(match, grammar, today=today) for match in grammar.relative.finditer(text)
    ]
    found += [_read_numeric(match) for match in re.finditer(_NUMERIC, text)]
    found += [_read(match, grammar) for match in grammar.times.finditer(text)]
    kept: list[Time] = []
    for time in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or time.start >= kept[-1].end:
            kept.append(time)
    return [
        replace(one, start=figured.place(one.start), end=figured.place(one.end)) for one in kept
    ]


def _read(match: re.Match[str], grammar: Grammar) -> Time:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    year = next((int(groups[name]) for name in _YEAR_GROUPS if name in groups), None)
    part = next((int(name[1:]) for name in groups if name[1:].isdigit()), None)
    day = groups.get("day") or groups.get("day_behind")
    if part is None or part >= _MONTHS:
        day = None
    if part is None:
        counts = "word" in groups
    elif year is None:
        counts = grammar.bare_parts and day is None
    else:
        counts = grammar.bare_days or day is None
    return Time(
        start=match.start(),
        end=match.end(),
        months=(1, _MONTHS) if part is None else grammar.parts[part],
        day=int(day) if day is not None else None,
        year=year,
        counts=counts,
    )


_YEAR_GROUPS = ("year", "year_joined", "lone", "lone_joined")


def _read_numeric(match: re.Match[str]) -> Time:
    numbers = {name[0]: int(value) for name, value in match.groupdict().items() if value}
    month = numbers["m"]
    return Time(
        start=match.start(),
        end=match.end(),
        months=(month, month),
        day=numbers["d"],
        year=numbers["y"],
        counts=False,
    )


def _counted_from(match: re.Match[str], grammar: Grammar, *, today: date) -> Time:
    number = next(int(name[1:]) for name, value in match.groupdict().items() if value is not None)
    unit, ago = grammar.units[number]
    days = units_ago(unit, ago, today=today)
    return Time(
        start=match.start(),
        end=match.end(),
        months=(1, _MONTHS),
        days=days,
        counts=days != (today, today),  # "today" says when it is asked, not what about
    )


def units_ago(unit: str, ago: int, *, today: date) -> Days:
    """First and last day of a day, week, month, quarter or year; a negative `ago` lies ahead."""
    if unit == "day":
        return today - timedelta(days=ago), today - timedelta(days=ago)
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * ago)
        return monday, monday + timedelta(days=6)
    length = {"month": 1, "quarter": 3, "year": _MONTHS}[unit]
    number = (today.year * _MONTHS + today.month - 1) // length - ago
    year, month = divmod(number * length, _MONTHS)
    last = month + length
    return date(year, month + 1, 1), date(year, last, monthrange(year, last)[1])


@cache
def grammar_of(language: Language) -> Grammar:
    """The words of a language, from `time_words.toml` and `corpus/months.py`."""
    raw = (resources.files("assistant.facts") / "time_words.toml").read_text(encoding="utf-8")
    table, deadline = tomllib.loads(raw)[language.value], deadline_words(language)
    year, lone = (f"(?:{_YEAR}|{_SECOND_YEAR})".replace("{0}", name) for name in ("year", "lone"))
    months = [[names, at, at] for at, names in enumerate(MONTHS.get(language, ()), start=1)]
    parts = months + table["parts"]
    time = table["time"].replace("PART", _alternatives(parts))
    time = time.replace("LONE", table["lone"].replace("YEAR", lone)).replace("YEAR", year)
    time = time.replace("DIGITS", YEAR)
    # Chinese does not set words apart.
    edge = "" if language is Language.CHINESE else r"(?<!\w)"
    relative = _alternatives(table["relative"])
    return Grammar(
        times=_pattern(f"{edge}(?:{time})"),
        parts=tuple((first, last) for _, first, last in parts),
        relative=_pattern(f"{edge}{relative}" + (r"(?!\w)" if edge else "")),
        units=tuple((unit, ago) for _, unit, ago in table["relative"]),
        before={
            role: _pattern(rf"{edge}(?:{_filled(table[role], deadline)}) ?\Z") for role in _ROLES
        },
        around={name: _pattern(_filled(table[name], deadline)) for name in _AROUND}
        | {"duty": duty_pattern(language)},
        bare_parts=table["bare_parts"],
        bare_days=table["bare_days"],
    )


_ROLES = ("refused", "after", "before", "of", "since", "within", "between")
_AROUND = (
    *("since_behind", "before_behind", "refused_behind"),
    *("dash", "to", "and", "publications"),
)


def _filled(words: str, deadline: Mapping[str, str]) -> str:
    for name in ("before", "behind", "by"):
        words = words.replace(name.upper(), deadline[name])
    return words


def _alternatives(rows: list[tuple[str, object, object]]) -> str:
    named = (f"(?P<p{number}>{words})" for number, (words, _, _) in enumerate(rows))
    return f"(?:{'|'.join(named)})"


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words.replace(" ", r"\s"), re.IGNORECASE)
