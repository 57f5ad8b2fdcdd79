"""Kept rows: what a set came to, written as soon as it is finished, so that nothing runs twice.

    {"format": 1, "digest": "…", "rows": [
     {"id": "…", "retrieved": ["…", …] | null, "milliseconds": 12.3 | null, "best_score": …}, …]}

The digest stands for everything that could change a row. Rows of another digest are not used.
"""

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.durable import replace_text
from eval.public.question_set import PublicQuestion
from eval.public.retrieval import RetrievalRow
from eval.ranking import Ranking

logger = logging.getLogger(__name__)


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    id: str
    retrieved: tuple[str, ...] | None
    milliseconds: float | None
    best_score: float | None


class _Rows(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal[1]
    digest: str
    rows: list[_Row]


def read_kept_rows(
    file: Path, *, digest: str, questions: Sequence[PublicQuestion]
) -> list[RetrievalRow] | None:
    """Read the rows of these questions; None when there are none of this digest, or damaged."""
    try:
        kept = _Rows.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        logger.warning("%s is not used: %s", file, str(error).splitlines()[0])
        return None
    if kept.digest != digest or [row.id for row in kept.rows] != [one.id for one in questions]:
        return None
    return [_row(row, question) for row, question in zip(kept.rows, questions, strict=True)]


def write_kept_rows(file: Path, *, digest: str, rows: Sequence[RetrievalRow]) -> None:
    """Write the rows of a finished set; an older file is replaced at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    records = [
        {
            "id": row.question.id,
            "retrieved": None if row.ranking is None else row.ranking.retrieved,
            "milliseconds": row.milliseconds,
            "best_score": row.best_score,
        }
        for row in rows
    ]
    record = {"format": 1, "digest": digest, "rows": records}
    replace_text(file, json.dumps(record, ensure_ascii=False) + "\n")


def _row(row: _Row, question: PublicQuestion) -> RetrievalRow:
    ranking = None
    if row.retrieved is not None:
        ranking = Ranking(retrieved=row.retrieved, gains=question.gains)
    return RetrievalRow(
        question=question,
        ranking=ranking,
        milliseconds=row.milliseconds,
        best_score=row.best_score,
    )
