"""Quoting report: the measures of public questions put to the whole assistant, and what failed."""

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np

from eval.measures.group import group_all
from eval.measures.measure import Measure
from eval.measures.separation import separation
from eval.measures.span_match import exact_match, f1
from eval.measures.uncertainty import CONFIDENCE
from eval.quotations.quoting import QuotingRow
from eval.reports.report import Fact, Failure, Report

_SEED = 0
_PRECISION = 0.95


def _with_answers(row: QuotingRow) -> bool:
    return bool(row.question.answers)


def _given_f1(row: QuotingRow) -> tuple[float, ...]:
    known = _with_answers(row) and row.given is not None
    return (f1(row.given or "", row.question.answers),) if known else ()


def _given_exact(row: QuotingRow) -> tuple[float, ...]:
    known = _with_answers(row) and row.given is not None
    return (exact_match(row.given or "", row.question.answers),) if known else ()


def _first(row: QuotingRow) -> tuple[float, ...]:
    if not _with_answers(row):
        return ()
    return (float(bool(row.quotations) and row.quotations[0].right),)


def _any(row: QuotingRow) -> tuple[float, ...]:
    return (float(any(one.right for one in row.quotations)),) if _with_answers(row) else ()


def _marked(row: QuotingRow) -> tuple[float, ...]:
    if not _with_answers(row) or not row.quotations or row.quotations[0].answer is None:
        return ()
    return (f1(row.quotations[0].answer, row.question.answers),)


def _answered_rightly(row: QuotingRow) -> tuple[float, ...]:
    if not row.question.judged or not row.answered:
        return ()
    return (float(any(one.right for one in row.quotations)),)


MEASURES: tuple[Measure[QuotingRow], ...] = (
    Measure(name="given_f1", label="paragraph given: F1", values=_given_f1),
    Measure(name="given_exact", label="paragraph given: exact match", values=_given_exact),
    Measure(name="first_right", label="first quotation holds the answer", values=_first),
    Measure(name="any_right", label="any quotation does", values=_any),
    Measure(name="marked_f1", label="F1 of the words marked in the first", values=_marked),
    Measure(
        name="answered",
        label="answered, where something answers",
        values=lambda row: (float(row.answered),) if row.question.answerable else (),
    ),
    Measure(
        name="answered_though_nothing",
        label="answered, though nothing answers",
        values=lambda row: () if row.question.answerable else (float(row.answered),),
    ),
    Measure(name="precision", label="answers given that are right", values=_answered_rightly),
    Measure(
        name="valid",
        label="citation validity",
        values=lambda row: tuple(float(one.valid) for one in row.quotations),
    ),
)
"""All means over questions, citation validity over citations; the two quotation measures and the
F1 are of the answer that would be given whatever the confidence."""


def quoting_report(
    rows: Sequence[QuotingRow], *, facts: Sequence[Fact], left_out: Sequence[str]
) -> Report:
    """Make the report, by set."""
    return Report(
        title="Public questions put to the whole assistant",
        facts=(*facts, *_curve_facts(rows), *_time_facts(rows)),
        remarks=tuple(left_out),
        groups=tuple(group_all(rows, measures=MEASURES, dimensions={"set": lambda row: row.set})),
        failures=tuple(_failure(row, reason) for row in rows if (reason := _reason(row))),
        comparisons=(),
    )


def _curve_facts(rows: Sequence[QuotingRow]) -> list[Fact]:
    """How well the confidence tells what is answered, set by set."""
    facts = []
    for name in dict.fromkeys(row.set for row in rows):
        some = [row for row in rows if row.set == name and row.confidence is not None]
        high = [row.confidence or 0.0 for row in some if row.question.answerable]
        low = [row.confidence or 0.0 for row in some if not row.question.answerable]
        area = separation(high, low, seed=_SEED)
        if area.value is not None:
            interval = f"{area.low:.3f} .. {area.high:.3f}"
            facts.append(
                Fact(
                    label=f"{name}: AUROC of answerable",
                    value=f"{area.value:.3f} ({CONFIDENCE:.0%} {interval}), n {area.n}",
                )
            )
        curve = precision_curve(some)
        if curve:
            facts.append(Fact(label=f"{name}: precision at answer rate", value=curve))
    return facts


def precision_curve(rows: Sequence[QuotingRow]) -> str:
    """Precision when only the surest share of the questions is answered, in words.

    Right is an answer with a right quotation; among questions whose answers are known, and those
    that nothing answers.
    """
    known = [row for row in rows if row.question.judged]
    if not known:
        return ""
    known = sorted(known, key=lambda row: -(row.confidence or 0.0))
    right = np.array([any(one.right for one in row.quotations) for row in known])
    answerable = np.array([row.question.answerable for row in known])
    rate = np.cumsum(answerable) / answerable.sum()
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    points = []
    for wanted in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        place = int(np.searchsorted(rate, wanted))
        points.append(f"{precision[min(place, len(rate) - 1)]:.3f} at {wanted:.1f}")
    kept = np.flatnonzero(precision >= _PRECISION)
    best = rate[kept[-1]] if len(kept) else 0.0
    return f"{', '.join(points)}; precision {_PRECISION} up to answer rate {best:.3f}"


def _time_facts(rows: Sequence[QuotingRow]) -> list[Fact]:
    if not rows:
        return []
    times = [row.milliseconds for row in rows]
    value = f"median {np.median(times):.0f} ms, 95th percentile {np.percentile(times, 95):.0f} ms"
    return [Fact(label="time to answer", value=value)]


def _reason(row: QuotingRow) -> str | None:
    if any(not one.valid for one in row.quotations):
        return "a quotation does not match its document"
    if not row.question.answerable:
        return "answered although nothing answers" if row.answered else None
    if not row.answered:
        return "not answered although something answers"
    if not _with_answers(row) or row.quotations[0].right:
        return None
    return "a later quotation answers" if any(o.right for o in row.quotations) else "wrong words"


def _failure(row: QuotingRow, reason: str) -> Failure:
    sure = "-" if row.confidence is None else f"{row.confidence:.2f}"
    return Failure(
        id=f"{row.set}/{row.question.id}",
        labels=(row.set,),
        language=None,
        reason=reason,
        history=(),
        question=row.question.text,
        expected=row.question.answers,
        status=f"{row.status}, confidence {sure}",
        found=tuple(f"{one.document_id}: {one.quote} [{one.answer}]" for one in row.quotations),
    )


def quoting_records(rows: Sequence[QuotingRow]) -> list[dict[str, object]]:
    """Rows for the JSON report."""
    records = []
    for row in rows:
        record = asdict(row)
        del record["question"]["admitted"]
        record["id"] = f"{row.set}/{row.question.id}"
        record["values"] = {measure.name: list(measure.values(row)) for measure in MEASURES}
        records.append(record)
    return records
