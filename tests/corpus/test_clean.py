import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean import clean, clean_line

ANY_TEXT = st.text(st.characters() | st.sampled_from("\t\r\n \xa0\xad\u200b\u0301\u202e\ud800e"))


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_a_cleaned_text_is_nfc_and_can_be_encoded(text: str) -> None:
    cleaned = clean(text)

    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned


@given(ANY_TEXT)
def test_a_cleaned_text_has_no_invisible_character(text: str) -> None:
    kinds = {unicodedata.category(character) for character in clean(text).replace("\n", "")}

    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@given(ANY_TEXT)
def test_a_cleaned_text_has_plain_single_spaces_and_single_blank_lines(text: str) -> None:
    cleaned = clean(text)

    assert all(line == " ".join(line.split(" ")).strip() for line in cleaned.split("\n"))
    assert "\n\n\n" not in cleaned
    assert "  " not in cleaned
    assert {c for c in cleaned if unicodedata.category(c) == "Zs"} <= {" "}


@given(st.text(st.sampled_from("aбўʼ’中0,%+—«»")))
def test_letters_digits_and_signs_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("25\xa0000 руб.", "25 000 руб."),
        ("Докши\xadцы", "Докшицы"),
        ("и\u0306", "й"),
        ("и\u200b\u0306", "й"),
        ("\ufeffЎ \u202eabc\u202c", "Ў abc"),
        ("a\U000e0041\U000e007fb", "ab"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("one \t \n\n\n\n\n two", "one\n\ntwo"),
        ("\u3000第一条\u3000总则", "第一条 总则"),
        ("", ""),
        (" \n\t\n ", ""),
    ],
)
def test_known_texts_are_cleaned(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_a_line_stays_one_line() -> None:
    assert clean_line(" Directive\n\n No.\xa05 ") == "Directive No. 5"
