"""Right quotation: do the quoted words themselves hold the answer?"""

from eval.answers.row import Row
from eval.measures.measure import Measure, defined


def right_quotation(row: Row) -> float | None:
    """1 when any citation is from an expected document and holds all expected words, else 0.

    An unanswered case counts 0. The mean is a share of the answerable cases, 0..1, higher is
    better. Undefined for a case that the documents do not answer.

    Source: the containment of answer strings by which Chen et al. (2017), Reading Wikipedia to
    Answer Open-Domain Questions, judge what was retrieved, here applied to what is quoted.
    """
    if not row.case.kind.answerable:
        return None
    return float(any(quotation.right for quotation in row.quotations))


def right_first_quotation(row: Row) -> float | None:
    """As `right_quotation`, but only the first citation counts: what a hurried reader reads."""
    if not row.case.kind.answerable:
        return None
    return float(any(quotation.right for quotation in row.quotations[:1]))


RIGHT_QUOTATION: Measure[Row] = Measure(
    name="right_quotation",
    label="right quotation",
    values=lambda row: defined(right_quotation(row)),
)

RIGHT_FIRST_QUOTATION: Measure[Row] = Measure(
    name="right_first_quotation",
    label="right first quotation",
    values=lambda row: defined(right_first_quotation(row)),
)
