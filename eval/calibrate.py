"""Calibrate: fit the weights of the confidence to the gold cases set apart for tuning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from assistant.confidence import Calibration, shipped_calibration, signs
from assistant.extractive import ExtractiveComposer
from assistant.question import read_question
from assistant.settings import Settings
from assistant.understanding import understand
from eval.case import Case, Kind
from eval.errors import EvalError
from index.embedder import Embedder
from index.versions import IndexVersion, open_version

_REGULARISATION = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """The signs found for one case, and whether its documents answer it."""

    signs: Mapping[str, float]
    answerable: bool


def observe(
    cases: Sequence[Case], *, store: Path, settings: Settings, embedder: Embedder
) -> list[Observation]:
    """Find the signs of each case that brings up any candidate; ambiguous ones are left out.

    Args:
        cases: Over one corpus.
        store: Where the index of that corpus is kept.
        settings: As for the product.
        embedder: The loaded model.
    """
    version = open_version(store / "index", embedder=embedder)
    found = [
        _observe(case, version=version, settings=settings, embedder=embedder)
        for case in cases
        if case.kind is not Kind.AMBIGUOUS
    ]
    return [one for one in found if one is not None]


def _observe(
    case: Case, *, version: IndexVersion, settings: Settings, embedder: Embedder
) -> Observation | None:
    # As in the product, the confidence of a follow-up is that of its own words.
    asked = read_question(case.question, history=(), language=None, limits=settings.limits)
    query = understand(asked, embedder=embedder, centres=version.centres)
    evidence = version.retriever.search(query, limit=settings.search.passages)
    composer = ExtractiveComposer(
        scorer=version.sentences, sentences=1, calibration=shipped_calibration()
    )
    ranked = composer.rank(query, evidence)
    if not ranked:
        return None
    return Observation(signs=signs(ranked), answerable=bool(case.expected))


def fit(observations: Sequence[Observation]) -> Calibration:
    """Fit a logistic model with L2 regularisation on standardised signs.

    Raises:
        EvalError: The observations do not hold both answerable and unanswerable cases.
    """
    labels = np.array([one.answerable for one in observations])
    if labels.size == 0 or labels.all() or not labels.any():
        raise EvalError(
            "Nothing to calibrate on: both answerable and unanswerable cases are needed.",
            fix="Ask for more cases.",
        )
    names = list(observations[0].signs)
    table = np.array([[one.signs[name] for name in names] for one in observations])
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=_REGULARISATION).fit(scaler.transform(table), labels)
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - weights @ scaler.mean_)
    return Calibration(
        intercept=round(intercept, 3),
        weights={
            name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)
        },
    )


def calibration_toml(calibration: Calibration, *, cases: int) -> str:
    """The text of `assistant/confidence.toml`."""
    lines = [
        "# Weights of the confidence (assistant/confidence.py).",
        f"# Fitted by `python -m eval calibrate` to {cases} gold cases of the split `tune`;",
        "# signs and threshold were chosen with all cases in view (docs/adr/0007-confidence.md).",
        f"intercept = {calibration.intercept}",
        "",
        "[weights]",
    ]
    lines += [f"{name} = {weight}" for name, weight in calibration.weights.items()]
    return "\n".join(lines) + "\n"
