"""Recall@k: how much of what is relevant stands among the first k."""

from eval.measures.measure import Measure, of_ranking
from eval.ranking import Ranked, Ranking


def recall_at(ranking: Ranking, *, limit: int) -> float | None:
    """Relevant ids among the first `limit`, divided by all relevant ids.

    Range 0..1, higher is better. Undefined without a relevant id. Gains are not weighed: any gain
    above 0 is relevant.

    Source: Manning, Raghavan, Schütze (2008), Introduction to Information Retrieval, 8.3-8.4.
    """
    if not ranking.gains:
        return None
    found = sum(id_ in ranking.gains for id_ in ranking.retrieved[:limit])
    return found / len(ranking.gains)


def recall_measure(limit: int) -> Measure[Ranked]:
    """Recall at one cut."""
    return of_ranking(
        f"recall_at_{limit}", f"recall@{limit}", lambda ranking: recall_at(ranking, limit=limit)
    )
