"""Speakers: the people whom a document names with their role, and how its language reports speech.

Only what stands in the text counts: a speaker is a stretch of it, such as "Ambassador Xie
Xiaoyong". A role without a name, or a name without a role, is not one.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from corpus.document import Language

_NAME_WORDS = 2
_LONGEST_CONNECTIVE = 3
_PATRONYMIC = re.compile("(?:вич|вна|віч|ўна)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A role with the name of a person: `[start:end)` of the text it was found in.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
        role: The kind of role, such as `ambassador`.
        name: The end of the name, to tell people apart.
    """

    start: int
    end: int
    role: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechWords:
    """How one language speaks of speech; what each finds is told in `attribution_words.toml`."""

    interview: re.Pattern[str]
    reported: re.Pattern[str]
    pronoun: re.Pattern[str]
    asked: re.Pattern[str]
    answered: re.Pattern[str]
    speakers: tuple[re.Pattern[str], ...]
    places: frozenset[str]


def find_speakers(text: str, language: Language) -> list[Speaker]:
    """Every role with a name, in the order of the text."""
    words = speech_words(language)
    found = [
        speaker
        for pattern in words.speakers
        for match in pattern.finditer(text)
        for speaker in [_speaker(match, words, language)]
        if speaker is not None
    ]
    return sorted(found, key=lambda one: one.start)


def role_of(words: str) -> str | None:
    """The kind of role that the words speak of; None for none, and for several."""
    found = {name for name, pattern in roles().items() if pattern.search(words)}
    return found.pop() if len(found) == 1 else None


def _speaker(match: re.Match[str], words: SpeechWords, language: Language) -> Speaker | None:
    role = role_of(match[0])
    name = _name(match, words, language)
    if role is None or name is None:
        return None
    return Speaker(start=match.start(), end=match.end(), role=role, name=name)


def _name(match: re.Match[str], words: SpeechWords, language: Language) -> str | None:
    """The last word of the name. A role with no more than a place behind it has none."""
    if language is Language.CHINESE:
        return match["name"]
    tokens = match["name"].split()
    name, before = tokens[-_NAME_WORDS:], tokens[:-_NAME_WORDS]
    if len(name) < _NAME_WORDS or any(_is_no_name(one, words) for one in name):
        return None
    if before and not (_ends_a_role(before[-1], words) or _PATRONYMIC.search(name[0])):
        return None
    return name[-1].casefold()


def _ends_a_role(token: str, words: SpeechWords) -> bool:
    """Tell "of Belarus Xie Xiaoyong" from "of the Shanghai Cooperation Organization"."""
    return token in words.places or (token[0].islower() and len(token) > _LONGEST_CONNECTIVE)


def _is_no_name(token: str, words: SpeechWords) -> bool:
    return not token[0].isupper() or token in words.places or role_of(token) is not None


@cache
def speech_words(language: Language) -> SpeechWords:
    """The words of a language, from `attribution_words.toml`."""
    table = _tables()[language.value]
    role = "(?:" + "|".join(_tables()["roles"].values()) + ")"
    return SpeechWords(
        interview=_pattern(table["interview"], re.IGNORECASE),
        reported=_pattern(table["reported"], re.IGNORECASE),
        pronoun=_pattern(table["pronoun"], re.IGNORECASE),
        asked=_pattern(rf"(?:{table['asked']})[.:：]", re.IGNORECASE),
        answered=_pattern(rf"(?:{table['answered']})[.:：]", re.IGNORECASE),
        speakers=tuple(_pattern(one.replace("ROLE", role), re.NOFLAG) for one in table["speakers"]),
        places=frozenset(table["places"].split()),
    )


@cache
def roles() -> Mapping[str, re.Pattern[str]]:
    """What names each kind of role, in all languages."""
    edge = r"(?<![^\W\u3400-\u9fff])"
    end = r"(?![^\W\u3400-\u9fff])"
    tables = _tables()["roles"].items()
    return {name: re.compile(f"{edge}(?:{words}){end}") for name, words in tables}


def _tables() -> dict[str, dict[str, Any]]:
    raw = (resources.files("assistant.facts") / "speaker_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


def _pattern(words: str, flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(words.replace(" ", "[ \u00a0]"), flags)
