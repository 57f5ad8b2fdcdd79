"""Public table: the report on public sets as plain text for the terminal."""

from eval.public.report import PublicPart, PublicReport
from eval.reports.comparison import Verdict
from eval.reports.table import aligned, comparison_lines, interval, number


def public_lines(report: PublicReport) -> list[str]:
    """The whole report. The interval and the floor are those of the measure named before them."""
    lines = [report.title, ""]
    lines += [f"  {fact.label}: {fact.value}" for fact in report.facts]
    lines += [f"  left out: {remark}" for remark in report.remarks]
    labels = [score.label for score in report.parts[0].group.scores]
    head = ("set", "role", "n", "among", *labels, "ms", "judged by", "95 % interval", "floor", "")
    rows = [head, *(_cells(report, part) for part in report.parts)]
    return [*lines, "", *aligned(rows), *comparison_lines(report.comparisons)]


def part_line(part: PublicPart) -> str:
    """One part in a line, for a run that goes on."""
    score = part.leading_score
    return f"{part.group.name}: {score.label} {number(score.estimate.value)}, n {score.estimate.n}"


def _cells(report: PublicReport, part: PublicPart) -> tuple[str, ...]:
    leading = part.leading_score
    verdict: Verdict | None = report.verdict(part)
    return (
        part.group.name,
        part.role,
        str(leading.estimate.n),
        str(part.paragraphs),
        *(number(score.estimate.value) for score in part.group.scores),
        "-" if part.milliseconds is None else f"{part.milliseconds:.0f}",
        leading.label,
        interval(leading.estimate),
        number(report.floor(part)),
        "-" if verdict is None else verdict.value,
    )
