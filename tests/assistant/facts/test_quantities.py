from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.facts.quantities import Bound, Quantity, differ, find_quantities, names_money
from corpus.document import Language


def only(text: str, language: str) -> Quantity:
    [quantity] = find_quantities(text, Language(language))
    return quantity


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (
            "1500000000",
            "USD",
            {
                "en": ["$1.5 billion", "US$1.5bn", "1.5 billion dollars"],
                "ru": ["1,5 млрд долларов", "1.5 млрд долл.", "1 500 млн долларов США"],
                "be": ["1,5 млрд долараў", "1,5 мільярда долараў ЗША", "$1,5 млрд"],
                "zh": ["15亿美元", "15 亿美元", "150000万美元"],
            },
        ),
        (
            "3128000000",
            "USD",
            {
                "en": ["$3.128 billion", "3128 million dollars"],
                "ru": ["3,128 млрд долларов", "3.128 млрд долларов"],
                "be": ["3,128 млрд долараў"],
                "zh": ["31.28亿美元"],
            },
        ),
        (
            "2.8",
            "%",
            {
                "en": ["2.8%", "2.8 per cent", "2.8 percent"],
                "ru": ["2,8 %", "2,8%", "2,8 процента"],
                "be": ["2,8 %", "2,8 працэнта", "2,8 адсотка"],
                "zh": ["2.8%", "2.8 ％"],
            },
        ),
        (
            "6000",
            "tractor",
            {
                "en": ["6,000 tractors", "6000 new tractors"],
                "ru": ["6 000 тракторов", "6 тыс. тракторов"],
                "be": ["6 000 трактараў", "6 тысяч новых трактараў"],
                "zh": ["6000台拖拉机"],
            },
        ),
        (
            "25",
            "BYN",
            {
                "en": ["25 roubles", "BYN 25"],
                "ru": ["25 рублей", "25 белорусских рублей"],
                "be": ["25 рублёў"],
                "zh": ["25白俄罗斯卢布"],
            },
        ),
        (
            "15",
            "working_day",
            {
                "en": ["15 working days"],
                "ru": ["15 рабочих дней"],
                "be": ["15 рабочых дзён"],
                "zh": ["15个工作日"],
            },
        ),
    ],
)
def test_one_amount_is_the_same_in_every_language(
    value: str, unit: str, written: dict[str, list[str]]
) -> None:
    for language, texts in written.items():
        for text in texts:
            quantity = only(text, language)

            assert (quantity.value, quantity.unit) == (Decimal(value), unit), text
            assert (quantity.start, quantity.end) == (0, len(text))


@pytest.mark.parametrize(
    ("language", "text", "bound"),
    [
        ("en", "at least $100 million", Bound.LEAST),
        ("en", "more than 31 schools", Bound.MORE),
        ("en", "up to 31 schools", Bound.MOST),
        ("en", "about $1.2 billion", Bound.ABOUT),
        ("en", "31 schools", Bound.EXACT),
        ("ru", "не менее 100 млн долларов", Bound.LEAST),
        ("ru", "более 31 школы", Bound.MORE),
        ("ru", "не более 31 школы", Bound.MOST),
        ("ru", "около 1,2 млрд долларов", Bound.ABOUT),
        ("be", "не менш за 100 млн долараў", Bound.LEAST),
        ("be", "больш за 31 школу", Bound.MORE),
        ("be", "каля 1,2 млрд долараў", Bound.ABOUT),
        ("zh", "至少1亿美元", Bound.LEAST),
        ("zh", "超过3100万美元", Bound.MORE),
        ("zh", "31亿多美元", Bound.MORE),
        ("zh", "1亿美元以上", Bound.LEAST),
        ("zh", "约12亿美元", Bound.ABOUT),
    ],
)
def test_a_limit_is_told_from_a_value(language: str, text: str, bound: Bound) -> None:
    assert only(text, language).bound is bound


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Directive No. 5 of 31 August 2015"),
        ("en", "In 2019 China met for the 3rd time, on 26-29 October"),
        ("en", "8 (02157) 3-25-10 from 8.00 to 17.00"),
        ("en", "31 Leninskaya Street, Dokshytsy 211722"),
        ("en", "COVID-19 spread 1.3 times as fast in the 21st century"),
        ("en", "$3,128 billion"),  # a comma of thousands, or a decimal one
        ("ru", "Директива № 5 от 31 августа 2015 года"),
        ("ru", "3,128 тракторов"),
        ("ru", "с 5 по 10 ноября жители выросли в 1,3 раза"),
        ("ru", "211722, г. Докшицы, ул. Ленинская, 31"),
        ("be", "З 5 па 10 лістапада, да 1 студзеня 2016 года"),
        ("zh", "第5号指令于2015年8月31日签署"),
        ("zh", "1亿2000万美元"),
        ("zh", "21世纪的第三届博览会"),
    ],
)
def test_what_is_not_surely_a_quantity_is_none(language: str, text: str) -> None:
    assert find_quantities(text, Language(language)) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("66 schools", "68 schools", True),
        ("66 schools", "67 schools", True),
        ("66 schools", "66 schools", False),
        ("$3.1 billion", "$3.128 billion", False),
        ("$3.12 billion", "$3.128 billion", False),
        ("$3.128 billion", "$3.129 billion", True),
        ("$3 billion", "$3.128 billion", False),
        ("$3 billion", "$4 billion", True),
        ("6,000 tractors", "6,012 tractors", False),
        ("100 schools", "110 schools", True),
        ("10 days", "15 days", True),
        ("about 66 schools", "70 schools", False),
        ("about 66 schools", "90 schools", True),
        ("over 66 schools", "70 schools", False),
        ("at least 66 schools", "70 schools", False),
        ("at least 66 schools", "at least 70 schools", True),
        ("more than 30 schools", "more than 31 schools", False),
        ("up to 30 days", "up to 15 days", True),
        ("66 schools", "68 villages", False),
        ("$5 million", "5 million euros", False),
    ],
)
def test_rounding_and_limits_are_no_difference(first: str, second: str, expected: bool) -> None:
    here, there = only(first, "en"), only(second, "en")

    assert differ(here, there) is differ(there, here) is expected


@given(
    text=st.text(st.sampled_from("0123456789 .,%$亿万元млрдtbillionschoolдолл-–/№年个")),
    language=st.sampled_from(Language),
)
def test_any_text_is_read_and_offsets_fit(text: str, language: Language) -> None:
    for quantity in find_quantities(text, language):
        assert 0 <= quantity.bound_start <= quantity.start < quantity.end <= len(text)
        assert any(character.isdigit() for character in text[quantity.start : quantity.end])
        assert quantity.value >= 0


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It costs five dollars.", True),
        ("en", "Europe, a break, $ and euros apart: Brest", True),
        ("en", "Europe, a break, Brest", False),
        ("ru", "пять рублей, 50 копеек", True),
        ("ru", "20 р., 5 бел. р.", True),
        ("ru", "на р. Березина, рублёвка", False),
        ("be", "сем рублёў", True),
        ("zh", "五元", True),
        ("zh", "三号楼单元", False),
    ],
)
def test_money_is_named_by_its_currency_also_without_figures(
    language: str, text: str, *, expected: bool
) -> None:
    assert names_money(text, Language(language)) == expected


def test_any_space_may_separate_thousands() -> None:
    assert only("1\u00a0500 dollars", "en").value == Decimal(1500)


def test_an_amount_ends_before_what_is_counted() -> None:
    text = "6,000 new tractors and 1.5 billion dollars"

    amounts = [text[one.start : one.amount_end] for one in find_quantities(text, Language.ENGLISH)]

    assert amounts == ["6,000", "1.5 billion dollars"]


@pytest.mark.parametrize(
    ("text", "language", "value", "words"),
    [
        ("Сбор ２５０ рублей.", Language.RUSSIAN, 250, "２５０ рублей"),
        ("Сбор 250¹ рублей.", Language.RUSSIAN, 250, "250¹ рублей"),
        ("The fee is ٢٥٠ dollars.", Language.ENGLISH, 250, "٢٥٠ dollars"),
        ("费用为一万二千元。", Language.CHINESE, 12000, "一万二千元"),
        ("增长百分之三十。", Language.CHINESE, 30, "百分之三十"),
    ],
)
def test_quantities_are_read_in_any_digits_and_found_where_they_stand(
    text: str, language: Language, value: int, words: str
) -> None:
    [quantity] = find_quantities(text, language)

    assert quantity.value == Decimal(value)
    assert text[quantity.start : quantity.end] == words
