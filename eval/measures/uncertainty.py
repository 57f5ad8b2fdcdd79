"""Uncertainty: a mean with its 95 % interval. No figure is reported without one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import scipy
from numpy.typing import NDArray

CONFIDENCE = 0.95
RESAMPLES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A mean over defined values.

    Attributes:
        n: Defined values.
        undefined: Units without a value: left out, never counted as zero.
        value: Their mean; None when nothing is defined.
        low: Lower end of the interval; None without a value.
        high: Upper end.
        method: How the interval was made; None without one.
    """

    n: int
    undefined: int
    value: float | None
    low: float | None
    high: float | None
    method: Literal["wilson", "bootstrap"] | None


def estimate(values: Sequence[float], *, undefined: int, seed: int) -> Estimate:
    """Estimate a mean: values that are only 0 and 1 are a rate (Wilson), others a mean (bootstrap).

    Args:
        values: The defined values.
        undefined: How many units had none.
        seed: Of the bootstrap; same seed, same interval.
    """
    n = len(values)
    if n == 0:
        return Estimate(n=0, undefined=undefined, value=None, low=None, high=None, method=None)
    rate = all(value in (0.0, 1.0) for value in values)
    low, high = wilson(round(sum(values)), n) if rate else bootstrap_mean(values, seed=seed)
    return Estimate(
        n=n,
        undefined=undefined,
        value=float(np.mean(values)),
        low=low,
        high=high,
        method="wilson" if rate else "bootstrap",
    )


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Wilson score interval of a rate: holds its level also for few cases and rates near 0 and 1.

    Source: Wilson (1927), Probable Inference, JASA 22; recommended by Brown, Cai, DasGupta (2001).
    """
    interval = scipy.stats.binomtest(successes, n).proportion_ci(CONFIDENCE, method="wilson")
    return float(interval.low), float(interval.high)


def bootstrap_mean(values: Sequence[float], *, seed: int) -> tuple[float, float]:
    """Interval of a mean."""
    return bootstrap_interval([values], np.mean, seed=seed)


def bootstrap_interval(
    samples: Sequence[Sequence[float]],
    statistic: Callable[..., NDArray[np.float64]],
    *,
    seed: int,
) -> tuple[float, float]:
    """Percentile bootstrap interval from `RESAMPLES` seeded resamples, each sample drawn alone.

    Args:
        samples: None of them empty.
        statistic: Takes as many arrays and `axis`; of equal values it must not depend on their
            number.
        seed: Same seed, same interval.

    Source: Efron, Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
    """
    # scipy draws from no fewer than two values.
    pairs = [values if len(values) > 1 else [*values, *values] for values in samples]
    found = scipy.stats.bootstrap(
        pairs,
        statistic,
        n_resamples=RESAMPLES,
        vectorized=True,
        confidence_level=CONFIDENCE,
        method="percentile",
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return float(found.low), float(found.high)
