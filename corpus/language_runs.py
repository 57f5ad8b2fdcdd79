"""Language runs: which language each stretch of a document is written in.

Most documents are in one language, and a glance tells. In the others every line is looked at by
its letters; a line too short to tell goes with what stands around it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from corpus.document import Document, Language
from corpus.language import sure_language

_DOCUMENTS_REMEMBERED = 256
_FEWEST_LETTERS = 16
_FEWEST_TELLING = 2
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z]")
_WIDE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_WIDE_COUNTS = 3
# Russian has no і and ў, Belarusian no и, щ and ъ.
_RUSSIAN = re.compile("[ищъ]", re.IGNORECASE)
_BELARUSIAN = re.compile("[іў]", re.IGNORECASE)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|is|are|was|were|for|with|by|from|this|that|will|has|have|not)\b",
    re.IGNORECASE,
)
_TELLING = {
    Language.ENGLISH: _ENGLISH,
    Language.RUSSIAN: _RUSSIAN,
    Language.BELARUSIAN: _BELARUSIAN,
    Language.CHINESE: _WIDE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRun:
    """The lines `[start:end)` of a document, all of one language."""

    start: int
    end: int
    language: Language


@lru_cache(maxsize=_DOCUMENTS_REMEMBERED)
def language_runs(document: Document) -> tuple[LanguageRun, ...]:
    """The runs of a document: in order, without gap, each of another language than the one before.

    Returns:
        At least one; exactly one, in the document's language, for a document in one language.
    """
    text, main = document.text, document.language
    whole = (LanguageRun(start=0, end=len(text), language=main),)
    if not _may_be_mixed(text, main):
        return whole
    lines = text.split("\n")
    told = [_by_letters(line, main) for line in lines]
    if {one for one in told if one is not None} <= {main}:
        return whole
    told = [
        one or (sure_language(line) if _is_long(line) else None)
        for one, line in zip(told, lines, strict=True)
    ]
    return tuple(_runs(lines, _filled(told, main)))


def language_at(document: Document, start: int, end: int) -> Language:
    """The language that most characters of `[start:end)` are in."""
    runs = language_runs(document)
    if len(runs) == 1:
        return runs[0].language
    at = max(0, bisect_right(runs, start, key=lambda run: run.start) - 1)
    held: dict[Language, int] = {}
    while at < len(runs) and runs[at].start < max(end, start + 1):
        shared = min(end, runs[at].end) - max(start, runs[at].start)
        held[runs[at].language] = held.get(runs[at].language, 0) + shared
        at += 1
    return max(held, key=lambda language: held[language])


def _may_be_mixed(text: str, main: Language) -> bool:
    return any(
        language is not main and telling.search(text) for language, telling in _TELLING.items()
    )


def _is_long(line: str) -> bool:
    return sum(map(str.isalpha, line)) >= _FEWEST_LETTERS


def _by_letters(line: str, main: Language) -> Language | None:
    """The language of a line that its letters tell; None in doubt."""
    cyrillic, latin = len(_CYRILLIC.findall(line)), len(_LATIN.findall(line))
    wide = _WIDE_COUNTS * len(_WIDE.findall(line))
    if max(cyrillic, latin, wide) < _FEWEST_LETTERS:
        return None
    if wide > cyrillic + latin:
        return Language.CHINESE
    if cyrillic > latin + wide:
        return _russian_or_belarusian(line)
    # Names and addresses in Latin letters stand in texts of every language.
    told = {word.lower() for word in _ENGLISH.findall(line)}
    english = main is Language.ENGLISH or len(told) >= _FEWEST_TELLING
    return Language.ENGLISH if english and latin > cyrillic + wide else None


def _russian_or_belarusian(line: str) -> Language | None:
    russian, belarusian = len(_RUSSIAN.findall(line)), len(_BELARUSIAN.findall(line))
    if abs(russian - belarusian) < _FEWEST_TELLING:
        return None
    return Language.RUSSIAN if russian > belarusian else Language.BELARUSIAN


def _filled(told: list[Language | None], main: Language) -> list[Language]:
    """In doubt a line is of the language on both sides of it, else of the document's."""
    before = _last_told(told)
    behind = _last_told(told[::-1])[::-1]
    filled = []
    for own, above, below in zip(told, before, behind, strict=True):
        around = {one for one in (above, below) if one is not None}
        filled.append(own or (around.pop() if len(around) == 1 else main))
    return filled


def _last_told(told: list[Language | None]) -> list[Language | None]:
    last: Language | None = None
    found = []
    for one in told:
        last = one or last
        found.append(last)
    return found


def _runs(lines: list[str], languages: list[Language]) -> Iterator[LanguageRun]:
    start = 0
    end = sum(map(len, lines)) + len(lines) - 1
    pairs = zip(lines, languages, strict=True)
    for language, group in groupby(pairs, key=lambda pair: pair[1]):
        length = sum(len(line) + 1 for line, _ in group)
        yield LanguageRun(start=start, end=min(start + length, end), language=language)
        start += length
