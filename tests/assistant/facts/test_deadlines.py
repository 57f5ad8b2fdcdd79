import pytest

from assistant.facts.deadlines import (
    charges_a_body,
    find_deadline,
    speaks_of_duty,
    until_years,
)
from corpus.document import Language

EN, RU, BE, ZH = Language


@pytest.mark.parametrize(
    ("text", "time", "language", "found"),
    [
        ("It is due by the end of 2020.", "2020", EN, "by the end of 2020"),
        ("no later than 1 July", "1 July", EN, "no later than 1 July"),
        ("It was signed in 2020.", "2020", EN, None),
        ("не позже 1 июля", "1 июля", RU, "не позже 1 июля"),
        ("к концу 2020 года", "2020", RU, "к концу 2020"),
        ("как 2020 год", "2020", RU, None),
        ("не пазней за 1 ліпеня", "1 ліпеня", BE, "не пазней за 1 ліпеня"),
        ("须在2020年底前完成", "2020年", ZH, "2020年底前"),
        ("截至2020年", "2020年", ZH, "截至2020年"),
        ("2020年签署", "2020年", ZH, None),
    ],
)
def test_a_deadline_is_found_with_the_words_that_make_it_one(
    text: str, time: str, language: Language, found: str | None
) -> None:
    start = text.index(time)

    span = find_deadline(text, start, start + len(time), language=language)

    assert (text[slice(*span)] if span else None) == found


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Закрыт на ремонт до 05.02.2024.", RU, [2024]),
        ("закрыт до 5 февраля 2024 года", RU, [2024]),
        ("зачынены да лютага 2024 года", BE, [2024]),
        ("closed until 5 February 2024", EN, [2024]),
        ("2024年2月5日前", ZH, [2024]),
        ("by 2020, before 2018, in 2015", EN, [2020, 2018]),
        ("до 2020 года, с 2015 года", RU, [2020]),
        ("да 2020 года", BE, [2020]),
        ("2020年以前", ZH, [2020]),
    ],
)
def test_years_are_deadlines_by_the_same_words(
    text: str, language: Language, expected: list[int]
) -> None:
    assert until_years(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The council was instructed to report.", EN, True),
        ("The council reported.", EN, False),
        ("Совету поручено доложить.", RU, True),
        ("Савет павінен далажыць.", BE, True),
        ("应制定计划", ZH, True),
        ("供应额增长", ZH, False),
        ("主要产品", ZH, False),
    ],
)
def test_a_duty_is_told_from_a_fact(text: str, language: Language, *, expected: bool) -> None:
    assert speaks_of_duty(text, language) == expected


def test_a_body_is_charged_by_what_it_does() -> None:
    assert charges_a_body("The committee coordinates the work.", EN)
    assert not charges_a_body("The committee is in Minsk.", EN)
