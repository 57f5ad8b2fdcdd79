"""Written filters: the period and the language as a visitor writes them."""

import re
from calendar import monthrange
from datetime import date

from corpus.document import Language
from index.search.filters import NO_FILTERS, Filters

ANY = "any"
_DAY_FIRST = re.compile(r"(?:(?:(\d{1,2})[./-])?(\d{1,2})[./-])?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./年-](?:(\d{1,2})(?:[./月-](?:(\d{1,2})日?)?)?)?")
LONGEST = 20
_DECEMBER = 12


class UnreadableFilterError(ValueError):
    """A field holds no date, or the dates are in the wrong order.

    Attributes:
        key: The key of the words that say so.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def read_filters(first: str | None, last: str | None, language: str | None) -> Filters:
    """Read the fields.

    Args:
        first: The first day: a year, a month or a day; empty for none.
        last: The last day, as `first`.
        language: The language of the documents; `ANY` for all.

    Raises:
        UnreadableFilterError: There is no such day, or the last comes before the first.
    """
    begins = _read(first, last=False)
    ends = _read(last, last=True)
    if begins and ends and begins > ends:
        raise UnreadableFilterError("days_reversed")
    chosen = {one for one in Language if one.value == language}
    if not (begins or ends or chosen):
        return NO_FILTERS
    return Filters(published_from=begins, published_to=ends, languages=frozenset(chosen))


def _read(text: str | None, *, last: bool) -> date | None:
    """The first or last day of what is written: `2015`, `08.2015`, `31.08.2015`, `2015年8月`."""
    written = "".join((text or "").split())
    if not written:
        return None
    if found := _DAY_FIRST.fullmatch(written):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(written):
        year, month, day = found.groups()
    else:
        raise UnreadableFilterError("day_unreadable")
    try:
        if day:
            return date(int(year), int(month), int(day))
        return _edge(int(year), int(month) if month else None, last=last)
    except ValueError as error:
        raise UnreadableFilterError("day_unreadable") from error


def _edge(year: int, month: int | None, *, last: bool) -> date:
    """The first day of a year or month, or its last."""
    if not last:
        return date(year, month or 1, 1)
    month = month or _DECEMBER
    return date(year, month, monthrange(year, month)[1])
