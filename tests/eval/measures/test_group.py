from dataclasses import dataclass

from eval.measures.group import Group, group_all
from eval.measures.measure import Measure, defined
from eval.measures.uncertainty import wilson


@dataclass(frozen=True)
class Unit:
    colour: str
    value: float | None


MEASURE: Measure[Unit] = Measure(
    name="value", label="Value", values=lambda unit: defined(unit.value)
)
UNITS = [Unit("red", 1), Unit("blue", 0), Unit("red", None), Unit("red", 0)]


def group(units: list[Unit]) -> list[Group]:
    return group_all(units, measures=[MEASURE], dimensions={"colour": lambda unit: unit.colour})


def test_units_are_measured_together_and_by_each_dimension() -> None:
    groups = group(UNITS)

    names = [(one.dimension, one.name, one.size) for one in groups]
    assert names == [("overall", "all", 4), ("colour", "red", 3), ("colour", "blue", 1)]
    values = [one.scores[0].estimate.value for one in groups]
    assert values == [1 / 3, 0.5, 0.0]


def test_undefined_units_are_left_out_and_counted() -> None:
    [overall, red, _] = group(UNITS)

    assert (overall.scores[0].estimate.n, overall.scores[0].estimate.undefined) == (3, 1)
    assert (red.scores[0].estimate.low, red.scores[0].estimate.high) == wilson(1, 2)


def test_an_empty_run_has_one_group_without_values() -> None:
    [overall] = group([])

    estimate = overall.scores[0].estimate
    assert (overall.size, estimate.n, estimate.value, estimate.low) == (0, 0, None, None)


def test_units_that_are_all_undefined_have_no_value() -> None:
    [overall, _] = group([Unit("red", None)] * 3)

    assert overall.scores[0].estimate.value is None
    assert overall.scores[0].estimate.undefined == 3
