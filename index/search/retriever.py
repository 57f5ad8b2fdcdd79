"""Retriever: the passages that speak to a query."""

from typing import Protocol

from index.search.filters import NO_FILTERS, Filters
from index.search.hit import Hit
from index.search.query import Query


class Retriever(Protocol):
    """Searches the passages of one index version."""

    def search(self, query: Query, *, limit: int, filters: Filters = NO_FILTERS) -> list[Hit]:
        """Find passages.

        Args:
            query: The question.
            limit: Most hits to return, from 1; fewer when fewer passages pass the filters.
            filters: Which documents may be used.

        Returns:
            Hits with rank 1, 2, …; equal scores are ordered by passage id; none from an
            empty index.
        """
