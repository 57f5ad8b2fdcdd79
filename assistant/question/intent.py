"""Intent: what a question seems to ask for that no document gives, judged from its words alone.

Only a message with nothing in it to search for ends before a search: a greeting, thanks, keyboard
mash, a bare "What?". Every other intent only chooses the words of a refusal once nothing answers,
so its patterns in `intent_words.toml` may be broad.
"""

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources

from assistant.question.keyboard_mash import is_mash


class Intent(StrEnum):
    """What is asked for. The order is that in which they are tried."""

    MASH = "mash"
    GREETING = "greeting"
    VAGUE = "vague"
    PERSONAL = "personal"
    CALCULATION = "calculation"
    PREDICTION = "prediction"
    OPINION = "opinion"

    @property
    def needs_no_search(self) -> bool:
        """Whether there is nothing in it to search for: it greets, or names no subject at all."""
        return self in (Intent.MASH, Intent.GREETING, Intent.VAGUE)


def find_intent(question: str, *, continued: bool) -> Intent | None:
    """Judge whether a question seems to ask for what documents do not give.

    Args:
        question: As asked, on one line, in any of the four languages.
        continued: There is a question before it: then a word or two are not vague.

    Returns:
        The intent; None for a question that is like any other.
    """
    if is_mash(question):
        return Intent.MASH
    for intent, pattern in _patterns().items():
        if intent is Intent.VAGUE and (continued or question.isupper()):
            continue  # "WHO" is no question word
        if pattern.search(question):
            return intent
    return None


@cache
def _patterns() -> Mapping[Intent, re.Pattern[str]]:
    words = resources.files("assistant.question") / "intent_words.toml"
    tables: dict[str, dict[str, list[str]]] = tomllib.loads(words.read_text(encoding="utf-8"))
    return {
        intent: re.compile(
            "|".join(f"(?:{one})" for own in tables[intent].values() for one in own),
            re.IGNORECASE,
        )
        for intent in Intent
        if intent is not Intent.MASH
    }
