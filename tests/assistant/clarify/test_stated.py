from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clarify.stated import stated
from assistant.clarify.underspecified import Want
from corpus.document import Language
from corpus.sentence import Sentence
from tests.fakes import make_document

EN, RU, BE, ZH = Language


def sentence(text: str, language: Language = EN) -> Sentence:
    return Sentence(document=make_document(text, language=language), start=0, end=len(text))


def values(want: Want, text: str, language: Language = EN) -> list[str]:
    return [found.value for found in stated(want, sentence(text, language))]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Exports reach $1.5 billion by 2020.", EN),
        ("Экспорт должен достичь 1,5 млрд долларов к 2020 году.", RU),
        ("Экспарт павінен дасягнуць 1,5 мільярда долараў да 2020 года.", BE),
        ("到2020年，对华出口额应不低于15亿美元。", ZH),
    ],
)
def test_an_amount_and_a_deadline_are_the_same_in_all_languages(
    text: str, language: Language
) -> None:
    assert values(Want.MONEY, text, language) == ["1500000000"]
    assert values(Want.DEADLINE, text, language) == values(Want.DEADLINE, "It is due by 2020.")


@pytest.mark.parametrize(
    "text",
    [
        "Directive No. 5 was signed on 31 August 2015.",
        "Calls to 8 (02157) 3-25-10 are answered from 8.00.",
        "The programme runs in 2021-2025.",
    ],
)
def test_dates_numbers_of_documents_telephones_and_hours_are_no_amounts(text: str) -> None:
    assert values(Want.FIGURE, text) == []


def test_amounts_are_whole_and_only_those_with_a_currency_are_money() -> None:
    text = "At least 6,000 tractors for $3.128 billion, down by 2.8%."

    assert values(Want.FIGURE, text) == ["6000", "3128000000", "2.8%"]
    assert values(Want.MONEY, text) == ["3128000000"]


def test_a_time_is_a_deadline_only_by_the_words_around_it() -> None:
    assert values(Want.DEADLINE, "It was signed on 31 August 2015.") == []
    assert values(Want.TIME, "It was signed on 31 August 2015.") == ["2015 (8, 8) 31"]
    assert values(Want.DEADLINE, "It is due by 1 July 2016.") == ["2016 (7, 7) 1"]
    assert values(Want.DEADLINE, "须在2016年7月1日前拟定。", ZH) == ["2016 (7, 7) 1"]


def test_a_telephone_number_is_its_digits() -> None:
    assert values(Want.PHONE, "电话号码是8 (02157) 3-25-11。", ZH) == ["80215732511"]


def test_a_body_counts_where_a_duty_is_spoken_of() -> None:
    assert values(Want.BODY, "The committee coordinates the work of the council.") == ["committee"]
    assert values(Want.BODY, "Администрация Президента формирует основу.", RU) == ["administration"]
    assert values(Want.BODY, "The committee is at 31 Leninskaya Street.") == []


@given(st.integers(min_value=1, max_value=10**9))
def test_separators_of_thousands_do_not_change_an_amount(number: int) -> None:
    for text in (f"{number}", f"{number:,}", f"{number:,}".replace(",", "\u00a0")):
        [value] = values(Want.MONEY, f"It costs {text} dollars.")
        assert Decimal(value) == number
