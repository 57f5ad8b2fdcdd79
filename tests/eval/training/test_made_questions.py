from pathlib import Path

import pytest

from eval.errors import DataSetError
from eval.training.made_questions import made_questions
from tests.eval.training.test_training_set import write_news


def test_a_number_is_asked_for_in_every_language_of_every_language(tmp_path: Path) -> None:
    write_news(tmp_path)

    passages, questions = made_questions(tmp_path, first_passage=7)

    assert [one.group for one in passages] == ["news en", "news ru", "news be", "news zh"]
    assert len(questions) == 4 * 4
    for question in questions:
        [(start, end)] = question.answers
        assert passages[question.passage - 7].text[start:end] == "45"
        assert "45" not in question.text
        assert question.origin == "made"
    assert {question.share for question in questions} == {0.5, 1.0}


def test_files_of_different_lengths_are_refused(tmp_path: Path) -> None:
    write_news(tmp_path)
    (tmp_path / "ntrex" / "DOCUMENT_IDS.tsv").write_text("bbc.1\nbbc.2\n", encoding="utf-8")

    with pytest.raises(DataSetError, match="differ in length"):
        made_questions(tmp_path, first_passage=0)


def test_an_absent_set_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataSetError, match="cannot be read"):
        made_questions(tmp_path, first_passage=0)
