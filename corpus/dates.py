"""Dates: the day of publication, from metadata or from a dateline; unknown rather than guessed."""

import re
from datetime import date
from functools import cache

from babel import Locale

from corpus.digits import in_figures
from corpus.document import Language

_FIRST_LINES = 12
_LONGEST_DATELINE = 60
_EARLIEST_YEAR = 1900
_LABELS = (
    "published on|published|posted on|posted|publication date|date"
    "|опубликовано|дата публикации|дата|размещено"
    "|апублікавана|дата публікацыі|размешчана"
    "|发布时间|发布日期|发表时间|日期|时间"
)
_TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})?"


def parse_date(words: str, *, today: date) -> date | None:
    """Read the first date in a piece of metadata.

    Knows `2015-09-02` (a time may follow), `02.09.2015`, and dates in words in the four languages.

    Returns:
        The day; None when there is none, it is impossible, or it lies after `today`.
    """
    found = re.search(_date_pattern(), in_figures(words.strip()).text, re.IGNORECASE)
    return _to_date(found, today=today) if found else None


def find_dateline(text: str, *, today: date) -> date | None:
    """Find the date in a dateline among the first lines of a cleaned text.

    A dateline is a short line that holds a date and nothing but its frame: a label, a place, a
    weekday, a time. A date inside a sentence or a heading is something else.
    """
    lines = [line for line in text.split("\n") if line][:_FIRST_LINES]
    for line in lines:
        found = _match_dateline(line)
        if found:
            return _to_date(found, today=today)
    return None


def is_dateline(line: str) -> bool:
    """Tell whether a line holds a date and nothing but its frame."""
    return _match_dateline(line) is not None


def _match_dateline(line: str) -> re.Match[str] | None:
    line = in_figures(line).text
    if len(line) > _LONGEST_DATELINE or not any(character.isdigit() for character in line):
        return None
    return _dateline_pattern().fullmatch(line)


def _to_date(found: re.Match[str], *, today: date) -> date | None:
    parts = {name: value for name, value in found.groupdict().items() if value}
    numbers = {name[0]: value for name, value in parts.items()}
    # Case is folded as the pattern does it, which takes "ſeptember" for "September".
    month = numbers["m"].casefold().rstrip(".")
    try:
        day = date(
            int(numbers["y"]),
            int(month) if month.isdigit() else _month_numbers().get(month, 0),
            int(numbers["d"]),
        )
    except ValueError:
        return None
    return day if day.year >= _EARLIEST_YEAR and day <= today else None


@cache
def _date_pattern() -> str:
    """One pattern; the first letter of a group says year, month or day."""
    names = sorted(_month_numbers(), key=len, reverse=True)
    month = "|".join(re.escape(name) for name in names)
    ordinal = r"(?:st|nd|rd|th)?"
    return (
        r"(?<!\d)(?:"
        r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
        r"|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})"
        r"|(?P<y3>\d{4}) ?年 ?(?P<m3>\d{1,2}) ?月 ?(?P<d3>\d{1,2}) ?[日号]"
        rf"|(?P<d4>\d{{1,2}}){ordinal}[- ](?P<m4>{month})\.?,?[- ](?P<y4>\d{{4}})"
        rf"|(?P<m5>{month})\.? (?P<d5>\d{{1,2}}){ordinal},? (?P<y5>\d{{4}})"
        r")(?!\d)"
    )


@cache
def _dateline_pattern() -> re.Pattern[str]:
    weekdays = "|".join(
        name
        for language in Language
        for width in ("wide", "abbreviated")
        for name in map(re.escape, Locale(language.value).days["format"][width].values())
    )
    place = r"(?:(?:г\. ?)?[^\W\d_][\w-]+[,，] ?)?"
    before = rf"(?:(?:{_LABELS}) ?[:：]? ?)?{place}(?:{_TIME},? )?(?:(?:{weekdays})\.?,? ?)?"
    year_word = r"(?: ?(?:года|год|г)\.?)?"
    after = rf"(?: ?[,|]? ?\(?(?:(?:{weekdays})\.?|(?:(?:at|в|у) )?{_TIME})\)?)*"
    return re.compile(rf"{before}{_date_pattern()}{year_word}{after}\.?", re.IGNORECASE)


@cache
def _month_numbers() -> dict[str, int]:
    """Month names of the three languages that have them (Unicode CLDR), case folded."""
    numbers = {}
    for language in (Language.ENGLISH, Language.RUSSIAN, Language.BELARUSIAN):
        months = Locale(language.value).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form][width].items():
                    numbers[name.casefold().rstrip(".")] = number
    return numbers
