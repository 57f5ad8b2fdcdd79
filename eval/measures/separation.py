"""Separation: how well a score tells two kinds of questions apart, whatever the threshold."""

from collections.abc import Sequence

import numpy as np
import scipy
from numpy.typing import NDArray

from eval.measures.uncertainty import Estimate, bootstrap_interval


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
    lower, upper = bootstrap_interval([high, low], _area, seed=seed)
    return Estimate(
        n=n,
        undefined=0,
        value=float(_area(np.asarray(high), np.asarray(low), axis=-1)),
        low=lower,
        high=upper,
        method="bootstrap",
    )


def _area(high: NDArray[np.float64], low: NDArray[np.float64], *, axis: int) -> NDArray[np.float64]:
    """The area along an axis."""
    ranks = scipy.stats.rankdata(np.concatenate([high, low], axis=axis), axis=axis)
    count = high.shape[axis]
    statistic = ranks.take(range(count), axis=axis).sum(axis=axis) - count * (count + 1) / 2
    area: NDArray[np.float64] = statistic / (count * low.shape[axis])
    return area
