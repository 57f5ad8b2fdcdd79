import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.intent import QuestionKind, Suspicion, question_kind
from eval.answers.case import read_cases
from eval.answers.corpora import case_files

TABLE = tomllib.loads(Path(__file__).with_name("intent_questions.toml").read_text("utf-8"))
LOOKALIKES = TABLE.pop("answerable")
ASKED = [
    pytest.param(questions, QuestionKind(kind), strength == "certain", id=f"{kind}-{language}")
    for kind, strengths in TABLE.items()
    for strength, languages in strengths.items()
    for language, questions in languages.items()
]
CASES = read_cases(case_files())


@pytest.mark.parametrize(("questions", "kind", "certain"), ASKED)
def test_what_no_document_gives_is_recognised(
    questions: list[str], kind: QuestionKind, certain: bool
) -> None:
    seen = {question: question_kind(question, continued=False) for question in questions}

    assert seen == dict.fromkeys(questions, Suspicion(kind=kind, certain=certain))


def test_each_kind_has_a_dozen_questions_in_each_language() -> None:
    counts = {
        (kind, language): len(questions)
        for kind, strengths in TABLE.items()
        for languages in strengths.values()
        for language, questions in languages.items()
    }

    assert {kind for kind, _ in counts} == set(QuestionKind)
    assert min(counts.values()) >= 12


@pytest.mark.parametrize("language", list(LOOKALIKES))
def test_a_look_alike_that_documents_may_answer_is_of_no_kind(language: str) -> None:
    questions = LOOKALIKES[language]

    seen = {question: question_kind(question, continued=False) for question in questions}

    assert len(questions) > 60
    assert seen == dict.fromkeys(questions)


def test_no_answerable_gold_case_is_of_any_kind() -> None:
    answerable = [case for case in CASES if case.kind.answerable]

    suspected = [
        case.id
        for case in answerable
        if question_kind(case.question, continued=bool(case.history)) is not None
    ]

    assert (len(answerable) > 200, suspected) == (True, [])


@pytest.mark.parametrize(
    "question", ["And when?", "Why?", "А калі?", "почему", "什么时候？", "yes"]
)
def test_a_word_or_two_are_not_vague_after_another_question(question: str) -> None:
    assert question_kind(question, continued=True) is None
    assert question_kind(question, continued=False) is not None


@pytest.mark.parametrize("question", ["Thanks!", "Дзякуй", "спасибо", "谢谢"])
def test_thanks_are_thanks_in_the_middle_of_a_conversation(question: str) -> None:
    assert question_kind(question, continued=True) == Suspicion(
        kind=QuestionKind.GREETING, certain=True
    )


@given(st.text(max_size=1000), st.booleans())
def test_any_text_can_be_judged(text: str, continued: bool) -> None:
    suspicion = question_kind(text, continued=continued)

    assert suspicion is None or suspicion.kind in QuestionKind


@pytest.mark.parametrize(
    "folder", ["xquad_en/xquad.en.json", "cmrc2018_trial/cmrc2018_trial.squad.json"]
)
def test_no_public_question_with_an_answer_is_refused_before_the_search(folder: str) -> None:
    path = Path("../shared/data", folder)
    if not path.exists():
        pytest.skip(f"{path} is not here")
    questions = [
        entry["question"]
        for article in json.loads(path.read_text("utf-8"))["data"]
        for paragraph in article["paragraphs"]
        for entry in paragraph["qas"]
    ]

    suspicions = [question_kind(question, continued=False) for question in questions]

    assert len(questions) > 1000
    assert [one for one in suspicions if one is not None and one.certain] == []
