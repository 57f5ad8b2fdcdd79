"""Calibrate: fit the confidence to questions set apart for it, and find the operating points."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.extract.confidence import READER, SIMILARITY, Calibration
from assistant.extract.extractive import ExtractiveComposer
from assistant.extract.quotation import Quotation
from assistant.question.make_query import make_query
from assistant.question.meaning import read_meaning
from assistant.question.read import read_question
from assistant.settings import Settings
from assistant.wiring import open_composer
from eval.answers.case import Case, CaseKind
from eval.answers.matching import quotes
from eval.errors import EvalError
from eval.provenance import TODAY
from eval.quotations.quoting_set import QuotingQuestion, QuotingSet
from index.model.embedder import Embedder
from index.search.filters import NO_FILTERS, Filters
from index.version.versions import IndexVersion, open_version

FEATURES = {
    SIMILARITY: (
        "score",
        "numbers_missing",
        "passed_over",
        "country_missing",
        "name_missing",
        "unmet",
        "unmet_surely",
    ),
    READER: (
        "similarity",
        "numbers_missing",
        "passed_over",
        "country_missing",
        "name_missing",
        "unmet",
        "unmet_surely",
        "other_language",
        "span",
        "answers",
    ),
}
"""Those that helped, of all that are found: docs/adr/0007-confidence.md and 0012-reader.md."""
_REGULARISATION = 0.3
_OWN_CASE = 3.0
"""Own cases are few, and nearer to what is asked in earnest than the public questions are."""
_RISKS = {"3 in 8": 3 / 8, "1 in 3": 1 / 3, "1 in 5": 1 / 5, "1 in 10": 1 / 10, "1 in 20": 1 / 20}
_FEWEST = 10
_NEAR = 0.5
_FEWEST_LEFT = 5
"""Documents; among fewer nothing near is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """The features found for one question, and whether what would be quoted answers it.

    Attributes:
        features: By name.
        right: Whether a quotation holds what is expected.
        weight: How many observations it stands for.
    """

    features: Mapping[str, float]
    right: bool
    weight: float = 1.0


def observe(
    cases: Sequence[Case], *, store: Path, settings: Settings, embedder: Embedder
) -> list[Observation]:
    """Find the features of each case that brings up anything to quote; ambiguous ones are left out.

    Answerable ones are asked a second time with the documents that answer shut out: what is left
    is near to the question and does not answer it.

    Args:
        cases: Over one corpus.
        store: Where the index of that corpus is kept.
        settings: As for the product.
        embedder: The loaded model.
    """
    version = open_version(store / "index", embedder=embedder)
    composer = open_composer(settings, version, embedder=embedder)
    look = partial(
        _observe, version=version, composer=composer, settings=settings, embedder=embedder
    )
    found: list[Observation | None] = []
    for case in cases:
        if case.kind is not CaseKind.AMBIGUOUS:
            found.append(look(case))
        answering = {one.document for one in case.expected}
        if (
            case.kind is CaseKind.ANSWERABLE
            and len(version.documents) - len(answering) >= _FEWEST_LEFT
        ):
            found.append(look(case, shut_out=answering))
    return [one for one in found if one is not None]


def _observe(
    case: Case,
    *,
    version: IndexVersion,
    composer: ExtractiveComposer,
    settings: Settings,
    embedder: Embedder,
    shut_out: Set[str] = frozenset(),
) -> Observation | None:
    # As in the product, the confidence of a follow-up is that of its own words.
    asked = read_question(case.question, history=(), language=None, limits=settings.limits)
    meaning = read_meaning(asked, today=TODAY)
    query = make_query(asked, meaning, embedder=embedder, centres=version.centres)
    admitted = Filters(document_ids=frozenset(version.documents) - shut_out)
    evidence = version.retriever.search(query, limit=settings.search.passages, filters=admitted)
    draft = composer.compose(query, evidence, meaning)
    if not draft.features:
        return None
    right = any(
        quotes(expected, document_id=quotation.document.id, quote=quotation.text)
        for expected in case.expected
        for quotation in draft.quotations
    )
    return Observation(features=draft.features, right=right, weight=_OWN_CASE)


def observe_set(
    asked: QuotingSet,
    version: IndexVersion,
    *,
    settings: Settings,
    embedder: Embedder,
    done: Callable[[int, int], None],
) -> list[Observation]:
    """Find the features of public questions; where no answers are known, any is right that exists.

    Args:
        asked: The set.
        version: The index of its pool.
        settings: As for the product.
        embedder: The loaded model.
        done: Called with (done, total).
    """
    composer = open_composer(settings, version, embedder=embedder)
    found = []
    for number, question in enumerate(asked.questions, start=1):
        done(number, len(asked.questions))
        read = read_question(question.text, history=(), language=None, limits=settings.limits)
        meaning = read_meaning(read, today=TODAY)
        query = make_query(read, meaning, embedder=embedder, centres=version.centres)
        filters = Filters(document_ids=question.admitted) if question.admitted else NO_FILTERS
        hits = version.retriever.search(query, limit=settings.search.passages, filters=filters)
        draft = composer.compose(query, hits, meaning)
        if draft.features:
            right = question.answerable and (
                not question.answers or any(map(partial(is_right, question), draft.quotations))
            )
            found.append(Observation(features=draft.features, right=right))
    return found


def is_right(question: QuotingQuestion, quotation: Quotation) -> bool:
    """Tell whether a quotation holds a gold answer, in the paragraph that was asked about."""
    held = any(gold in quotation.text for gold in question.answers)
    return held and quotation.document.id == question.paragraph


def fit(
    observations: Sequence[Observation], base: Calibration, names: Sequence[str]
) -> Calibration:
    """Fit a logistic model with L2 regularisation on standardised features.

    Right and wrong count half each: how many there are is a matter of what was collected.

    Args:
        observations: Of questions set apart for it.
        base: Weights of the choice, which stay.
        names: The features to use.

    Raises:
        EvalError: The observations do not hold both right and wrong answers.
    """
    labels = np.array([one.right for one in observations])
    if labels.size == 0 or labels.all() or not labels.any():
        raise EvalError(
            "Nothing to calibrate on: right answers and wrong ones are needed.",
            fix="Ask for more cases.",
        )
    table = np.array([[one.features[name] for name in names] for one in observations])
    counts = _balanced(labels, np.array([one.weight for one in observations]))
    from sklearn.linear_model import LogisticRegression  # takes a second
    from sklearn.preprocessing import StandardScaler  # as above

    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=_REGULARISATION)
    model.fit(scaler.transform(table), labels, sample_weight=counts)
    weights = model.coef_[0] / scaler.scale_
    fitted = replace(
        base,
        intercept=round(float(model.intercept_[0] - weights @ scaler.mean_), 3),
        weights={name: round(float(one), 3) for name, one in zip(names, weights, strict=True)},
    )
    sure = np.array([fitted.confidence(one.features) for one in observations])
    thresholds = operating_points(sure, labels, counts)
    near = round(_NEAR * thresholds["3 in 8"], 3)
    return replace(fitted, thresholds=thresholds, near=near)


def _balanced(right: NDArray[np.bool_], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    shares = np.where(right, weights / weights[right].sum(), weights / weights[~right].sum())
    balanced: NDArray[np.float64] = shares * len(weights) / 2
    return balanced


def operating_points(
    confidences: NDArray[np.float64], right: NDArray[np.bool_], weights: NDArray[np.float64]
) -> dict[str, float]:
    """The lowest confidence from which at most one in so many answers is wrong.

    By the weights given: in `fit` right and wrong ones weigh half each.

    Where no threshold keeps to a risk, the highest confidence seen is given: then hardly anything
    is answered, which is what was asked for.
    """
    order = np.argsort(-confidences, kind="stable")
    wrong = np.cumsum(~right[order] * weights[order]) / np.cumsum(weights[order])
    points = {}
    for name, risk in _RISKS.items():
        kept = np.flatnonzero((wrong <= risk) & (np.arange(len(order)) >= _FEWEST - 1))
        last = int(kept[-1]) if len(kept) else 0
        points[name] = round(float(confidences[order[last]]), 3)
    return points


def calibration_toml(calibrations: Mapping[str, Calibration], *, told_from: str) -> str:
    """The text of `assistant/extract/confidence.toml`.

    Args:
        calibrations: By name.
        told_from: What the confidence was fitted to, in words.
    """
    lines = [
        "# Weights of the choice of sentences and of the confidence (confidence.py).",
        "# sentence_weights, margin: chosen by hand, docs/adr/0005-sentence-choice.md,",
        "# 0012-reader.md.",
        "# All else is fitted by `python -m eval calibrate` to",
        f"# {told_from}.",
    ]
    for name, calibration in calibrations.items():
        values = asdict(calibration)
        tables = {key: value for key, value in values.items() if isinstance(value, Mapping)}
        lines += ["", f"[{name}]"]
        lines += [f"{key} = {value}" for key, value in values.items() if key not in tables]
        for key, table in tables.items():
            lines += ["", f"[{name}.{key}]"]
            lines += [f'"{one}" = {value}' for one, value in table.items()]
    return "\n".join(lines) + "\n"
