"""Disagreement: two published sentences that cannot both be right. In doubt there is none.

Two figures disagree when they measure the same thing at the same time in the same unit and differ
by more than rounding; two dates when they are set for the same thing. Which of them is right is
not for a program to say: both are quoted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from assistant.extract.quotation import Quotation
from assistant.facts.changes import cannot_hold
from assistant.facts.dated import Dated, dates, dates_differ
from assistant.facts.figures import Figure, figures
from assistant.facts.quantities import differ, find_quantities
from assistant.facts.subjects import same_subject
from corpus.document import Document
from corpus.sentence import Sentence

_SAME_TIME_DAYS = 366
"""Undated statements of documents farther apart may each be right in its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two sentences that do not go together, the newer first.

    Attributes:
        first: The one published later; where that is not known, the one that was quoted.
        second: The other one.
        first_words: The figure or date in the first.
        second_words: That in the second.
        impossible_change: They are of two years, and the change stated between them rules one out;
            otherwise they say different things of the same.
    """

    first: Sentence
    second: Sentence
    first_words: str
    second_words: str
    impossible_change: bool


def find_disagreement(
    quoted: Sequence[Sentence], candidates: Sequence[Sentence]
) -> Disagreement | None:
    """Find the first sentence that disagrees with a quoted one.

    Args:
        quoted: The sentences of the answer, best first.
        candidates: What else was found, best first; quoted ones may be among them.
    """
    numbered = [one for one in candidates if any(map(str.isdigit, one.text))]
    read = [(figures(one), dates(one)) for one in numbered]
    for sentence in quoted:
        own_figures, own_dates = figures(sentence), dates(sentence)
        for others, other_dates in read:
            found = next(_between_figures(own_figures, others), None)
            found = found or next(_between_dates(own_dates, other_dates), None)
            if found is not None:
                return found
    return None


def with_both_sides(
    quotations: Sequence[Quotation], found: Sequence[Sentence]
) -> tuple[tuple[Quotation, ...], Disagreement | None]:
    """The quotations of an answer with what contradicts one of them, and where it does.

    Both sides stand where the contradicted one stood, the newer first; there may be one quotation
    more than before.

    Args:
        quotations: Best first.
        found: The best sentences that were found.
    """
    held = [(one, quotation) for quotation in quotations for one in _sentences(quotation, found)]
    quoted = [one for one, _ in held]
    others = [one for one in found if not any(map(Quotation.of(one).overlaps, quotations))]
    disagreement = find_disagreement(quoted, [*quoted, *others])
    if disagreement is None:
        return tuple(quotations), None
    sides: list[Quotation] = []
    for side in (disagreement.first, disagreement.second):
        shown = next((quotation for one, quotation in held if one == side), Quotation.of(side))
        sides += [] if shown in sides else [shown]
    at = min(quotations.index(side) for side in sides if side in quotations)
    before = [one for one in quotations[:at] if one not in sides]
    behind = [one for one in quotations[at:] if one not in sides]
    return (*before, *sides, *behind), disagreement


def _sentences(quotation: Quotation, found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a quotation: what contradicts one is not lost among the others."""
    inside = [
        one
        for one in found
        if one.document.id == quotation.document.id
        and quotation.start <= one.start
        and one.end <= quotation.end
    ]
    return inside or [_slice(quotation)]


def _slice(quotation: Quotation) -> Sentence:
    return Sentence.cut(
        quotation.document,
        start=quotation.start,
        end=quotation.end,
        language=quotation.language,
    )


def _between_figures(first: Sequence[Figure], second: Sequence[Figure]) -> Iterator[Disagreement]:
    for own in first:
        for other in second:
            pair = partial(_newer_first, own, other)
            if own.sentence != other.sentence and cannot_hold(own, other):
                yield pair(impossible_change=True)
            if _contradict(own, other):
                yield pair(impossible_change=False)


def _between_dates(first: Sequence[Dated], second: Sequence[Dated]) -> Iterator[Disagreement]:
    for own in first:
        for other in second:
            documents = own.sentence.document, other.sentence.document
            if own.sentence.document.id == other.sentence.document.id:
                continue
            if _of_one_time(*documents) and dates_differ(own, other):
                yield _newer_first(own, other, impossible_change=False)


def _contradict(first: Figure, second: Figure) -> bool:
    here, there = first.sentence.document, second.sentence.document
    if here.id == there.id or not differ(first.quantity, second.quantity):
        return False
    if first.when != second.when or first.timeless != second.timeless or first.aim != second.aim:
        return False
    if first.when is None and not first.timeless:
        return False
    if (first.when is None or first.when.year is None) and not _of_one_time(here, there):
        return False
    alike = same_subject(
        first.subject,
        second.subject,
        same_language=first.sentence.language is second.sentence.language,
    )
    return alike and not (_names(first, second) or _names(second, first))


def _names(figure: Figure, other: Figure) -> bool:
    """Tell whether the other's sentence holds this very quantity too, though for something else."""
    text = other.sentence.text
    return any(
        one.unit == figure.quantity.unit and one.value == figure.quantity.value
        for one in find_quantities(text, other.sentence.language)
    )


def _of_one_time(first: Document, second: Document) -> bool:
    if first.published is None or second.published is None:
        return True
    return abs((first.published - second.published).days) <= _SAME_TIME_DAYS


def _newer_first(
    own: Figure | Dated, other: Figure | Dated, *, impossible_change: bool
) -> Disagreement:
    first, second = own, other
    if _published(other) > _published(own):
        first, second = other, own
    return Disagreement(
        first=first.sentence,
        second=second.sentence,
        first_words=first.words,
        second_words=second.words,
        impossible_change=impossible_change,
    )


def _published(side: Figure | Dated) -> date:
    return side.sentence.document.published or date.min
