"""Question kinds: what is asked for that no document can give, judged from the question alone.

The words are in `question_kinds.toml`. A kind that is certain refuses before the search; one that
is only likely names the reason when nothing answers, and never stands in an answer's way.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from assistant.question.keyboard_mash import is_mash


class QuestionKind(StrEnum):
    """What is asked for. The order is that in which they are tried."""

    GREETING = "greeting"
    VAGUE = "vague"
    OPINION = "opinion"
    PREDICTION = "prediction"
    CALCULATION = "calculation"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """A kind that a question seems to be of.

    Attributes:
        kind: The kind.
        certain: No document answers it: it need not be searched for.
    """

    kind: QuestionKind
    certain: bool


def question_kind(question: str, *, continued: bool) -> Suspicion | None:
    """Judge whether a question asks for what documents cannot give.

    Args:
        question: As asked, on one line, in any of the four languages.
        continued: There is a question before it: then a word or two are not vague.

    Returns:
        The kind; None for a question that documents may answer, and whenever in doubt.
    """
    if is_mash(question):
        return Suspicion(kind=QuestionKind.VAGUE, certain=True)
    for certain, patterns in ((True, _patterns("certain")), (False, _patterns("likely"))):
        for kind, pattern in patterns.items():
            if kind is QuestionKind.VAGUE and (continued or question.isupper()):
                continue  # "WHO" is no question word
            if pattern.search(question):
                return Suspicion(kind=kind, certain=certain)
    return None


@cache
def _patterns(strength: str) -> Mapping[QuestionKind, re.Pattern[str]]:
    raw = (resources.files("assistant.question") / "intent_words.toml").read_text(encoding="utf-8")
    words: dict[str, dict[str, dict[str, list[str]]]] = tomllib.loads(raw)
    return {
        kind: _any_of([one for own in words[kind][strength].values() for one in own])
        for kind in QuestionKind
        if strength in words[kind]
    }


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
