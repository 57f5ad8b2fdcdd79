"""Subjects: what a statement is about, so that two can be compared, also across languages.

Known words become names that all languages share (`subject_words.toml`); the rest is kept as stems.
Two statements are about the same thing only when nothing is left over on either side.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from corpus.document import Language
from index.search.terms import terms

_TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a statement is about.

    Attributes:
        topics: What is measured, such as `trade`.
        marks: What narrows it down, such as `direct` or `yearly`.
        places: Whose it is.
        between_two: It names two sides together, whoever they are.
        residue: Stems of all other words that say something.
    """

    topics: frozenset[str]
    marks: frozenset[str]
    places: frozenset[str]
    between_two: bool
    residue: frozenset[str]

    @property
    def named(self) -> bool:
        """Whether anything tells what it is about."""
        return bool(self.topics or self.residue)

    def counting(self, unit: str) -> "Subject":
        """The same with what is counted, and the topic that brings with it."""
        if unit == "%" or unit.isupper():
            return self
        brought = {_tables()["belongs"][unit]} if unit in _tables()["belongs"] else set()
        return replace(self, topics=self.topics | {unit} | brought)

    def tells(self, unit: str) -> bool:
        """Whether it says what a quantity of this unit measures: "40 years" alone does not."""
        if unit == "%":
            return bool(self.topics)
        return self.named or unit in _tables()["belongs"]

    def placed_by(self, wider: "Subject") -> "Subject":
        """The same with the places of its surroundings, where it names none itself."""
        if self.places or self.between_two:
            return self
        return replace(self, places=wider.places, between_two=wider.between_two)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of one language."""

    named: Mapping[str, Mapping[str, re.Pattern[str]]]
    single: Mapping[str, re.Pattern[str]]


def subject_of(text: str, language: Language) -> Subject:
    """Read the subject of a statement from which figures and times have been taken out."""
    words = _words_of(language)
    left = words.single["sources"].sub(" ", text)
    found: dict[str, frozenset[str]] = {}
    for kind in ("topics", "marks", "places"):
        named = {name for name, pattern in words.named[kind].items() if pattern.search(left)}
        found[kind] = frozenset(named)
    for kind in ("topics", "marks", "places"):
        for name in sorted(found[kind]):
            left = words.named[kind][name].sub(" ", left)
    between_two = words.single["between_two"].search(left) is not None
    left = words.single["fillers"].sub(" ", words.single["between_two"].sub(" ", left))
    residue = frozenset(word for word in terms(left, language).words if len(word) > 1)
    return Subject(
        topics=found["topics"],
        marks=found["marks"],
        places=found["places"],
        between_two=between_two,
        residue=residue,
    )


@lru_cache(maxsize=1024)
def title_subject(title: str, language: Language) -> Subject:
    """The subject of a title, remembered: many sentences share it."""
    return subject_of(title, language)


def same_subject(first: Subject, second: Subject, *, same_language: bool) -> bool:
    """Tell whether two statements are about the same thing; in doubt they are not."""
    if not (first.named and second.named and first.topics == second.topics):
        return False
    if first.marks != second.marks or not _same_places(first, second):
        return False
    if same_language:
        return first.residue == second.residue
    return not (first.residue or second.residue)


def says(name: str, text: str, language: Language) -> bool:
    """Tell whether a text holds words of a table such as `aim` or `changes`."""
    return _words_of(language).single[name].search(text) is not None


def _same_places(first: Subject, second: Subject) -> bool:
    if first.places == second.places:
        return True
    if first.between_two and second.between_two:
        return first.places <= second.places or second.places <= first.places
    if first.between_two:
        return len(second.places) == _TWO and first.places <= second.places
    return second.between_two and len(first.places) == _TWO and second.places <= first.places


@cache
def _tables() -> dict[str, Any]:
    raw = (resources.files("assistant.facts") / "subject_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


@cache
def _words_of(language: Language) -> _Words:
    tables = _tables()
    return _Words(
        named={
            kind: {
                name: _pattern(words[language.value], language)
                for name, words in tables[kind].items()
            }
            for kind in ("topics", "marks", "places")
        },
        single={
            name: _pattern(tables[name][language.value], language)
            for name in ("sources", "fillers", "between_two", "aim", "changes", "rise", "fall")
        },
    )


def _pattern(words: str, language: Language) -> re.Pattern[str]:
    edged = words if language is Language.CHINESE else rf"(?<!\w)(?:{words})(?!\w)"
    return re.compile(edged.replace(" ", r"\s"), re.IGNORECASE)
