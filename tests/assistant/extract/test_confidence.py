import math
from dataclasses import replace

import pytest

from assistant.extract.confidence import (
    READER,
    SIMILARITY,
    Thresholds,
    ranking_features,
    shipped_calibration,
)
from tests.assistant.extract.test_extractive import SIMPLE, candidate


def test_the_confidence_is_logistic_in_the_signs() -> None:
    calibration = replace(SIMPLE, intercept=-1.0, weights={"score": 2.0, "unmet": -3.0})

    found = calibration.confidence({"score": 1.5, "unmet": 1.0, "other": 9.0})

    assert found == pytest.approx(1 / (1 + math.exp(1)))


def test_the_signs_are_those_of_the_best_three() -> None:
    lacking = candidate(numbers_missing=True)

    found = ranking_features([lacking, lacking, lacking, candidate()], [2.0, 1.0, 1.0, 1.0])

    assert found["score"] == 2.0
    assert found["numbers_missing"] == 1.0
    assert ranking_features([lacking, candidate()], [2.0, 1.0])["numbers_missing"] == 0


@pytest.mark.parametrize(
    ("sure", "met", "unmet", "unmet_surely"),
    [(False, False, 1.0, 0.0), (True, False, 0.0, 1.0), (False, True, 0.0, 0.0)],
)
def test_what_is_surely_missing_is_a_sign_of_its_own(
    sure: bool, met: bool, unmet: float, unmet_surely: float
) -> None:
    found = ranking_features([candidate(expected=True, sure=sure, met=met)], [1.0])

    assert (found["unmet"], found["unmet_surely"]) == (unmet, unmet_surely)


@pytest.mark.parametrize("name", [SIMILARITY, READER])
def test_the_shipped_weights_are_of_known_signs(name: str) -> None:
    shipped = shipped_calibration(name)

    assert set(shipped.weights) <= set(ranking_features([candidate()], [1.0]))
    assert 0 < shipped.near <= shipped.thresholds["1 in 10"] < 1
    assert shipped.margin > 0


@pytest.mark.parametrize("name", [SIMILARITY, READER])
def test_the_rarer_an_answer_may_be_wrong_the_surer_it_must_be(name: str) -> None:
    thresholds = shipped_calibration(name).thresholds

    in_order = [thresholds[risk] for risk in ("3 in 8", "1 in 3", "1 in 5", "1 in 10", "1 in 20")]
    assert in_order == sorted(in_order)


def test_a_threshold_given_outright_wins_over_the_words() -> None:
    calibration = replace(SIMPLE, thresholds={"1 in 10": 0.6}, near=0.4)

    assert calibration.thresholds_for("1 in 10", minimum=None, near=None) == Thresholds(
        minimum=0.6, near=0.4
    )
    assert calibration.thresholds_for("1 in 10", minimum=0.2, near=None) == Thresholds(
        minimum=0.2, near=0.2
    )
    assert calibration.thresholds_for("1 in 10", minimum=0.9, near=0.1) == Thresholds(
        minimum=0.9, near=0.1
    )
