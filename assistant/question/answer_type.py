"""Expected answer type: what kind of words an answer must hold, judged from the question alone.

"How many tractors" wants a count of tractors, "when" a time, "what is it called" a name. A sentence
without one rarely answers, however near it is to the subject.
"""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from assistant.facts.countries import countries
from assistant.facts.figures import blank, find_whens
from assistant.facts.overlap import numbers
from assistant.facts.quantities import Quantity, counted, find_quantities, names_money
from assistant.facts.telephones import find_telephones
from corpus.document import Language
from corpus.sentence import Sentence
from corpus.years import is_year
from index.search.terms import terms

_SENTENCES_REMEMBERED = 4096


class AnswerKind(StrEnum):
    """The kind of words an answer must hold, in the order in which questions are looked through."""

    EMAIL = "email"
    TIME = "time"
    PHONE = "phone"
    PERCENT = "percent"
    MONEY = "money"
    COUNT = "count"
    AMOUNT = "amount"
    PERSON = "person"
    NAME = "name"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerType:
    """What an answer must hold.

    Attributes:
        kind: Which kind of words.
        unit: What is to be counted, by the name that all languages share; None when the question
            does not say, or says it in words that the table lacks.
    """

    kind: AnswerKind
    unit: str | None = None

    @property
    def sure(self) -> bool:
        """Whether a text shows beyond doubt if it holds such words: an address, a price."""
        return self.kind in (
            AnswerKind.EMAIL,
            AnswerKind.PHONE,
            AnswerKind.PERCENT,
            AnswerKind.MONEY,
            AnswerKind.COUNT,
        )


_STANDS_FOR = {
    "resident": {"company", "person"},
    "company": {"resident"},
    "person": {"employee", "student", "child", "job"},
    "employee": {"person", "job"},
    "student": {"person", "child"},
    "child": {"person", "student"},
    "house": {"flat", "family"},
    "flat": {"house", "family"},
} | {
    one: {"day", "working_day", "calendar_day", "week", "month", "hour"}
    for one in ("day", "working_day", "calendar_day", "week", "month", "hour")
}
"""What may be counted instead of what was asked for."""
_ELSEWHERE = (
    AnswerKind.EMAIL,
    AnswerKind.PHONE,
    AnswerKind.PERCENT,
    AnswerKind.MONEY,
    AnswerKind.NAME,
)
"""Kinds that a question may mention without asking for them: "Where do I pay the fee?"."""
_QUOTED = re.compile(r"[«“\"《「『]\s*\w[^»”\"》」』]{1,60}[»”\"》」』]")
_NAME = r"[A-ZА-ЯЁІЎ][\w’'-]*"
_NAMES = re.compile(rf"{_NAME}(?:(?: [A-ZА-ЯЁІЎ]\.)* {_NAME})*")
_CALLED = re.compile("叫什么|名称|什么名")
_NAMED_CHINESE = re.compile(
    rf"{_QUOTED.pattern}|名为|叫|称为|取名|[A-Za-z]{{3,}}"
    r"|[\u3400-\u9fff]{2}(?:公司|集团|厂|银行|大学|学院|路|街|中心|园)"
)
_NO_PERSON = re.compile(
    r"\b(academy|bank|belt|board|central|commission|committee|company|congress|council|department"
    r"|directive|district|executive|fund|general|house|industrial|institute|law|ministry|national"
    r"|office|organi[sz]ation|park|party|people's|regional|republic|road|security|state|states"
    r"|street|union|united|university|камень|камня|камне|камені|каменя)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def expected_answer_type(question: str, language: Language) -> AnswerType:
    """Judge what an answer must hold."""
    instead = _asked("instead", language).search(question) is not None
    for kind in AnswerKind:
        if kind is AnswerKind.ANYTHING or (instead and kind in _ELSEWHERE):
            continue
        if _asked(kind.value, language).search(question):
            unit = (
                counted(question, language)
                if kind in (AnswerKind.COUNT, AnswerKind.AMOUNT)
                else None
            )
            return AnswerType(kind=kind, unit=unit)
    return AnswerType(kind=AnswerKind.ANYTHING)


def asks_for_itself(question: str, language: Language) -> bool:
    """Tell whether a follow-up has a question word of its own: "And why?"."""
    return _asked("itself", language).search(question) is not None


def meets(expected: AnswerType, sentence: Sentence, *, question: str, language: Language) -> bool:
    """Tell whether a sentence holds what is expected, beyond what the question itself names.

    Args:
        expected: What is wanted.
        sentence: In any language.
        question: The question.
        language: Of the question.
    """
    text = sentence.text
    match expected.kind:
        case AnswerKind.ANYTHING:
            return True
        case AnswerKind.EMAIL:
            return "@" in text
        case AnswerKind.PHONE:
            return bool(find_telephones(text))
        case AnswerKind.PERSON | AnswerKind.NAME:
            return _names(expected.kind, sentence, question, language)
        case AnswerKind.COUNT | AnswerKind.AMOUNT:
            return _counts(expected.unit, sentence, question)
    return _holds(expected.kind, sentence, question)


def _holds(kind: AnswerKind, sentence: Sentence, question: str) -> bool:
    if _held(kind.value).search(sentence.text):
        return True
    match kind:
        case AnswerKind.TIME:
            return bool(numbers(sentence.text) - numbers(question))
        case AnswerKind.MONEY:
            return names_money(sentence.text, sentence.document.language)
        case AnswerKind.PERCENT:
            return any(one.unit == "%" for one in _quantities(sentence))
    return False


def _counts(unit: str | None, sentence: Sentence, question: str) -> bool:
    """A number that is no date: of what is to be counted, where that is known of both."""
    if unit is not None:
        units = {one.unit for one in _quantities(sentence)}
        if units & ({unit} | _STANDS_FOR.get(unit, set())):
            return True
        if units and all(":" not in one for one in units):
            return False
    text = _without_times_and_telephones(sentence)
    new = {one for one in numbers(text) - numbers(question) if not is_year(one)}
    in_words = _held("count") if unit is not None else _held("count", "times")
    return bool(new) or in_words.search(text) is not None


def _names(kind: AnswerKind, sentence: Sentence, question: str, language: Language) -> bool:
    """Tell whether it names what the question does not; in Chinese most cannot be told."""
    own = sentence.language
    if _asked("country", language).search(question):
        return bool(countries(sentence.text, own) - countries(question, language))
    if own is Language.CHINESE:
        called = language is own and _CALLED.search(question) is not None
        named = (match[0] for match in _NAMED_CHINESE.finditer(sentence.text))
        return not called or any(words not in question for words in named)
    quoted = (match[0] for match in _QUOTED.finditer(sentence.text))
    if kind is AnswerKind.NAME and any(words not in question for words in quoted):
        return True
    return _new_name(sentence, question, language)


def _new_name(sentence: Sentence, question: str, language: Language) -> bool:
    """Tell whether capitals name what the question does not; one first word proves nothing."""
    asked = terms(question, language).wording
    for match in _NAMES.finditer(sentence.text):
        words = match[0]
        shared = terms(words, sentence.language).wording & asked
        known = shared or _NO_PERSON.search(words) or _held("time").search(words)
        first = match.start() == 0 and " " not in words
        if not (known or first or countries(words, sentence.language)):
            return True
    return False


@lru_cache(maxsize=_SENTENCES_REMEMBERED)
def _quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    return tuple(find_quantities(sentence.text, sentence.language))


@lru_cache(maxsize=_SENTENCES_REMEMBERED)
def _without_times_and_telephones(sentence: Sentence) -> str:
    text, language = sentence.text, sentence.language
    times = find_whens(text, language=language, published=None)
    spans = [(one.start, one.end) for one in times]
    spans += [(one.start, one.end) for one in find_telephones(text)]
    return blank(text, spans)


@cache
def _tables() -> dict[str, Any]:
    raw = (resources.files("assistant.question") / "answer_type_words.toml").read_text(
        encoding="utf-8"
    )
    return tomllib.loads(raw)


@cache
def _asked(name: str, language: Language) -> re.Pattern[str]:
    tables = _tables()
    words = tables["asked"].get(name) or tables[name]
    return re.compile(words[language.value], re.IGNORECASE)


@cache
def _held(*names: str) -> re.Pattern[str]:
    words = [one for name in names for one in _tables()["held"][name]]
    return re.compile("|".join(words), re.IGNORECASE)
