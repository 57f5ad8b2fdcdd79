import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.uncertainty import Estimate, bootstrap_mean, estimate, wilson


def test_wilson_agrees_with_the_formula_worked_by_hand() -> None:
    # p = .8, n = 10, z = 1.959964: centre (p + z²/2n) / (1 + z²/n), half width as in the paper.
    z, p, n = 1.959963984540054, 0.8, 10
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)

    assert wilson(8, 10) == pytest.approx((centre - half, centre + half))
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (0, 1, 0.0, 0.7935)],
)
def test_wilson_is_not_a_point_at_none_and_all(
    successes: int, n: int, low: float, high: float
) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=1e-4)


def test_zeros_and_ones_are_a_rate() -> None:
    found = estimate([1.0] * 8 + [0.0] * 2, undefined=3, seed=0)

    assert found == Estimate(
        n=10, undefined=3, value=0.8, low=wilson(8, 10)[0], high=wilson(8, 10)[1], method="wilson"
    )


def test_other_values_are_a_mean_with_a_bootstrap_interval() -> None:
    values = [0.0, 0.5, 1.0, 0.5] * 25

    found = estimate(values, undefined=0, seed=0)

    # Normal approximation: 0.5 ± 1.96 · 0.35355 / 10.
    assert found.method == "bootstrap"
    assert found.value == 0.5
    assert found.low == pytest.approx(0.4307, abs=0.02)
    assert found.high == pytest.approx(0.5693, abs=0.02)


def test_the_same_seed_gives_the_same_interval() -> None:
    values = [number / 97 for number in range(97)]

    assert bootstrap_mean(values, seed=1) == bootstrap_mean(values, seed=1)
    assert bootstrap_mean(values, seed=1) != bootstrap_mean(values, seed=2)


def test_without_a_defined_value_there_is_no_estimate() -> None:
    assert estimate([], undefined=7, seed=0) == Estimate(
        n=0, undefined=7, value=None, low=None, high=None, method=None
    )


def test_a_single_value_has_itself_as_interval() -> None:
    found = estimate([0.25], undefined=0, seed=0)

    assert (found.low, found.value, found.high) == (0.25, 0.25, 0.25)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_rate_lies_in_its_interval(counts: tuple[int, int]) -> None:
    successes, n = counts
    low, high = wilson(successes, n)

    assert 0 <= low <= successes / n + 1e-12
    assert successes / n - 1e-12 <= high <= 1
