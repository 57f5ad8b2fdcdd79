from pathlib import Path

from eval.quotations.lessons import read_lesson_questions
from eval.reader.lessons import LANGUAGES, read_lessons
from tests.eval.reader.lesson_files import write_lessons


def test_every_question_is_asked_in_two_languages_and_once_across_them(tmp_path: Path) -> None:
    write_lessons(tmp_path)
    groups = read_lessons(tmp_path).dev

    asked = read_lesson_questions("dev", "some", tmp_path / "lessons")

    assert len(asked.questions) == len(groups) * 3
    pairs = [one.id.rsplit("/", 1)[1].split("-") for one in asked.questions]
    assert sum(question != text for question, text in pairs) == len(groups)
    assert {question for question, text in pairs if question != text} == set(LANGUAGES)


def test_an_answer_stands_in_the_paragraph_it_is_asked_of(tmp_path: Path) -> None:
    write_lessons(tmp_path)

    asked = read_lesson_questions("held_out", "some", tmp_path / "lessons")

    texts = {paragraph.id: paragraph.text for paragraph in asked.pool.paragraphs}
    for question in asked.questions:
        assert question.paragraph in question.admitted
        assert question.answerable == bool(question.answers)
        assert all(answer in texts[question.paragraph or ""] for answer in question.answers)
        assert {id_.rsplit("/", 1)[1] for id_ in question.admitted} == {question.id[-2:]}


def test_no_document_of_the_training_is_in_the_pool(tmp_path: Path) -> None:
    write_lessons(tmp_path)

    asked = read_lesson_questions("dev", "some", tmp_path / "lessons")

    trained = {group.text.name for group in read_lessons(tmp_path).train}
    assert trained.isdisjoint(one.id.rsplit("/", 1)[0] for one in asked.pool.paragraphs)
