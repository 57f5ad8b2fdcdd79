"""Separation: how well a score tells two kinds of questions apart, whatever the threshold."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from eval.measures.uncertainty import CONFIDENCE, RESAMPLES, Estimate


def separation(high: Sequence[float], low: Sequence[float], *, seed: int) -> Estimate:
    """Area under the ROC curve: the chance that one of `high` scores above one of `low`.

    Ties count half. Range 0..1; 0.5 says nothing. Undefined when either is empty. The interval is
    a percentile bootstrap in which each kind is resampled alone.

    Args:
        high: Scores that should be high.
        low: Scores that should be low.
        seed: Of the bootstrap; same seed, same interval.

    Source: Hanley, McNeil (1982), Radiology 143: the area equals the Mann-Whitney statistic.
    """
    n = len(high) + len(low)
    if not high or not low:
        return Estimate(n=0, undefined=n, value=None, low=None, high=None, method=None)
    generator = np.random.default_rng(seed)
    first, second = np.asarray(high, dtype=np.float64), np.asarray(low, dtype=np.float64)
    areas = _areas(
        generator.choice(first, (RESAMPLES, first.size)),
        generator.choice(second, (RESAMPLES, second.size)),
    )
    tail = 100 * (1 - CONFIDENCE) / 2
    lower, upper = np.percentile(areas, [tail, 100 - tail])
    return Estimate(
        n=n,
        undefined=0,
        value=float(_areas(first[np.newaxis], second[np.newaxis])[0]),
        low=float(lower),
        high=float(upper),
        method="bootstrap",
    )


def _areas(high: NDArray[np.float64], low: NDArray[np.float64]) -> NDArray[np.float64]:
    """The area for each pair of rows."""
    ranks = rankdata(np.concatenate([high, low], axis=1), axis=1)
    count = high.shape[1]
    statistic = ranks[:, :count].sum(axis=1) - count * (count + 1) / 2
    areas: NDArray[np.float64] = statistic / (count * low.shape[1])
    return areas
