import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.intent import Intent, find_intent
from tests.gold import tuning_cases

TABLE = tomllib.loads(Path(__file__).with_name("intent_questions.toml").read_text("utf-8"))
LOOKALIKES = TABLE.pop("answerable")
ASKED = [
    pytest.param(questions, Intent(intent), id=f"{intent}-{language}")
    for intent, languages in TABLE.items()
    for language, questions in languages.items()
]
SHARE_RECOGNISED = 0.75
"""Of the questions written for each intent; what is missed gets the words of any other refusal."""


def intents(questions: list[str]) -> list[Intent | None]:
    return [find_intent(question, continued=False) for question in questions]


@pytest.mark.parametrize(("questions", "intent"), ASKED)
def test_what_no_document_gives_is_mostly_recognised(questions: list[str], intent: Intent) -> None:
    also = {Intent.VAGUE: {Intent.MASH}}.get(intent, set())
    found = intents(questions)

    assert len(questions) >= 12
    right = sum(one is intent or one in also for one in found)
    missed = [question for question, one in zip(questions, found, strict=True) if one is not intent]
    assert right >= SHARE_RECOGNISED * len(questions), missed


@pytest.mark.parametrize("language", TABLE["greeting"])
def test_every_greeting_is_recognised_and_ends_before_the_search(language: str) -> None:
    assert set(intents(TABLE["greeting"][language])) == {Intent.GREETING}
    assert Intent.GREETING.needs_no_search


def test_only_what_holds_nothing_to_search_for_ends_before_the_search() -> None:
    ending = {intent for intent in Intent if intent.needs_no_search}

    assert ending == {Intent.GREETING, Intent.MASH, Intent.VAGUE}


@pytest.mark.parametrize("language", list(LOOKALIKES))
def test_what_documents_may_answer_is_searched_for(language: str) -> None:
    questions = LOOKALIKES[language]

    assert len(questions) > 60
    assert [one for one in intents(questions) if one is not None and one.needs_no_search] == []


@pytest.mark.parametrize(
    "question",
    [
        *("What is your advice on radon testing?", "Do you support young families?"),
        *("What are your recommendations for flood safety?", "Who will win the bus tender?"),
        *("Will there be a war memorial ceremony on 9 May?", "Should I vote at school No. 2?"),
        *("Что вы посоветуете для защиты от клещей?", "Будет ли война с борщевиком?"),
        *("Што вы раіце ад кляшчоў?", "你们对防蜱有什么建议？", "Hello, when is the market open?"),
        *("Здравствуйте, подскажите режим работы бассейна", "您好，请问图书馆几点开门？"),
    ],
)
def test_civic_questions_are_searched_for_however_they_are_worded(question: str) -> None:
    intent = find_intent(question, continued=False)

    assert intent is None or not intent.needs_no_search


def test_every_gold_question_to_choose_on_is_searched_for() -> None:
    answerable = [case for case in tuning_cases() if case.kind.answerable]

    found = [find_intent(case.question, continued=bool(case.history)) for case in answerable]

    assert len(answerable) > 150
    assert not any(one.needs_no_search for one in found if one is not None)


@pytest.mark.parametrize(
    "question", ["And when?", "Why?", "А калі?", "почему", "什么时候？", "yes"]
)
def test_a_word_or_two_are_not_vague_after_another_question(question: str) -> None:
    assert find_intent(question, continued=True) is None
    assert find_intent(question, continued=False) is Intent.VAGUE


@pytest.mark.parametrize("question", ["Thanks!", "Дзякуй", "спасибо", "谢谢"])
def test_thanks_are_thanks_in_the_middle_of_a_conversation(question: str) -> None:
    assert find_intent(question, continued=True) is Intent.GREETING


@given(st.text(max_size=1000), st.booleans())
def test_any_text_can_be_judged(text: str, continued: bool) -> None:
    assert find_intent(text, continued=continued) in {None, *Intent}


@pytest.mark.parametrize(
    "folder", ["xquad_en/xquad.en.json", "cmrc2018_trial/cmrc2018_trial.squad.json"]
)
@pytest.mark.slow
def test_no_public_question_with_an_answer_ends_before_the_search(folder: str) -> None:
    path = Path("../shared/data", folder)
    if not path.exists():
        pytest.skip(f"{path} is not here")
    questions = [
        entry["question"]
        for article in json.loads(path.read_text("utf-8"))["data"]
        for paragraph in article["paragraphs"]
        for entry in paragraph["qas"]
    ]

    assert len(questions) > 1000
    assert [one for one in intents(questions) if one is not None and one.needs_no_search] == []
