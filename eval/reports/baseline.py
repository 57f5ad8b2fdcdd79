"""Baseline: the scores a run is expected to reach, each with a tolerance, kept beside the code.

`eval/baseline.json` is written by `python -m eval --write-baseline`, `eval/public_baseline.json` by
`python -m eval public --write-baseline`; they change only in a commit that says why. Their format:

    {"format": 1, "written": "2026-11-21", "model": "…", "settings": "…",
     "expectations": [
      {"group": "sample", "measure": "right_quotation", "n": 80, "value": 0.95,
       "tolerance": 0.0125},
      {"group": "sample/ru", …}]}

A group is a corpus, or a corpus and a language; a public set, or a set and a kind of question.
`value` is null where the measure is undefined.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.durable import replace_text
from eval.errors import BaselineError
from eval.measures.group import Group, Score

_FIX = "Write it with `python -m eval --write-baseline`, or use --no-baseline."
_EXACT = frozenset({"citation_validity"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedScore:
    """One expected score.

    Attributes:
        group: Corpus, or corpus and language.
        measure: Name of the measure.
        n: How many values it was the mean of.
        value: The mean; None where the measure was undefined.
        tolerance: How far below it a score may lie and still pass.
    """

    group: str
    measure: str
    n: int
    value: float | None
    tolerance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Expected scores and what they were measured with."""

    written: date
    model: str
    settings: str
    expectations: tuple[ExpectedScore, ...]


class _ExpectationRecord(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    group: str
    measure: str
    n: int = Field(ge=0)
    value: float | None = Field(ge=0, le=1)
    tolerance: float = Field(ge=0, le=1)


class _BaselineRecord(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal[1]
    written: date
    model: str
    settings: str
    expectations: list[_ExpectationRecord]


def expectations(groups: Sequence[Group], *, least: float = 0.0) -> list[ExpectedScore]:
    """What these groups reached, to be expected from now on.

    The tolerance is one case, since a single case may fall either way between machines; validity
    has none.

    Args:
        groups: As measured.
        least: Smallest tolerance, for groups of thousands, of which several may fall otherwise.
    """
    return [
        ExpectedScore(
            group=group.name,
            measure=score.measure,
            n=score.estimate.n,
            value=_rounded(score.estimate.value),
            tolerance=_tolerance(score, least=least),
        )
        for group in groups
        for score in group.scores
    ]


def read_baseline(file: Path, *, fix: str = _FIX) -> Baseline:
    """Read a baseline.

    Args:
        file: Where it lies.
        fix: What to do when it is absent or damaged.

    Raises:
        BaselineError: It is absent or damaged.
    """
    try:
        record = _BaselineRecord.model_validate_json(file.read_bytes())
    except OSError as error:
        raise BaselineError(f"No baseline can be read at {file}: {error}.", fix=fix) from error
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in fault["loc"]) or "the file"
        raise BaselineError(f"{file}: {key}: {fault['msg']}.", fix=fix) from error
    return Baseline(
        written=record.written,
        model=record.model,
        settings=record.settings,
        expectations=tuple(ExpectedScore(**one.model_dump()) for one in record.expectations),
    )


def write_baseline(file: Path, baseline: Baseline) -> None:
    """Write a baseline, one expectation a line so that a change can be reviewed."""
    head = {
        "format": 1,
        "written": baseline.written.isoformat(),
        "model": baseline.model,
        "settings": baseline.settings,
    }
    lines = [json.dumps(asdict(one), ensure_ascii=False) for one in baseline.expectations]
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    body = ",\n  ".join(lines)
    replace_text(file, f'{opening},\n "expectations": [\n  {body}\n ]}}\n')


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _tolerance(score: Score, *, least: float) -> float:
    if score.measure in _EXACT or score.estimate.n == 0:
        return 0.0
    return max(least, math.ceil(10_000 / score.estimate.n) / 10_000)
