"""Success@k: how often something relevant stands among the first k."""

from eval.measures.measure import Measure, of_ranking
from eval.ranking import Ranked, Ranking


def success_at(ranking: Ranking, *, limit: int) -> float | None:
    """1 when any of the first `limit` ids is relevant, else 0. Undefined without a relevant id.

    Range 0..1, higher is better. With one relevant id it equals recall.

    Source: the measure `success` of trec_eval.
    """
    if not ranking.gains:
        return None
    return float(any(id_ in ranking.gains for id_ in ranking.retrieved[:limit]))


def success_measure(limit: int) -> Measure[Ranked]:
    """Share of successes at one cut."""
    return of_ranking(
        f"success_at_{limit}",
        f"success@{limit}",
        lambda ranking: success_at(ranking, limit=limit),
    )
