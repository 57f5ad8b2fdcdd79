"""Group: the cases that share a language, a kind, …, and how each measure came out over them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from eval.measures.measure import Measure
from eval.measures.uncertainty import Estimate, estimate

Unit = TypeVar("Unit")
OVERALL = "overall"
SEED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One measure over one group."""

    measure: str
    label: str
    estimate: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Units that share a value of one dimension.

    Attributes:
        dimension: What they were grouped by, such as `language`; `overall` for all of them.
        name: The value they share, such as `ru`.
        size: How many they are.
        scores: One for each measure, in the order of the measures.
    """

    dimension: str
    name: str
    size: int
    scores: tuple[Score, ...]


def group_all(
    units: Sequence[Unit],
    *,
    measures: Sequence[Measure[Unit]],
    dimensions: Mapping[str, Callable[[Unit], str]],
) -> list[Group]:
    """Measure all units together, then by each dimension; names in the order they occur."""
    groups = [measure_group(OVERALL, "all", units, measures=measures)]
    for dimension, name_of in dimensions.items():
        members: dict[str, list[Unit]] = {}
        for unit in units:
            members.setdefault(name_of(unit), []).append(unit)
        groups += [
            measure_group(dimension, name, some, measures=measures)
            for name, some in members.items()
        ]
    return groups


def measure_group(
    dimension: str, name: str, units: Sequence[Unit], *, measures: Sequence[Measure[Unit]]
) -> Group:
    """Measure the units of one group."""
    scores = tuple(_score(measure, units) for measure in measures)
    return Group(dimension=dimension, name=name, size=len(units), scores=scores)


def _score(measure: Measure[Unit], units: Sequence[Unit]) -> Score:
    values = [measure.values(unit) for unit in units]
    return Score(
        measure=measure.name,
        label=measure.label,
        estimate=estimate(
            [value for some in values for value in some],
            undefined=sum(not some for some in values),
            seed=SEED,
        ),
    )
