import pytest

from assistant.facts.telephones import find_telephones


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("По номеру 8 (02157) 3-25-10 отвечают с 8.00.", ["80215732510"]),
        ("Telephone: +375 299 40 18 60.", ["375299401860"]),
        ("咨询电话：8 0299 42-55-70。", ["80299425570"]),
        ("Call +86 10 6532 3431 or +1 202-555-0143.", ["861065323431", "12025550143"]),
        ("Тел. 2-14-55, 3-25-10", ["21455", "32510"]),
        ("Телефон 3 25 10.", ["32510"]),
        ("тел. 103; по короткому номеру 142", ["103", "142"]),
        ("电话为103", ["103"]),
    ],
)
def test_whole_numbers_and_the_short_forms_of_a_place_are_found(
    text: str, digits: list[str]
) -> None:
    assert [one.digits for one in find_telephones(text)] == digits


@pytest.mark.parametrize(
    "text",
    [
        "2025-06-17",
        "сезон 2025/2026 года, 38 600 документов, 211722",
        "called out 140 times; call for tenders in 2025; a hearing of 120 people",
        "показатель — не менее 3 000 машин",
        "телефонизация 150 деревень",
        "с 8-00 до 13-00, Телефон № 123456",
        "2016-20-21, счёт 1-22-33-44",
        "BY20 OLMP 3135 0000 0010 0000 0933",
    ],
)
def test_dates_counts_hours_and_accounts_are_no_telephones(text: str) -> None:
    assert find_telephones(text) == ()


def test_a_telephone_knows_its_place() -> None:
    [found] = find_telephones("Звоните: +375 29 123-45-67.")

    assert (found.start, found.end) == (9, 26)
