from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean import clean
from corpus.dates import is_dateline
from corpus.document import Language
from corpus.load import load_documents
from corpus.reading import HEADING
from corpus.sentences import split_sentences
from tests.fakes import make_document

WORDS = [
    "Tax",
    "г.",
    "В",
    "2016 г.",
    "А.",
    "委员会。",
    "批准；",
    "1,5",
    "1.",
    "😀",
    "«Да.»",
    "（见。）2",
    "#",
]
PIECES = [
    " ",
    ". ",
    "! ",
    "\n",
    "\n\n",
    "\n- ",
    "\n# ",
    " | ",
    "“",
    "”",
    "2 May 2015",
    "x" * 300,
    "; ",
]
TEXTS = st.lists(st.sampled_from(WORDS) | st.sampled_from(PIECES) | st.text(max_size=9)).map(
    lambda words: clean("".join(words))
)


def sentences_of(text: str, language: Language = Language.ENGLISH) -> list[str]:
    return [s.text for s in split_sentences(make_document(text, language=language))]


@given(TEXTS, st.sampled_from(Language))
def test_sentences_are_ordered_disjoint_slices_without_spaces_around(
    text: str, language: Language
) -> None:
    sentences = split_sentences(make_document(text, language=language))

    assert all(one.end <= other.start for one, other in pairwise(sentences))
    for sentence in sentences:
        assert sentence.text == text[sentence.start : sentence.end].strip() != ""
        assert "\n" not in sentence.text


@given(TEXTS, st.sampled_from(Language))
def test_every_letter_and_digit_lies_in_a_sentence(text: str, language: Language) -> None:
    left = list(text)
    for sentence in split_sentences(make_document(text, language=language)):
        left[sentence.start : sentence.end] = " " * (sentence.end - sentence.start)

    for line, rest in zip(text.split("\n"), "".join(left).split("\n"), strict=True):
        if HEADING.match(line) or is_dateline(line):
            assert rest == line
        else:
            assert not any(character.isalnum() for character in rest)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            Language.ENGLISH,
            "President signed Directive No. 5. Mr. Xi agreed on 3.5 per cent. Is it for me? I go!",
            [
                "President signed Directive No. 5.",
                "Mr. Xi agreed on 3.5 per cent.",
                "Is it for me?",
                "I go!",
            ],
        ),
        (Language.ENGLISH, "It is for me. I am ready.", ["It is for me.", "I am ready."]),
        (
            Language.RUSSIAN,
            "Опубликовать план до 1 июля 2016 г. Контроль возложить на А. Р. Иванова.",
            ["Опубликовать план до 1 июля 2016 г.", "Контроль возложить на А. Р. Иванова."],
        ),
        (
            Language.RUSSIAN,
            "В 2015 г. Минск и Пекин подписали план. Дом № 5, ул. Советская. Всё и т. д. Конец.",
            [
                "В 2015 г. Минск и Пекин подписали план.",
                "Дом № 5, ул. Советская.",
                "Всё и т. д.",
                "Конец.",
            ],
        ),
        (
            Language.BELARUSIAN,
            "Адрас: вул. Ленінская, 31, г. Докшыцы. Гэта 1,5 млрд. долараў. Старшыня А. Р. Іваноў.",
            [
                "Адрас: вул. Ленінская, 31, г. Докшыцы.",
                "Гэта 1,5 млрд. долараў.",
                "Старшыня А. Р. Іваноў.",
            ],
        ),
        (
            Language.RUSSIAN,
            "Адрес: г. п. Ясный, ул. Акад. Павлова, д. 7, оф. 3, эт. 2. Тел. 2-14-55, доб. 12. "
            "Ведёт зам. Председателя А. И. Ковальчук. Хранят до 2028 г. включительно.",
            [
                "Адрес: г. п. Ясный, ул. Акад. Павлова, д. 7, оф. 3, эт. 2.",
                "Тел. 2-14-55, доб. 12.",
                "Ведёт зам. Председателя А. И. Ковальчук.",
                "Хранят до 2028 г. включительно.",
            ],
        ),
        (
            Language.RUSSIAN,
            "Плата 12 руб. 50 коп. за час, пн. – пт. с 9 до 18. И. о. директора Петров П. П. Всё.",
            [
                "Плата 12 руб. 50 коп. за час, пн. – пт. с 9 до 18.",
                "И. о. директора Петров П. П. Всё.",
            ],
        ),
        (
            Language.BELARUSIAN,
            "Вул. Акад. Паўлава, д. 7, каб. 3. Тэл. 2-14-55, дад. 12. "
            "Нам. Старшыні А. І. Кавальчук.",
            [
                "Вул. Акад. Паўлава, д. 7, каб. 3.",
                "Тэл. 2-14-55, дад. 12.",
                "Нам. Старшыні А. І. Кавальчук.",
            ],
        ),
        (
            Language.ENGLISH,
            "Call 2-14-55, ext. 12. Room: Bldg. 2, Rm. 3, 7 Acad. Pavlov St., Luchinsk. "
            "See Art. 12.",
            [
                "Call 2-14-55, ext. 12.",
                "Room: Bldg. 2, Rm. 3, 7 Acad. Pavlov St., Luchinsk.",
                "See Art. 12.",
            ],
        ),
        (Language.RUSSIAN, "1. Один. 2. Два. 12. Три.", ["1. Один.", "2. Два.", "12. Три."]),
        (
            Language.CHINESE,
            "他说：“好。”然后走了。在中国组装。2016年销售6000台！对吗？对。",
            ["他说：“好。”", "然后走了。", "在中国组装。", "2016年销售6000台！", "对吗？", "对。"],
        ),
        (Language.RUSSIAN, "Привет 😀. Это 𝟙 знак.", ["Привет 😀.", "Это 𝟙 знак."]),
        (Language.CHINESE, "你好😀。再见😀。", ["你好😀。", "再见😀。"]),
    ],
)
def test_sentence_ends_are_found(language: Language, text: str, expected: list[str]) -> None:
    assert sentences_of(text, language) == expected


def test_headings_and_datelines_are_no_sentences() -> None:
    text = "# Plan\n2 September 2015\n\nThe plan is here.\n\n## Figures\n\nIt has figures."

    assert sentences_of(text) == ["The plan is here.", "It has figures."]


def test_list_entries_lose_their_mark_and_numbers_stay() -> None:
    text = "- one\n– two\n• three\n1. Four is here.\n2) five"

    assert sentences_of(text) == ["one", "two", "three", "1. Four is here.", "2) five"]


def test_a_row_of_a_table_is_one_sentence() -> None:
    assert sentences_of("Office | Call us. Any day. | 5") == ["Office | Call us. Any day. | 5"]


def test_a_very_long_sentence_is_cut_after_its_semicolons() -> None:
    parts = [f"{'word ' * 60}{number};" for number in range(3)]

    assert sentences_of(" ".join(parts)) == parts


def test_a_line_without_words_is_no_sentence() -> None:
    assert sentences_of("***\n\n—\n\n...") == []


def test_the_seed_news_is_cut_as_a_reader_would() -> None:
    seeds = Path("../shared/seeds")
    if not seeds.exists():
        pytest.skip(f"{seeds} is not here")
    news = load_documents([seeds]).documents[1]

    sentences = [sentence.text for sentence in split_sentences(news)]

    assert "8 (02157) 3-25-10 from 8.00 to 17.00" in sentences
    assert "This program shall be revised and updated every year." in sentences
    assert not any("2 September 2015" in sentence for sentence in sentences)
    assert len(sentences) == 32


def test_a_line_of_sums_without_an_end_is_cut_in_a_moment() -> None:
    document = make_document("12 руб. 50 коп. " * 2000, language=Language.RUSSIAN)

    longest = max(len(one.text) for one in split_sentences(document))

    assert longest < 1000
