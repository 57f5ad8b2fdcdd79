"""Admission: filters applied to all passages of an index version at once."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document, Language
from corpus.passage import Passage
from corpus.years import Years
from index.search.filters import NO_FILTERS, Filters, Period, named_years

Mask = NDArray[np.bool_]

_MASKS_KEPT = 16
_UNDATED = 0
_LANGUAGES = list(Language)


class Admission:
    """Knows of each passage what filters ask for. Safe to use from several threads.

    Which years the passages name is found when a period is first asked for: about 6 s at
    200,000 passages.

    Args:
        passages: By row of the retrievers; they do not change.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        numbers: dict[str, int] = {}
        documents: list[Document] = []
        rows = np.empty(len(passages), dtype=np.int32)
        for row, passage in enumerate(passages):
            document = passage.document
            rows[row] = numbers.setdefault(document.id, len(documents))
            if rows[row] == len(documents):
                documents.append(document)
        self._document_numbers = numbers
        self._document_rows = rows
        self._published = np.array([_ordinal(one.published) for one in documents], dtype=np.int32)
        self._languages = np.array(
            [_LANGUAGES.index(one.language) for one in passages], dtype=np.int8
        )
        self._remembered = lru_cache(maxsize=_MASKS_KEPT)(self._make)

    def mask(self, filters: Filters) -> Mask | None:
        """Tell which passages pass.

        Returns:
            bool (n,), not to be written to, equal to `filters.admit` of each passage; None when
            every passage passes because there is no condition.
        """
        return None if filters == NO_FILTERS else self._remembered(filters)

    def _make(self, filters: Filters) -> Mask:
        documents = self._between(filters.published_from, filters.published_to)
        if filters.document_ids:
            documents &= self._named(filters.document_ids)
        mask: Mask = documents[self._document_rows]
        if filters.languages:
            wanted = [_LANGUAGES.index(language) for language in filters.languages]
            mask &= np.isin(self._languages, wanted)
        if filters.period is not None:
            mask &= self._in_period(filters.period)
        mask.flags.writeable = False
        return mask

    def _between(self, first: date | None, last: date | None) -> Mask:
        """Which documents were published from the first to the last day."""
        documents = np.ones(len(self._published), dtype=bool)
        if first is not None or last is not None:
            documents &= self._published != _UNDATED
        if first is not None:
            documents &= self._published >= first.toordinal()
        if last is not None:
            documents &= self._published <= last.toordinal()
        return documents

    def _named(self, document_ids: frozenset[str]) -> Mask:
        documents = np.zeros(len(self._published), dtype=bool)
        numbers = [self._document_numbers.get(document_id) for document_id in document_ids]
        documents[[number for number in numbers if number is not None]] = True
        return documents

    def _in_period(self, period: Period) -> Mask:
        mask: Mask = self._between(period.first, period.last)[self._document_rows]
        if period.published_only:
            return mask
        if period.part_of_a_year:
            for row in np.flatnonzero(~mask).tolist():
                mask[row] = period.admit(self._passages[row])
            return mask
        rows, firsts, lasts = self._years
        named = np.ones(len(rows), dtype=bool)
        if period.first is not None:
            named &= lasts >= period.first.year
        if period.last is not None:
            named &= firsts <= period.last.year
        mask[rows[named]] = True
        return mask

    @cached_property
    def _years(self) -> NDArray[np.int32]:
        """int32 (3, mentions): row of the passage, first and last year of what it names."""
        undated: dict[str, list[Years]] = {}
        mentions: set[tuple[int, int, int]] = set()
        for row, passage in enumerate(self._passages):
            document = passage.document
            if document.published is not None:
                found: Iterable[Years] = named_years(passage)
            elif document.id in undated:
                found = undated[document.id]
            else:
                found = undated[document.id] = list(named_years(passage))
            mentions.update((row, years.first, years.last) for years in found)
        return np.array(sorted(mentions), dtype=np.int32).reshape(-1, 3).T


def _ordinal(day: date | None) -> int:
    return _UNDATED if day is None else day.toordinal()
