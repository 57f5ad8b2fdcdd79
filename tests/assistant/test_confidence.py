import math

import pytest

from assistant.confidence import Calibration, shipped_calibration, signs
from assistant.evidence import strength
from tests.assistant.test_extractive import candidate


def test_the_confidence_is_logistic_in_the_signs() -> None:
    calibration = Calibration(intercept=-1, weights={"strength": 2.0, "unmet": -3.0})

    found = calibration.confidence({"strength": 1.5, "unmet": 1.0, "other": 9.0})

    assert found == pytest.approx(1 / (1 + math.exp(1)))


def test_the_signs_are_those_of_the_best_three() -> None:
    lacking = candidate(numbers_missing=True)

    found = signs([lacking, lacking, lacking, candidate()])

    assert found == {"strength": strength(lacking), "numbers_missing": 1.0}
    assert signs([lacking, candidate()])["numbers_missing"] == 0


def test_the_shipped_weights_are_of_known_signs() -> None:
    known = signs([candidate()])

    assert set(shipped_calibration().weights) <= set(known)
    assert shipped_calibration().weights["strength"] > 0
