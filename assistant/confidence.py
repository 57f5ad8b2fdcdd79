"""Confidence: the estimated probability that the evidence answers the query.

A logistic model over a few signs. Its weights lie in `confidence.toml`; `python -m eval calibrate`
fits them to the gold cases set apart for tuning.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.evidence import Candidate, strength

CALIBRATION_FILE = Path(__file__).with_name("confidence.toml")
_NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Weights of the logistic model.

    Attributes:
        intercept: Log-odds when every sign is zero.
        weights: By name of the sign, in the order of `signs`.
    """

    intercept: float
    weights: Mapping[str, float]

    def confidence(self, signs_found: Mapping[str, float]) -> float:
        """The probability, 0..1."""
        odds = self.intercept + sum(
            weight * signs_found[name] for name, weight in self.weights.items()
        )
        return 1 / (1 + math.exp(-odds))


def shipped_calibration() -> Calibration:
    """The weights that come with the program."""
    values = tomllib.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
    return Calibration(intercept=values["intercept"], weights=values["weights"])


def signs(best: Sequence[Candidate]) -> dict[str, float]:
    """What speaks for and against an answer, by name.

    Lead over the next candidate, kind of answer expected, language of question and document were
    tried too and did not help: docs/adr/0007-confidence.md.

    Args:
        best: The best candidates, best first; at least one.
    """
    return {
        "strength": strength(best[0]),
        "numbers_missing": float(all(one.numbers_missing for one in best[:_NEAR])),
    }
