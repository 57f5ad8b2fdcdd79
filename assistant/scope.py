"""Scope: the years, numbers and countries that a question names, and an answer must not pass over.

A figure of 2020 does not answer a question about 2014, nor Directive No. 5 one about No. 6, nor
China one about Poland, however alike the sentences are.
"""

import re
from dataclasses import dataclass
from typing import Any

from assistant.countries import countries
from corpus.document import Document, Language
from corpus.sentence import Sentence

_YEAR = r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)"
_YEARS = re.compile(_YEAR)
_NUMBERED = re.compile(r"(?:№|\bno\.|\bnumber)\s?(\d+)|第\s?(\d+)\s?号", re.IGNORECASE)
_RANGES = re.compile(
    rf"({_YEAR})\s*(?:[-–—/]|to|until|and|по|до|и|па|да|і|年?[至到]|年?[-–—])\s*({_YEAR})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a question narrows itself down to.

    Attributes:
        years: Those it names, and all between the ends of a range.
        numbered: The numbers of what bears one: "Directive No. 5".
        countries: Their codes.
    """

    years: frozenset[int]
    numbered: frozenset[str]
    countries: frozenset[str]

    def passed_over(self, sentence: Sentence) -> bool:
        """Tell whether a sentence names years or numbers, but none of those asked about.

        A document of the year asked about may speak of others.
        """
        published = sentence.document.published
        if published is not None and published.year in self.years:
            return _other(self.numbered, _numbered(sentence.text))
        return _other(self.years, years(sentence.text)) or _other(
            self.numbered, _numbered(sentence.text)
        )

    def without_a_country(self, document: Document) -> bool:
        """Tell whether a document does not name every country asked about."""
        if not self.countries:
            return False
        named = countries(f"{document.title}\n{document.text}", document.language)
        return not self.countries <= named

    def or_else(self, before: "Scope") -> "Scope":
        """This scope; what it leaves open is taken from another."""
        return Scope(
            years=self.years or before.years,
            numbered=self.numbered or before.numbered,
            countries=self.countries or before.countries,
        )


def scope_of(question: str, language: Language) -> Scope:
    """Read the scope of a question."""
    return Scope(
        years=years(question),
        numbered=_numbered(question),
        countries=countries(question, language),
    )


def years(text: str) -> frozenset[int]:
    """The years a text names in figures; of a range all between its ends too."""
    found = {int(year) for year in _YEARS.findall(text)}
    for first, last in _RANGES.findall(text):
        found.update(range(int(first), int(last) + 1))
    return frozenset(found)


def _numbered(text: str) -> frozenset[str]:
    return frozenset(one or other for one, other in _NUMBERED.findall(text))


def _other(asked: frozenset[Any], found: frozenset[Any]) -> bool:
    return bool(asked and found and not asked & found)
