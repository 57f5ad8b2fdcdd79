"""Confidence: the estimated probability that the evidence answers the query."""

import math
from collections.abc import Sequence

from assistant.evidence import Candidate

FEATURES = (
    "similarity",
    "passage_similarity",
    "overlap",
    "passage_overlap",
    "unmet",
    "numbers_missing",
    "other_language",
)


def features(ranked: Sequence[Candidate]) -> list[float]:
    """What the confidence rests on, in the order of `FEATURES`; of the best candidates."""
    best = ranked[0]
    near = ranked[:3]
    return [
        best.similarity,
        max(candidate.passage_similarity for candidate in near),
        max(candidate.overlap for candidate in near),
        max(candidate.passage_overlap for candidate in near),
        float(best.expected and not any(candidate.met for candidate in near)),
        float(all(candidate.numbers_missing for candidate in near)),
        float(not best.same_language),
    ]


def confidence(ranked: Sequence[Candidate]) -> float:
    """Logistic model over `features`: 0..1. At least one candidate is needed."""
    weights = (4.0, 4.0, 1.0, 1.0, -1.5, -1.5, 0.5)
    total = -4.0 + sum(w * f for w, f in zip(weights, features(ranked), strict=True))
    return 1 / (1 + math.exp(-total))
