"""Reciprocal rank: how far down the first relevant id stands. Its mean is MRR."""

from eval.measures.measure import Measure, of_ranking
from eval.ranking import Ranked, Ranking


def reciprocal_rank(ranking: Ranking, *, limit: int) -> float | None:
    """1 / rank of the first relevant id; 0 when it is not among the first `limit`.

    Range 0..1, higher is better. Undefined without a relevant id.

    Source: Voorhees (1999), The TREC-8 Question Answering Track Report, section 3.
    """
    if not ranking.gains:
        return None
    rank = ranking.first_relevant_rank
    return 1 / rank if rank is not None and rank <= limit else 0.0


def reciprocal_rank_measure(limit: int) -> Measure[Ranked]:
    """Mean reciprocal rank at one cut."""
    return of_ranking(
        f"mrr_at_{limit}", f"MRR@{limit}", lambda ranking: reciprocal_rank(ranking, limit=limit)
    )
