from eval.measures.uncertainty import wilson
from eval.reports.table import report_lines
from tests.eval.reports.test_report import FAILED, make_report


def test_a_measure_shows_n_value_interval_and_what_is_undefined() -> None:
    lines = report_lines(make_report())

    low, high = wilson(1, 1)
    [line] = [line for line in lines if line.startswith("right quotation ")][:1]
    assert line.split() == ["right", "quotation", "1", "1.000", f"{low:.3f}", "..", "1.000", "1"]
    assert f"{high:.3f}" == "1.000"


def test_languages_stand_beside_each_other() -> None:
    lines = report_lines(make_report())

    place = next(number for number, line in enumerate(lines) if line.startswith("language"))
    assert lines[place].split() == ["language", "en", "(1)", "ru", "(1)"]
    assert lines[place + 1].split() == ["right", "quotation", "-", "1.000", "n", "1"]


def test_failed_cases_and_left_out_cases_are_named() -> None:
    lines = report_lines(make_report())

    assert "  left out: 2 cases over the seeds: no folder x" in lines
    assert "1 of 2 cases went wrong" in lines
    assert (
        "  en-1 [answered] answered although the documents do not say: <script>alert(1)</script>"
        in lines
    )


def test_a_failed_comparison_is_shown_with_both_values() -> None:
    lines = report_lines(make_report(comparisons=[FAILED]))

    assert "baseline: 0 OK, 1 FAIL" in lines
    assert "  [FAIL] sample right_quotation: 0.500, expected 0.900 (below 0.9000 - 0.1000)" in lines


def test_an_empty_run_shows_dashes() -> None:
    lines = report_lines(make_report(rows=[]))

    assert any(line.split() == ["MRR@10", "0", "-", "-", "0"] for line in lines)
