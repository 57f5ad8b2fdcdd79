import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.measures.separation import separation

SCORES = st.lists(st.integers(0, 5).map(float), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("high", "low", "area"),
    [
        ([3.0, 4.0], [1.0, 2.0], 1.0),
        ([1.0], [2.0, 3.0], 0.0),
        ([1.0, 1.0], [1.0], 0.5),
        ([3.0, 1.0], [2.0, 1.0], (1 + 1 + 0 + 0.5) / 4),
    ],
)
def test_the_area_is_the_share_of_pairs_in_the_right_order(
    high: list[float], low: list[float], area: float
) -> None:
    assert separation(high, low, seed=0).value == area


@settings(deadline=None, max_examples=30)
@given(SCORES, SCORES)
def test_it_agrees_with_counting_the_pairs(high: list[float], low: list[float]) -> None:
    pairs = [(one > other) + (one == other) / 2 for one in high for other in low]

    found = separation(high, low, seed=0)

    assert found.value == pytest.approx(sum(pairs) / len(pairs))
    assert found.n == len(high) + len(low)


def test_the_interval_holds_the_value_and_is_the_same_again() -> None:
    high, low = [float(number) for number in range(5, 25)], [float(number) for number in range(20)]

    found = separation(high, low, seed=0)

    assert found == separation(high, low, seed=0)
    assert found.low is not None
    assert found.value is not None
    assert found.high is not None
    assert 0.5 < found.low < found.value < found.high < 1


def test_one_kind_alone_cannot_be_told_apart() -> None:
    found = separation([1.0, 2.0], [], seed=0)

    assert (found.value, found.n, found.undefined) == (None, 0, 2)
