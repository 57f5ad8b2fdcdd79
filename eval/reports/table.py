"""Table: a report as plain text for the terminal."""

from collections.abc import Sequence

from eval.measures.group import Group, Score
from eval.measures.uncertainty import Estimate
from eval.reports.comparison import Comparison, Verdict
from eval.reports.report import Report

_UNDEFINED = "-"


def report_lines(report: Report) -> list[str]:
    """The whole report, except what each failed case said; that is in the page."""
    lines = [report.title, ""]
    lines += [f"  {fact.label}: {fact.value}" for fact in report.facts]
    lines += [f"  left out: {remark}" for remark in report.remarks]
    lines += ["", *_overall_lines(report.overall)]
    for dimension in report.dimensions:
        lines += ["", *_dimension_lines(dimension, report.by(dimension))]
    lines += ["", *_failure_lines(report), *comparison_lines(report.comparisons)]
    return lines


def _overall_lines(group: Group) -> list[str]:
    rows = [("measure", "n", "value", "95 % interval", "undefined")]
    for score in group.scores:
        found = score.estimate
        rows.append(
            (score.label, str(found.n), _value(found), interval(found), str(found.undefined))
        )
    return aligned(rows)


def _dimension_lines(dimension: str, groups: Sequence[Group]) -> list[str]:
    rows = [(dimension, *(f"{group.name} ({group.size})" for group in groups))]
    for number, score in enumerate(groups[0].scores):
        cells = (_cell(group.scores[number]) for group in groups)
        rows.append((score.label, *cells))
    return aligned(rows)


def _cell(score: Score) -> str:
    found = score.estimate
    return _UNDEFINED if found.value is None else f"{found.value:.3f} n {found.n}"


def _failure_lines(report: Report) -> list[str]:
    if report.failures is None:
        return ["the cases that went wrong are not shown: nothing may be chosen on this set"]
    lines = [f"{len(report.failures)} of {report.overall.size} cases went wrong"]
    lines += [
        f"  {failure.id} [{failure.status}] {failure.reason}: {failure.question}"
        for failure in report.failures
    ]
    return lines


def comparison_lines(comparisons: Sequence[Comparison]) -> list[str]:
    """How many are OK, and each that failed or has a remark; nothing without any."""
    if not comparisons:
        return []
    failed = sum(one.verdict is Verdict.FAIL for one in comparisons)
    lines = ["", f"baseline: {len(comparisons) - failed} OK, {failed} FAIL"]
    lines += [
        f"  [{one.verdict}] {one.group} {one.measure}: {number(one.measured)}, "
        f"expected {number(one.expected)}{f' ({one.remark})' if one.remark else ''}"
        for one in comparisons
        if one.verdict is Verdict.FAIL or one.remark
    ]
    return lines


def _value(found: Estimate) -> str:
    return number(found.value)


def interval(found: Estimate) -> str:
    """Both ends; a dash where it is undefined."""
    if found.low is None or found.high is None:
        return _UNDEFINED
    return f"{found.low:.3f} .. {found.high:.3f}"


def number(value: float | None) -> str:
    """Three decimals; a dash where it is undefined."""
    return _UNDEFINED if value is None else f"{value:.3f}"


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns of equal width, the first to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
