"""Clarification: is it asked back what a question means when that is due, and only then?"""

from eval.answers.case import CaseKind
from eval.answers.row import RIGHT_READINGS, Row
from eval.measures.measure import Measure, defined


def clarification_when_due(row: Row) -> float | None:
    """1 for an ambiguous case that is met with two expected readings or more, else 0.

    A reading is expected when the sentence behind it is from an expected document and holds the
    expected words. The mean is a share of the ambiguous cases, 0..1, higher is better. Undefined
    for other cases.

    Source: own definition, after the task of Aliannejadi et al. (2019), Asking Clarifying
    Questions in Open-Domain Information-Seeking Conversations.
    """
    if row.case.kind is not CaseKind.AMBIGUOUS:
        return None
    right = sum(reading.right for reading in row.readings)
    return float(row.clarified and right >= RIGHT_READINGS)


def clear_not_clarified(row: Row) -> float | None:
    """1 for an answerable case that is not asked back, else 0.

    The mean is a share of the answerable cases, 0..1, higher is better: 1 less the share of
    people who are interrupted for nothing. Undefined for other cases.

    Source: as `clarification_when_due`.
    """
    return float(not row.clarified) if row.case.kind.answerable else None


CLARIFICATION_WHEN_DUE: Measure[Row] = Measure(
    name="clarification_when_due",
    label="clarification when due",
    values=lambda row: defined(clarification_when_due(row)),
)

CLEAR_NOT_CLARIFIED: Measure[Row] = Measure(
    name="clear_not_clarified",
    label="clear, not asked back",
    values=lambda row: defined(clear_not_clarified(row)),
)
