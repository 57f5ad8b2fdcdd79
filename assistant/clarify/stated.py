"""Stated: where a sentence states a date, an amount, a telephone number or a body, and which.

Values are comparable across languages: "1,5 млрд" and "15亿" are the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.clarify.underspecified import Want, bodies
from assistant.facts.deadlines import charges_a_body, find_deadline
from assistant.facts.quantities import Quantity, find_quantities
from assistant.facts.telephones import find_telephones
from assistant.facts.times import find_times
from corpus.digits import in_figures
from corpus.document import Language
from corpus.sentence import Sentence

_TODAY = date(2000, 1, 1)
"""Only times counted from today depend on it, and those are not stated dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Something that a sentence states.

    Attributes:
        start: Offset of its first character in the sentence.
        end: Offset after its last character.
        value: Equal for what is the same, in whatever words and language.
    """

    start: int
    end: int
    value: str


def stated(want: Want, sentence: Sentence) -> list[Stated]:
    """What a sentence states of a kind, in its order."""
    figured = in_figures(sentence.text)
    found = _FINDERS[want](figured.text, sentence.language)
    return [
        replace(one, start=figured.place(one.start), end=figured.place(one.end)) for one in found
    ]


def _dates(text: str, language: Language) -> Iterator[Stated]:
    for time in find_times(text, language=language, today=_TODAY):
        if time.days is None:
            value = f"{time.year} {time.months} {time.day}"
            yield Stated(start=time.start, end=time.end, value=value)


def _deadlines(text: str, language: Language) -> Iterator[Stated]:
    for found in _dates(text, language):
        if span := find_deadline(text, found.start, found.end, language=language):
            yield Stated(start=span[0], end=span[1], value=found.value)


def _money(text: str, language: Language) -> Iterator[Stated]:
    return (found for quantity, found in _amounts(text, language) if quantity.is_money)


def _figures(text: str, language: Language) -> Iterator[Stated]:
    return (found for _, found in _amounts(text, language))


def _amounts(text: str, language: Language) -> Iterator[tuple[Quantity, Stated]]:
    taken = [*_dates(text, language), *_telephones(text, language)]
    for one in find_quantities(text, language):
        if not any(other.start < one.amount_end and one.start < other.end for other in taken):
            value = f"{one.value.normalize():f}{'%' if one.unit == '%' else ''}"
            yield one, Stated(start=one.start, end=one.amount_end, value=value)


def _telephones(text: str, language: Language) -> list[Stated]:  # noqa: ARG001 - one shape for all finders
    return [Stated(start=one.start, end=one.end, value=one.digits) for one in find_telephones(text)]


def _responsible_bodies(text: str, language: Language) -> Iterator[Stated]:
    """The body that a sentence of a duty begins with."""
    if not charges_a_body(text, language):
        return
    found = [
        (match.start(), Stated(start=match.start(), end=match.end(), value=name))
        for name, pattern in bodies().items()
        for match in [pattern.search(text)]
        if match is not None
    ]
    if found:
        yield min(found)[1]


_FINDERS: dict[Want, Callable[[str, Language], Iterator[Stated] | list[Stated]]] = {
    Want.DEADLINE: _deadlines,
    Want.TIME: _dates,
    Want.MONEY: _money,
    Want.FIGURE: _figures,
    Want.PHONE: _telephones,
    Want.BODY: _responsible_bodies,
}
