"""Filters: which passages a search may use. Applied inside the search, before its limit.

This is the definition, passage by passage; `admission.py` applies it to all of them at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.digits import in_figures
from corpus.document import Document, Language
from corpus.passage import Passage
from corpus.years import Years, find_years
from index.search.named_times import may_name, named_days

_SHORTEST_YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days that a question is about.

    Attributes:
        first: First day; None when it begins with the oldest document.
        last: Last day; None when it has not ended. One of the two is given.
        published_only: Only documents published in it meet it; otherwise passages that name a
            time of it do so too, whenever they were published, and those of undated documents
            that name one anywhere. A year is named by its number; of a period within one year
            the number is not enough.
    """

    first: date | None
    last: date | None
    published_only: bool

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise ValueError("a period needs a first or a last day")
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError(f"a period cannot end on {self.last} and begin on {self.first}")

    def admit(self, passage: Passage) -> bool:
        """Tell whether a passage was published in the period, or speaks of a time of it."""
        published = passage.document.published
        if published is not None and within(published, self.first, self.last):
            return True
        if self.published_only:
            return False
        if self.part_of_a_year:
            return self._names_days(_said(passage), published)
        return any(map(self._has, named_years(passage)))

    @property
    def part_of_a_year(self) -> bool:
        """Whether it is too short to hold a whole year."""
        if self.first is None or self.last is None:
            return False
        return (self.last - self.first).days < _SHORTEST_YEAR - 1

    def _names_days(self, text: str, published: date | None) -> bool:
        first, last = self.first or date.min, self.last or date.max
        if not may_name(text, _months(first, last)):
            return False
        times = named_days(text, published=published)
        return any(one.first <= last and one.last >= first for one in times)

    def _has(self, years: Years) -> bool:
        begins = self.first is None or years.last >= self.first.year
        return begins and (self.last is None or years.first <= self.last.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Conditions on passages and their documents; None and empty mean no condition.

    Attributes:
        published_from: Earliest day of publication, inclusive. Undated documents never match it.
        published_to: Latest day of publication, inclusive. Undated documents never match it.
        languages: Languages of the passage.
        document_ids: Ids of the documents.
        period: The period that the question is about.
    """

    published_from: date | None = None
    published_to: date | None = None
    languages: frozenset[Language] = frozenset()
    document_ids: frozenset[str] = frozenset()
    period: Period | None = None

    def admit(self, passage: Passage) -> bool:
        """Tell whether a passage meets every condition."""
        if self.languages and passage.language not in self.languages:
            return False
        if not self._admit_document(passage.document):
            return False
        return self.period is None or self.period.admit(passage)

    def _admit_document(self, document: Document) -> bool:
        if self.document_ids and document.id not in self.document_ids:
            return False
        if self.published_from is None and self.published_to is None:
            return True
        published = document.published
        return published is not None and within(published, self.published_from, self.published_to)


NO_FILTERS = Filters()


def within(day: date, first: date | None, last: date | None) -> bool:
    """Tell whether a day lies between two, both included; None is no bound."""
    return (first is None or day >= first) and (last is None or day <= last)


def named_years(passage: Passage) -> Iterator[Years]:
    """The years from 1900 to 2099 in a passage with its title and headings.

    An undated document may speak of its own time in another passage: all of its text counts.
    """
    return find_years(_said(passage))


def _said(passage: Passage) -> str:
    """A passage with its title and headings, in figures; of an undated document all its text."""
    document = passage.document
    own = (document.text,) if document.published is None else (*passage.headings, passage.text)
    return in_figures("\n".join((document.title, *own))).text


def _months(first: date, last: date) -> Iterator[int]:
    """The months, 1..12, that a stretch of days within a year touches."""
    ahead = (last.year - first.year) * 12 + last.month
    return (1 + (month - 1) % 12 for month in range(first.month, ahead + 1))
