"""Public report: what the public sets came to, each beside its floors."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from eval.measures.group import SEED, Group, Score, measure_group
from eval.measures.registry import PUBLIC_MEASURES
from eval.measures.separation import separation
from eval.measures.uncertainty import Estimate
from eval.public.retrieval import RetrievalRow
from eval.public.retrieval_report import retrieval_records
from eval.public.run import SetRun
from eval.public.sets import Role
from eval.reports.baseline import ExpectedScore
from eval.reports.comparison import Comparison, Verdict, compare
from eval.reports.report import Fact

BY_SET = "set"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPart:
    """A set, or one kind of its questions.

    Attributes:
        role: Whether weights were chosen on it.
        leading: Name of the measure to look at first.
        paragraphs: Among how many its first question was searched; the others among as many.
        milliseconds: Median over its questions, embedding included; None when none was asked.
        group: Its name and its scores.
    """

    role: Role
    leading: str
    paragraphs: int
    milliseconds: float | None
    group: Group

    @property
    def leading_score(self) -> Score:
        """The score to look at first."""
        return next(score for score in self.group.scores if score.measure == self.leading)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicReport:
    """What the sets came to.

    Attributes:
        title: What was run.
        facts: What it was run with.
        remarks: What was left out or merged, and why.
        parts: One line of the table each.
        comparisons: Scores beside their floors; empty when not compared.
    """

    title: str
    facts: tuple[Fact, ...]
    remarks: tuple[str, ...]
    parts: tuple[PublicPart, ...]
    comparisons: tuple[Comparison, ...]

    @property
    def passed(self) -> bool:
        """Whether no score lies below its floor."""
        return all(one.verdict is Verdict.OK for one in self.comparisons)

    def verdict(self, part: PublicPart) -> Verdict | None:
        """FAIL when any measure of the part does; None when it has no floor."""
        floors = [
            one
            for one in self.comparisons
            if one.group == part.group.name and one.expected is not None
        ]
        if not floors:
            return None
        failed = any(one.verdict is Verdict.FAIL for one in floors)
        return Verdict.FAIL if failed else Verdict.OK

    def floor(self, part: PublicPart) -> float | None:
        """The floor of the leading measure; None when it has none."""
        for one in self.comparisons:
            if (one.group, one.measure) == (part.group.name, part.leading):
                return one.expected
        return None


def public_report(
    runs: Sequence[SetRun],
    parts: Sequence[PublicPart],
    *,
    facts: Sequence[Fact],
    left_out: Sequence[str],
    expectations: Sequence[ExpectedScore],
) -> PublicReport:
    """Make the report.

    Args:
        runs: The sets, in order.
        parts: Those of all of them, from `set_parts`.
        facts: What they were run with.
        left_out: Sets that were not run, in words.
        expectations: Floors of sets that were run whole; those of others are not looked at.
    """
    ran = {run.entry.name for run in runs}
    floors = [one for one in expectations if one.group.split("/")[0] in ran]
    remarks = [f"{run.entry.name}: {remark}" for run in runs for remark in run.public_set.remarks]
    return PublicReport(
        title="Public question sets",
        facts=(*facts, *_separations(runs), *_kept(runs)),
        remarks=(*left_out, *remarks),
        parts=tuple(parts),
        comparisons=tuple(compare([part.group for part in parts], floors)) if floors else (),
    )


def set_parts(run: SetRun) -> list[PublicPart]:
    """The lines of one set in the table."""
    members: dict[str, list[RetrievalRow]] = {}
    for row in run.rows:
        members.setdefault(_name(run, row), []).append(row)
    return [_part(run, name, rows) for name, rows in members.items()]


def public_records(runs: Iterable[SetRun]) -> list[dict[str, object]]:
    """Rows for the JSON report: every question that was asked or judged."""
    return [
        {"group": _name(run, row), **record, "id": f"{run.entry.name}/{row.question.id}"}
        for run in runs
        for row, record in zip(
            run.rows, retrieval_records(run.rows, measures=PUBLIC_MEASURES), strict=True
        )
        if row.ranking is not None or row.milliseconds is not None
    ]


def _name(run: SetRun, row: RetrievalRow) -> str:
    return f"{run.entry.name}/{row.question.kind}" if run.entry.by_kind else run.entry.name


def _part(run: SetRun, name: str, rows: Sequence[RetrievalRow]) -> PublicPart:
    times = [row.milliseconds for row in rows if row.milliseconds is not None]
    languages = rows[0].question.languages
    pool = [one for one in run.public_set.paragraphs if not languages or one.language in languages]
    return PublicPart(
        role=run.entry.role,
        leading=run.entry.leading,
        paragraphs=len(pool),
        milliseconds=statistics.median(times) if times else None,
        group=measure_group(BY_SET, name, rows, measures=PUBLIC_MEASURES),
    )


def _separations(runs: Sequence[SetRun]) -> list[Fact]:
    return [
        Fact(
            label=f"{run.entry.name}: best score of answerable against unanswerable",
            value=_words(_separation(run.rows)),
        )
        for run in runs
        if run.entry.separation
    ]


def _separation(rows: Sequence[RetrievalRow]) -> Estimate:
    scored = [
        (bool(row.question.gains), row.best_score) for row in rows if row.best_score is not None
    ]
    return replace(
        separation(
            [score for answerable, score in scored if answerable],
            [score for answerable, score in scored if not answerable],
            seed=SEED,
        ),
        undefined=len(rows) - len(scored),
    )


def _words(area: Estimate) -> str:
    if area.value is None:
        return "undefined: one of the two kinds is missing"
    interval = f"{area.low:.3f} .. {area.high:.3f}"
    return f"AUROC {area.value:.3f} ({interval}), n {area.n}, {area.undefined} without a hit"


def _kept(runs: Sequence[SetRun]) -> list[Fact]:
    names = [run.entry.name for run in runs if run.kept]
    return [Fact(label="kept from an earlier run", value=", ".join(names))] if names else []
