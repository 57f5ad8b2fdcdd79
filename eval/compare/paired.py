"""Paired: two runs over the same cases, case by case. Is the difference more than chance?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import scipy
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.errors import EvalError


class RowRecord(BaseModel):
    """One row of a JSON report; other keys are not needed here.

    Attributes:
        id: Of the case or question.
        failure: What went wrong; None when nothing did.
        values: By measure; empty where it is undefined.
        group: Compared apart from others; a public set, or one kind of its questions.
    """

    model_config = ConfigDict(strict=True)

    id: str
    failure: str | None
    values: Mapping[str, tuple[float, ...]]
    group: str = ""


class _ReportRecord(BaseModel):
    model_config = ConfigDict(strict=True)

    rows: list[RowRecord] = Field(min_length=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How one measure changed over the cases that have one value in both runs.

    Attributes:
        measure: Its name.
        n: Pairs.
        old: Mean of the old values.
        new: Mean of the new values.
        better: Pairs in which the new value is higher.
        worse: Pairs in which it is lower.
        p: Chance of a split at least as uneven if either were equally likely; 1 without any.
    """

    measure: str
    n: int
    old: float
    new: float
    better: int
    worse: int
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedRuns:
    """Two runs beside each other.

    Attributes:
        changes: By measure, in the order of the old run; measures without a pair are left out.
        mended: Ids that went wrong and now go right, sorted.
        broken: Ids that went right and now go wrong, sorted.
        unpaired: How many rows are in one run only.
    """

    changes: tuple[Change, ...]
    mended: tuple[str, ...]
    broken: tuple[str, ...]
    unpaired: int


def read_rows(file: Path) -> dict[str, RowRecord]:
    """Read the rows of a JSON report, by id.

    Raises:
        EvalError: It is absent, or no report of this program.
    """
    try:
        rows = _ReportRecord.model_validate_json(file.read_bytes()).rows
    except OSError as error:
        raise EvalError(f"{file} cannot be read: {error}.", fix="Check the path.") from error
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in fault["loc"]) or "the file"
        raise EvalError(
            f"{file} is not a report: {key}: {fault['msg']}.", fix="Name a JSON report."
        ) from error
    return {row.id: row for row in rows}


def pair_runs(old: Mapping[str, RowRecord], new: Mapping[str, RowRecord]) -> PairedRuns:
    """Compare two runs by the rows that both have.

    Raises:
        EvalError: They have none in common.
    """
    ids = sorted(old.keys() & new.keys())
    if not ids:
        raise EvalError("The runs have no case in common.", fix="Name two runs of one kind.")
    measures = dict.fromkeys(measure for id_ in ids for measure in old[id_].values)
    changes = (_change(measure, [(old[id_], new[id_]) for id_ in ids]) for measure in measures)
    return PairedRuns(
        changes=tuple(change for change in changes if change is not None),
        mended=tuple(id_ for id_ in ids if old[id_].failure and not new[id_].failure),
        broken=tuple(id_ for id_ in ids if new[id_].failure and not old[id_].failure),
        unpaired=len(old.keys() ^ new.keys()),
    )


def sign_test(better: int, worse: int) -> float:
    """Exact two-sided sign test; on values that are only 0 and 1 it is McNemar's exact test.

    Source: Dixon, Mood (1946), The Statistical Sign Test, JASA 41; McNemar (1947),
    Psychometrika 12.
    """
    if better + worse == 0:
        return 1.0
    return float(scipy.stats.binomtest(better, better + worse, 0.5).pvalue)


def compare_lines(old: Mapping[str, RowRecord], new: Mapping[str, RowRecord]) -> list[str]:
    """Compare two runs of one kind; of public sets, each set alone.

    Raises:
        EvalError: They have no group or no case in common.
    """
    before, after = _by_group(old), _by_group(new)
    both = [group for group in before if group in after]
    if both == [""]:
        return change_lines(pair_runs(old, new))
    if not both:
        raise EvalError("The runs have no set in common.", fix="Name two runs of one kind.")
    lines: list[str] = []
    for group in both:
        paired = pair_runs(before[group], after[group])
        lines += [group, *(f"  {line}" for line in _table_lines(paired)), _count_line(paired), ""]
    alone = sorted(before.keys() ^ after.keys())
    if alone:
        lines.append(f"left out: {', '.join(alone)}, which only one run has")
    return lines


def change_lines(paired: PairedRuns) -> list[str]:
    """The comparison as plain text."""
    lines = _table_lines(paired)
    lines += [f"mended: {id_}" for id_ in paired.mended]
    lines += [f"broken: {id_}" for id_ in paired.broken]
    if paired.unpaired:
        lines.append(f"left out: {paired.unpaired} cases that only one run has")
    return lines


def _table_lines(paired: PairedRuns) -> list[str]:
    lines = [f"{'measure':24}{'n':>6}{'old':>8}{'new':>8}{'better':>8}{'worse':>7}{'p':>8}"]
    lines += [
        f"{one.measure:24}{one.n:6}{one.old:8.3f}{one.new:8.3f}"
        f"{one.better:8}{one.worse:7}{one.p:8.3f}"
        for one in paired.changes
    ]
    return lines


def _count_line(paired: PairedRuns) -> str:
    """Thousands of questions are counted, not named."""
    counts = f"  mended: {len(paired.mended)}, broken: {len(paired.broken)}"
    left_out = f", left out: {paired.unpaired} that only one run has" if paired.unpaired else ""
    return counts + left_out


def _by_group(rows: Mapping[str, RowRecord]) -> dict[str, dict[str, RowRecord]]:
    groups: dict[str, dict[str, RowRecord]] = {}
    for id_, row in rows.items():
        groups.setdefault(row.group, {})[id_] = row
    return groups


def _change(measure: str, pairs: Sequence[tuple[RowRecord, RowRecord]]) -> Change | None:
    values = [(old.values.get(measure, ()), new.values.get(measure, ())) for old, new in pairs]
    single = [(old[0], new[0]) for old, new in values if len(old) == 1 and len(new) == 1]
    if not single:
        return None
    better = sum(new > old for old, new in single)
    worse = sum(new < old for old, new in single)
    return Change(
        measure=measure,
        n=len(single),
        old=sum(old for old, _ in single) / len(single),
        new=sum(new for _, new in single) / len(single),
        better=better,
        worse=worse,
        p=sign_test(better, worse),
    )
