"""Every value is worked by hand; the ranking is d1 d2 d3 d4, judged d2 (gain 1), d4 (3), d9 (2)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.measure import Measure
from eval.measures.ndcg import ndcg_at, ndcg_measure
from eval.measures.recall_at import recall_at, recall_measure
from eval.measures.reciprocal_rank import reciprocal_rank, reciprocal_rank_measure
from eval.measures.success_at import success_at, success_measure
from eval.ranking import Ranked, Ranking
from tests.eval.records import make_row

RANKING = Ranking(retrieved=("d1", "d2", "d3", "d4"), gains={"d2": 1.0, "d4": 3.0, "d9": 2.0})
NOTHING_FOUND = Ranking(retrieved=(), gains={"d1": 1.0})
NOTHING_RELEVANT = Ranking(retrieved=("d1",), gains={})


@pytest.mark.parametrize(
    ("limit", "value"), [(1, 0.0), (2, 1 / 3), (3, 1 / 3), (4, 2 / 3), (9, 2 / 3)]
)
def test_recall_is_the_found_share_of_what_is_relevant(limit: int, value: float) -> None:
    assert recall_at(RANKING, limit=limit) == value


@pytest.mark.parametrize(("limit", "value"), [(1, 0.0), (2, 1.0), (4, 1.0)])
def test_success_is_anything_relevant_among_the_first(limit: int, value: float) -> None:
    assert success_at(RANKING, limit=limit) == value


@pytest.mark.parametrize(("limit", "value"), [(1, 0.0), (2, 0.5), (10, 0.5)])
def test_reciprocal_rank_is_one_over_the_first_relevant_rank(limit: int, value: float) -> None:
    assert reciprocal_rank(RANKING, limit=limit) == value


def test_ndcg_is_the_discounted_gain_over_that_of_the_best_order() -> None:
    # DCG = 1/log2(3) + 3/log2(5) = 0.63093 + 1.29203; best = 3 + 2/log2(3) + 1/2 = 4.76186.
    assert ndcg_at(RANKING, limit=10) == pytest.approx(1.92296 / 4.76186, abs=1e-5)


def test_the_best_order_is_cut_where_the_ranking_is() -> None:
    # DCG@2 = 1/log2(3); best@2 = 3 + 2/log2(3).
    expected = (1 / math.log2(3)) / (3 + 2 / math.log2(3))

    assert ndcg_at(RANKING, limit=2) == pytest.approx(expected)


def test_a_single_relevant_id_at_rank_three_has_half_the_gain() -> None:
    ranking = Ranking(retrieved=("a", "b", "c"), gains={"c": 1.0})

    assert ndcg_at(ranking, limit=10) == pytest.approx(0.5)


def test_a_judged_question_without_a_ranking_counts_as_zero() -> None:
    assert success_at(NOTHING_FOUND, limit=10) == 0
    assert recall_at(NOTHING_FOUND, limit=10) == 0
    assert reciprocal_rank(NOTHING_FOUND, limit=10) == 0
    assert ndcg_at(NOTHING_FOUND, limit=10) == 0


def test_without_anything_relevant_every_measure_is_undefined() -> None:
    assert success_at(NOTHING_RELEVANT, limit=10) is None
    assert recall_at(NOTHING_RELEVANT, limit=10) is None
    assert reciprocal_rank(NOTHING_RELEVANT, limit=10) is None
    assert ndcg_at(NOTHING_RELEVANT, limit=10) is None


@pytest.mark.parametrize(
    ("measure", "name"),
    [
        (success_measure(1), "success_at_1"),
        (recall_measure(5), "recall_at_5"),
        (reciprocal_rank_measure(10), "mrr_at_10"),
        (ndcg_measure(10), "ndcg_at_10"),
    ],
    ids=["success", "recall", "mrr", "ndcg"],
)
def test_a_row_without_a_ranking_has_no_value(measure: Measure[Ranked], name: str) -> None:
    assert measure.name == name
    assert measure.values(make_row()) == ()
    assert measure.values(make_row(ranking=NOTHING_RELEVANT)) == ()
    assert measure.values(make_row(ranking=NOTHING_FOUND)) == (0.0,)


@given(
    st.lists(st.sampled_from("abcdef"), unique=True),
    st.dictionaries(st.sampled_from("abcdef"), st.floats(0.5, 3), min_size=1),
    st.integers(1, 8),
)
def test_every_value_lies_between_zero_and_one(
    retrieved: list[str], gains: dict[str, float], limit: int
) -> None:
    ranking = Ranking(retrieved=tuple(retrieved), gains=gains)

    for function in (success_at, recall_at, reciprocal_rank, ndcg_at):
        value = function(ranking, limit=limit)
        assert value is not None
        assert 0 <= value <= 1 + 1e-12
