"""Confidence: how well each sentence answers, and the probability that the best one does.

Linear models over a few named features. Their weights lie in `confidence.toml`, one set for a
reader and one for similarity alone; `python -m eval calibrate` fits the probability to development
data.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.extract.evidence import Candidate, sentence_features

CALIBRATION_FILE = Path(__file__).with_name("confidence.toml")
READER = "reader"
SIMILARITY = "similarity"
_NEAR = 3
_LOOKED_AT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How sure an answer must be.

    Attributes:
        minimum: Below this confidence there is no answer.
        near: Below this one nothing is shown as near to one either.
    """

    minimum: float
    near: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Weights of both models.

    Attributes:
        sentence_weights: Of the features of a sentence, by name.
        margin: How far below the best a further sentence may be.
        intercept: Log-odds when every feature is zero.
        weights: Of the features of a ranking, by name.
        thresholds: The lowest confidence of an answer, by how often one may be wrong, such as
            `1 in 10`.
        near: The confidence from which what was found counts as near to an answer.
    """

    sentence_weights: Mapping[str, float]
    margin: float
    intercept: float
    weights: Mapping[str, float]
    thresholds: Mapping[str, float]
    near: float

    def thresholds_for(
        self, wrong_at_most: str, *, minimum: float | None, near: float | None
    ) -> Thresholds:
        """The thresholds of an operating point; a number given outright wins."""
        lowest = self.thresholds[wrong_at_most] if minimum is None else minimum
        return Thresholds(minimum=lowest, near=min(lowest, self.near) if near is None else near)

    def sentence_score(self, candidate: Candidate) -> float:
        """How well a sentence answers: comparable among the candidates of one query."""
        found = sentence_features(candidate)
        return sum(weight * found[name] for name, weight in self.sentence_weights.items())

    def confidence(self, found: Mapping[str, float]) -> float:
        """The probability, 0..1."""
        odds = self.intercept + sum(weight * found[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-odds))


def shipped_calibration(name: str) -> Calibration:
    """The weights that come with the program.

    Args:
        name: `READER` or `SIMILARITY`.
    """
    values: dict[str, Any] = tomllib.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))[name]
    return Calibration(**values)


def ranking_features(best: Sequence[Candidate], scores: Sequence[float]) -> dict[str, float]:
    """What speaks for and against an answer, by name.

    Lead over the next candidate and kind of answer expected were tried too and did not help:
    docs/adr/0007-confidence.md, 0012-reader.md.

    Args:
        best: The best candidates, best first; at least one.
        scores: Theirs.
    """
    first, read = best[0], [sentence_features(one) for one in best[:_LOOKED_AT]]
    return {
        "score": scores[0],
        "numbers_missing": float(all(one.numbers_missing for one in best[:_NEAR])),
        "similarity": first.similarity,
        "passed_over": float(first.passed_over),
        "country_missing": float(all(one.country_missing for one in best[:_NEAR])),
        "name_missing": float(all(one.name_missing for one in best[:_NEAR])),
        "unmet": float(first.expected and not first.met and not first.sure),
        "unmet_surely": float(first.sure and not first.met),
        "other_language": float(not first.same_language),
        "span": max(one["span"] for one in read),
        "answers": max(one["answers"] for one in read[:_NEAR]),
    }
