import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.__main__ import command
from assistant.sharing.feedback import (
    Feedback,
    Reason,
    summarise,
    summary_lines,
    summary_record,
)
from assistant.sharing.kept_answers import KeptAnswers
from assistant.status import Status
from corpus.document import Language

FEEDBACK = Feedback(
    answer_id="a" * 32,
    day=date(2026, 11, 25),
    helpful=True,
    reason=None,
    status=Status.ANSWERED,
    language=Language.BELARUSIAN,
    quoted_languages=(Language.RUSSIAN, Language.CHINESE),
    index_version="v1",
    document_ids=("a.txt", "b.txt"),
)
NOT_HELPFUL = replace(FEEDBACK, helpful=False)
SEVERAL = [
    FEEDBACK,
    replace(NOT_HELPFUL, reason=Reason.OUTDATED),
    replace(NOT_HELPFUL, reason=Reason.WRONG, document_ids=("b.txt",)),
    replace(NOT_HELPFUL, reason=Reason.WRONG, document_ids=("b.txt",)),
    replace(NOT_HELPFUL, status=Status.UNANSWERABLE_NOTHING_FOUND, document_ids=()),
]


def test_feedback_is_added_up_with_the_most_frequent_first() -> None:
    assert summary_record(summarise(SEVERAL)) == {
        "helpful": 1,
        "not_helpful": 4,
        "reasons": {"wrong": 2, "none": 1, "outdated": 1},
        "statuses": {"answered": 3, "unanswerable_nothing_found": 1},
        "documents": [
            {"document_id": "b.txt", "count": 3},
            {"document_id": "a.txt", "count": 1},
        ],
    }


def test_lines_for_people_say_the_same() -> None:
    assert summary_lines(summarise(SEVERAL)) == [
        "1 helpful, 4 not helpful",
        "reasons:",
        "     2  wrong",
        "     1  none",
        "     1  outdated",
        "statuses of the answers that did not help:",
        "     3  answered",
        "     1  unanswerable_nothing_found",
        "documents quoted most in answers that did not help:",
        "     3  b.txt",
        "     1  a.txt",
    ]
    assert summary_lines(summarise([])) == ["0 helpful, 0 not helpful"]


def test_at_most_ten_documents_are_named_and_none_steers_the_terminal() -> None:
    ids = tuple(f"{number}\x1b[2J.txt" for number in range(12))

    lines = summary_lines(summarise([replace(NOT_HELPFUL, document_ids=ids)]))

    assert sum(line.endswith(".txt") for line in lines) == 10
    assert all(line.isprintable() for line in lines)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("ASSISTANT__STORE__DIRECTORY", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return CliRunner()


def test_the_command_prints_the_counts(run: CliRunner, tmp_path: Path) -> None:
    KeptAnswers(tmp_path).judge(replace(NOT_HELPFUL, reason=Reason.UNCLEAR))

    assert "     1  unclear\n" in run.invoke(command, ["feedback"]).stdout
    printed = json.loads(run.invoke(command, ["feedback", "--json"]).stdout)
    assert printed["reasons"] == {"unclear": 1}


def test_the_command_without_any_feedback_makes_no_file(run: CliRunner, tmp_path: Path) -> None:
    assert run.invoke(command, ["feedback"]).stdout == "0 helpful, 0 not helpful\n"
    assert list(tmp_path.iterdir()) == []
