import pytest

from corpus.years import Years, find_years, is_year, may_name_a_year, years


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in 2014", {2014}),
        ("2016-2018", {2016, 2017, 2018}),
        ("с 2016 по 2018 год", {2016, 2017, 2018}),
        ("2016年至2018年", {2016, 2017, 2018}),
        ("с 2015 г. по 2017 год", {2015, 2016, 2017}),
        ("2016–18", {2016, 2017, 2018}),
        ("с 2019 года до 50 процентов, from 2015 to 30 firms", {2015, 2019}),
        ("between 2015 and 2017", {2015, 2016, 2017}),
        ("in 2015 and 2017", {2015, 2017}),
        ("12.05.2018", {2018}),
        ("1.9.2018", {2018}),
        ("the 1990s", set(range(1990, 2000))),
        ("в 2010-х", set(range(2010, 2020))),
        ("2010年代", set(range(2010, 2020))),
        ("2016 гг. — 2018 гг.", {2016, 2017, 2018}),
        ("from 2018 to 2016", {2016, 2018}),
        ("8 (02157) 32015, 20155, 1850, 2100", set()),
        ("on 2018-05-12", {2018}),
        ("2000 рублей, 1950 человек, 2010人", set()),
        ("6,000 tractors, 2.015 and 12014", set()),
    ],
)
def test_a_text_names_its_years_and_all_those_of_a_range(text: str, found: set[int]) -> None:
    assert years(text) == found


def test_a_range_is_named_with_its_first_year_and_its_last_once_more() -> None:
    found = list(find_years("2016–2020"))

    assert found == [Years(first=2016, last=2020), Years(first=2020, last=2020)]


@pytest.mark.parametrize(
    "text", ["a fee of 2000 dollars", "in 2000 yuan", "сума 2000 юаняў", "2000 злотых", "2000欧元"]
)
def test_an_amount_of_any_known_money_is_no_year(text: str) -> None:
    assert list(find_years(text)) == []


def test_a_number_may_be_a_year_whatever_it_counts() -> None:
    assert may_name_a_year("2000 rubles")
    assert not may_name_a_year("12000 rubles")
    assert is_year("2000")
    assert not is_year("2000.5")
