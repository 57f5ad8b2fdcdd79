import pytest

from assistant.question.keyboard_mash import is_mash


@pytest.mark.parametrize(
    "text",
    [
        *("asdkjh qwpoe zxmnb lkjf", "asdfgh", "qwerty asdfgh", "zzzzzz xxxxyyy", "lkjhg!!"),
        *("ывапр олджэ фыва цукенг", "ывап олдж йцук нгшщ зхъэ", "фывапр", "ааааа"),
        "ўўў ыйц шшшт ррр гнк",
    ],
)
def test_drumming_on_the_keyboard_is_recognised(text: str) -> None:
    assert is_mash(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "123 456", "31 жніўня", "property", "strengths", "rhythm", "https", "html xml"),
        *("www.dokshitsy.by", "XXIII VIII", "III", "XXXXX", "HTTPS", "tsk", "hmm", "What is html?"),
        *("агентства", "взгляд", "запрос", "млрд", "фсзн", "ООО", "ооо ромашка", "длинношеее"),
        *("Ммм... ммм..., какого документа?", "пролив", "Дзержынск", "什么", "囧圐圙叕巭嫑嘎呱"),
    ],
)
def test_words_abbreviations_and_numerals_are_not(text: str) -> None:
    assert not is_mash(text)
