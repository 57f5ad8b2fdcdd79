"""Small hybrid retrievers over texts and vectors made by hand, for the tests of hybrid search."""

from collections.abc import Sequence
from datetime import date
from math import sqrt

import faiss
import numpy as np

from corpus.document import Language
from corpus.passage import Passage
from index.model.embedder import Vectors
from index.model.language_pairs import LanguagePairs
from index.search.admission import Admission
from index.search.backends import RetrieverName, VectorRetriever
from index.search.dense import DenseRetriever
from index.search.exact import ExactRetriever
from index.search.filters import NO_FILTERS, Filters, Period
from index.search.hit import Hit
from index.search.hybrid import HybridRetriever
from index.search.lexical import LexicalIndex
from index.search.query import Query
from index.search.reranker import Reranker
from tests.fakes import EQUAL_PAIRS, make_document

EN, RU, BE, ZH = Language
EAST, NORTH = (1.0, 0.0), (0.0, 1.0)

# What measurement chose; the tests are not to follow a change by themselves.
WORDING, CREDIT = 0.65, 0.5
CLEAR, UNCLEAR = 0.15, 0.05


def towards(cosine: float) -> tuple[float, float]:
    """A unit vector with this cosine to `EAST`."""
    return cosine, sqrt(1 - cosine**2)


def passage_of(number: int, language: Language, text: str) -> Passage:
    """All of a document of its own, without a title; every fifth is undated."""
    published = None if number % 5 == 0 else date(2014 + number % 4, 3, 1)
    document = make_document(
        text, id=f"d{number:03}.txt", title="", language=language, published=published
    )
    return Passage.cut(document, start=0, end=len(text))


def dense_of(
    passages: Sequence[Passage], vectors: Vectors, *, name: RetrieverName
) -> VectorRetriever:
    if name is RetrieverName.EXACT:
        return ExactRetriever(passages, vectors, admission=Admission(passages))
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    return DenseRetriever(passages, flat, admission=Admission(passages))


def hybrid_of(
    passages: Sequence[Passage],
    vectors: Sequence[Sequence[float]] | Vectors,
    *,
    name: RetrieverName = RetrieverName.EXACT,
    pairs: LanguagePairs = EQUAL_PAIRS,
    reranker: Reranker | None = None,
) -> HybridRetriever:
    """A retriever of these passages and vectors, their wording counted."""
    matrix = np.array(vectors, dtype=np.float32)
    return HybridRetriever(
        passages,
        dense=dense_of(passages, matrix, name=name),
        lexical=LexicalIndex.build(passages),
        pairs=pairs,
        admission=Admission(passages),
        reranker=reranker,
    )


def asked(
    text: str,
    *,
    vector: Sequence[float] | Vectors = EAST,
    language: Language = EN,
    history: tuple[Query, ...] = (),
    follow_up: bool = False,
) -> Query:
    """A query with a vector made by hand."""
    embedding = np.array(vector, dtype=np.float32)
    return Query(
        text=text, embedding=embedding, language=language, history=history, follow_up=follow_up
    )


def ids(hits: Sequence[Hit]) -> list[str]:
    """Of the documents, in the order of the hits."""
    return [hit.passage.document.id for hit in hits]


def unit_vectors(count: int, seed: int) -> Vectors:
    """Random; every third is like the one before it."""
    vectors = np.random.default_rng(seed).normal(size=(count, 6)).astype(np.float32)
    vectors[2::3] = vectors[1::3][: len(vectors[2::3])]
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def crowd(count: int = 60, *, text: str = "Something else is said here") -> list[Passage]:
    """English passages that are alike."""
    return [passage_of(number, EN, f"{text} {number}") for number in range(count)]


FILTERS = [
    NO_FILTERS,
    Filters(languages=frozenset({EN})),
    Filters(languages=frozenset({RU, ZH}), published_from=date(2015, 1, 1)),
    Filters(document_ids=frozenset({"d000.txt", "d003.txt"})),
    Filters(document_ids=frozenset({"nowhere.txt"})),
    Filters(period=Period(first=date(2016, 1, 1), last=date(2016, 12, 31), published_only=False)),
]
