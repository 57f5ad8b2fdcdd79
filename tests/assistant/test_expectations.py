import pytest

from assistant.expectations import Expectation, expectation, meets


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many tractors?", Expectation.NUMBER),
        ("Сколько тракторов?", Expectation.NUMBER),
        ("Колькі трактароў?", Expectation.NUMBER),
        ("要生产多少台拖拉机？", Expectation.NUMBER),
        ("When was it signed?", Expectation.TIME),
        ("До какого числа?", Expectation.TIME),
        ("Да якога дня?", Expectation.TIME),
        ("截止日期", Expectation.TIME),
        ("What is the e-mail of the committee?", Expectation.EMAIL),
        ("адрас электроннай пошты", Expectation.EMAIL),
        ("Who coordinates?", Expectation.ANYTHING),
        ("谁负责协调？", Expectation.ANYTHING),
    ],
)
def test_a_question_tells_what_its_answer_must_hold(question: str, expected: Expectation) -> None:
    assert expectation(question) is expected


@pytest.mark.parametrize(
    ("expected", "question", "sentence", "met"),
    [
        (Expectation.NUMBER, "How many in 2016?", "At least 6,000 tractors in 2016.", True),
        (Expectation.NUMBER, "How many in 2016?", "Tractors are assembled in 2016.", False),
        (Expectation.TIME, "When?", "It was signed in March.", True),
        (Expectation.TIME, "Калі?", "Дакумент падпісаны 31 жніўня.", True),
        (Expectation.TIME, "When?", "It was signed by the president.", False),
        (Expectation.TIME, "Когда?", "Сегодня говорили о валюте и погоде, это выгодно.", False),
        (Expectation.TIME, "Калі?", "Дакумент абсалютна новы.", False),
        (Expectation.TIME, "Когда?", "Встреча будет в июле.", True),
        (Expectation.TIME, "Калі?", "Сустрэча была ў лістападзе.", True),
        (Expectation.EMAIL, "E-mail?", "Write to office@example.org.", True),
        (Expectation.EMAIL, "E-mail?", "Call 3-25-10.", False),
        (Expectation.ANYTHING, "Who?", "The committee.", True),
    ],
)
def test_a_sentence_meets_it_or_does_not(
    expected: Expectation, question: str, sentence: str, met: bool
) -> None:
    assert meets(expected, sentence=sentence, question=question) is met
