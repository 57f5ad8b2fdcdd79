"""Answer rate: how many of the questions that can be answered are answered, rightly or not?"""

from assistant.status import Status
from eval.answers.row import Row
from eval.measures.measure import Measure, defined


def answer_rate(row: Row) -> float | None:
    """1 when an answerable case is answered at all, else 0.

    The mean is a share of the answerable cases, 0..1. Read it beside `right_quotation`: alone, it
    rewards answering everything. Undefined for a case that the documents do not answer.

    Source: the answer rate that GOV.UK Chat publishes beside its accuracy (2026).
    """
    if not row.case.kind.answerable:
        return None
    return float(row.status is Status.ANSWERED)


ANSWER_RATE: Measure[Row] = Measure(
    name="answer_rate",
    label="answer rate",
    values=lambda row: defined(answer_rate(row)),
)
