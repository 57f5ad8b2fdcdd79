"""The measures of rankings agree with ir-measures, which computes them with trec_eval."""

from collections.abc import Callable

import ir_measures
import numpy as np
import pytest
from ir_measures import RR, R, Success, nDCG

from eval.measures.ndcg import ndcg_at
from eval.measures.recall_at import recall_at
from eval.measures.reciprocal_rank import reciprocal_rank
from eval.measures.success_at import success_at
from eval.ranking import Ranking

QUESTIONS = 60
GRADES = (0, 0, 1, 2, 3)
IDS = [f"d{number}" for number in range(30)]

Judged = dict[str, dict[str, int]]
Scored = dict[str, dict[str, float]]


def random_run(seed: int) -> tuple[Judged, Scored]:
    """Judgements in four grades, and scores of which many are equal.

    Some questions were not run, some have no relevant id, and some find none.
    """
    draw = np.random.default_rng(seed)
    judged: Judged = {}
    scored: Scored = {}
    for number in range(QUESTIONS):
        question = f"q{number}"
        judged[question] = {
            str(id_): int(draw.choice(GRADES)) for id_ in draw.choice(IDS, 8, replace=False)
        }
        if draw.random() < 0.1:
            judged[question] = dict.fromkeys(judged[question], 0)
        if draw.random() < 0.8:
            scored[question] = {
                str(id_): int(draw.integers(5)) / 4 for id_ in draw.choice(IDS, 15, replace=False)
            }
    return judged, scored


def ranked(question: str, judged: Judged, scored: Scored) -> Ranking:
    """Equal scores in the order of trec_eval: the later id first."""
    found = sorted(scored.get(question, {}).items(), key=lambda one: one[0], reverse=True)
    found.sort(key=lambda one: one[1], reverse=True)
    return Ranking(
        retrieved=tuple(id_ for id_, _ in found),
        gains={id_: float(gain) for id_, gain in judged[question].items() if gain > 0},
    )


def differences(
    own: Callable[..., float | None], theirs: ir_measures.Measure, *, seed: int, limit: int
) -> list[tuple[str, float | None, float | None]]:
    """The questions on which two implementations differ; no value where nothing is relevant."""
    judged, scored = random_run(seed)
    expected = {one.query_id: one.value for one in ir_measures.iter_calc([theirs], judged, scored)}
    found = []
    for question, gains in judged.items():
        value = own(ranked(question, judged, scored), limit=limit)
        other = expected[question] if any(gains.values()) else None
        if value != pytest.approx(other):
            found.append((question, value, other))
    return found


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("limit", [1, 3, 10])
@pytest.mark.parametrize(
    ("own", "theirs"), [(ndcg_at, nDCG), (recall_at, R), (success_at, Success)]
)
def test_every_question_has_the_value_of_ir_measures(
    own: Callable[..., float | None], theirs: ir_measures.Measure, limit: int, seed: int
) -> None:
    assert differences(own, theirs @ limit, seed=seed, limit=limit) == []


@pytest.mark.parametrize("seed", range(5))
def test_the_reciprocal_rank_is_that_of_ir_measures(seed: int) -> None:
    # Not cut: with a cut ir-measures computes it by a script that orders equal scores otherwise.
    assert differences(reciprocal_rank, RR, seed=seed, limit=len(IDS)) == []
