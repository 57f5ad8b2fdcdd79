"""Right document: does any quotation come from a document that answers?"""

from eval.answers.row import Row
from eval.measures.measure import Measure, defined


def right_document(row: Row) -> float | None:
    """1 when a citation is from an expected document, else 0; an unanswered case counts 0.

    The mean is a share of the answerable cases, 0..1, higher is better. Undefined for a case that
    the documents do not answer.

    Source: own definition; a success rate over documents.
    """
    if not row.case.kind.answerable:
        return None
    return float(any(quotation.right_document for quotation in row.quotations))


RIGHT_DOCUMENT: Measure[Row] = Measure(
    name="right_document",
    label="right document",
    values=lambda row: defined(right_document(row)),
)
