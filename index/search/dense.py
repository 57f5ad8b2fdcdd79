"""Search with FAISS: a flat inner-product index, filters applied inside the search."""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.passage import Passage
from index.damage import damaged
from index.model.embedder import Vectors
from index.search.admission import Admission
from index.search.filters import NO_FILTERS, Filters
from index.search.hit import Hit
from index.search.query import Query
from index.search.ranking import rank_passages

# FAISS adds up in float32, in an order of its own: scores nearer than this may change places.
_MARGIN = 1e-5

# A flat index is read without loops over counts; a header that asks for many is damaged.
_LOOP_LIMIT = 1_000_000


class DenseRetriever:
    """Searches a FAISS index. Agrees with `ExactRetriever` in every hit, ties included.

    Args:
        passages: By row of the index.
        flat: Inner-product index with one vector for each passage.
        admission: Of these passages.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        flat: faiss.IndexFlat,
        *,
        admission: Admission,
    ) -> None:
        self._passages = passages
        self._flat = flat
        self._admission = admission

    @property
    def vectors(self) -> Vectors:
        """The passages' vectors, by row."""
        vectors: Vectors = self._flat.reconstruct_n(0, self._flat.ntotal)
        return vectors

    def similarities(self, vector: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Cosines of a vector and some passages, by row."""
        vectors = self._flat.reconstruct_batch(rows).astype(np.float64)
        similarities: NDArray[np.float64] = vectors @ vector.astype(np.float64)
        return similarities

    def search(self, query: Query, *, limit: int, filters: Filters = NO_FILTERS) -> list[Hit]:
        """Find passages; see `Retriever`."""
        rows = self._candidates(query, limit=limit, filters=filters)
        scores = self.similarities(query.embedding, rows)
        scored = zip(rows.tolist(), scores.tolist(), strict=True)
        return rank_passages(scored, self._passages, limit=limit)

    def _candidates(self, query: Query, *, limit: int, filters: Filters) -> NDArray[np.int64]:
        """Rows that may be among the best: more than `limit` where scores lie close together."""
        vector = query.embedding.reshape(1, -1)
        parameters = self._selection(filters)
        total = self._flat.ntotal
        count = min(limit, total)
        rows = np.empty(0, dtype=np.int64)
        while count:
            count = min(2 * count, total)  # FAISS allocates for every one asked for
            found_scores, found_rows = self._flat.search(vector, count, params=parameters)
            found = found_rows[0] >= 0  # -1 fills up what was not found
            rows, scores = found_rows[0][found], found_scores[0][found]
            if count == total or len(rows) < count or scores[-1] < scores[limit - 1] - _MARGIN:
                break
        return rows

    def _selection(self, filters: Filters) -> faiss.SearchParameters | None:
        admitted = self._admission.mask(filters)
        if admitted is None or admitted.all():
            return None
        first = int(admitted.argmax())
        last = len(admitted) - int(admitted[::-1].argmax())
        selector: faiss.IDSelector
        if admitted[first:last].all():
            # Rows that lie together, as those of a language do, are searched without asking each.
            selector = faiss.IDSelectorRange(first, last)
        else:
            bits = np.packbits(admitted, bitorder="little")
            # The types that faiss ships know neither of the forms that its documentation names.
            selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg,arg-type]  # see above
        return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # see above


def write_flat(vectors: Vectors, path: Path) -> None:
    """Write vectors as a flat inner-product index."""
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    faiss.write_index(flat, str(path))


def read_flat(path: Path, *, count: int, dimensions: int) -> faiss.IndexFlat:
    """Read a flat index. Its checksum is the caller's to verify, before this.

    Raises:
        IndexVersionError: FAISS cannot read it, or it is not the index that was written.
    """
    faiss.set_deserialization_vector_byte_limit(2 * path.stat().st_size)
    faiss.set_deserialization_loop_limit(_LOOP_LIMIT)
    try:
        flat = faiss.read_index(str(path))
    except RuntimeError as error:
        raise damaged(path, "cannot be read by FAISS") from error
    if not isinstance(flat, faiss.IndexFlat):
        raise damaged(path, f"holds a {type(flat).__name__}")
    found = (flat.metric_type, flat.d, flat.ntotal, flat.is_trained)
    if found != (faiss.METRIC_INNER_PRODUCT, dimensions, count, True):
        raise damaged(path, f"holds {flat.ntotal} vectors of {flat.d} numbers")
    return flat
