from datetime import date
from pathlib import Path

import pytest

from eval.errors import BaselineError
from eval.measures.group import Group, Score
from eval.measures.uncertainty import estimate
from eval.reports.baseline import (
    Baseline,
    ExpectedScore,
    expectations,
    read_baseline,
    write_baseline,
)

BASELINE = Baseline(
    written=date(2026, 11, 21),
    model="small «model»",
    settings="abc123",
    expectations=(
        ExpectedScore(
            group="sample", measure="right_quotation", n=3, value=0.6667, tolerance=0.3334
        ),
        ExpectedScore(group="sample/ru", measure="refusal_recall", n=0, value=None, tolerance=0.0),
    ),
)


def make_group(name: str, **values: list[float]) -> Group:
    scores = tuple(
        Score(measure=measure, label=measure, estimate=estimate(some, undefined=0, seed=0))
        for measure, some in values.items()
    )
    return Group(dimension="corpus", name=name, size=3, scores=scores)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"

    write_baseline(file, BASELINE)

    assert read_baseline(file) == BASELINE


def test_each_expectation_stands_on_its_own_line(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"

    write_baseline(file, BASELINE)

    lines = [line for line in file.read_text(encoding="utf-8").split("\n") if '"group"' in line]
    assert len(lines) == 2


def test_a_score_is_expected_again_within_one_case() -> None:
    group = make_group("sample", right_quotation=[1, 1, 0], citation_validity=[1, 1], mrr=[])

    assert expectations([group]) == [
        ExpectedScore(
            group="sample", measure="right_quotation", n=3, value=0.6667, tolerance=0.3334
        ),
        ExpectedScore(group="sample", measure="citation_validity", n=2, value=1.0, tolerance=0.0),
        ExpectedScore(group="sample", measure="mrr", n=0, value=None, tolerance=0.0),
    ]


def test_a_smallest_tolerance_holds_for_large_groups_only() -> None:
    large = expectations([make_group("large", mrr=[1.0] * 1000)], least=0.002)
    small = expectations([make_group("small", mrr=[1.0] * 10)], least=0.002)

    assert [large[0].tolerance, small[0].tolerance] == [0.002, 0.1]


def test_an_absent_baseline_is_named_with_the_command_that_writes_it(tmp_path: Path) -> None:
    with pytest.raises(BaselineError) as caught:
        read_baseline(tmp_path / "baseline.json")

    assert str(tmp_path / "baseline.json") in caught.value.message
    assert "--write-baseline" in caught.value.fix


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "Invalid JSON"),
        ('{"format": 2}', "format"),
        (
            '{"format": 1, "written": "2026-11-21", "model": "m", "settings": "s", "expectations":'
            ' [{"group": "g", "measure": "m", "n": 1, "value": 7, "tolerance": 0}]}',
            "expectations.0.value",
        ),
        (
            '{"format": 1, "written": "2026-11-21", "model": "m", "settings": "s", "expectations":'
            ' [{"group": "g", "measure": "m", "n": 1, "value": NaN, "tolerance": 0}]}',
            "expectations.0.value",
        ),
    ],
)
def test_a_damaged_baseline_is_refused_with_the_key(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(BaselineError) as caught:
        read_baseline(file)

    assert words in caught.value.message
