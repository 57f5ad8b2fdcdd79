import numpy as np
import pytest

from eval.training.cloze import ask, find_gaps


def gaps(text: str, language: str) -> list[tuple[str, str, str]]:
    return [(one.kind, text[one.answer : one.end], one.says) for one in find_gaps(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (
            "In 2018 they sold 2.8 million cars.",
            "en",
            [("year", "2018"), ("amount", "2.8 million")],
        ),
        ("Открылась 12 сентября 2018 года.", "ru", [("day", "12 сентября 2018 года")]),
        ("Гэта 15 % ад усіх.", "be", [("amount", "15 %")]),
        ("6月12日有1,500人到场。", "zh", [("day", "6月12日"), ("amount", "1,500")]),
        ("Anna Smith said so in London.", "en", [("who", "Anna Smith"), ("where", "London")]),
        ("The score was 3-1 at 19:30 for the 20-year-old.", "en", []),
    ],
)
def test_numbers_dates_and_names_are_gaps(
    text: str, language: str, found: list[tuple[str, str]]
) -> None:
    assert [(kind, words) for kind, words, _ in gaps(text, language)] == found


def test_the_same_number_says_the_same_in_every_language() -> None:
    told = {
        gaps("2.8 million cars", "en")[0][2],
        gaps("2,8 млн машин", "ru")[0][2],
        gaps("2,8 мільёна машын", "be")[0][2],
    }

    assert told == {"2.8 million"}


def test_a_question_holds_the_question_word_and_not_the_answer() -> None:
    text = "The farmers of the district sold 450 tractors to their neighbours."
    [gap] = find_gaps(text, "en")

    question = ask(text, "en", gap, np.random.default_rng(1))

    assert question is not None
    assert question.endswith("?")
    assert "how m" in question.lower()
    assert "450" not in question


def test_of_too_few_words_no_question_is_made() -> None:
    text = "45 men."
    [gap] = find_gaps(text, "en")

    assert ask(text, "en", gap, np.random.default_rng(1)) is None
