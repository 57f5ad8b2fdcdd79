"""Countries: which ones a text names, by code, so that a question and a passage can be compared.

Names are those of CLDR; adjectives and short forms stand in `country_words.toml`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from babel import Locale

from corpus.document import Language

_CODE = 2
_ENDINGS = "аяоеёиіыйьюэ"
_LONGEST_ENDING = 4
_SHORTEST_STEM = 3
_TEXTS_REMEMBERED = 4096
_CAPITALISED = re.compile(r"(?<!\w)[A-ZА-ЯЁІЎ]\w+")
_WORDS = re.compile(r"\w+")


class _Name(NamedTuple):
    """A country's name: the stems of its words, or all of it in Chinese."""

    code: str
    stems: tuple[str, ...]


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def countries(text: str, language: Language) -> frozenset[str]:
    """Codes of the countries that a text names (ISO 3166-1, two letters).

    Args:
        text: Any text.
        language: Of the text.
    """
    found = set()
    left = text
    named = _in_chinese(text) if language is Language.CHINESE else _in_letters(text, language)
    for code, start, end in named:
        found.add(code)
        left = left[:start] + " " * (end - start) + left[end:]
    pattern = _adjectives(language)
    return frozenset(found | {match.lastgroup or "" for match in pattern.finditer(left)})


def _in_letters(text: str, language: Language) -> Iterator[tuple[str, int, int]]:
    names = _names(language)
    for word in _CAPITALISED.finditer(text):
        for length in range(len(word[0]), 0, -1):
            for name in names.get(word[0][:length], ()):
                if (end := _end(text, word.start(), name, language)) is not None:
                    yield name.code, word.start(), end
                    break


def _end(text: str, start: int, name: _Name, language: Language) -> int | None:
    """Where a name that begins at `start` ends; None when it does not stand there."""
    longest = 0 if language is Language.ENGLISH else _LONGEST_ENDING
    end = start
    for number, stem in enumerate(name.stems):
        word = _WORDS.match(text, end + 1 if number else start)
        if word is None or not word[0].startswith(stem) or len(word[0]) > len(stem) + longest:
            return None
        end = word.end()
    return end


def _in_chinese(text: str) -> Iterator[tuple[str, int, int]]:
    names = _names(Language.CHINESE)
    longest = max(map(len, names))
    start = 0
    while start < len(text):
        for length in range(longest, 1, -1):
            if found := names.get(text[start : start + length]):
                yield found[0].code, start, start + length
                start += length - 1
                break
        start += 1


@cache
def _names(language: Language) -> Mapping[str, tuple[_Name, ...]]:
    """Names by their first stem, those of most words first."""
    names: dict[str, list[_Name]] = {}
    for code, name in Locale(language.value).territories.items():
        if len(code) == _CODE and code.isalpha():
            words = [name] if language is Language.CHINESE else _WORDS.findall(name)
            stems = tuple(_stem(word, language) for word in words)
            names.setdefault(stems[0], []).append(_Name(code, stems))
    return {
        stem: tuple(sorted(found, key=lambda one: -len(one.stems))) for stem, found in names.items()
    }


def _stem(word: str, language: Language) -> str:
    """What its cases share: "Польшу" and "Польшей" are "Польш"; Peru, Oman and Chad have none."""
    if language in (Language.ENGLISH, Language.CHINESE):
        return word
    stem = word.rstrip(_ENDINGS)
    return stem if len(stem) > _SHORTEST_STEM else word


@cache
def _adjectives(language: Language) -> re.Pattern[str]:
    raw = (resources.files("assistant") / "country_words.toml").read_text(encoding="utf-8")
    words = {code: one[language.value] for code, one in tomllib.loads(raw).items()}
    edges = ("", "") if language is Language.CHINESE else (r"(?<!\w)", r"(?!\w)")
    together = "|".join(f"(?P<{code}>{edges[0]}(?:{one}){edges[1]})" for code, one in words.items())
    return re.compile(together, re.IGNORECASE)
