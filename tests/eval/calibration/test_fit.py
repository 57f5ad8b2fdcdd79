import tomllib
from dataclasses import asdict, replace

import numpy as np
import pytest

from assistant.extract.confidence import SIMILARITY, shipped_calibration
from eval.calibration.fit import Observation, calibration_toml, fit, operating_points
from eval.errors import EvalError

BASE = shipped_calibration(SIMILARITY)
NAMES = ("score", "noise")


def observations(count: int = 400) -> list[Observation]:
    """Answers whose rightness is drawn from a known logistic model."""
    random = np.random.default_rng(7)
    scores = random.normal(1.0, 0.5, count)
    odds = 4 * (scores - 1)
    right = random.random(count) < 1 / (1 + np.exp(-odds))
    return [
        Observation(
            features={"score": float(one), "noise": float(random.normal())}, right=bool(yes)
        )
        for one, yes in zip(scores, right, strict=True)
    ]


def test_the_weights_of_a_known_model_are_found() -> None:
    calibration = fit(observations(), BASE, NAMES)

    assert 3 < calibration.weights["score"] < 5
    assert abs(calibration.weights["noise"]) < 0.5
    assert calibration.confidence({"score": 1.0, "noise": 0.0}) == pytest.approx(0.5, abs=0.1)


def test_the_weights_of_the_choice_stay() -> None:
    calibration = fit(observations(), BASE, NAMES)

    assert calibration.sentence_weights == BASE.sentence_weights
    assert calibration.margin == BASE.margin


def test_answers_of_one_kind_only_are_refused() -> None:
    with pytest.raises(EvalError, match="right answers and wrong ones"):
        fit([one for one in observations() if one.right], BASE, NAMES)
    with pytest.raises(EvalError):
        fit([], BASE, NAMES)


def test_at_an_operating_point_no_more_answers_are_wrong_than_it_says() -> None:
    calibration = fit(observations(), BASE, NAMES)
    sure = np.array([calibration.confidence(one.features) for one in observations()])
    right = np.array([one.right for one in observations()])

    points = operating_points(sure, right, np.ones(len(right)))

    for risk, share in (("1 in 3", 1 / 3), ("1 in 5", 1 / 5), ("1 in 10", 1 / 10)):
        answered = sure >= points[risk] - 0.0005
        assert (~right[answered]).mean() <= share + 0.01
        assert answered.sum() >= 10


def test_where_no_threshold_keeps_to_the_risk_hardly_anything_is_answered() -> None:
    wrong = np.zeros(50, dtype=bool)
    points = operating_points(np.linspace(0.9, 0.1, 50), wrong, np.ones(50))

    assert points["1 in 20"] == 0.9


def test_the_file_holds_the_calibrations_and_says_where_they_come_from() -> None:
    calibration = replace(fit(observations(), BASE, NAMES), margin=0.5)

    text = calibration_toml({"similarity": calibration}, told_from="400 drawn cases")

    assert tomllib.loads(text)["similarity"] == asdict(calibration)
    assert "400 drawn cases" in text


def test_right_and_wrong_weigh_half_each_however_many_there_are() -> None:
    all_of_them = observations(4000)
    wrong = [one for one in all_of_them if not one.right]
    few = [one for one in all_of_them if one.right][: len(wrong) // 9]

    calibration = fit([*wrong, *few], BASE, NAMES)

    assert calibration.confidence({"score": 1.0, "noise": 0.0}) == pytest.approx(0.5, abs=0.1)
