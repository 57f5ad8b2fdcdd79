"""Figures over what a reader said of the lessons, as lines of a table."""

from collections.abc import Callable, Sequence

import numpy as np

from eval.measures.separation import separation
from eval.measures.uncertainty import Estimate, estimate
from eval.reader.lessons import LANGUAGES
from eval.reader.readings import LessonReading
from eval.reports.table import aligned, interval, number

_SEED = 20261201
_KEPT = 0.9


def figure_lines(readings: Sequence[LessonReading]) -> list[str]:
    """The table: by language of question and text, by family of text, by kind of nearness."""
    head = ("", "n", "AUROC", "95 % interval", f"near refused at {_KEPT}", "span touches")
    kinds = sorted({one.group.near for one in readings if one.group.near is not None})
    families = sorted({one.group.text.family for one in readings})
    rows = [
        _row("same language", readings, lambda one: one.asked == one.text),
        _row("across languages", readings, lambda one: one.asked != one.text),
        *(
            _row(f"  {language} on {language}", readings, _both(language, language))
            for language in LANGUAGES
        ),
        *(
            _row(f"  {asked} on {text}", readings, _both(asked, text))
            for asked in LANGUAGES
            for text in LANGUAGES
            if asked != text
        ),
        *(_row(f"  {family}", readings, _of_family(family)) for family in families),
        *(_row(f"  near by {kind}", readings, _of_kind(kind)) for kind in kinds),
    ]
    return aligned([head, *rows])


def near_refused(answered: Sequence[float], near: Sequence[float]) -> Estimate:
    """Share of near questions refused by the limit that keeps nine answered ones in ten."""
    if not answered:
        return estimate([], undefined=len(near), seed=_SEED)
    limit = float(np.quantile(answered, 1 - _KEPT))
    return estimate([float(score < limit) for score in near], undefined=0, seed=_SEED)


def _row(
    label: str, readings: Sequence[LessonReading], wanted: Callable[[LessonReading], bool]
) -> tuple[str, ...]:
    some = [one for one in readings if wanted(one)]
    answered = [one.answers for one in some if not one.near]
    near = [one.answers for one in some if one.near]
    area = separation(answered, near, seed=_SEED)
    touches = [float(one.touches) for one in some if one.touches is not None]
    return (
        label,
        str(len(some)),
        number(area.value),
        interval(area),
        number(near_refused(answered, near).value),
        number(estimate(touches, undefined=0, seed=_SEED).value),
    )


def _both(asked: str, text: str) -> Callable[[LessonReading], bool]:
    return lambda one: (one.asked, one.text) == (asked, text)


def _of_family(family: str) -> Callable[[LessonReading], bool]:
    return lambda one: one.group.text.family == family and one.asked == one.text


def _of_kind(kind: str) -> Callable[[LessonReading], bool]:
    """Near questions of one kind beside all answered ones."""
    return lambda one: one.group.near in (kind, None) and one.asked == one.text
