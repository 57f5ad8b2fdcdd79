"""Periods: the one period that a question is about, if it names one. In doubt there is none.

The times that a question names (`times.py`) become a period by what stands before, behind and
between them. A deadline ("by 2020", "must be done before 2020"), the date of a document
("Directive of 31 August 2015"), a year of birth and several periods in one question are no period
to search in. "Today" is one only where publications are asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.facts.times import Grammar, Time, find_times, grammar_of
from corpus.document import Language
from index.search.filters import Period

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPeriod:
    """A period and the words of the question that name it.

    Attributes:
        period: Its days.
        words: `question[start:end]`.
        start: Offset of the first character.
        end: Offset after the last character.
    """

    period: Period
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """A time or a range of two, with the role that its surroundings give it."""

    first: Time
    last: Time
    role: str
    start: int
    end: int


def find_period(question: str, *, language: Language, today: date) -> NamedPeriod | None:
    """Find the period that a question names.

    Without a year the most recent such time is meant.

    Args:
        question: As asked; offsets count its characters.
        language: Language of the question.
        today: Relative words count from it.

    Returns:
        The period; None when there is none, more than one, or no such days.
    """
    grammar = grammar_of(language)
    times = find_times(question, language=language, today=today)
    published = grammar.around["publications"].search(question) is not None
    spans = _spans(question, times, grammar, published=published)
    try:
        days = {_days(span, today=today) for span in spans}
        if len(days) != 1:
            return None
        [(first, last)] = days
        if first is None and last is not None and last >= today:
            return None  # all that is published lies before it
        period = Period(first=first, last=last, published_only=published)
    except (ValueError, OverflowError):  # no such day, or one that ends before it begins
        return None
    start, end = spans[0].start, spans[0].end
    return NamedPeriod(period=period, words=question[start:end], start=start, end=end)


def _spans(
    question: str, times: Sequence[Time], grammar: Grammar, *, published: bool
) -> list[_Span]:
    """What the question asks about: ranges joined, deadlines and dates of documents left out."""
    spans: list[_Span] = []
    at, listed = 0, False
    while at < len(times):
        first = last = times[at]
        at += 1
        if at < len(times) and _is_range(question, first, times[at], grammar):
            last = times[at]
            at += 1
        span = _surrounded(question, first, last, grammar, published=published)
        if span is None and listed:
            span = _Span(first=first, last=last, role="within", start=first.start, end=last.end)
        if span is not None:
            spans.append(span)
        joined = at < len(times) and _stands_between(question, last, times[at], grammar, "and")
        listed = span is not None and joined
    return spans


def _is_range(question: str, first: Time, last: Time, grammar: Grammar) -> bool:
    if _stands_between(question, first, last, grammar, "dash"):
        return True
    roles = [grammar.before[role] for role in ("between", "since")]
    opened = any(role.search(question, 0, first.start) for role in roles)
    return opened and _stands_between(question, first, last, grammar, "to")


def _stands_between(question: str, first: Time, last: Time, grammar: Grammar, name: str) -> bool:
    return grammar.around[name].fullmatch(question, first.end, last.start) is not None


def _surrounded(
    question: str, first: Time, last: Time, grammar: Grammar, *, published: bool
) -> _Span | None:
    """The span with its role; None when it is no period to search in."""
    ranged = first is not last
    role, start = _opening(question, first, grammar, ranged=ranged)
    of_a_day = role == "of" and first.day is not None and not ranged
    if role == "refused" or (of_a_day and not published):
        return None
    if grammar.around["refused_behind"].match(question, last.end):
        return None
    counts = first.counts or last.counts or (published and first.days is not None)
    if not (role or counts):
        return None
    end = last.end
    for name in ("since", "before"):
        if found := grammar.around[f"{name}_behind"].match(question, end):
            role, end = name, found.end()
            break
    if role == "before" and grammar.around["duty"].search(question):
        return None
    if role in {"", "of", "within"}:
        start = first.start
    return _Span(first=first, last=last, role=role or "within", start=start, end=end)


def _opening(question: str, time: Time, grammar: Grammar, *, ranged: bool) -> tuple[str, int]:
    """Role and offset of the words before a time; an empty role when there are none."""
    roles = ("between", "refused", "within", "of") if ranged else _ROLES
    for role in roles:
        if found := grammar.before[role].search(question, 0, time.start):
            return role, found.start()
    return "", time.start


_ROLES = ("refused", "after", "before", "of", "since", "within")


def _days(span: _Span, *, today: date) -> tuple[date | None, date | None]:
    first, last = _with_years(span.first, span.last, today=today)
    begins = first.in_year(first.year or today.year)[0]
    ends = last.in_year(last.year or today.year)[1]
    if span.role == "since":
        return begins, None
    if span.role == "after":
        return ends + _DAY, None
    if span.role == "before":
        return None, begins - _DAY
    return begins, ends


def _with_years(first: Time, last: Time, *, today: date) -> tuple[Time, Time]:
    """Give years to times that have none: each other's, else the most recent."""
    over_new_year = int(last.months[0] < first.months[0])
    year = first.year
    if year is None and last.year is not None:
        year = last.year - over_new_year
    elif year is None:
        year = today.year if first.in_year(today.year)[0] <= today else today.year - 1
    return replace(first, year=year), replace(last, year=last.year or year + over_new_year)
