"""Period search: in the period that a question names, and without it when that gives nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from assistant.answer import SearchedPeriod
from assistant.question.period import NamedPeriod, find_period
from assistant.question.read import Question
from index.search.filters import Filters
from index.search.hit import Hit

Found = TypeVar("Found")

_OPEN = "…"
_WEAKER_HIT_IN_A_PERIOD = 0.1
"""XQuAD en, recall@5: .994 when any hit in the period was enough, .997 with this."""


def named_period(asked: Question, *, filters: Filters, today: date) -> NamedPeriod | None:
    """The period that this question names; none when the caller has set days of publication.

    The conversation is not read: a follow-up that names no period has none.
    """
    if filters.published_from or filters.published_to or filters.period:
        return None
    return find_period(asked.text, language=asked.language, today=today)


def search_period(
    search: Callable[[Filters], Found],
    *,
    filters: Filters,
    named: NamedPeriod | None,
    enough: Callable[[Found, Found], bool],
    anything: Callable[[Found], bool] = bool,
) -> tuple[Found, SearchedPeriod | None]:
    """Search in the named period, and without it when that is not enough.

    Args:
        search: Searches with filters.
        filters: Those that the caller set.
        named: The period, if the question names one.
        enough: Whether what was found in the period will do, and need not give way to what was
            found without it.
        anything: Whether anything was found at all.

    Returns:
        What was found, and the period with whether it was kept to.
    """
    everywhere = search(filters)
    if named is None:
        return everywhere, None
    within = search(replace(filters, period=named.period))
    applied = enough(within, everywhere)
    period = SearchedPeriod(
        first=named.period.first,
        last=named.period.last,
        words=named.words,
        applied=applied,
        known=anything(within),
    )
    return (within if applied else everywhere), period


def holds_up(within: Sequence[Hit], everywhere: Sequence[Hit]) -> bool:
    """Tell whether the best hit in a period is hardly weaker than the best of all."""
    return bool(within) and within[0].score >= everywhere[0].score - _WEAKER_HIT_IN_A_PERIOD


def period_text(period: SearchedPeriod) -> str:
    """A period for people: its years when it is whole years, else its words and its days."""
    first, last = period.first, period.last
    if first is not None and last is not None and _are_years(first, last):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    begins, ends = (day.isoformat() if day is not None else _OPEN for day in (first, last))
    return f"{period.words} ({begins} – {ends})"


def _are_years(first: date, last: date) -> bool:
    return (first, last) == (date(first.year, 1, 1), date(last.year, 12, 31))
