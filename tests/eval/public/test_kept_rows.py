import logging
from pathlib import Path

import pytest

from eval.public.kept_rows import read_kept_rows, write_kept_rows
from eval.public.retrieval import RetrievalRow
from eval.ranking import Ranking
from tests.eval.public.test_retrieval import make_question

QUESTIONS = [make_question(id="q1"), make_question(id="q2", gains={})]
ROWS = [
    RetrievalRow(
        question=QUESTIONS[0],
        ranking=Ranking(retrieved=("p2", "p1"), gains={"p1": 1.0}),
        milliseconds=12.5,
        best_score=0.75,
    ),
    RetrievalRow(question=QUESTIONS[1], ranking=None, milliseconds=None, best_score=None),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_kept_rows(tmp_path / "new" / "set.json", digest="d", rows=ROWS)
    return tmp_path / "new" / "set.json"


def test_what_was_written_is_read_again(file: Path) -> None:
    assert read_kept_rows(file, digest="d", questions=QUESTIONS) == ROWS


def test_rows_of_something_else_are_not_used(file: Path) -> None:
    assert read_kept_rows(file, digest="e", questions=QUESTIONS) is None
    assert read_kept_rows(file, digest="d", questions=QUESTIONS[:1]) is None
    assert read_kept_rows(file.with_name("absent.json"), digest="d", questions=QUESTIONS) is None


@pytest.mark.parametrize("text", ["", "{", '{"format": 2, "digest": "d", "rows": []}', "[]"])
def test_damaged_rows_are_not_used_and_said_so(
    file: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    file.write_text(text, encoding="utf-8")

    with caplog.at_level(logging.WARNING):
        assert read_kept_rows(file, digest="d", questions=QUESTIONS) is None

    assert "set.json is not used" in caplog.text
