import pytest

from assistant.clarify.underspecified import Want, subject_words, underspecified
from corpus.document import Language

EN, RU, BE, ZH = Language


@pytest.mark.parametrize(
    ("question", "language", "want"),
    [
        ("When is the deadline?", EN, Want.DEADLINE),
        ("By what date must it be done?", EN, Want.DEADLINE),
        ("When?", EN, Want.TIME),
        ("How much is it?", EN, Want.MONEY),
        ("Who is responsible?", EN, Want.BODY),
        ("And the phone number?", EN, Want.PHONE),
        ("Какой срок?", RU, Want.DEADLINE),
        ("Сколько стоит?", RU, Want.MONEY),
        ("Сколько?", RU, Want.FIGURE),
        ("Кто отвечает?", RU, Want.BODY),
        ("Які тэрмін?", BE, Want.DEADLINE),
        ("Колькі?", BE, Want.FIGURE),
        ("Хто адказны?", BE, Want.BODY),
        ("截止日期是什么时候？", ZH, Want.DEADLINE),
        ("多少钱？", ZH, Want.MONEY),
        ("由谁负责？", ZH, Want.BODY),
    ],
)
def test_a_question_without_a_subject_says_only_what_kind_of_answer_it_wants(
    question: str, language: Language, want: Want
) -> None:
    asked = underspecified(question, language)

    assert asked is not None
    assert (asked.want, asked.subject) == (want, ())


@pytest.mark.parametrize(
    ("question", "language", "subject"),
    [
        ("When is the programme due?", EN, ["programme"]),
        ("Какой срок у программы?", RU, ["программы"]),
        ("На які тэрмін праграма?", BE, ["праграма"]),
        ("计划的期限是什么时候？", ZH, ["计划"]),
    ],
)
def test_one_word_of_a_subject_may_still_leave_it_open(
    question: str, language: Language, subject: list[str]
) -> None:
    asked = underspecified(question, language)

    assert asked is not None
    assert list(asked.subject) == subject == subject_words(question, language)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("When was Directive No. 5 signed?", EN),
        ("Who coordinates relations with China?", EN),
        ("How much is due by 2020?", EN),
        ("Who pays, and when?", EN),
        ("What is it about?", EN),
        ("Сколько тракторов соберут в Китае?", RU),
        ("Хто наладжвае супрацу з Кітаем?", BE),
        ("合资旅游公司什么时候开业？", ZH),
    ],
)
def test_a_question_with_a_subject_a_number_or_two_wants_is_left_alone(
    question: str, language: Language
) -> None:
    assert underspecified(question, language) is None
