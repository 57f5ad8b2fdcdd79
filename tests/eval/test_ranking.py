import pytest

from eval.ranking import Ranking, distinct


def test_the_first_relevant_rank_counts_from_one() -> None:
    assert Ranking(retrieved=("a", "b", "c"), gains={"c": 1, "b": 2}).first_relevant_rank == 2
    assert Ranking(retrieved=("a",), gains={"c": 1}).first_relevant_rank is None


def test_an_id_retrieved_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Ranking(retrieved=("a", "a"), gains={})


def test_a_gain_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        Ranking(retrieved=(), gains={"a": 0})


def test_distinct_keeps_each_id_at_its_best_rank() -> None:
    assert distinct(["b", "a", "b", "c", "a"]) == ("b", "a", "c")
