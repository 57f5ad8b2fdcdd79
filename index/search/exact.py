"""Exact search with NumPy: the reference that every other retriever must agree with."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Passage
from index.model.embedder import Vectors
from index.search.admission import Admission
from index.search.filters import NO_FILTERS, Filters
from index.search.hit import Hit
from index.search.query import Query
from index.search.ranking import rank_passages


class ExactRetriever:
    """Compares the query with every admitted passage, in float64.

    Args:
        passages: By row.
        vectors: float32 (n, d), unit rows, one for each passage.
        admission: Of these passages.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        vectors: Vectors,
        *,
        admission: Admission,
    ) -> None:
        self._passages = passages
        self._vectors = vectors
        self._admission = admission

    @property
    def vectors(self) -> Vectors:
        """The passages' vectors, by row."""
        return self._vectors

    def similarities(self, vector: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Cosines of a vector and some passages, by row."""
        similarities: NDArray[np.float64] = self._vectors[rows].astype(np.float64) @ vector.astype(
            np.float64
        )
        return similarities

    def search(self, query: Query, *, limit: int, filters: Filters = NO_FILTERS) -> list[Hit]:
        """Find passages; see `Retriever`."""
        admitted = self._admission.mask(filters)
        rows = np.arange(len(self._passages)) if admitted is None else np.flatnonzero(admitted)
        scores = self.similarities(query.embedding, rows)
        scored = zip(rows.tolist(), scores.tolist(), strict=True)
        return rank_passages(scored, self._passages, limit=limit)
