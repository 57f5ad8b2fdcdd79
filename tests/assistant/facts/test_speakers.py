import pytest

from assistant.facts.speakers import find_speakers, role_of
from corpus.document import Language

EN, RU, BE, ZH = Language


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        (
            "Minister of Foreign Affairs Ivan Petrov came.",
            EN,
            "Minister of Foreign Affairs Ivan Petrov",
        ),
        ("Ivan Petrov, the Mayor of Minsk, came.", EN, "Ivan Petrov, the Mayor of Minsk"),
        (
            "Председатель районного исполнительного комитета Иван Иванович Петров открыл зал.",
            RU,
            "Председатель районного исполнительного комитета Иван Иванович Петров",
        ),
        ("Министр Иван Петров открыл зал.", RU, "Министр Иван Петров"),
        ("Старшыня Іван Пятроў адкрыў залу.", BE, "Старшыня Іван Пятроў"),
        ("市长李明表示，道路已修好。", ZH, "市长李明"),
    ],
)
def test_a_role_with_a_name_is_a_speaker(text: str, language: Language, speaker: str) -> None:
    [found] = find_speakers(text, language)

    assert text[found.start : found.end] == speaker


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Ambassador to Belarus came.", EN),
        ("The head of the Shanghai Cooperation Organization came.", EN),
        ("Ivan Petrov came.", EN),
        ("Посол Республики Беларусь открыл зал.", RU),
        ("Послание Ивана Петрова прочли.", RU),
        ("Пасол Рэспублікі Беларусь адкрыў залу.", BE),
        ("市长表示，道路已修好。", ZH),
    ],
)
def test_a_role_without_a_name_or_a_name_without_a_role_is_none(
    text: str, language: Language
) -> None:
    assert find_speakers(text, language) == []


def test_a_role_is_the_same_in_every_language_and_form() -> None:
    words = ["the ambassador", "по словам посла", "паводле слоў пасла", "大使说"]

    assert {role_of(one) for one in words} == {"ambassador"}
    assert role_of("the ambassador and the minister") is None
    assert role_of("послание") is None
