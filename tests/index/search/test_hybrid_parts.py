"""What wording is for, what meaning is for, what was said before, and the reranker."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.admission import Admission
from index.search.exact import ExactRetriever
from index.search.hit import Hit
from index.search.hybrid import HybridRetriever, history_weight
from index.search.query import Query
from tests.index.small_hybrid import (
    BE,
    CLEAR,
    CREDIT,
    EAST,
    EN,
    FILTERS,
    NORTH,
    RU,
    UNCLEAR,
    ZH,
    asked,
    crowd,
    hybrid_of,
    ids,
    passage_of,
    towards,
    unit_vectors,
)


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

    matrix = np.array(vectors, dtype=np.float32)
    dense = ExactRetriever(passages, matrix, admission=Admission(passages))
    assert "d060.txt" not in ids(dense.search(asked(question), limit=50))
    assert ids(hits)[0] == "d060.txt"


def test_a_paraphrase_without_a_common_word_is_found() -> None:
    passages = [*crowd(), passage_of(60, EN, "Levies fall payable every July")]
    vectors = [towards(0.3)] * 60 + [towards(0.9)]

    hit = hybrid_of(passages, vectors).search(asked("taxation deadline"), limit=1)[0]

    assert (hit.passage.document.id, hit.lexical_score) == ("d060.txt", 0.0)


def test_wording_of_the_own_language_does_not_push_down_another() -> None:
    passages = [
        passage_of(0, EN, "When is the land tax due? " * 6),
        passage_of(1, ZH, "土地税应在七月缴纳"),
    ]
    hybrid = hybrid_of(passages, [towards(0.5), towards(0.9)])

    first, second = hybrid.search(asked("When is the land tax due?"), limit=2)

    assert second.score > first.dense_similarity  # without credit it would be first
    assert ids([first, second]) == ["d001.txt", "d000.txt"]
    assert first.lexical_score == pytest.approx(CREDIT * second.lexical_score)


def test_a_number_shared_with_another_language_counts_in_full_beside_the_credit() -> None:
    passages = [passage_of(0, EN, "taxes and levies"), passage_of(1, ZH, "电话 3-25-10")]

    hits = hybrid_of(passages, [EAST, EAST]).search(asked("3-25-10"), limit=2)

    assert ids(hits) == ["d001.txt", "d000.txt"]
    assert hits[0].lexical_score > hits[1].lexical_score == 0


def test_a_question_in_a_language_that_no_passage_has_is_searched() -> None:
    passages = [passage_of(0, EN, "taxes"), passage_of(1, ZH, "税")]

    hits = hybrid_of(passages, [towards(0.5), EAST]).search(asked("падатак", language=BE), limit=9)

    assert ids(hits) == ["d001.txt", "d000.txt"]


def test_an_empty_index_gives_no_hits() -> None:
    hybrid = hybrid_of([], np.empty((0, 2), dtype=np.float32))

    assert hybrid.search(asked("tax"), limit=5) == []


HALFWAY = (CLEAR + UNCLEAR) / 2


@pytest.mark.parametrize(
    ("scores", "follow_up", "weight"),
    [
        ([0.1] * 30, False, 1.0),
        ([0.1 + 2 * CLEAR] + [0.1] * 30, False, 0.0),
        ([0.1 + CLEAR] + [0.1] * 30, False, 0.0),
        ([0.1 + HALFWAY] + [0.1] * 30, False, 0.5),
        ([0.1 + (HALFWAY + UNCLEAR) / 2] + [0.1] * 30, False, 0.75),
        ([0.1 + UNCLEAR] + [0.1] * 30, False, 1.0),
        ([0.1 + CLEAR] * 20 + [0.1] * 10, False, 0.0),  # what stands out may be twenty
        ([0.1 + CLEAR] * 21 + [0.1] * 10, False, 1.0),
        ([0.5 + HALFWAY, 0.5], False, 0.5),  # of few, the last is what there is
        ([0.5], False, 1.0),
        ([0.1 + 2 * CLEAR] + [0.1] * 30, True, 1.0),
        ([0.9], True, 1.0),
    ],
)
def test_what_was_said_counts_less_the_more_the_first_stands_out(
    scores: list[float],
    follow_up: bool,
    weight: float,
) -> None:
    for order in (scores, scores[::-1]):
        found = history_weight(np.array(order), follow_up=follow_up)
        assert found == pytest.approx(weight)


@given(st.lists(st.floats(-2, 3), min_size=1, max_size=60), st.floats(0, 1))
def test_the_weight_lies_between_0_and_1_and_falls_with_the_lead(
    scores: list[float], more: float
) -> None:
    first = history_weight(np.array(scores), follow_up=False)
    ahead = sorted(scores)
    ahead[-1] += more

    assert 0 <= history_weight(np.array(ahead), follow_up=False) <= first + 1e-9
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

    after = hybrid.search(replace(alone, history=(TRACTORS,)), limit=10)

    assert after == hybrid.search(alone, limit=10)
    assert ids(after)[0] == "d012.txt"


def test_a_follow_up_is_helped_by_what_was_said() -> None:
    hybrid = two_subjects()
    alone = asked("And who decides?", vector=(*towards(0.68), 0))

    after = hybrid.search(replace(alone, history=(TRACTORS,), follow_up=True), limit=10)

    assert all(id_ >= "d012.txt" for id_ in ids(hybrid.search(alone, limit=3)))
    assert all(id_ < "d012.txt" for id_ in ids(after))


def test_a_question_that_finds_nothing_that_stands_out_is_helped_too() -> None:
    hybrid = two_subjects()
    unclear = asked("Decisions of whom?", vector=UNLIKE_ALL)

    after = hybrid.search(replace(unclear, history=(TRACTORS,)), limit=12)

    assert set(ids(after)) == {f"d{number:03}.txt" for number in range(12)}


def test_question_and_answer_before_count_by_their_mean() -> None:
    hybrid = two_subjects()
    alone = asked("And?", vector=(0, 1, 0))

    once = hybrid.search(replace(alone, history=(TRACTORS,), follow_up=True), limit=24)
    twice = hybrid.search(replace(alone, history=(TRACTORS, TRACTORS), follow_up=True), limit=24)

    assert once == twice


def test_a_passage_that_only_what_was_said_can_find_is_among_the_hits() -> None:
    passages = [*crowd(), passage_of(60, EN, "Harvesters")]
    hybrid = hybrid_of(passages, [EAST] * 60 + [towards(-0.1)])
    query = asked("and", history=(asked("harvesters", vector=NORTH),), follow_up=True)

    assert ids(hybrid.search(query, limit=1)) == ["d060.txt"]


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
