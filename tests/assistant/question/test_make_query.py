from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from assistant.answer import Turn
from assistant.question.make_query import make_query
from assistant.question.meaning import read_meaning
from assistant.question.read import Question
from corpus.document import Language
from index.model.embedder import Embedder, Vectors
from index.model.language_centres import LanguageCentres
from index.search.query import Query
from tests.fakes import NO_CENTRES, HashingEmbedder


def asked(text: str, *history: str) -> Question:
    return Question(
        text=text,
        language=Language.ENGLISH,
        answer_language=Language.ENGLISH,
        history=tuple(Turn(question=question, answer="") for question in history),
        refusal=None,
    )


def understand(question: Question, *, embedder: Embedder, centres: LanguageCentres) -> Query:
    meaning = read_meaning(question, today=date(2026, 2, 10))
    return make_query(question, meaning, embedder=embedder, centres=centres)


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


class RecordingEmbedder(HashingEmbedder):
    """Keeps the questions it was asked to embed."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[str]] = []

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        self.asked.append(list(texts))
        return super().embed_questions(texts)


MARKED_CENTRES = LanguageCentres(
    matrix=np.repeat(np.arange(8, dtype=np.float32)[:, None] / 8, 64, axis=1)
)
"""Another centre for each language, so that a vector shows which was taken out."""


def conversation(text: str, *turns: Turn, language: Language = Language.ENGLISH) -> Question:
    return replace(asked(text), language=language, history=turns)


def test_the_first_question_has_nothing_before_it_and_is_no_follow_up() -> None:
    query = understand(asked("Deadline?"), embedder=HashingEmbedder(), centres=NO_CENTRES)

    assert query.history == ()
    assert not query.follow_up
    assert not query.continued
    assert query.in_context() is query


def test_only_the_last_question_and_its_answer_come_before() -> None:
    question = conversation(
        "When was the land tax raised in Dokshitsy?",
        Turn(question="What is long ago?", answer="It is over."),
        Turn(question="How many tractors?", answer="Six thousand tractors."),
    )

    query = understand(question, embedder=HashingEmbedder(), centres=NO_CENTRES)

    texts = ["How many tractors?", "Six thousand tractors."]
    assert [one.text for one in query.history] == texts
    assert [(one.history, one.follow_up) for one in query.history] == [((), False)] * 2
    assert not query.follow_up
    for one, vector in zip(query.history, HashingEmbedder().embed_questions(texts), strict=True):
        np.testing.assert_allclose(one.embedding, vector, rtol=1e-6)


@pytest.mark.parametrize(
    ("turn", "texts"),
    [
        (Turn(question="How many tractors?", answer=""), ["How many tractors?"]),
        (Turn(question="", answer="Six thousand."), []),  # nobody knows what it answers
        (Turn(question="", answer=""), []),
    ],
)
def test_what_is_empty_is_left_out(turn: Turn, texts: list[str]) -> None:
    query = understand(
        conversation("And harvesters?", turn), embedder=HashingEmbedder(), centres=NO_CENTRES
    )

    assert [one.text for one in query.history] == texts
    assert query.follow_up == bool(texts)


@pytest.mark.parametrize("length", [499, 500, 501, 5000])
def test_an_answer_counts_by_its_first_500_characters(length: int) -> None:
    answer = ("Six thousand tractors are built. " * 200)[:length]
    question = conversation("And harvesters?", Turn(question="How many?", answer=answer))
    embedder = RecordingEmbedder()

    query = understand(question, embedder=embedder, centres=NO_CENTRES)

    assert query.history[1].text == answer[:500]
    assert embedder.asked == [["And harvesters?", "How many?", answer[:500]]]  # in one call


def test_each_part_is_in_its_own_language() -> None:
    question = conversation(
        "And when was the directive on harvesters signed?",
        Turn(
            question="Сколько тракторов нужно выпустить в этом году?",
            answer="Трэба выпусціць шэсць тысяч трактароў, гэтага дастаткова.",
        ),
    )

    query = understand(question, embedder=HashingEmbedder(), centres=MARKED_CENTRES)

    parts = [query, *query.history]
    assert [one.language for one in parts] == [
        Language.ENGLISH,
        Language.RUSSIAN,
        Language.BELARUSIAN,
    ]
    for one, vector in zip(
        parts, HashingEmbedder().embed_questions([one.text for one in parts]), strict=True
    ):
        expected = MARKED_CENTRES.centre_question(vector, one.language)
        np.testing.assert_allclose(one.embedding, expected, rtol=1e-6)


def test_a_part_whose_language_cannot_be_told_is_in_that_of_the_question() -> None:
    question = conversation(
        "拖拉机要生产多少台？", Turn(question="3-25-10?", answer="2016"), language=Language.CHINESE
    )

    query = understand(question, embedder=HashingEmbedder(), centres=MARKED_CENTRES)

    assert [one.language for one in query.history] == [Language.CHINESE] * 2


def test_alone_is_the_question_without_what_was_said() -> None:
    question = conversation("And harvesters?", Turn(question="How many tractors?", answer="Many."))
    query = understand(question, embedder=HashingEmbedder(), centres=NO_CENTRES)

    alone = query.without_history()

    assert (alone.text, alone.history, alone.follow_up) == ("And harvesters?", (), False)
    np.testing.assert_array_equal(alone.embedding, query.embedding)
