import numpy as np
import pytest

from assistant.answer import Turn
from assistant.question import Question
from assistant.understanding import leans_on_history, understand
from corpus.document import Language
from eval.case import Kind, read_cases
from eval.corpora import case_files
from tests.fakes import NO_CENTRES, HashingEmbedder


def asked(text: str, *history: str) -> Question:
    return Question(
        text=text,
        language=Language.ENGLISH,
        answer_language=Language.ENGLISH,
        history=tuple(Turn(question=question, answer="") for question in history),
        refusal=None,
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Deadline?", Language.ENGLISH),
        ("And how many harvesters must be built?", Language.ENGLISH),
        ("Who will be paying for it next year?", Language.ENGLISH),
        ("А комбайнов?", Language.RUSSIAN),
        ("До какого числа она должна быть готова?", Language.RUSSIAN),
        ("А колькі камбайнаў трэба выпусціць за год?", Language.BELARUSIAN),
        ("收割机呢？", Language.CHINESE),
        ("那么收割机需要生产多少台呢？", Language.CHINESE),
    ],
)
def test_short_and_referring_questions_lean(text: str, language: Language) -> None:
    assert leans_on_history(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("When was Directive No. 5 signed?", Language.ENGLISH),
        ("What is the phone number and address of the committee?", Language.ENGLISH),
        ("How many hectares are there in the Great Stone park?", Language.ENGLISH),
        ("Как связаны Беларусь и Китай в этом году?", Language.RUSSIAN),
        ("Ці падзеліцца Кітай вакцынамі і лекамі з іншымі краінамі?", Language.BELARUSIAN),
        ("谁签署了指令？", Language.CHINESE),
        ("Когда подписана Директива № 5?", Language.RUSSIAN),
        ("Калі падпісана Дырэктыва № 5?", Language.BELARUSIAN),
        ("第5号指令是什么时候由总统签署的？", Language.CHINESE),
    ],
)
def test_whole_questions_stand_alone(text: str, language: Language) -> None:
    assert not leans_on_history(text, language)


def test_a_question_that_stands_alone_is_searched_alone() -> None:
    question = asked("When was the tax directive signed?", "How many tractors?")

    query = understand(question, embedder=HashingEmbedder(), centres=NO_CENTRES)

    expected = HashingEmbedder().embed_questions([question.text])[0]
    assert not query.continued
    assert query.text == question.text
    np.testing.assert_allclose(query.embedding, expected, rtol=1e-6)


def test_a_follow_up_in_context_takes_half_of_the_question_before() -> None:
    question = asked("And harvesters?", "Why?", "How many tractors?")

    query = understand(question, embedder=HashingEmbedder(), centres=NO_CENTRES)
    joined = query.in_context()

    now, before = HashingEmbedder().embed_questions(["And harvesters?", "How many tractors?"])
    expected = now + 0.5 * before
    assert query.continued
    assert not joined.continued
    assert joined.text == "How many tractors? And harvesters?"
    np.testing.assert_allclose(joined.embedding, expected / np.linalg.norm(expected), rtol=1e-5)


def test_whole_gold_questions_do_not_lean() -> None:
    whole = [case for case in read_cases(case_files()) if case.kind is Kind.ANSWERABLE]
    leaning = [case for case in whole if leans_on_history(case.question, case.language)]

    assert len(leaning) <= 0.05 * len(whole), [case.question for case in leaning]
