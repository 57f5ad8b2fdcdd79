import pytest

from assistant.answer import Turn
from assistant.question.read import Question, read_question
from assistant.settings import LimitsSettings
from assistant.status import Status
from corpus.document import Language


def read(
    question: str, *, history: list[Turn] | None = None, language: Language | None = None
) -> Question:
    limits = LimitsSettings(question_characters=40, history_turns=2, history_characters=60)
    return read_question(question, history=history or [], language=language, limits=limits)


@pytest.mark.parametrize("question", ["", "   ", "\u200b\u2060", "?!…", "，。", "\u00ad\ufeff"])
def test_a_question_without_letters_or_digits_is_refused(question: str) -> None:
    assert read(question).refusal is Status.REFUSED_EMPTY_QUESTION


def test_an_over_long_question_is_refused_and_not_kept_whole() -> None:
    question = read("why " * 11)

    assert question.refusal is Status.REFUSED_QUESTION_TOO_LONG
    assert len(question.text) <= 40


@pytest.mark.parametrize("question", ["1", "я", "中", "Why?", "x" * 40])
def test_anything_else_is_searched_for(question: str) -> None:
    assert read(question).refusal is None


def test_invisible_characters_and_line_ends_are_taken_out() -> None:
    assert read("Когда\u00ad\r\n под\u200bписана?\u202e").text == "Когда подписана?"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("When is it due?", Language.ENGLISH),
        ("Когда подписана директива?", Language.RUSSIAN),
        ("Калі падпісана дырэктыва?", Language.BELARUSIAN),
        ("什么时候签署的？", Language.CHINESE),
    ],
)
def test_the_language_is_told_from_the_question(question: str, language: Language) -> None:
    read_question = read(question, language=Language.ENGLISH)

    assert read_question.language is language
    assert read_question.answer_language is Language.ENGLISH
    assert read(question).answer_language is language


def test_what_has_no_language_takes_that_of_the_conversation() -> None:
    history = [Turn(question="Калі падпісана дырэктыва?", answer="31 жніўня.")]

    assert read("2016?", history=history).language is Language.BELARUSIAN
    assert read("2016?").language is Language.ENGLISH


def test_the_newest_turns_that_fit_are_kept() -> None:
    turns = [Turn(question=f"Question {number}?", answer="Yes.") for number in range(5)]

    assert read("And?", history=turns).history == tuple(turns[-2:])
    assert read("And?", history=[turns[0], Turn(question="q" * 61, answer="")]).history == ()
