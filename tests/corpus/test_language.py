from pathlib import Path

import pytest

from corpus.document import Language
from corpus.errors import DocumentError
from corpus.language import detect_document_language, detect_language, parse_language


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many tractors?", Language.ENGLISH),
        ("Сколько тракторов?", Language.RUSSIAN),
        ("Колькі трактароў?", Language.BELARUSIAN),
        ("多少台拖拉机？", Language.CHINESE),
        ("Дзе знаходзіцца выканкам?", Language.BELARUSIAN),
        ("COVID-19 疫苗", Language.CHINESE),
        ("123 456", None),
        ("مرحبا", None),
        ("😀", None),
        ("", None),
    ],
)
def test_short_questions_are_recognised(question: str, expected: Language | None) -> None:
    assert detect_language(question) == expected


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Der Ausschuss hat heute beschlossen, die Straße zu sperren.", "looks like de"),
        ("Виконавчий комітет ухвалив рішення про закриття вулиці.", "looks like uk"),
        ("مرحبا بالعالم", "Language not recognised as en, ru, be or zh"),
        ("1234 5678", "Language not recognised as en, ru, be or zh"),
    ],
)
def test_a_document_in_another_language_is_refused_by_name(text: str, seen: str) -> None:
    with pytest.raises(DocumentError, match=seen):
        detect_document_language(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("be", Language.BELARUSIAN),
        ("zh-Hans", Language.CHINESE),
        ("en_GB.UTF-8", Language.ENGLISH),
        (" RU ", Language.RUSSIAN),
        ("de", None),
        ("", None),
        (None, None),
    ],
)
def test_language_tags_are_read(name: str | None, expected: Language | None) -> None:
    assert parse_language(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("newstest2019-src.eng.txt", Language.ENGLISH),
        ("newstest2019-ref.rus.txt", Language.RUSSIAN),
        ("newstest2019-ref.bel.txt", Language.BELARUSIAN),
        ("newstest2019-ref.zho-CN.txt", Language.CHINESE),
    ],
)
def test_every_four_lines_of_news_are_recognised(name: str, expected: Language) -> None:
    path = Path("../shared/data/ntrex", name)
    if not path.exists():
        pytest.skip(f"{path} is not here")
    lines = path.read_text().split("\n")[:400]

    seen = {
        detect_document_language("\n".join(lines[place : place + 4])) for place in range(0, 400, 4)
    }

    assert seen == {expected}
