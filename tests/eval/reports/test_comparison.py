import pytest

from eval.reports.baseline import ExpectedScore, expectations
from eval.reports.comparison import Comparison, Verdict, compare
from tests.eval.reports.test_baseline import make_group


def expect(value: float | None, *, tolerance: float = 0.1, n: int = 10) -> ExpectedScore:
    return ExpectedScore(
        group="sample", measure="right_quotation", n=n, value=value, tolerance=tolerance
    )


@pytest.mark.parametrize(
    ("expected", "right", "verdict", "remark"),
    [
        (expect(0.8), 8, Verdict.OK, ""),
        (expect(0.9), 8, Verdict.OK, ""),
        (expect(0.9001), 8, Verdict.FAIL, "below 0.9001 - 0.1000"),
        (expect(1.0), 8, Verdict.FAIL, "below 1.0000 - 0.1000"),
        (expect(0.6), 8, Verdict.OK, "better; write a new baseline"),
        (expect(1.0, tolerance=0), 9, Verdict.FAIL, "below 1.0000 - 0.0000"),
        (expect(None), 8, Verdict.OK, "was undefined"),
        (expect(0.8, n=12), 8, Verdict.OK, "n was 12, is 10"),
    ],
)
def test_a_score_below_expectation_and_tolerance_fails(
    expected: ExpectedScore, right: int, verdict: Verdict, remark: str
) -> None:
    group = make_group("sample", right_quotation=[1.0] * right + [0.0] * (10 - right))

    [compared] = compare([group], [expected])

    assert compared == Comparison(
        group="sample",
        measure="right_quotation",
        verdict=verdict,
        expected=expected.value,
        measured=right / 10,
        remark=remark,
    )


def test_a_score_that_became_undefined_fails() -> None:
    [compared] = compare([make_group("sample", right_quotation=[])], [expect(0.8, n=0)])

    assert (compared.verdict, compared.remark) == (Verdict.FAIL, "undefined")


def test_a_score_that_stays_undefined_is_as_expected() -> None:
    [compared] = compare([make_group("sample", right_quotation=[])], [expect(None, n=0)])

    assert (compared.verdict, compared.remark) == (Verdict.OK, "")


def test_a_score_that_is_missing_fails() -> None:
    [compared] = compare([], [expect(0.8)])

    assert (compared.verdict, compared.remark) == (Verdict.FAIL, "not measured")


def test_a_score_without_an_expectation_is_named() -> None:
    [compared] = compare([make_group("sample", mrr=[1.0])], [])

    assert (compared.verdict, compared.remark) == (Verdict.OK, "not in the baseline")


def test_a_run_beside_its_own_scores_is_ok() -> None:
    group = make_group("sample", right_quotation=[1, 1, 0], mrr=[0.3333, 0.5, 0.1], empty=[])

    compared = compare([group], expectations([group]))

    assert [(one.verdict, one.remark) for one in compared] == [(Verdict.OK, "")] * 3
