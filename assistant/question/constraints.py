"""Constraints: the years, numbers and countries that a question names; an answer must keep to them.

A figure of 2020 does not answer a question about 2014, nor Directive No. 5 one about No. 6, nor
China one about Poland, however alike the sentences are.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.facts.countries import countries
from assistant.facts.deadlines import until_years
from assistant.facts.relative_dates import find_relative_dates
from corpus.digits import in_figures
from corpus.document import Document, Language
from corpus.language_runs import language_runs
from corpus.sentence import Sentence
from corpus.years import NAMED_YEAR, years
from index.search.terms import stem

_SINCE = re.compile(rf"(?:\bsince|\bс|\bсо|\bз|\bад|\bfrom|自|从)\s?({NAMED_YEAR})", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(\w{3,})\s(?:№|\b(?:no\.?|nr\.?|number|n)(?=\s?\d))\s?(\d+)", re.IGNORECASE
)
_NUMBERED_CHINESE = re.compile(r"第\s?(\d+)\s?号([\u3400-\u9fff]{2})")
_DOCUMENTS_REMEMBERED = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What a question narrows itself down to.

    Attributes:
        years: Those it names, and all between the ends of a range.
        numbered: What bears a number, by the stem of its noun, and the number: "Directive
            No. 5".
        countries: Their codes.
    """

    years: frozenset[int]
    numbered: frozenset[tuple[str, str]]
    countries: frozenset[str]

    def passed_over(self, sentence: Sentence) -> bool:
        """Tell whether a sentence names years or numbers, but none of those asked about.

        "Last year" is one that it names. A sentence without a number speaks of those that its
        document names.
        """
        if self._other_years(sentence):
            return True
        if not self.numbered:
            return False
        found = _numbered(sentence.text, sentence.language)
        if not self._nouns & {noun for noun, _ in found}:
            found = _numbered_of(sentence.document)
        return bool(self._nouns & {noun for noun, _ in found}) and not self.numbered & found

    @property
    def _nouns(self) -> set[str]:
        return {noun for noun, _ in self.numbered}

    def _other_years(self, sentence: Sentence) -> bool:
        if not self.years:
            return False
        found = years(sentence.text) | _relative_years(sentence)
        if not found or found & self.years:
            return False
        text = in_figures(sentence.text).text
        since = [int(year) for year in _SINCE.findall(text)]
        if any(year < max(self.years) for year in since):
            return False
        published = sentence.document.published
        until = until_years(text, sentence.language)
        begins = published.year if published is not None else 0
        return not any(begins <= max(self.years) < year for year in until)

    def without_a_country(self, document: Document) -> bool:
        """Tell whether a document does not name every country asked about."""
        return bool(self.countries) and not self.countries <= _named(document)

    def or_else(self, before: "Constraints") -> "Constraints":
        """This constraints; what it leaves open is taken from another."""
        return Constraints(
            years=self.years or before.years,
            numbered=self.numbered or before.numbered,
            countries=self.countries or before.countries,
        )


def constraints_of(question: str, language: Language) -> Constraints:
    """Read the constraints of a question."""
    return Constraints(
        years=years(question),
        numbered=_numbered(question, language),
        countries=countries(question, language),
    )


def _relative_years(sentence: Sentence) -> set[int]:
    """The years that a sentence counts from its document's date, as "last year" does."""
    document = sentence.document
    if document.published is None:
        return set()
    dates = find_relative_dates(
        sentence.text, language=sentence.language, published=document.published
    )
    spans = [one.days for one in dates if one.days is not None and not one.without_year]
    return {day.year for days in spans for day in days}


@lru_cache(maxsize=_DOCUMENTS_REMEMBERED)
def _numbered_of(document: Document) -> frozenset[tuple[str, str]]:
    return _numbered(f"{document.title}\n{document.text}", document.language)


@lru_cache(maxsize=_DOCUMENTS_REMEMBERED)
def _named(document: Document) -> frozenset[str]:
    text = f"{document.title}\n{document.text}"
    spoken = {document.language, *(run.language for run in language_runs(document))}
    return frozenset(code for language in spoken for code in countries(text, language))


def _numbered(text: str, language: Language) -> frozenset[tuple[str, str]]:
    text = in_figures(text).text
    written = [(noun, number) for noun, number in _NUMBERED.findall(text)]
    written += [(noun, number) for number, noun in _NUMBERED_CHINESE.findall(text)]
    return frozenset((stem(noun.casefold(), language), number) for noun, number in written)
