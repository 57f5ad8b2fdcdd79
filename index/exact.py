"""Exact search with NumPy: the reference that every other retriever must agree with."""

from collections.abc import Sequence

import numpy as np

from corpus.passage import Passage
from index.embedder import Vectors
from index.filters import NO_FILTERS, Filters
from index.hit import Hit
from index.query import Query
from index.ranking import rank_passages


class ExactRetriever:
    """Compares the query with every admitted passage, in float64.

    Args:
        passages: By row.
        vectors: float32 (n, d), unit rows, one for each passage.
    """

    def __init__(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        self._passages = passages
        self._vectors = vectors

    @property
    def vectors(self) -> Vectors:
        """The passages' vectors, by row."""
        return self._vectors

    def search(self, query: Query, *, limit: int, filters: Filters = NO_FILTERS) -> list[Hit]:
        """Find passages; see `Retriever`."""
        passages = enumerate(self._passages)
        rows = [row for row, passage in passages if filters.admit(passage.document)]
        scores = self._vectors[rows].astype(np.float64) @ query.embedding.astype(np.float64)
        scored = zip(rows, scores.tolist(), strict=True)
        return rank_passages(scored, self._passages, limit=limit)
