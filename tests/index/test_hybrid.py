"""Hybrid search against plain Python, and what each of its parts is for."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Language
from corpus.passage import Passage
from index.admission import Admission
from index.backends import RetrieverName, VectorRetriever
from index.dense import DenseRetriever
from index.embedder import Vectors
from index.exact import ExactRetriever
from index.filters import NO_FILTERS, Filters, Period
from index.hit import Hit
from index.hybrid import HybridRetriever, weight_of_what_was_said
from index.language_pairs import LanguagePairs
from index.lexical import LexicalIndex
from index.query import Query
from index.reranker import Reranker
from tests.fakes import EQUAL_PAIRS, make_document

EN, RU, BE, ZH = Language
EAST, NORTH = (1.0, 0.0), (0.0, 1.0)


def towards(cosine: float) -> tuple[float, float]:
    """A unit vector with this cosine to `EAST`."""
    return cosine, sqrt(1 - cosine**2)


def passage_of(number: int, language: Language, text: str) -> Passage:
    published = None if number % 5 == 0 else date(2014 + number % 4, 3, 1)
    document = make_document(
        text, id=f"d{number:03}.txt", title="", language=language, published=published
    )
    return Passage.cut(document, start=0, end=len(text))


def dense_of(
    passages: Sequence[Passage], vectors: Vectors, *, name: RetrieverName
) -> VectorRetriever:
    if name is RetrieverName.EXACT:
        return ExactRetriever(passages, vectors)
    import faiss

    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    return DenseRetriever(passages, flat)


def hybrid_of(
    passages: Sequence[Passage],
    vectors: Sequence[Sequence[float]] | Vectors,
    *,
    name: RetrieverName = RetrieverName.EXACT,
    pairs: LanguagePairs = EQUAL_PAIRS,
    reranker: Reranker | None = None,
) -> HybridRetriever:
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
    before: tuple[Query, ...] = (),
    leans: bool = False,
) -> Query:
    embedding = np.array(vector, dtype=np.float32)
    return Query(text=text, embedding=embedding, language=language, before=before, leans=leans)


def ids(hits: Sequence[Hit]) -> list[str]:
    return [hit.passage.document.id for hit in hits]


# The whole against plain Python


def scores_of(
    query: Query,
    passages: Sequence[Passage],
    vectors: Vectors,
    pairs: LanguagePairs,
    rows: list[int],
) -> dict[int, tuple[float, float]]:
    """Nearness and wording by row, of the rows that are admitted."""
    shares = LexicalIndex.build(passages).shares(query.text).tolist()
    own = [shares[row] for row in rows if passages[row].document.language is query.language]
    found = {}
    for row in rows:
        language = passages[row].document.language
        pair = zip(query.embedding.tolist(), vectors[row].tolist(), strict=True)
        cosine = np.array([sum(a * b for a, b in pair)])
        nearness = pairs.carry_over(cosine, question=query.language, passage=language)
        credit = 0.0 if language is query.language else 0.5 * max(own, default=0.0)
        found[row] = (float(nearness[0]), max(shares[row], credit))
    return found


def reference(
    query: Query,
    passages: Sequence[Passage],
    vectors: Vectors,
    *,
    pairs: LanguagePairs,
    limit: int,
    filters: Filters,
) -> list[tuple[str, float]]:
    """Every admitted passage scored, sorted and cut: what 50 or fewer of a language must give."""
    rows = [row for row, passage in enumerate(passages) if filters.admit(passage)]
    found = scores_of(query, passages, vectors, pairs, rows)
    scores = {row: nearness + 0.65 * wording for row, (nearness, wording) in found.items()}
    if query.before and rows:
        said = [scores_of(one, passages, vectors, pairs, rows) for one in query.before]
        best = sorted(scores.values(), reverse=True)
        lead = best[0] - best[min(20, len(best) - 1)]
        weight = 1.0 if query.leans else min(1.0, max(0.0, (0.2 - lead) / 0.1))
        for row in rows:
            both = [nearness + 0.65 * wording for nearness, wording in (one[row] for one in said)]
            scores[row] += weight * sum(both) / len(both)
    ranked = sorted((-round(score, 6), passages[row].id) for row, score in scores.items())
    return [(id_, -score) for score, id_ in ranked[:limit]]


FILTERS = [
    NO_FILTERS,
    Filters(languages=frozenset({EN})),
    Filters(languages=frozenset({RU, ZH}), published_from=date(2015, 1, 1)),
    Filters(document_ids=frozenset({"d000.txt", "d003.txt"})),
    Filters(document_ids=frozenset({"nowhere.txt"})),
    Filters(period=Period(first=date(2016, 1, 1), last=date(2016, 12, 31), published_only=False)),
]
WORDS = "tax due office 2016 №5 налог налога падатак трактароў 税收 土地税 3-25-10".split()  # noqa: SIM905 - easier to read
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
TEXTS = st.lists(st.tuples(st.sampled_from(Language), LINES), min_size=1, max_size=30)
SOME_PAIRS = LanguagePairs(
    matrix=np.random.default_rng(8).uniform((0, 0.5), (0.3, 0.9), (16, 2)).astype(np.float32)
)


def unit_vectors(count: int, seed: int) -> Vectors:
    """Random; every third is like the one before it."""
    vectors = np.random.default_rng(seed).normal(size=(count, 6)).astype(np.float32)
    vectors[2::3] = vectors[1::3][: len(vectors[2::3])]
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


@given(
    texts=TEXTS,
    questions=st.lists(st.tuples(st.sampled_from(Language), LINES), min_size=1, max_size=3),
    leans=st.booleans(),
    limit=st.integers(1, 40),
    filters=st.sampled_from(FILTERS),
    pairs=st.sampled_from([EQUAL_PAIRS, SOME_PAIRS]),
    seed=st.integers(0, 2**31),
)
def test_hits_equal_the_reference_with_both_backends(
    texts: list[tuple[Language, str]],
    questions: list[tuple[Language, str]],
    leans: bool,
    limit: int,
    filters: Filters,
    pairs: LanguagePairs,
    seed: int,
) -> None:
    passages = [passage_of(number, *text) for number, text in enumerate(texts)]
    vectors = unit_vectors(len(passages), seed)
    query, *before = (
        asked(text, vector=vector, language=language)
        for (language, text), vector in zip(
            questions, unit_vectors(len(questions), seed + 1), strict=True
        )
    )
    query = replace(query, before=tuple(before), leans=leans)

    exact, faiss = (
        hybrid_of(passages, vectors, name=name, pairs=pairs).search(
            query, limit=limit, filters=filters
        )
        for name in (RetrieverName.EXACT, RetrieverName.FAISS)
    )

    expected = reference(query, passages, vectors, pairs=pairs, limit=limit, filters=filters)
    assert exact == faiss
    assert [hit.passage.id for hit in exact] == [id_ for id_, _ in expected]
    assert [hit.score for hit in exact] == pytest.approx([score for _, score in expected], abs=2e-6)
    assert [hit.rank for hit in exact] == list(range(1, len(expected) + 1))
    alone = scores_of(query, passages, vectors, pairs, [*range(len(passages))])
    for hit in exact if filters == NO_FILTERS else []:
        nearness_and_wording = alone[passages.index(hit.passage)]
        assert (hit.nearness, hit.wording) == pytest.approx(nearness_and_wording, abs=1e-6)


# What wording is for, and what meaning is for


def crowd(count: int = 60, *, text: str = "Something else is said here") -> list[Passage]:
    return [passage_of(number, EN, f"{text} {number}") for number in range(count)]


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("Hrodnahrapramash", "Who leads Hrodnahrapramash?"),
        ("3-25-10", "Whose number is 3-25-10?"),
        ("Directive № 5", "What does Directive No. 5 say?"),
    ],
)
def test_a_name_that_vectors_do_not_know_is_found(name: str, question: str) -> None:
    passages = [*crowd(), passage_of(60, EN, f"About {name}")]
    vectors = [towards(0.3)] * 60 + [towards(0.28)]

    hits = hybrid_of(passages, vectors).search(asked(question), limit=5)

    dense = ExactRetriever(passages, np.array(vectors, dtype=np.float32))
    assert "d060.txt" not in ids(dense.search(asked(question), limit=50))
    assert ids(hits)[0] == "d060.txt"


def test_a_paraphrase_without_a_common_word_is_found() -> None:
    passages = [*crowd(), passage_of(60, EN, "Levies fall payable every July")]
    vectors = [towards(0.3)] * 60 + [towards(0.9)]

    hit = hybrid_of(passages, vectors).search(asked("taxation deadline"), limit=1)[0]

    assert (hit.passage.document.id, hit.wording) == ("d060.txt", 0.0)


def test_wording_of_the_own_language_does_not_push_down_another() -> None:
    passages = [
        passage_of(0, EN, "When is the land tax due? " * 6),
        passage_of(1, ZH, "土地税应在七月缴纳"),
    ]
    hybrid = hybrid_of(passages, [towards(0.5), towards(0.9)])

    first, second = hybrid.search(asked("When is the land tax due?"), limit=2)

    assert second.score > first.nearness  # without credit it would be first
    assert ids([first, second]) == ["d001.txt", "d000.txt"]
    assert first.wording == pytest.approx(second.wording / 2)


def test_a_number_shared_with_another_language_counts_in_full_beside_the_credit() -> None:
    passages = [passage_of(0, EN, "taxes and levies"), passage_of(1, ZH, "电话 3-25-10")]

    hits = hybrid_of(passages, [EAST, EAST]).search(asked("3-25-10"), limit=2)

    assert ids(hits) == ["d001.txt", "d000.txt"]
    assert hits[0].wording > hits[1].wording == 0


def test_a_question_in_a_language_that_no_passage_has_is_searched() -> None:
    passages = [passage_of(0, EN, "taxes"), passage_of(1, ZH, "税")]

    hits = hybrid_of(passages, [towards(0.5), EAST]).search(asked("падатак", language=BE), limit=9)

    assert ids(hits) == ["d001.txt", "d000.txt"]


def test_an_empty_index_gives_no_hits() -> None:
    hybrid = hybrid_of([], np.empty((0, 2), dtype=np.float32))

    assert hybrid.search(asked("tax"), limit=5) == []


# Filters and limits


def test_a_filter_reaches_what_lies_far_behind_the_first() -> None:
    passages = [*crowd(200), passage_of(200, RU, "Налог"), passage_of(201, EN, "Tax")]
    hybrid = hybrid_of(passages, [EAST] * 200 + [towards(-0.9)] * 2)

    for filters in (
        Filters(document_ids=frozenset({"d201.txt"})),
        Filters(document_ids=frozenset({"d201.txt", "d200.txt"}), languages=frozenset({EN})),
    ):
        hits = hybrid.search(asked("something else"), limit=5, filters=filters)
        assert ids(hits) == ["d201.txt"]


def test_what_is_not_admitted_earns_others_no_credit() -> None:
    passages = [
        passage_of(0, EN, "The land tax is due"),
        passage_of(1, EN, "Water"),
        passage_of(2, ZH, "税"),
    ]
    hybrid = hybrid_of(passages, [EAST] * 3)
    filters = Filters(document_ids=frozenset({"d001.txt", "d002.txt"}))

    everything = hybrid.search(asked("land tax"), limit=3)
    hits = hybrid.search(asked("land tax"), limit=3, filters=filters)

    assert {hit.passage.document.id: hit.wording > 0 for hit in everything}["d002.txt"]
    assert [(hit.passage.document.id, hit.wording) for hit in hits] == [
        ("d001.txt", 0.0),
        ("d002.txt", 0.0),
    ]


@pytest.mark.parametrize("limit", [1, 49, 50, 51, 100, 150, 1000])
@pytest.mark.parametrize("filters", [NO_FILTERS, FILTERS[1], FILTERS[2], FILTERS[5]])
def test_the_limit_is_filled_by_admitted_passages(limit: int, filters: Filters) -> None:
    passages = [
        passage_of(number, EN if number < 120 else RU, f"{'tax' if number % 9 else 'налог'} 2016")
        for number in range(150)
    ]
    hybrid = hybrid_of(passages, unit_vectors(150, seed=3))

    hits = hybrid.search(
        asked("tax", vector=unit_vectors(1, seed=4)[0]), limit=limit, filters=filters
    )

    admitted = sum(map(filters.admit, passages))
    assert len(set(ids(hits))) == len(hits) == min(limit, admitted)
    assert all(filters.admit(hit.passage) for hit in hits)


@pytest.mark.parametrize("limit", range(1, 42))
def test_equal_scores_are_ordered_by_passage_id(limit: int) -> None:
    passages = [passage_of(number, EN, "The same text") for number in range(40)]
    passages = passages[::-1]

    hits = hybrid_of(passages, [EAST] * 40).search(asked("same"), limit=limit)

    assert ids(hits) == [f"d{number:03}.txt" for number in range(min(limit, 40))]
    assert len({hit.score for hit in hits}) == 1


# What was said before


@pytest.mark.parametrize(
    ("scores", "leans", "weight"),
    [
        ([0.1] * 30, False, 1.0),
        ([0.5] + [0.1] * 30, False, 0.0),
        ([0.3] + [0.1] * 30, False, 0.0),
        ([0.25] + [0.1] * 30, False, 0.5),
        ([0.225] + [0.1] * 30, False, 0.75),
        ([0.2] + [0.1] * 30, False, 1.0),
        ([0.5] * 20 + [0.1] * 10, False, 0.0),  # what stands out may be twenty
        ([0.5] * 21 + [0.1] * 10, False, 1.0),
        ([0.5, 0.35], False, 0.5),  # of few, the last is what there is
        ([0.5], False, 1.0),
        ([0.9] + [0.1] * 30, True, 1.0),
        ([0.9], True, 1.0),
    ],
)
def test_what_was_said_counts_less_the_more_the_first_stands_out(
    scores: list[float],
    leans: bool,
    weight: float,
) -> None:
    for order in (scores, scores[::-1]):
        found = weight_of_what_was_said(np.array(order), leans=leans)
        assert found == pytest.approx(weight)


@given(st.lists(st.floats(-2, 3), min_size=1, max_size=60), st.floats(0, 1))
def test_the_weight_lies_between_0_and_1_and_falls_with_the_lead(
    scores: list[float], more: float
) -> None:
    first = weight_of_what_was_said(np.array(scores), leans=False)
    ahead = sorted(scores)
    ahead[-1] += more

    assert 0 <= weight_of_what_was_said(np.array(ahead), leans=False) <= first + 1e-9
    assert first <= 1


def two_subjects() -> HybridRetriever:
    tractors = [passage_of(number, EN, f"Tractors are built here {number}") for number in range(12)]
    taxes = [
        passage_of(12 + number, EN, f"Land tax is paid yearly {number}") for number in range(12)
    ]
    spread = [towards(0.98 - 0.02 * number) for number in range(12)]
    vectors = [(x, y, 0.0) for x, y in (*spread, *((y, x) for x, y in spread))]
    return hybrid_of([*tractors, *taxes], vectors)


TRACTORS = asked("How many tractors are built?", vector=(1, 0, 0))
UNLIKE_ALL = (0, 0, 1)


def test_a_change_of_topic_is_not_polluted() -> None:
    hybrid = two_subjects()
    alone = asked("When is the land tax paid?", vector=(0, 1, 0))

    after = hybrid.search(replace(alone, before=(TRACTORS,)), limit=10)

    assert after == hybrid.search(alone, limit=10)
    assert ids(after)[0] == "d012.txt"


def test_a_question_that_leans_is_helped_by_what_was_said() -> None:
    hybrid = two_subjects()
    alone = asked("And who decides?", vector=(*towards(0.68), 0))

    after = hybrid.search(replace(alone, before=(TRACTORS,), leans=True), limit=10)

    assert all(id_ >= "d012.txt" for id_ in ids(hybrid.search(alone, limit=3)))
    assert all(id_ < "d012.txt" for id_ in ids(after))


def test_a_question_that_finds_nothing_that_stands_out_is_helped_too() -> None:
    hybrid = two_subjects()
    unclear = asked("Decisions of whom?", vector=UNLIKE_ALL)

    after = hybrid.search(replace(unclear, before=(TRACTORS,)), limit=12)

    assert set(ids(after)) == {f"d{number:03}.txt" for number in range(12)}


def test_question_and_answer_before_count_by_their_mean() -> None:
    hybrid = two_subjects()
    alone = asked("And?", vector=(0, 1, 0))

    once = hybrid.search(replace(alone, before=(TRACTORS,), leans=True), limit=24)
    twice = hybrid.search(replace(alone, before=(TRACTORS, TRACTORS), leans=True), limit=24)

    assert once == twice


def test_a_passage_that_only_what_was_said_can_find_is_among_the_hits() -> None:
    passages = [*crowd(), passage_of(60, EN, "Harvesters")]
    hybrid = hybrid_of(passages, [EAST] * 60 + [towards(-0.1)])
    query = asked("and", before=(asked("harvesters", vector=NORTH),), leans=True)

    assert ids(hybrid.search(query, limit=1)) == ["d060.txt"]


# The reranker


class Reversing:
    """Turns the order round, and keeps what it was given."""

    def __init__(self) -> None:
        self.given: list[Hit] = []
        self.query: Query | None = None

    def rerank(self, query: Query, hits: Sequence[Hit]) -> list[Hit]:
        self.given, self.query = list(hits), query
        return [replace(hit, rank=rank) for rank, hit in enumerate(reversed(hits), start=1)]


@pytest.mark.parametrize(("limit", "seen"), [(1, 50), (50, 50), (60, 60), (99, 70)])
def test_the_reranker_sees_the_first_fifty_and_decides(limit: int, seen: int) -> None:
    passages = crowd(70)
    vectors = unit_vectors(70, seed=6)
    query = asked("tax", vector=vectors[0])
    reranker = Reversing()

    hits = hybrid_of(passages, vectors, reranker=reranker).search(query, limit=limit)

    plain = hybrid_of(passages, vectors).search(query, limit=70)
    assert (reranker.query, reranker.given) == (query, plain[:seen])
    assert [hit.passage for hit in hits] == [hit.passage for hit in plain[:seen][::-1][:limit]]


def test_four_threads_find_the_same() -> None:
    hybrid = two_subjects()
    queries = [
        TRACTORS,
        asked("land tax", vector=(0, 1, 0)),
        asked("трактор", vector=UNLIKE_ALL, language=RU),
    ] * 40
    alone = [hybrid.search(query, limit=5, filters=FILTERS[2]) for query in queries[:3]]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda one: hybrid.search(one, limit=5, filters=FILTERS[2]), queries))

    assert found == alone * 40
