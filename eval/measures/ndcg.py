"""nDCG@k: how near the order is to the best possible one."""

import math
from collections.abc import Iterable

from eval.measures.measure import Measure, of_ranking
from eval.ranking import Ranked, Ranking


def ndcg_at(ranking: Ranking, *, limit: int) -> float | None:
    """DCG of the first `limit` ids divided by the DCG of the best order of all judged ids.

    DCG = sum of gain / log2(rank + 1): the linear gain that trec_eval uses. Range 0..1, higher is
    better. Undefined without a relevant id.

    Source: Järvelin, Kekäläinen (2002), Cumulated gain-based evaluation of IR techniques, ACM
    TOIS 20(4); the discount as trec_eval computes it.
    """
    if not ranking.gains:
        return None
    reached = _dcg(ranking.gains.get(id_, 0.0) for id_ in ranking.retrieved[:limit])
    best = _dcg(sorted(ranking.gains.values(), reverse=True)[:limit])
    return reached / best


def ndcg_measure(limit: int) -> Measure[Ranked]:
    """Mean nDCG at one cut."""
    return of_ranking(
        f"ndcg_at_{limit}", f"nDCG@{limit}", lambda ranking: ndcg_at(ranking, limit=limit)
    )


def _dcg(gains: Iterable[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))
