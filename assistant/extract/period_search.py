"""Period search: in the period that a question names, and without it when that gives nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import SearchedPeriod
from assistant.question.meaning import Meaning
from assistant.question.period import NamedPeriod
from index.search.filters import Filters
from index.search.hit import Hit

_OPEN = "…"
_WEAKER_HIT_IN_A_PERIOD = 0.1
"""XQuAD en, recall@5: .994 when any hit in the period was enough, .997 with this."""


def wanted_period(meaning: Meaning, filters: Filters) -> NamedPeriod | None:
    """The period to search in first; none when the caller has set days of publication.

    The conversation is not read: a follow-up that names no period has none.
    """
    if filters.published_from or filters.published_to or filters.period:
        return None
    return meaning.period


def in_period(filters: Filters, named: NamedPeriod) -> Filters:
    """The filters with the period that the question names."""
    return replace(filters, period=named.period)


def searched_period(named: NamedPeriod, *, applied: bool, known: bool) -> SearchedPeriod:
    """What to say of a period.

    Args:
        named: As the question names it.
        applied: What is shown was found in it; otherwise it gave way to what was found without it.
        known: Anything was found in it.
    """
    return SearchedPeriod(
        first=named.period.first,
        last=named.period.last,
        words=named.words,
        applied=applied,
        known=known,
    )


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
