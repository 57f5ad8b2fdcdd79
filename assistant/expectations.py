"""Expectations: what kind of words an answer must hold, judged from the question alone.

"How many tractors" wants a count of tractors, "when" a time, "what is it called" a name. A sentence
without one rarely answers, however near it is to the subject.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

from assistant.countries import countries
from assistant.figures import blank, find_whens
from assistant.overlap import numbers, terms
from assistant.quantities import Quantity, counted, find_quantities
from corpus.document import Language
from corpus.sentence import Sentence

_SENTENCES_REMEMBERED = 4096


class Kind(StrEnum):
    """The kind of words an answer must hold."""

    EMAIL = "email"
    PHONE = "phone"
    TIME = "time"
    PERCENT = "percent"
    MONEY = "money"
    COUNT = "count"
    AMOUNT = "amount"
    PERSON = "person"
    NAME = "name"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What an answer must hold.

    Attributes:
        kind: Which kind of words.
        unit: What is to be counted, by the name that all languages share; None when the question
            does not say, or says it in words that the table lacks.
    """

    kind: Kind
    unit: str | None = None


_DATE_WORDS = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december"
    r"|январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?"
    r"|сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе]"
    r"|студзен[ья]|студзені|лют(ы|ага|ым)|сакавіка?|сакавіку|красавіка?|красавіку|ма[йя]|маі"
    r"|чэрвен[ья]|чэрвені|ліпен[ья]|ліпені|жні(вень|ўня|ўні)|верас(ень|ня|ні)"
    r"|кастрычніка?|кастрычніку|лістапада?|лістападзе|снежань|снежн[яі]"
    r"|years?|annually|год(а|у|ом|ы|ов|оў|зе)?|ежегодно|штогод|квартал\w*|месяц\w*)\b|[年月]",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?:\+?\d[\d\s()\u00a0]*)?\d[-–]\d{2,}|\(\d{2,5}\)\s*\d|\+\d{7,}|(?<!\d)1\d\d(?!\d)"
)
YEAR = re.compile(r"(?:19|20)\d\d")
_ALIKE = {"resident": "company", "employee": "person"}
_NUMBER_WORDS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|hundred|dozens?|twice"
    r"|дв[аеу]\w?|дзв[ею]\w?|тр[иыоё]х?|четыр\w+|чатыр\w+|пят[ьи]|пяц[ьі]|шест[ьи]|шэсц[ьі]"
    r"|сем[ьи]|сям[і]|восем\w*|восьм\w+|девят\w+|дзевяц\w+|десят\w+|дзесяц\w+|двадцат\w+"
    r"|дваццац\w+|сто|сотн\w+|дважды|двойчы)\b|[两二三四五六七八九十百千][个名位家台年次所条项]",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\bfree of charge|\b(?:for|is|are) free\b|бесплатн|безвозмездн|бясплатн|免费", re.IGNORECASE
)
_QUOTED = re.compile(r"[«“\"《「『]\s*\w[^»”\"》」』]{1,60}[»”\"》」』]")
_CAPITALISED = r"[A-ZА-ЯЁІЎ][\w’'-]*"
_NAMES = re.compile(rf"{_CAPITALISED}(?:(?: [A-ZА-ЯЁІЎ]\.)* {_CAPITALISED})*")
_NO_PERSON = re.compile(
    r"\b(academy|bank|belt|board|central|commission|committee|company|congress|council|department"
    r"|directive|district|executive|fund|general|house|industrial|institute|law|ministry|national"
    r"|office|organi[sz]ation|park|party|people's|regional|republic|road|security|state|states"
    r"|street|union|united|university|камень|камня|камне|камені|каменя)\b",
    re.IGNORECASE,
)
_CHINESE_NAMED = re.compile(
    r"[\u3400-\u9fff]{2}(?:省|市|州|县|公司|集团|银行|大学|学院)|(?:名为|叫做|称为)|[A-Za-z]{3,}"
)


@lru_cache(maxsize=256)
def expectation(question: str, language: Language) -> Expectation:
    """Judge what an answer must hold."""
    for kind, words in _words(language).items():
        if words.search(question):
            unit = counted(question, language) if kind in (Kind.COUNT, Kind.AMOUNT) else None
            return Expectation(kind=kind, unit=unit)
    return Expectation(kind=Kind.ANYTHING)


def meets(expected: Expectation, sentence: Sentence, *, question: str) -> bool:
    """Tell whether a sentence holds what is expected, beyond what the question itself names."""
    match expected.kind:
        case Kind.ANYTHING:
            return True
        case Kind.EMAIL:
            return "@" in sentence.text
        case Kind.PHONE:
            return _PHONE.search(sentence.text) is not None
        case Kind.PERSON | Kind.NAME:
            return _names(expected.kind, sentence, question)
    return _measures(expected, sentence, question)


def _measures(expected: Expectation, sentence: Sentence, question: str) -> bool:
    match expected.kind:
        case Kind.TIME:
            new = numbers(sentence.text) - numbers(question)
            return bool(new) or bool(_DATE_WORDS.search(sentence.text))
        case Kind.PERCENT:
            return any(one.unit == "%" for one in _quantities(sentence))
        case Kind.MONEY:
            paid = any(one.unit.isupper() for one in _quantities(sentence))
            return paid or _FREE.search(sentence.text) is not None
    return _counts(expected.unit, sentence, question)


def _counts(unit: str | None, sentence: Sentence, question: str) -> bool:
    """A number that is no date: of what is to be counted, where that is known of both."""
    if unit is not None:
        units = {_ALIKE.get(one.unit, one.unit) for one in _quantities(sentence)}
        if _ALIKE.get(unit, unit) in units:
            return True
        if units and all(":" not in one for one in units):
            return False
    text = _without_times(sentence)
    new = {one for one in numbers(text) - numbers(question) if not YEAR.fullmatch(one)}
    return bool(new) or (unit is None and _NUMBER_WORDS.search(text) is not None)


def _names(kind: Kind, sentence: Sentence, question: str) -> bool:
    """Tell whether it names what the question does not; in Chinese persons cannot be told."""
    chinese = sentence.document.language is Language.CHINESE
    if kind is Kind.PERSON:
        return chinese or _new_name(sentence, question)
    others = [_QUOTED, _CHINESE_NAMED] if chinese else [_QUOTED]
    found = (match[0] for pattern in others for match in pattern.finditer(sentence.text))
    return any(words not in question for words in found) or _new_name(sentence, question)


def _new_name(sentence: Sentence, question: str) -> bool:
    """Tell whether capitals name what the question does not; one first word proves nothing."""
    asked = terms(question)
    for match in _NAMES.finditer(sentence.text):
        words = match[0]
        known = terms(words) & asked or _DATE_WORDS.search(words) or _NO_PERSON.search(words)
        first = match.start() == 0 and " " not in words
        if not (known or first or countries(words, sentence.document.language)):
            return True
    return False


@lru_cache(maxsize=_SENTENCES_REMEMBERED)
def _quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    return tuple(find_quantities(sentence.text, sentence.document.language))


@lru_cache(maxsize=_SENTENCES_REMEMBERED)
def _without_times(sentence: Sentence) -> str:
    text, language = sentence.text, sentence.document.language
    times = find_whens(text, language=language, published=None)
    return blank(text, [(one.start, one.end) for one in times])


@cache
def _words(language: Language) -> Mapping[Kind, re.Pattern[str]]:
    raw = (resources.files("assistant") / "expectation_words.toml").read_text(encoding="utf-8")
    return {
        Kind(kind): re.compile(words[language.value], re.IGNORECASE)
        for kind, words in tomllib.loads(raw).items()
    }
