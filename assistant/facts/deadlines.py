"""Deadlines and duties: by when something has to happen, and who has to do it."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from corpus.document import Language
from corpus.years import NAMED_YEAR

_DAY = r"(?:\d{1,2}[./]\d{1,2}[./]|(?:\d{1,2}(?:-?го|-?га|st|nd|rd|th)? )?[^\W\d_]{3,9}\.?,? )?"
"""A day or a month before its year: `05.02.`, `5 февраля `, `February `."""
_DAY_BEHIND = r"(?:\d{1,2}月(?:\d{1,2}[日号])?)?"


def find_deadline(text: str, start: int, end: int, *, language: Language) -> tuple[int, int] | None:
    """The time at these offsets with the words around it that make it a deadline.

    Returns:
        Offsets of both together; None where it is no deadline.
    """
    opening = _pattern("opening", language).search(text, 0, start)
    closing = _pattern("closing", language).match(text, end)
    if opening is None and closing is None:
        return None
    return (opening.start() if opening else start), (closing.end() if closing else end)


def until_years(text: str, language: Language) -> list[int]:
    """The years that a text names as deadlines, alone or with a day, in its order."""
    return [int(one or other) for one, other in _pattern("until", language).findall(text)]


def speaks_of_duty(text: str, language: Language) -> bool:
    """Tell whether a text says that something has to be done."""
    return duty_pattern(language).search(text) is not None


def duty_pattern(language: Language) -> re.Pattern[str]:
    """What says in a language that something has to be done."""
    return _pattern("duty", language)


def charges_a_body(text: str, language: Language) -> bool:
    """Tell whether a text says that a body has to do something."""
    return _pattern("charged", language).search(text) is not None


@cache
def deadline_words(language: Language) -> Mapping[str, str]:
    """The words of a language, from `deadline_words.toml`, each to be put into a pattern."""
    raw = (resources.files("assistant.facts") / "deadline_words.toml").read_text(encoding="utf-8")
    return {name: f"(?:{words})" for name, words in tomllib.loads(raw)[language.value].items()}


@cache
def _pattern(name: str, language: Language) -> re.Pattern[str]:
    words = deadline_words(language)
    edge, end = ("", "") if language is Language.CHINESE else (r"(?<!\w)", r"(?!\w)")
    before = f"{edge}(?:{words['by']}|{words['before']}){words['part']} ?"
    patterns = {
        "opening": rf"{before}\Z",
        "closing": words["behind"],
        "until": f"{before}{_DAY}({NAMED_YEAR})|({NAMED_YEAR})年?{_DAY_BEHIND}{words['behind']}",
        "duty": f"{edge}{words['duty']}{end}",
        "charged": words["charged"],
    }
    return re.compile(patterns[name].replace(" ", r"\s"), re.IGNORECASE)
