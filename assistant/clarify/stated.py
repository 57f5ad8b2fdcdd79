"""Stated: where a sentence states a date, an amount, a telephone number or a body, and which.

Values are comparable across languages: "1,5 млрд" and "15亿" are the same.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.clarify.underspecified import Want, bodies, wording_of
from assistant.facts.times import Time, find_times
from corpus.digits import in_figures
from corpus.document import Language
from corpus.sentence import Sentence

_SCALES = {
    "thousand": 3, "тыс": 3, "тысяч": 3, "million": 6, "млн": 6, "миллион": 6, "мільён": 6,
    "billion": 9, "млрд": 9, "миллиард": 9, "мільярд": 9, "trillion": 12, "трлн": 12,
    "триллион": 12, "万": 4, "亿": 8, "万亿": 12,
}  # fmt: skip
_AMOUNT = re.compile(
    r"(?<![0-9A-Za-zА-Яа-яЁёІіЎў.,/№-])(?P<sign>[$€£¥₽]\s?)?"
    r"(?P<number>\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?!\d)|\d+)(?P<decimals>[.,]\d+)?"
    rf"(?:[ \u00a0]?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})[a-zа-яёіў]*\.?)?"
    r"(?P<currency>[ \u00a0]?(?:US |бел\w*\. )?(?:dollars?|euros?|yuan|roubles?|rubles?|долл\w*"
    r"|рубл\w*|юан\w*|евро|долар\w*|даляр\w*|еўра|美元|欧元|人民币|卢布|元))?"
    r"(?P<behind>[-–—/]\d|[.:]\d|%)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:№|\bno\.?|\barticle|\bst\.|第|стать\w*|пункт\w*)\s*\Z", re.IGNORECASE)
_TELEPHONE = re.compile(
    r"(?:\+?\d{1,3}[ -]?)?(?:\(\d{2,5}\)[ -]?)?(?<!\d)\d{1,4}-\d{2,3}-\d{2,4}(?!\d)"
    r"|\(\d{3}\) ?\d{3}-\d{4}\b|\+\d[\d ()-]{8,}\d"
)
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


def _times(text: str, language: Language) -> Iterator[tuple[Time, Stated]]:
    for time in find_times(text, language=language, today=_TODAY):
        if time.days is None:
            value = f"{time.year} {time.months} {time.day}"
            yield time, Stated(start=time.start, end=time.end, value=value)


def _dates(text: str, language: Language) -> Iterator[Stated]:
    return (found for _, found in _times(text, language))


def _deadlines(text: str, language: Language) -> Iterator[Stated]:
    wording = wording_of(language)
    for time, found in _times(text, language):
        before = wording.deadline_before.search(text[: time.start])
        behind = wording.deadline_behind.search(text[time.end :])
        if before or behind:
            start = before.start() if before else found.start
            end = time.end + (behind.end() if behind else 0)
            yield Stated(start=start, end=end, value=found.value)


def _money(text: str, language: Language) -> Iterator[Stated]:
    return (
        found for match, found in _amounts(text, language) if match["sign"] or match["currency"]
    )


def _figures(text: str, language: Language) -> Iterator[Stated]:
    return (found for _, found in _amounts(text, language))


def _amounts(text: str, language: Language) -> Iterator[tuple[re.Match[str], Stated]]:
    taken = [found for _, found in _times(text, language)]
    taken += _telephones(text, language)
    for match in _AMOUNT.finditer(text):
        inside = any(one.start < match.end() and match.start() < one.end for one in taken)
        odd = match["behind"] not in (None, "%") or _is_clock_time(match)
        if inside or odd or _NUMBERED.search(text[: match.start()]):
            continue
        yield match, Stated(start=match.start(), end=match.end(), value=_amount_value(match))


def _is_clock_time(match: re.Match[str]) -> bool:
    """Tell `8.00` from an amount."""
    named = match["sign"] or match["scale"] or match["currency"] or match["behind"]
    return not named and re.fullmatch(r"\.\d\d", match["decimals"] or "") is not None


def _amount_value(match: re.Match[str]) -> str:
    number = re.sub(r"\D", "", match["number"])
    value = Decimal(number + (match["decimals"] or "").replace(",", "."))
    value *= Decimal(10) ** _SCALES.get((match["scale"] or "").casefold(), 0)
    return f"{value.normalize():f}{match['behind'] or ''}"


def _telephones(text: str, language: Language) -> list[Stated]:  # noqa: ARG001 - one shape for all finders
    return [
        Stated(start=match.start(), end=match.end(), value=re.sub(r"\D", "", match[0]))
        for match in _TELEPHONE.finditer(text)
    ]


def _responsible_bodies(text: str, language: Language) -> Iterator[Stated]:
    """The body that a sentence of a duty begins with."""
    if not wording_of(language).duty.search(text):
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
