"""Hybrid search against plain Python, its filters and limits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Language
from corpus.passage import Passage
from index.model.embedder import Vectors
from index.model.language_pairs import LanguagePairs
from index.search.backends import RetrieverName
from index.search.filters import NO_FILTERS, Filters, Period
from index.search.lexical import LexicalIndex
from index.search.query import Query
from tests.fakes import EQUAL_PAIRS
from tests.index.small_hybrid import (
    CLEAR,
    CREDIT,
    EAST,
    EN,
    FILTERS,
    RU,
    UNCLEAR,
    WORDING,
    ZH,
    asked,
    crowd,
    hybrid_of,
    ids,
    passage_of,
    towards,
    unit_vectors,
)


def scores_of(
    query: Query,
    passages: Sequence[Passage],
    vectors: Vectors,
    pairs: LanguagePairs,
    filters: Filters,
) -> dict[int, tuple[float, float]]:
    """Dense similarity and lexical score by row, of the rows that are admitted."""
    shares = LexicalIndex.build(passages).shares(query.text).tolist()
    of_any_time = replace(filters, period=None)
    own = [
        share
        for share, passage in zip(shares, passages, strict=True)
        if passage.document.language is query.language and of_any_time.admit(passage)
    ]
    rows = [row for row, passage in enumerate(passages) if filters.admit(passage)]
    found = {}
    for row in rows:
        language = passages[row].document.language
        pair = zip(query.embedding.tolist(), vectors[row].tolist(), strict=True)
        cosine = np.array([sum(a * b for a, b in pair)])
        dense_similarity = pairs.carry_over(cosine, question=query.language, passage=language)
        credit = 0.0 if language is query.language else CREDIT * max(own, default=0.0)
        found[row] = (float(dense_similarity[0]), max(shares[row], credit))
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
    found = scores_of(query, passages, vectors, pairs, filters)
    scores = {
        row: dense_similarity + WORDING * lexical_score
        for row, (dense_similarity, lexical_score) in found.items()
    }
    if query.history and scores:
        said = [scores_of(one, passages, vectors, pairs, filters) for one in query.history]
        best = sorted(scores.values(), reverse=True)
        lead = best[0] - best[min(20, len(best) - 1)]
        weight = 1.0 if query.follow_up else min(1.0, max(0.0, (CLEAR - lead) / (CLEAR - UNCLEAR)))
        for row in scores:
            both = [
                dense_similarity + WORDING * wording
                for dense_similarity, wording in (one[row] for one in said)
            ]
            scores[row] += weight * sum(both) / len(both)
    ranked = sorted((-round(score, 6), passages[row].id) for row, score in scores.items())
    return [(id_, -score) for score, id_ in ranked[:limit]]


WORDS = "tax due office 2016 №5 налог налога падатак трактароў 税收 土地税 3-25-10".split()  # noqa: SIM905 - easier to read
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
TEXTS = st.lists(st.tuples(st.sampled_from(Language), LINES), min_size=1, max_size=30)
SOME_PAIRS = LanguagePairs(
    matrix=np.random.default_rng(8).uniform((0, 0.5), (0.3, 0.9), (16, 2)).astype(np.float32)
)


@given(
    texts=TEXTS,
    questions=st.lists(st.tuples(st.sampled_from(Language), LINES), min_size=1, max_size=3),
    follow_up=st.booleans(),
    limit=st.integers(1, 40),
    filters=st.sampled_from(FILTERS),
    pairs=st.sampled_from([EQUAL_PAIRS, SOME_PAIRS]),
    seed=st.integers(0, 2**31),
)
def test_hits_equal_the_reference_with_both_backends(
    texts: list[tuple[Language, str]],
    questions: list[tuple[Language, str]],
    follow_up: bool,
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
    query = replace(query, history=tuple(before), follow_up=follow_up)

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
    alone = scores_of(query, passages, vectors, pairs, NO_FILTERS)
    for hit in exact if filters == NO_FILTERS else []:
        nearness_and_wording = alone[passages.index(hit.passage)]
        assert (hit.dense_similarity, hit.lexical_score) == pytest.approx(
            nearness_and_wording, abs=1e-6
        )


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

    assert {hit.passage.document.id: hit.lexical_score > 0 for hit in everything}["d002.txt"]
    assert [(hit.passage.document.id, hit.lexical_score) for hit in hits] == [
        ("d001.txt", 0.0),
        ("d002.txt", 0.0),
    ]


def test_a_period_shuts_out_passages_and_changes_no_score() -> None:
    texts = [(EN, "The land tax"), (ZH, "2016年的土地税"), (EN, "Water"), (RU, "Налог 2016 года")]
    passages = [passage_of(number, *text) for number, text in enumerate(texts, start=1)]
    hybrid = hybrid_of(passages, [towards(0.9), towards(0.8), towards(0.7), towards(0.6)])
    year = Period(first=date(2016, 1, 1), last=date(2016, 12, 31), published_only=False)

    everywhere = hybrid.search(asked("land tax"), limit=4)
    within = hybrid.search(asked("land tax"), limit=4, filters=Filters(period=year))

    assert set(ids(within)) == {"d002.txt", "d004.txt"}
    assert [(hit.passage, hit.score) for hit in within] == [
        (hit.passage, hit.score) for hit in everywhere if hit.passage in passages[1::2]
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
