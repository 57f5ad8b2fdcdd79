import math

import pytest

from assistant.facts.overlap import numbers, shares


@pytest.mark.parametrize("text", ["6,000 tractors", "6 000 тракторов", "6\u00a0000", "6000台"])
def test_thousands_are_one_number_however_they_are_set(text: str) -> None:
    assert numbers(text) == {"6000"}


def test_decimals_dates_and_phones_stay_apart() -> None:
    assert numbers("$1.5 billion") == {"1.5"}
    assert numbers("15") != numbers("1.5")
    assert numbers("1 July 2016") == {"1", "2016"}
    assert numbers("2,8%") == {"2,8"}


def test_rare_terms_weigh_more() -> None:
    question = frozenset({"common", "rare"})
    texts = [frozenset({"common"}), frozenset({"common", "rare"}), frozenset({"common"})]

    common = math.log(1 + 0.5 / 3.5)
    rare = math.log(1 + 2.5 / 1.5)
    expected = [common / (common + rare), 1.0, common / (common + rare)]
    assert shares(question, texts) == pytest.approx(expected)


def test_a_question_without_terms_shares_nothing() -> None:
    assert shares(frozenset(), [frozenset({"word"})]) == [0.0]


@pytest.mark.parametrize(
    ("written", "number"),
    [("１８", "18"), ("١٨", "18"), ("第十二条", "12"), ("三百人", "300"), ("250¹", "250")],
)
def test_a_number_is_the_same_in_whatever_digits(written: str, number: str) -> None:
    assert numbers(f"a {written} b") == {number}
