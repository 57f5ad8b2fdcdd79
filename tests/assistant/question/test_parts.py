import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Turn
from assistant.question.parts import MOST_PARTS, Parts, split_questions
from assistant.question.read import read_question
from assistant.settings import LimitsSettings
from corpus.document import Language
from tests.gold import tuning_cases


def parts_of(text: str, *history: Turn) -> Parts:
    read = read_question(text, history=history, language=None, limits=LimitsSettings())
    return split_questions(read)


def texts(message: str) -> list[str]:
    return [one.text for one in parts_of(message).asked]


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        (
            "When is the pool on Park Street open, and how much does a reader's card cost?",
            ["When is the pool on Park Street open?", "How much does a reader's card cost?"],
        ),
        (
            "По каким дням работает рынок на Заводской? Сколько продавец платит за место?",
            ["По каким дням работает рынок на Заводской?", "Сколько продавец платит за место?"],
        ),
        (
            "Сколько стоит справка о составе семьи и где её получить?",
            ["Сколько стоит справка о составе семьи?", "Где её получить?"],
        ),
        (
            "Калі адчыняецца басейн у парку і колькі каштуе ўваход?",
            ["Калі адчыняецца басейн у парку?", "Колькі каштуе ўваход?"],
        ),
        ("图书馆几点开门？办借书证要多少钱？", ["图书馆几点开门？", "办借书证要多少钱？"]),
        ("游泳池什么时候开放，借书证多少钱？", ["游泳池什么时候开放?", "借书证多少钱？"]),
        (
            "I live in Redhill. When does the last bus leave? Can I take my bicycle? Thank you.",
            [
                "I live in Redhill. When does the last bus leave?",
                "Can I take my bicycle? Thank you.",
            ],
        ),
    ],
)
def test_each_question_of_a_message_is_asked(message: str, questions: list[str]) -> None:
    assert texts(message) == questions


@pytest.mark.parametrize(
    "message",
    [
        "When was Directive No. 5 signed?",
        "When and where will the fair be held?",
        "Who signed it and when?",
        "Really? When is the pool open on Sundays?",
        "Hello! When does the library open?",
        "What is the difference between a reader's card and a pass, and why?",
        "Сколько жителей и сколько домов?",
        "Когда и где пройдёт ярмарка?",
        "Директива подписана в Минске и вступила в силу когда?",
        "Хто і калі падпісаў дырэктыву?",
        "如果下雨，活动会不会取消？",
        "什么时候，在哪里举行？",
        'What does "Who pays the tax?" mean in the notice?',
        "https://dokshitsy.example/?id=1 what is this page about?",
        "What documents are needed for a person who lives abroad and who has no passport?",
        "What is the law that regulates trade and which was signed in 2015?",
        "如果公司几乎没有资金，多少贷款可以申请？",
        "??",
        "3-25-10 ???",
    ],
)
def test_what_is_one_question_stays_one(message: str) -> None:
    assert len(texts(message)) == 1


def test_each_question_is_in_its_own_language() -> None:
    asked = "When was Directive No. 5 signed? Сколько тракторов продали в августе 2015 года?"

    parts = parts_of(asked).asked

    assert [one.language for one in parts] == [Language.ENGLISH, Language.RUSSIAN]
    assert len({one.answer_language for one in parts}) == 1


def test_a_question_has_those_before_it_as_its_history() -> None:
    earlier = Turn(question="Where is the pool?", answer="In Park Street.")

    first, second = parts_of("When is the pool open? How much does it cost?", earlier).asked

    assert first.history == (earlier,)
    assert [turn.question for turn in second.history] == [earlier.question, first.text]


def test_no_more_than_a_few_are_asked_and_the_rest_is_kept_in_words() -> None:
    message = " ".join(f"When is room {number} open?" for number in range(5))

    parts = parts_of(message)

    assert len(parts.asked) == MOST_PARTS
    assert parts.left == ("When is room 3 open?", "When is room 4 open?")


def test_hardly_any_gold_question_is_taken_for_two() -> None:
    cases = tuning_cases()

    split = [case.question for case in cases if len(texts(case.question)) > 1]

    assert len(split) <= 0.02 * len(cases), split


@given(st.text(alphabet="ab ?？,，和and how much 多少когда и", max_size=200))
def test_nothing_that_was_asked_is_dropped(message: str) -> None:
    asked = read_question(message, history=(), language=None, limits=LimitsSettings())

    parts = split_questions(asked)
    said = "".join([*(one.text for one in parts.asked), *parts.left]).casefold()

    for word in ("much", "多少", "когда"):
        assert said.count(word) == asked.text.casefold().count(word)
