"""The contract of vectors, checked: finite, unit length, right shape. A bad row is never found."""

import numpy as np

from index.errors import ModelError
from index.model.embedder import Vectors

TOLERANCE = 1e-3


def check_vectors(vectors: Vectors, *, count: int, dimensions: int, model: str) -> Vectors:
    """Pass usable vectors through.

    Raises:
        ModelError: Wrong shape, NaN, infinity, or a length that is not 1.
    """
    if vectors.shape != (count, dimensions):
        raise _unusable(model, f"vectors of shape {vectors.shape} for {count} × {dimensions}")
    if not np.isfinite(vectors).all():
        raise _unusable(model, "vectors that are not finite")
    lengths = np.linalg.norm(vectors, axis=1)
    if count and float(np.abs(lengths - 1).max()) > TOLERANCE:
        worst = lengths[np.abs(lengths - 1).argmax()]
        raise _unusable(model, f"a vector of length {worst:.3g} instead of 1")
    return vectors


def _unusable(model: str, what: str) -> ModelError:
    return ModelError(
        f"The embedding model {model} gave {what}.",
        fix="Use another model, or install this one again and run `assistant sync --rebuild`.",
    )
