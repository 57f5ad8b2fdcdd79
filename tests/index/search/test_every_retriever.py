"""The contract of `Retriever`: every backend gives the very hits of a plain reference."""

from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Language
from corpus.passage import Passage
from index.model.embedder import Vectors
from index.search.admission import Admission
from index.search.backends import RETRIEVERS, RetrieverName, VectorRetriever
from index.search.filters import NO_FILTERS, Filters, Period
from index.search.query import Query
from tests.fakes import make_document

EVERY_RETRIEVER = pytest.mark.parametrize("name", list(RETRIEVERS), ids=str)
FILTERS = [
    NO_FILTERS,
    Filters(languages=frozenset({Language.RUSSIAN})),
    Filters(published_from=date(2016, 1, 1)),
    Filters(published_from=date(2015, 1, 1), published_to=date(2015, 12, 31)),
    Filters(document_ids=frozenset({"d3.txt", "d11.txt"})),
    Filters(languages=frozenset({Language.CHINESE}), document_ids=frozenset({"nowhere.txt"})),
    Filters(period=Period(first=date(2016, 1, 1), last=date(2016, 12, 31), published_only=False)),
    Filters(period=Period(first=date(2016, 1, 1), last=None, published_only=True)),
    Filters(
        languages=frozenset({Language.RUSSIAN, Language.CHINESE}),
        period=Period(first=None, last=date(2015, 6, 30), published_only=False),
    ),
]


def open_retriever(
    name: RetrieverName, passages: list[Passage], vectors: Vectors, folder: Path
) -> VectorRetriever:
    """Take the way of a real index version: write, then open."""
    backend = RETRIEVERS[name]
    backend.write(vectors, folder / backend.file)
    return backend.open(folder / backend.file, passages, Admission(passages), vectors.shape[1])


def documents(count: int) -> list[Document]:
    languages = list(Language)
    return [
        make_document(
            f"Year {2010 + number % 7}. And another one.",
            id=f"d{number}.txt",
            language=languages[number % 4],
            published=None if number % 5 == 0 else date(2014 + number % 4, 3, 1),
        )
        for number in range(count)
    ]


def passages_of(count: int) -> list[Passage]:
    return [Passage.cut(document, start=0, end=10) for document in documents(count)]


def unit_vectors(count: int, *, seed: int = 5, repeats: int = 1) -> Vectors:
    generator = np.random.default_rng(seed)
    vectors = generator.normal(size=(-(-count // repeats), 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.tile(vectors, (repeats, 1))[:count].astype(np.float32)


def query_of(vector: Vectors) -> Query:
    return Query(text="tax", embedding=vector, language=Language.ENGLISH)


def reference(
    passages: list[Passage], vectors: Vectors, query: Query, *, limit: int, filters: Filters
) -> list[tuple[str, int, float]]:
    """Plain Python: add up, sort, cut."""
    found = []
    for passage, vector in zip(passages, vectors.tolist(), strict=True):
        if filters.admit(passage):
            score = sum(a * b for a, b in zip(vector, query.embedding.tolist(), strict=True))
            found.append((-round(score, 6), passage.id))
    ranked = enumerate(sorted(found)[:limit], start=1)
    return [(id_, rank, -score) for rank, (score, id_) in ranked]


def outcome(
    retriever: VectorRetriever, query: Query, *, limit: int, filters: Filters = NO_FILTERS
) -> list[tuple[str, int, float]]:
    hits = retriever.search(query, limit=limit, filters=filters)
    return [(hit.passage.id, hit.rank, hit.score) for hit in hits]


@EVERY_RETRIEVER
@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("limit", [1, 3, 40, 10**9])
def test_hits_equal_the_reference(
    name: RetrieverName, filters: Filters, limit: int, tmp_path: Path
) -> None:
    passages, vectors = passages_of(40), unit_vectors(40)
    retriever = open_retriever(name, passages, vectors, tmp_path)

    for vector in unit_vectors(5, seed=9):
        query = query_of(vector)
        expected = reference(passages, vectors, query, limit=limit, filters=filters)
        assert expected == outcome(retriever, query, limit=limit, filters=filters)


@EVERY_RETRIEVER
@pytest.mark.parametrize("limit", range(1, 31))
def test_equal_scores_are_ordered_by_passage_id(
    name: RetrieverName, limit: int, tmp_path: Path
) -> None:
    passages, vectors = passages_of(30), unit_vectors(30, repeats=10)
    retriever = open_retriever(name, passages, vectors, tmp_path)
    query = query_of(vectors[0])

    expected = reference(passages, vectors, query, limit=limit, filters=NO_FILTERS)
    assert expected == outcome(retriever, query, limit=limit)


@EVERY_RETRIEVER
def test_an_empty_index_gives_no_hits(name: RetrieverName, tmp_path: Path) -> None:
    retriever = open_retriever(name, [], unit_vectors(0), tmp_path)

    assert outcome(retriever, query_of(unit_vectors(1)[0]), limit=5) == []


@EVERY_RETRIEVER
def test_a_filter_that_admits_nothing_gives_no_hits(name: RetrieverName, tmp_path: Path) -> None:
    retriever = open_retriever(name, passages_of(3), unit_vectors(3), tmp_path)
    filters = Filters(document_ids=frozenset({"nowhere.txt"}))

    assert outcome(retriever, query_of(unit_vectors(1)[0]), limit=5, filters=filters) == []


@EVERY_RETRIEVER
def test_the_vectors_come_back_as_they_were_written(name: RetrieverName, tmp_path: Path) -> None:
    vectors = unit_vectors(7)
    retriever = open_retriever(name, passages_of(7), vectors, tmp_path)

    np.testing.assert_array_equal(vectors, retriever.vectors)


@EVERY_RETRIEVER
@given(count=st.integers(0, 3), limit=st.integers(1, 20), seed=st.integers(0, 2**31))
def test_any_limit_on_a_tiny_index_equals_the_reference(
    name: RetrieverName, count: int, limit: int, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    passages, vectors = passages_of(count), unit_vectors(count, seed=seed)
    folder = tmp_path_factory.mktemp("tiny")
    retriever = open_retriever(name, passages, vectors, folder)

    for query, filters in product([query_of(unit_vectors(1, seed=seed + 1)[0])], FILTERS):
        expected = reference(passages, vectors, query, limit=limit, filters=filters)
        assert expected == outcome(retriever, query, limit=limit, filters=filters)
