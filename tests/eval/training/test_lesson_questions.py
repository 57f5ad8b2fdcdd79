from dataclasses import replace
from pathlib import Path

import pytest

from eval.reader.lessons import LANGUAGES, Lessons, read_lessons
from eval.training.lesson_questions import lesson_questions, table_head
from tests.eval.reader.lesson_files import write_lessons


@pytest.fixture
def lessons(tmp_path: Path) -> Lessons:
    write_lessons(tmp_path)
    return read_lessons(tmp_path)


def test_each_question_is_asked_of_each_language_where_its_answer_stands(lessons: Lessons) -> None:
    passages, questions = lesson_questions(lessons.train, first_passage=5)

    assert len(questions) == 16 * len(lessons.train)
    for question in questions:
        passage = passages[question.passage - 5]
        assert question.origin == "lesson"
        assert question.around is not None
        held = passage.text[slice(*question.around)]
        for start, end in question.answers:
            assert passage.text[start:end] in ("40", "303")
            assert question.around[0] <= start < end <= question.around[1]
        assert bool(question.answers) == question.mined
        assert question.share == (1.0 if question.text[:2] == held[:2] else 0.35)


def test_a_row_comes_with_the_head_of_its_table(lessons: Lessons) -> None:
    passages, questions = lesson_questions(lessons.train, first_passage=0)

    rooms = [one for one in questions if "Room of" in one.text]
    assert rooms
    for question in rooms:
        assert question.around is not None
        assert "Who | Room" in passages[question.passage].text[slice(*question.around)]


def test_the_head_of_a_table_is_its_first_row() -> None:
    lines = ["Title", "a | b", "1 | 2", "3 | 4", "text", "c | d"]

    assert [table_head(lines, row) for row in range(len(lines))] == [0, 1, 1, 1, 4, 5]


def test_a_long_text_is_cut_into_stretches_that_overlap(lessons: Lessons) -> None:
    group = lessons.train[0]
    long = {one: [f"{one} {'x' * 300} {row}" for row in range(9)] for one in LANGUAGES}
    text = replace(group.text, lines=long)
    passages, _ = lesson_questions(
        [replace(group, text=text, near="detail", answers={}, first=8, last=8)], first_passage=0
    )

    english = [one.text for one in passages if one.text.startswith("en")]
    assert all(len(one) <= 1000 for one in english)
    assert english[0].splitlines()[-1] in english[1].splitlines()
    assert english[-1].endswith("8")
