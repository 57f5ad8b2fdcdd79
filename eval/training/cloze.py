"""Cloze: a sentence whose number, date or name becomes a question word is nearly a question.

"В 2018 году продано 40 тракторов" gives "Сколько тракторов в 2018 году продано?".

Source: Lewis, Denoyer and Riedel (2019), "Unsupervised question answering by cloze translation".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from corpus.years import YEAR

_YEAR_DIGITS = 4
_AMOUNT = (
    rf"(?<![\w.,:/–-])(?P<answer>(?!{YEAR}\b)\d+(?:[., \u00a0]\d{{3}})*(?:[.,]\d+)?%s)"
    r"(?![\d:/]|[-–]\w)"
)
_NAME = r"[A-ZА-ЯЁІЎ][\w’'-]+"
_WHO = rf"^(?P<answer>{_NAME}(?: {_NAME}){{1,2}})(?= [a-zа-яёіў])"
_EN_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_RU_MONTH = r"(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
_BE_MONTH = (
    r"(?:студзеня|лютага|сакавіка|красавіка|мая|чэрвеня|ліпеня|жніўня|верасня|кастрычніка"
    r"|лістапада|снежня)"
)
_PATTERNS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "day": rf"(?:[Oo]n )?(?P<answer>(?:{_EN_MONTH} \d\d?|\d\d? {_EN_MONTH})\b(?:,? \d{{4}})?)",
        "year": r"\b[Ii]n (?P<answer>(?:1[89]|20)\d\d)\b",
        "amount": _AMOUNT % r"(?:[- ]?(?:million|billion|thousand|percent|per cent|%))?",
        "who": _WHO,
        "where": rf"\bin (?P<answer>(?!{_EN_MONTH}){_NAME}(?: {_NAME})?)",
    },
    "ru": {
        "day": rf"\b(?P<answer>\d\d? {_RU_MONTH}(?: \d{{4}} года?)?)",
        "year": r"\b[Вв] (?P<answer>(?:1[89]|20)\d\d) году\b",
        "amount": _AMOUNT
        % r"(?: ?(?:тыс\.|тысяч\w*|млн|миллион\w*|млрд|миллиард\w*|процент\w*|%))?",
        "who": _WHO,
        "where": rf"\bв (?P<answer>{_NAME}(?: {_NAME})?)",
    },
    "be": {
        "day": rf"\b(?P<answer>\d\d? {_BE_MONTH}(?: \d{{4}} года?)?)",
        "year": r"\b[УуЎў] (?P<answer>(?:1[89]|20)\d\d) годзе\b",
        "amount": _AMOUNT % r"(?: ?(?:тыс\.|тысяч\w*|млн|мільён\w*|млрд|мільярд\w*|працэнт\w*|%))?",
        "who": _WHO,
        "where": rf"\b[уў] (?P<answer>{_NAME}(?: {_NAME})?)",
    },
    "zh": {
        "day": r"(?P<answer>(?:\d{4} ?年 ?)?\d\d? ?月 ?\d\d? ?[日号])",
        "year": r"(?P<answer>(?:1[89]|20)\d\d ?年)(?! ?\d)",
        "amount": r"(?<![\d.,:：/–-])(?P<answer>\d+(?:,\d{3})*(?:\.\d+)?(?: ?(?:万亿|亿|万|%|％))?)"
        r"(?! ?[年月日号\d:：/]|[-–]\d)",
    },
}
_COUNTED = {
    "million": r"million|млн|миллион|мільён",
    "billion": r"billion|млрд|миллиард|мільярд",
    "thousand": r"thousand|тыс",
    "%": r"percent|per cent|процент|працэнт|[%％]",
    "万": r"[万亿]",
}
_WORDS = {
    "day": {"en": ["when", "what date"], "ru": ["когда"], "be": ["калі"], "zh": ["什么时候"]},
    "year": {
        "en": ["in what year", "when"],
        "ru": ["в каком году", "когда"],
        "be": ["у якім годзе", "калі"],
        "zh": ["哪一年", "什么时候"],
    },
    "amount": {
        "en": ["how many", "how much"],
        "ru": ["сколько"],
        "be": ["колькі"],
        "zh": ["多少"],
    },
    "who": {"en": ["who"], "ru": ["кто"], "be": ["хто"], "zh": ["谁"]},
    "where": {"en": ["where"], "ru": ["где"], "be": ["дзе"], "zh": ["哪里"]},
}
_PERCENT = {
    "en": "what percentage",
    "ru": "сколько процентов",
    "be": "колькі працэнтаў",
    "zh": "百分之多少",
}
_CLAUSE = re.compile(r"(?<=[,;:—–()«»\"“”，；：、。（）])\s*|\s[-—–]\s")
_WORD = re.compile(r"[\w’'%-]+")
_SHORTEST, _LONGEST = 3, 16
_SHORTEST_CHINESE, _LONGEST_CHINESE = 6, 40
_BESIDE = 8
_BEHIND_WHO = 10
_CLAUSE_CHARACTERS = {"zh": 10}
_CLAUSE_CHARACTERS_OTHERWISE = 30
_DROPPED = 0.08
_FRONTED = 0.7


@dataclass(frozen=True, slots=True)
class Gap:
    """What becomes a question word.

    Attributes:
        kind: `day`, `year`, `amount`, `who` or `where`.
        start: Offset of what the question leaves out, a preposition included.
        answer: Offset of the answer in it.
        end: Offset after both.
        says: The same in every language: digits and what they count.
    """

    kind: str
    start: int
    answer: int
    end: int
    says: str


def find_gaps(text: str, language: str) -> Iterator[Gap]:
    """Dates first: a number within one is no amount."""
    taken: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS[language].items():
        for found in re.finditer(pattern, text):
            start, end = found.span()
            if any(start < other and first < end for first, other in taken):
                continue
            taken.append((start, end))
            answer = found.start("answer")
            yield Gap(kind, start, answer, end, _says(kind, text[answer:end]))


def _says(kind: str, words: str) -> str:
    """What is the same in every language: digits, and what they count."""
    if kind in ("who", "where"):
        return kind
    digits = re.sub(r"(?<=\d)[.,\u00a0 ](?=\d{3}\b)", "", words).replace(",", ".")
    numbers: list[str] = re.findall(r"\d+(?:\.\d+)?", digits)
    if kind == "day":
        return min(numbers, key=lambda one: len(one) == _YEAR_DIGITS)
    counted = [name for name, pattern in _COUNTED.items() if re.search(pattern, words)]
    return " ".join([*numbers, *counted])


def ask(text: str, language: str, gap: Gap, random: np.random.Generator) -> str | None:
    """Turn the clause around a gap into a question; None where it is too short or too long.

    Some words are left out by chance, so that a question is no mere copy.
    """
    word = str(random.choice(_WORDS[gap.kind][language]))
    if gap.kind == "amount" and gap.says.endswith("%"):
        word = _PERCENT[language]
    start, end = _clause(text, gap, language)
    before, after = text[start : gap.start], text[gap.end : end]
    if language == "zh":
        kept = f"{before}{word}{after}".strip(' ，。；：、,.“”"')
        return f"{kept}？" if _SHORTEST_CHINESE <= len(kept) <= _LONGEST_CHINESE else None
    left, right = (
        [one for one in _WORD.findall(part) if random.random() >= _DROPPED]
        for part in (before, after)
    )
    if gap.kind == "who":
        right = right[:_BEHIND_WHO]
    else:
        left, right = left[-_BESIDE:], right[:_BESIDE]
    if not _SHORTEST <= len(left) + len(right) <= _LONGEST:
        return None
    if gap.kind == "amount" and right and random.random() < _FRONTED:
        made = [word, right[0], *left, *right[1:]]
    elif random.random() < _FRONTED:
        made = [word, *left, *right]
    else:
        made = [*left, word, *right]
    asked = " ".join(made)
    return asked[0].upper() + asked[1:] + "?"


def _clause(text: str, gap: Gap, language: str) -> tuple[int, int]:
    """The clause around the gap; more of the sentence where that is too short."""
    cuts = [0, *(found.end() for found in _CLAUSE.finditer(text)), len(text)]
    start = max(cut for cut in cuts if cut <= gap.start)
    end = min(cut for cut in cuts if cut >= gap.end)
    least = _CLAUSE_CHARACTERS.get(language, _CLAUSE_CHARACTERS_OTHERWISE)
    while end - start - (gap.end - gap.start) < least and (start > 0 or end < len(text)):
        if end < len(text):
            end = min(cut for cut in cuts if cut > end)
        else:
            start = max(cut for cut in cuts if cut < start)
    return start, end
