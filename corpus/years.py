"""Years: those that a text names in figures; the one grammar of years for all stages.

A year lies between 1900 and 2099. `2000 rubles`, `3.2015` and `12015` name none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.digits import in_figures, plain_digits

YEAR = r"(?:19|20)\d\d"
"""The digits of a number that may be a year."""

_COUNTED = (
    r"(?!\s?[-–—]?\s?(?:руб|коп|BYN|USD|EUR|CNY|долл|дол\.|евро|еўра|юан|злот|чел|жител|кв\.|м²|га\b|км"
    r"|тонн|штук|единиц|чалавек|жыхар|(?:rou?|ru)bles?|dollars|euros?\b|yuan|zlot|people|residents"
    r"|inhabitants|km\b|ha\b|tonn|元|卢布|美元|欧元|人|名|台|家|吨|公里|户))"
)
# Looking back from inside the number is twice as fast as before it. Behind a point it is the end
# of a date: 31.08.2015, 1.9.2015.
NAMED_YEAR = (
    r"(?:19|20)(?<!\d\d\d)(?:(?<!\d[.,]\d\d)|(?<=\d[./-]\d\d[./]\d\d)|(?<=\d\.\d\.\d\d))"
    rf"\d\d(?!\d|[.,]\d){_COUNTED}"
)
_NUMBER = re.compile(r"(?:19|20)(?<!\d\d\d)\d\d(?!\d)")
_NAMED_YEAR = re.compile(NAMED_YEAR)
_OF = r"(?:\s?(?:гг?\.?|год[ауеы]?|годзе|гады|年))?"
_TO = re.compile(
    rf"{_OF}\s*(?:[-–—/]|to|through|until|till|по|до|па|да|起?[至到])\s*(?P<year>{NAMED_YEAR})"
    r"|[-–—/](?P<short>\d\d)(?![\d.,%-])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:between|между|паміж)\s\Z", re.IGNORECASE)
_AND = re.compile(rf"{_OF}\s(?:and|и|і)\s(?P<year>{NAMED_YEAR})", re.IGNORECASE)
_LONGEST_BETWEEN = 8
_DECADE = re.compile(r"(?<=0)(?:s\b|-[хя]|-[ыі]|年代)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """Years from `first` to `last`, both included, as a text names them."""

    first: int
    last: int


def is_year(number: str) -> bool:
    """Tell whether a number alone may be a year."""
    return re.fullmatch(YEAR, number) is not None


def may_name_a_year(text: str) -> bool:
    """Tell whether any number of a text may be a year, whatever it counts."""
    return _NUMBER.search(plain_digits(text)) is not None


def find_years(text: str) -> Iterator[Years]:
    """The years that a text names, in its order.

    Of a range (`2016–2020`, `2016/17`) or a decade all of them, and its last one once more.
    """
    text = in_figures(text).text
    for found in _NAMED_YEAR.finditer(text):
        first = int(found[0])
        yield Years(first=first, last=max(first, _last(text, found)))


def years(text: str) -> frozenset[int]:
    """Every year that a text names, those inside ranges and decades too."""
    return frozenset(year for one in find_years(text) for year in range(one.first, one.last + 1))


def _last(text: str, found: re.Match[str]) -> int:
    """The last year of the range or decade that begins here; the year itself if there is none."""
    if _DECADE.match(text, found.end()):
        return int(found[0]) + 9
    joined = _TO.match(text, found.end())
    if joined is None:
        opening = max(0, found.start() - _LONGEST_BETWEEN)
        if _BETWEEN.search(text, opening, found.start()):
            joined = _AND.match(text, found.end())
    if joined is None:
        return int(found[0])
    groups = joined.groupdict()
    return int(groups["year"] or f"{found[0][:2]}{groups['short']}")
