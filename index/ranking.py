"""Scores to hits: the one place that decides the order of passages."""

from collections.abc import Iterable, Sequence

from corpus.passage import Passage
from index.hit import Hit

DECIMALS = 6
"""float32 vectors carry six decimals of a cosine; what differs only beyond that is a tie."""


def rank_passages(
    scored: Iterable[tuple[int, float]], passages: Sequence[Passage], *, limit: int
) -> list[Hit]:
    """Order passages by score, equal scores by passage id, and keep the best.

    Args:
        scored: Row in `passages` and cosine similarity.
        passages: All passages, by row.
        limit: Most hits to return.
    """
    rounded = ((passages[row], round(score, DECIMALS) + 0.0) for row, score in scored)
    ordered = sorted(rounded, key=lambda entry: (-entry[1], entry[0].id))[:limit]
    return [
        Hit(passage=passage, rank=rank, score=score)
        for rank, (passage, score) in enumerate(ordered, start=1)
    ]
