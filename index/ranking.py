"""Scores to hits: the one place that decides the order of passages."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.passage import Passage
from index.hit import Hit

DECIMALS = 6
"""float32 vectors carry six decimals of a cosine; what differs only beyond that is a tie."""


def ordered(hits: Iterable[Hit], *, limit: int | None = None) -> list[Hit]:
    """Order hits by score, equal scores by passage id, keep the best, and number them."""
    rounded = (replace(hit, score=round(hit.score, DECIMALS) + 0.0) for hit in hits)
    best = sorted(rounded, key=lambda hit: (-hit.score, hit.passage.id))[:limit]
    return [replace(hit, rank=rank) for rank, hit in enumerate(best, start=1)]


def rank_passages(
    scored: Iterable[tuple[int, float]], passages: Sequence[Passage], *, limit: int
) -> list[Hit]:
    """Order passages by score, equal scores by passage id, and keep the best.

    Args:
        scored: Row in `passages` and cosine similarity.
        passages: All passages, by row.
        limit: Most hits to return.
    """
    hits = (Hit(passage=passages[row], rank=0, score=score) for row, score in scored)
    return ordered(hits, limit=limit)
