import math

import pytest

from assistant.confidence import Calibration, shipped_calibration, signs
from tests.assistant.test_evidence import query
from tests.assistant.test_extractive import candidate


def test_the_confidence_is_logistic_in_the_signs() -> None:
    calibration = Calibration(intercept=-1, weights={"strength": 2.0, "unmet": -3.0})

    found = calibration.confidence({"strength": 1.5, "unmet": 1.0, "other": 9.0})

    assert found == pytest.approx(1 / (1 + math.exp(1)))


def test_the_signs_are_those_of_the_three_best() -> None:
    ranked = [
        candidate(numbers_missing=True),
        candidate(numbers_missing=True),
        candidate(numbers_missing=True, met=True),
        candidate(met=True),
    ]

    found = signs(query("How many?"), ranked, [2.0, 1.5, 1.4, 1.25])

    assert found["strength"] == 2
    assert found["lead"] == 0.75
    assert (found["expected"], found["unmet"], found["numbers_missing"]) == (1, 0, 1)


def test_a_single_candidate_has_no_lead() -> None:
    assert signs(query("tax"), [candidate()], [1.0])["lead"] == 0


def test_the_shipped_weights_are_of_known_signs() -> None:
    known = signs(query("tax"), [candidate()], [1.0])

    assert set(shipped_calibration().weights) <= set(known)
    assert shipped_calibration().weights["strength"] > 0
