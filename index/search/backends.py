"""RETRIEVERS: the table of retrievers. A new one is a module and a line here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Passage
from index.matrix import read_matrix, write_matrix
from index.model.embedder import Vectors
from index.search.admission import Admission
from index.search.dense import DenseRetriever, read_flat, write_flat
from index.search.exact import ExactRetriever
from index.search.retriever import Retriever


class RetrieverName(StrEnum):
    """The retrievers, by the name used in settings and manifests."""

    FAISS = "faiss"
    EXACT = "exact"


class VectorRetriever(Retriever, Protocol):
    """A retriever that can give back the vectors it searches, so that they are used again."""

    @property
    def vectors(self) -> Vectors:
        """The passages' vectors, by row: float32 (n, d), unit rows."""

    def similarities(self, vector: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Cosines of a vector and some passages: float64 (n,) for n rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """How a retriever is kept.

    Attributes:
        file: Name of its file in an index version.
        write: Write the passages' vectors to that file.
        open: Make the retriever from that file, the passages, their admission and the length of a
            vector.
    """

    file: str
    write: Callable[[Vectors, Path], None]
    open: Callable[[Path, Sequence[Passage], Admission, int], VectorRetriever]


def _open_faiss(
    path: Path, passages: Sequence[Passage], admission: Admission, dimensions: int
) -> VectorRetriever:
    flat = read_flat(path, count=len(passages), dimensions=dimensions)
    return DenseRetriever(passages, flat, admission=admission)


def _open_exact(
    path: Path, passages: Sequence[Passage], admission: Admission, dimensions: int
) -> VectorRetriever:
    vectors = read_matrix(path, count=len(passages), dimensions=dimensions, dtype=np.float32)
    return ExactRetriever(passages, vectors, admission=admission)


RETRIEVERS = {
    RetrieverName.FAISS: Backend(file="passages.faiss", write=write_flat, open=_open_faiss),
    RetrieverName.EXACT: Backend(file="passages.f32.npy", write=write_matrix, open=_open_exact),
}
