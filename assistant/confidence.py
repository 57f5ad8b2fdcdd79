"""Confidence: the estimated probability that the evidence answers the query.

A logistic model over a few signs. Its weights lie in `confidence.toml`; `python -m eval calibrate`
fits them to the gold cases set apart for tuning.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from assistant.evidence import Candidate
from corpus.document import Language
from index.query import Query

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
    text = (resources.files("assistant") / "confidence.toml").read_text(encoding="utf-8")
    values = tomllib.loads(text)
    return Calibration(intercept=values["intercept"], weights=values["weights"])


def signs(
    query: Query, ranked: Sequence[Candidate], strengths: Sequence[float]
) -> dict[str, float]:
    """What speaks for and against an answer, by name.

    Args:
        query: The query.
        ranked: Candidates, best first; at least one.
        strengths: Their strengths, in the same order.
    """
    best = ranked[0]
    near = ranked[:_NEAR]
    following = strengths[min(_NEAR, len(strengths) - 1)]
    return {
        "strength": strengths[0],
        "lead": strengths[0] - following,
        "expected": float(best.expected),
        "unmet": float(best.expected and not any(one.met for one in near)),
        "numbers_missing": float(all(one.numbers_missing for one in near)),
        "continued": float(query.continued),
        "russian": float(query.language is Language.RUSSIAN),
        "belarusian": float(query.language is Language.BELARUSIAN),
        "chinese": float(query.language is Language.CHINESE),
    }
