import json
from pathlib import Path

import pytest

from eval.compare.paired import (
    Change,
    PairedRuns,
    RowRecord,
    change_lines,
    compare_lines,
    pair_runs,
    read_rows,
    sign_test,
)
from eval.errors import EvalError


def row(id: str, *values: float, failure: str | None = None) -> RowRecord:  # noqa: A002 - the field's own name
    return RowRecord(id=id, failure=failure, values={"mrr": values})


def runs(*rows: RowRecord) -> dict[str, RowRecord]:
    return {one.id: one for one in rows}


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [
        (0, 0, 1.0),
        (3, 3, 1.0),
        (5, 0, 2 / 2**5),
        (1, 7, 2 * (1 + 8) / 2**8),
        (2, 8, 2 * (1 + 10 + 45) / 2**10),
    ],
)
def test_the_sign_test_agrees_with_the_binomial_worked_by_hand(
    better: int, worse: int, p: float
) -> None:
    assert sign_test(better, worse) == pytest.approx(p)


def test_runs_are_compared_case_by_case() -> None:
    old = runs(row("a", 0.0, failure="wrong"), row("b", 0.5), row("c", 1.0), row("d"))
    new = runs(row("a", 1.0), row("b", 0.25), row("c", 1.0), row("d", 1.0))

    paired = pair_runs(old, new)

    assert paired == PairedRuns(
        changes=(Change(measure="mrr", n=3, old=0.5, new=0.75, better=1, worse=1, p=1.0),),
        mended=("a",),
        broken=(),
        unpaired=0,
    )


def test_cases_that_one_run_lacks_are_left_out_and_counted() -> None:
    paired = pair_runs(
        runs(row("a", 1.0), row("b", 0.0)), runs(row("a", 0.0, failure="wrong"), row("c", 1.0))
    )

    assert paired.changes[0].n == 1
    assert paired.broken == ("a",)
    assert paired.unpaired == 2
    assert change_lines(paired)[-2:] == [
        "broken: a",
        "left out: 2 cases that only one run has",
    ]


def test_runs_without_a_common_case_are_refused() -> None:
    with pytest.raises(EvalError, match="no case in common"):
        pair_runs(runs(row("a", 1.0)), runs(row("b", 1.0)))


def test_public_sets_are_compared_each_alone_and_their_changes_counted() -> None:
    def public(value: float, *, only: str) -> dict[str, RowRecord]:
        rows = runs(
            row("one/a", value, failure=None if value else "wrong"), row("two/a", 1.0), row(only)
        )
        names = {"one/a": "one", "two/a": "two", only: only}
        return {
            id_: record.model_copy(update={"group": names[id_]}) for id_, record in rows.items()
        }

    lines = compare_lines(public(0.0, only="old"), public(1.0, only="new"))

    assert [line for line in lines if not line.startswith(" ")] == [
        "one", "", "two", "", "left out: new, old, which only one run has",
    ]  # fmt: skip
    assert lines[2].split() == ["mrr", "1", "0.000", "1.000", "1", "0", "1.000"]
    assert lines[3] == "  mended: 1, broken: 0"


def test_runs_of_other_sets_are_refused() -> None:
    one = {"a": RowRecord(id="a", failure=None, values={}, group="one")}
    two = {"a": RowRecord(id="a", failure=None, values={}, group="two")}

    with pytest.raises(EvalError, match="no set in common"):
        compare_lines(one, two)


def test_runs_without_sets_are_compared_as_a_whole() -> None:
    old, new = runs(row("a", 0.0, failure="wrong")), runs(row("a", 1.0))

    assert compare_lines(old, new) == change_lines(pair_runs(old, new))


def test_the_rows_of_a_report_are_read_by_id(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    record = {"id": "a", "failure": None, "values": {"mrr": [0.5]}, "more": 1}
    file.write_text(json.dumps({"format": 1, "rows": [record]}), encoding="utf-8")

    assert read_rows(file) == {"a": row("a", 0.5)}


@pytest.mark.parametrize("text", ["{", "{}", '{"rows": []}', '{"rows": [{"id": "a"}]}'])
def test_another_file_is_refused_by_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / "report.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(EvalError, match=r"report\.json is not a report"):
        read_rows(file)


def test_an_absent_report_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"absent\.json cannot be read"):
        read_rows(tmp_path / "absent.json")
