"""Countries: which ones a text names, by code, so that a question and a passage can be compared.

Names are those of CLDR; adjectives and short forms stand in `country_words.toml`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from babel import Locale

from corpus.document import Language

_CODE = 2
_DROPPED = re.compile(r"(?<=\w\w\w)[аяеёиіыйь]$")
_DROPPED_OF_SEVERAL = re.compile(
    r"(?<=\w\w\w)(?:(?:ая|яя|ое|ее|ый|ий|ые|ие|ыя|ія|ае|яе)|[аяеёиіыйь])$"
)
_WHOLE = re.compile(r"[оуэю]$|[^аяоеёэиіыуюйь]и$")
_ENDING = re.compile(r"[аяоеэиіыуюйь]{0,2}(?:м|мі|ми|х|ў|в|сю)?")
_NO_NAMES = {Language.RUSSIAN: {"TG"}, Language.BELARUSIAN: {"TG"}}
"""Togo is a word of both languages."""
_CAPITALISED = re.compile(r"(?<!\w)[A-ZА-ЯЁІЎ]\w+")
_WORDS = re.compile(r"\w+")


class _Stem(NamedTuple):
    """What the cases of a word share, and whether it has any."""

    letters: str
    declined: bool


class _Name(NamedTuple):
    """A country's name, word by word; all of it is one word in Chinese."""

    code: str
    stems: tuple[_Stem, ...]


def countries(text: str, language: Language) -> frozenset[str]:
    """Codes of the countries that a text names (ISO 3166-1, two letters).

    Args:
        text: Any text.
        language: Of the text.
    """
    found = set()
    text = left = text.replace("ё", "е")
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
                if (end := _end(text, word.start(), name)) is not None:
                    yield name.code, word.start(), end
                    break


def _end(text: str, start: int, name: _Name) -> int | None:
    """Where a name that begins at `start` ends; None when it does not stand there."""
    end = start
    for number, stem in enumerate(name.stems):
        word = _WORDS.match(text, end + 1 if number else start)
        if word is None or not word[0].startswith(stem.letters):
            return None
        ending = word[0][len(stem.letters) :]
        if ending and not (stem.declined and _ENDING.fullmatch(ending)):
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
        if len(code) == _CODE and code.isalpha() and code not in _NO_NAMES.get(language, ()):
            words = [name] if language is Language.CHINESE else _WORDS.findall(name)
            stems = tuple(_stem(word, language, several=len(words) > 1) for word in words)
            names.setdefault(stems[0].letters, []).append(_Name(code, stems))
    return {
        stem: tuple(sorted(found, key=lambda one: -len(one.stems))) for stem, found in names.items()
    }


def _stem(word: str, language: Language, *, several: bool) -> _Stem:
    """What its cases share: of "Польшу" and "Польшей" it is "Польш"; Перу and Мали have none."""
    word = word.replace("ё", "е")
    if language in (Language.ENGLISH, Language.CHINESE) or _WHOLE.search(word):
        return _Stem(word, declined=False)
    dropped = _DROPPED_OF_SEVERAL if several else _DROPPED
    return _Stem(dropped.sub("", word), declined=True)


@cache
def _adjectives(language: Language) -> re.Pattern[str]:
    raw = (resources.files("assistant.facts") / "country_words.toml").read_text(encoding="utf-8")
    words = {code: one[language.value] for code, one in tomllib.loads(raw).items()}
    edges = ("", "") if language is Language.CHINESE else (r"(?<!\w)", r"(?!\w)")
    together = "|".join(f"(?P<{code}>{edges[0]}(?:{one}){edges[1]})" for code, one in words.items())
    return re.compile(together, re.IGNORECASE)
