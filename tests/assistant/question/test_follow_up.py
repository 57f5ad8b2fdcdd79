import pytest

from assistant.question.follow_up import is_follow_up
from corpus.document import Language
from eval.answers.case import CaseKind
from tests.gold import tuning_cases


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
def test_short_and_referring_questions_are_follow_ups(text: str, language: Language) -> None:
    assert is_follow_up(text, language)


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
    assert not is_follow_up(text, language)


def test_whole_gold_questions_are_no_follow_ups() -> None:
    whole = [case for case in tuning_cases() if case.kind is CaseKind.ANSWERABLE]
    follow_ups = [case for case in whole if is_follow_up(case.question, case.language)]

    assert len(follow_ups) <= 0.05 * len(whole), [case.question for case in follow_ups]
