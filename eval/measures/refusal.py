"""Refusal: is "the documents do not say" said when it is true, and only then?

A case is refused when the class of its status, the first word, is `unanswerable` or `refused`; see
`Row.declined`.
"""

from eval.answers.row import Row
from eval.measures.measure import Measure, defined


def refusal_precision(row: Row) -> float | None:
    """Of the refused cases, 1 for one that the documents do not answer, else 0.

    An ambiguous case that is refused counts 0: the documents answer each of its readings.
    The mean is a share, 0..1, higher is better. Undefined for a case that was not refused.

    Source: precision of one class, van Rijsbergen (1979), Information Retrieval, chapter 7; the
    classes are those of Rajpurkar, Jia, Liang (2018), Know What You Don't Know.
    """
    return float(row.case.kind.unanswerable) if row.declined else None


def refusal_recall(row: Row) -> float | None:
    """Of the cases that the documents do not answer, 1 for one that was refused, else 0.

    The mean is a share, 0..1, higher is better. Undefined for a case that the documents answer.

    Source: as `refusal_precision`.
    """
    return float(row.declined) if row.case.kind.unanswerable else None


REFUSAL_PRECISION: Measure[Row] = Measure(
    name="refusal_precision",
    label="refusal precision",
    values=lambda row: defined(refusal_precision(row)),
)

REFUSAL_RECALL: Measure[Row] = Measure(
    name="refusal_recall",
    label="refusal recall",
    values=lambda row: defined(refusal_recall(row)),
)
