"""Measure: a name and how to get its values. The definitions are pages in `eval/measures/`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from eval.ranking import Ranked, Ranking

Unit_contra = TypeVar("Unit_contra", contravariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Generic[Unit_contra]):
    """A measure whose value over many units is the mean of their values.

    Attributes:
        name: Stable, for programs.
        label: For people.
        values: The values of one unit, 0..1, higher is better; empty where it is undefined,
            which is left out and counted, never zero.
    """

    name: str
    label: str
    values: Callable[[Unit_contra], Sequence[float]]


def defined(value: float | None) -> tuple[float, ...]:
    """No value where it is undefined."""
    return () if value is None else (float(value),)


def of_ranking(
    name: str, label: str, function: Callable[[Ranking], float | None]
) -> Measure[Ranked]:
    """A measure of rankings, undefined where relevance was not judged."""

    def values(unit: Ranked) -> tuple[float, ...]:
        return () if unit.ranking is None else defined(function(unit.ranking))

    return Measure(name=name, label=label, values=values)
