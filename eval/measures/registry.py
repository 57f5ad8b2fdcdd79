"""The measures: one page each with formula, range, source and what undefined means."""

from eval.answers.row import Row
from eval.measures.answer_rate import ANSWER_RATE
from eval.measures.citation_validity import CITATION_VALIDITY
from eval.measures.clarification import CLARIFICATION_WHEN_DUE, CLEAR_NOT_CLARIFIED
from eval.measures.measure import Measure
from eval.measures.ndcg import ndcg_measure
from eval.measures.recall_at import recall_measure
from eval.measures.reciprocal_rank import reciprocal_rank_measure
from eval.measures.refusal import REFUSAL_PRECISION, REFUSAL_RECALL
from eval.measures.right_document import RIGHT_DOCUMENT
from eval.measures.right_quotation import RIGHT_FIRST_QUOTATION, RIGHT_QUOTATION
from eval.measures.success_at import success_measure
from eval.ranking import Ranked

DEPTH = 10

RANKING_MEASURES: tuple[Measure[Ranked], ...] = (
    recall_measure(1),
    recall_measure(5),
    recall_measure(DEPTH),
    reciprocal_rank_measure(DEPTH),
    ndcg_measure(DEPTH),
)

PUBLIC_MEASURES: tuple[Measure[Ranked], ...] = (
    success_measure(1),
    recall_measure(1),
    recall_measure(5),
    ndcg_measure(5),
    ndcg_measure(DEPTH),
)

ANSWER_MEASURES: tuple[Measure[Row], ...] = (
    RIGHT_QUOTATION,
    RIGHT_FIRST_QUOTATION,
    RIGHT_DOCUMENT,
    ANSWER_RATE,
    REFUSAL_PRECISION,
    REFUSAL_RECALL,
    CLARIFICATION_WHEN_DUE,
    CLEAR_NOT_CLARIFIED,
    CITATION_VALIDITY,
    *RANKING_MEASURES,
)

__all__ = ["ANSWER_MEASURES", "DEPTH", "PUBLIC_MEASURES", "RANKING_MEASURES"]
