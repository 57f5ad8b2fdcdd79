"""Scores to hits: the one place that decides the order of passages."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.passage import Passage
from index.search.hit import Hit

DECIMALS = 6
"""float32 vectors carry six decimals of a cosine; what differs only beyond that is a tie."""


def ordered(hits: Iterable[Hit], *, limit: int | None = None) -> list[Hit]:
    """Order hits by score, equal scores by passage id, keep the best, and number them."""
    scored = [(_rounded(hit.score), hit.passage.id, hit) for hit in hits]
    scored.sort(key=_best_first)
    return [
        replace(hit, rank=rank, score=score)
        for rank, (score, _, hit) in enumerate(scored[:limit], start=1)
    ]


def rank_passages(
    scored: Iterable[tuple[int, float]], passages: Sequence[Passage], *, limit: int
) -> list[Hit]:
    """Order passages by score, equal scores by passage id, and keep the best.

    Args:
        scored: Row in `passages` and cosine similarity.
        passages: All passages, by row.
        limit: Most hits to return.
    """
    found = [(_rounded(score), passages[row].id, row) for row, score in scored]
    found.sort(key=_best_first)
    return [
        Hit(passage=passages[row], rank=rank, score=score)
        for rank, (score, _, row) in enumerate(found[:limit], start=1)
    ]


def _rounded(score: float) -> float:
    return round(score, DECIMALS) + 0.0


def _best_first(scored: tuple[float, str, object]) -> tuple[float, str]:
    return -scored[0], scored[1]
