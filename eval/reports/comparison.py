"""Comparison: a run beside its baseline, OK or FAIL for each measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from eval.measures.group import Group
from eval.measures.uncertainty import Estimate
from eval.reports.baseline import ExpectedScore

_ROUNDING = 0.00005
"""Expected values are rounded to four decimals."""


class Verdict(StrEnum):
    """Whether a score is what was expected."""

    OK = "OK"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One score beside its expectation.

    Attributes:
        group: Corpus, or corpus and language.
        measure: Name of the measure.
        verdict: FAIL when the score lies below expectation and tolerance, or is missing.
        expected: Expected value; None where none was expected.
        measured: Measured value; None where the measure is undefined or missing.
        remark: What a reader should know; empty when it is simply as expected.
    """

    group: str
    measure: str
    verdict: Verdict
    expected: float | None
    measured: float | None
    remark: str


def compare(groups: Sequence[Group], expectations: Sequence[ExpectedScore]) -> list[Comparison]:
    """Compare scores with expectations.

    Args:
        groups: As measured, named as in the baseline.
        expectations: Of the corpora that were run whole; others cannot be compared.

    Returns:
        One comparison for each expectation, in their order, then one for each score that no
        expectation names.
    """
    measured = {
        (group.name, score.measure): score.estimate for group in groups for score in group.scores
    }
    expected = {(one.group, one.measure) for one in expectations}
    compared = [_compare(one, measured.get((one.group, one.measure))) for one in expectations]
    return compared + [
        Comparison(
            group=group,
            measure=measure,
            verdict=Verdict.OK,
            expected=None,
            measured=estimate.value,
            remark="not in the baseline",
        )
        for (group, measure), estimate in measured.items()
        if (group, measure) not in expected
    ]


def _compare(expected: ExpectedScore, estimate: Estimate | None) -> Comparison:
    value = estimate.value if estimate is not None else None
    verdict, remark = _judge(expected, value, run=estimate is not None)
    if estimate is not None and estimate.n != expected.n:
        counts = f"n was {expected.n}, is {estimate.n}"
        remark = f"{remark}; {counts}" if remark else counts
    return Comparison(
        group=expected.group,
        measure=expected.measure,
        verdict=verdict,
        expected=expected.value,
        measured=value,
        remark=remark,
    )


def _judge(expected: ExpectedScore, value: float | None, *, run: bool) -> tuple[Verdict, str]:
    if not run:
        return Verdict.FAIL, "not measured"
    if expected.value is None:
        return Verdict.OK, "" if value is None else "was undefined"
    if value is None:
        return Verdict.FAIL, "undefined"
    if value < expected.value - expected.tolerance - _ROUNDING:
        return Verdict.FAIL, f"below {expected.value:.4f} - {expected.tolerance:.4f}"
    if value > expected.value + expected.tolerance + _ROUNDING:
        return Verdict.OK, "better; write a new baseline"
    return Verdict.OK, ""
