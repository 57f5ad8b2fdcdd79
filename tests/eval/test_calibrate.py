import tomllib

import numpy as np
import pytest

from eval.calibrate import Observation, calibration_toml, fit
from eval.errors import EvalError


def observations(count: int = 400) -> list[Observation]:
    """Cases whose answerability is drawn from a known logistic model."""
    random = np.random.default_rng(7)
    strengths = random.normal(1.0, 0.5, count)
    odds = 4 * (strengths - 1)
    answerable = random.random(count) < 1 / (1 + np.exp(-odds))
    return [
        Observation(
            signs={"strength": float(one), "noise": float(random.normal())}, answerable=bool(yes)
        )
        for one, yes in zip(strengths, answerable, strict=True)
    ]


def test_the_weights_of_a_known_model_are_found() -> None:
    calibration = fit(observations())

    assert 3 < calibration.weights["strength"] < 5
    assert abs(calibration.weights["noise"]) < 0.5
    assert calibration.confidence({"strength": 1.0, "noise": 0.0}) == pytest.approx(0.5, abs=0.1)


def test_cases_of_one_kind_only_are_refused() -> None:
    with pytest.raises(EvalError, match="both answerable and unanswerable"):
        fit([one for one in observations() if one.answerable])
    with pytest.raises(EvalError):
        fit([])


def test_the_file_says_where_its_weights_come_from() -> None:
    calibration = fit(observations())

    text = calibration_toml(calibration, cases=400)

    assert tomllib.loads(text)["weights"] == dict(calibration.weights)
    assert "400 gold cases of the split `tune`" in text
