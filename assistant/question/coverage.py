"""Coverage: the years that the documents are from or about, as far as that can be told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import SearchedPeriod
from corpus.document import Document
from corpus.passage import Passage
from corpus.years import may_name_a_year
from index.search.filters import named_years


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A stretch of years.

    Attributes:
        first: The oldest year.
        last: The newest.
    """

    first: int
    last: int

    def misses(self, period: SearchedPeriod) -> bool:
        """Tell whether a period lies wholly before or after, and no passage speaks of it.

        A target for 2030 that was published in 2020 is spoken of.
        """
        after = period.first is not None and period.first.year > self.last
        before = period.last is not None and period.last.year < self.first
        return not period.known and (after or before)

    @property
    def years(self) -> str:
        """For people: `2015–2020`, or the one year."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def coverage_of(documents: Iterable[Document]) -> Coverage | None:
    """The years of publication; of undated documents, those that they name. None without any."""
    years: set[int] = set()
    for document in documents:
        if document.published is not None:
            years.add(document.published.year)
        else:
            whole = Passage.cut(document, start=0, end=len(document.text))
            years.update(year for one in named_years(whole) for year in (one.first, one.last))
    return Coverage(first=min(years), last=max(years)) if years else None


def outside_dates(
    coverage: Coverage | None, period: SearchedPeriod | None, *, cited: Sequence[Document]
) -> bool:
    """Tell whether a question must end because no document is from or about its period.

    Args:
        coverage: The years of the documents.
        period: The period that the question names.
        cited: What the answer from other times would quote; empty when there is none. It stands
            when it rests on an undated document, such as a page of contacts, and when the question
            names no year: "this year" may be meant as the document's own.
    """
    if coverage is None or period is None or not coverage.misses(period):
        return False
    named = may_name_a_year(period.words)
    return not cited or (named and all(document.published for document in cited))
