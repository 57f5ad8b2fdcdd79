"""Changes: two figures and a change between them that cannot all be right.

Trade of $3.128 billion in nine months, 2.8 % less than a year before, leaves no room for a whole
year before of $4.6 million. Only what is off by more than a factor of ten counts: smaller gaps may
come from rounding, prices or another way of counting.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.facts.figures import Figure, PlacedTime, find_whens
from assistant.facts.quantities import Bound, Quantity, find_quantities
from assistant.facts.subjects import Subject, says

_FACTOR = 10
_WHOLE_YEAR = (1, 12)
_FOLLOWING_CHARACTERS = 300
_SENTENCE_END = re.compile(r"(?<=[^\d\W])[.!?](?=\s|$)|(?<=%)[.!?](?=\s|$)|[。！？\n]")


def cannot_hold(first: Figure, second: Figure) -> bool:
    """Tell whether one figure's stated change rules the other out as its year before."""
    return _rules_out(first, base=second) or _rules_out(second, base=first)


def _rules_out(changed: Figure, *, base: Figure) -> bool:
    times = _times_compared(changed, base)
    if times is None or not _about_the_same(changed, base):
        return False
    share = _change(changed)
    if share is None:
        return False
    before = changed.quantity.value / (1 + share)
    return not before / _FACTOR <= base.quantity.value <= before * times * _FACTOR


def _times_compared(changed: Figure, base: Figure) -> Decimal | None:
    """How many times as long the other figure's time is; None unless it is of the year before."""
    now, before = changed.when, base.when
    if now is None or before is None or now.year is None or before.year is None:
        return None
    if now.day or before.day or before.year != now.year - 1:
        return None
    if before.months not in {now.months, _WHOLE_YEAR}:
        return None
    (begins, ends), (other_begins, other_ends) = now.months, before.months
    return Decimal(other_ends - other_begins + 1) / (ends - begins + 1)


def _about_the_same(first: Figure, second: Figure) -> bool:
    quantities = (first.quantity, second.quantity)
    if first.quantity.unit != second.quantity.unit or first.quantity.unit == "%":
        return False
    if any(one.bound not in {Bound.EXACT, Bound.ABOUT} or not one.value for one in quantities):
        return False
    here, there = first.subject, second.subject
    same = here.topics == there.topics and here.marks == there.marks and bool(here.topics)
    return same and not (here.residue or there.residue) and _may_be_of_the_same(here, there)


def _may_be_of_the_same(first: Subject, second: Subject) -> bool:
    if first.between_two or second.between_two:
        return True
    return first.places <= second.places or second.places <= first.places


def _change(figure: Figure) -> Decimal | None:
    """The change from the year before, such as -0.028; None unless it is told beyond doubt."""
    sentence = figure.sentence
    language = sentence.language
    text = sentence.text
    if not says("changes", text, language):
        behind = sentence.document.text[sentence.end : sentence.end + _FOLLOWING_CHARACTERS]
        text = _SENTENCE_END.split(behind.lstrip(), maxsplit=1)[0]
        if not says("changes", text, language):
            return None
    times = find_whens(text, language=language, published=None)
    quantities = [one for one in find_quantities(text, language) if not _is_within(one, times)]
    percents = [one for one in quantities if one.unit == "%"]
    others = [one for one in quantities if _is_another(one, figure, percents)]
    fall, rise = says("fall", text, language), says("rise", text, language)
    if len(percents) != 1 or others or fall == rise:
        return None
    share = percents[0].value / 100
    return -share if fall and share < 1 else share if rise else None


def _is_within(quantity: Quantity, times: Sequence[PlacedTime]) -> bool:
    """The nine of "the first nine months" counts nothing by itself."""
    return any(one.start <= quantity.start and quantity.end <= one.end for one in times)


def _is_another(quantity: Quantity, figure: Figure, percents: list[Quantity]) -> bool:
    return quantity not in percents and quantity.value != figure.quantity.value
