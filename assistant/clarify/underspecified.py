"""Underspecified: does a question say what it is about, or only which kind of answer it wants?

"When is the deadline?" wants a date and names no subject.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from corpus.document import Language

MOST_SUBJECT_WORDS = 1
_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_CHARACTERS_OF_A_CHINESE_WORD = 2


class Want(StrEnum):
    """The kind of answer that a question asks for."""

    DEADLINE = "deadline"
    TIME = "time"
    MONEY = "money"
    FIGURE = "figure"
    PHONE = "phone"
    BODY = "body"


_GENERAL = {Want.TIME: Want.DEADLINE, Want.FIGURE: Want.MONEY}
"""What is not asked for separately where the particular is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarificationWords:
    """How one language asks, and how it states what is asked for.

    Attributes:
        wants: Finds the words of a question that say what it wants.
        empty: Finds words that leave the subject open.
        loose_first: Words left out where a quoted stretch begins; of Chinese none.
        loose_last: The same where it ends.
        reading: A reading as the user may ask it, with `{question}` and `{words}`.
    """

    wants: Mapping[Want, re.Pattern[str]]
    empty: re.Pattern[str]
    loose_first: frozenset[str]
    loose_last: frozenset[str]
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Underspecified:
    """A question that names hardly any subject.

    Attributes:
        want: The kind of answer it asks for.
        subject: The words that it has beside that, at most one.
    """

    want: Want
    subject: tuple[str, ...]


def underspecified(question: str, language: Language) -> Underspecified | None:
    """Judge a question by its words; None when it says what it is about, or wants nothing known."""
    want = _wanted(question, language)
    if want is None:
        return None
    subject = subject_words(question, language)
    if len(subject) > MOST_SUBJECT_WORDS or any(character.isdigit() for character in question):
        return None
    return Underspecified(want=want, subject=tuple(subject))


def subject_words(text: str, language: Language) -> list[str]:
    """The words that say what a text is about; Chinese in pieces of two characters."""
    empty = clarification_words(language).empty
    if language is not Language.CHINESE:
        words = _WORD.findall(text.casefold())
        return [word for word in words if not empty.fullmatch(word)]
    left = "".join(character for character in empty.sub("", text) if character.isalnum())
    step = _CHARACTERS_OF_A_CHINESE_WORD
    return [left[at : at + step] for at in range(0, len(left), step)]


def _wanted(question: str, language: Language) -> Want | None:
    """The one kind that is wanted; None for none, and for two that have nothing in common."""
    wants = clarification_words(language).wants
    found = {want for want, pattern in wants.items() if pattern.search(question)}
    found -= {want for want, particular in _GENERAL.items() if particular in found}
    return found.pop() if len(found) == 1 else None


@cache
def clarification_words(language: Language) -> ClarificationWords:
    """The words of a language, from `clarification_words.toml`."""
    table = _tables()[language.value]
    empty = table["empty"]
    if language is not Language.CHINESE:
        empty = "|".join(re.escape(word) for word in empty.split())
    return ClarificationWords(
        wants={want: _pattern(table[want.value]) for want in Want},
        empty=re.compile(empty, re.IGNORECASE),
        loose_first=frozenset(table["loose_first"].split()),
        loose_last=frozenset(table["loose_last"].split()),
        reading=table["reading"],
    )


@cache
def bodies() -> Mapping[str, re.Pattern[str]]:
    """What names each kind of body, in all languages."""
    return {name: _pattern(words) for name, words in _tables()["bodies"].items()}


def _tables() -> dict[str, dict[str, str]]:
    raw = (resources.files("assistant.clarify") / "clarification_words.toml").read_text(
        encoding="utf-8"
    )
    return tomllib.loads(raw)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words.replace(" ", r"\s"), re.IGNORECASE)
