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
        ("When was Minsk (Минск) founded and by whom?", Language.ENGLISH),
        ("What does the 'Жилищный кодекс' say about rents?", Language.ENGLISH),
        ("What did Иван say?", Language.ENGLISH),
        ("Когда откроется МТС и Wi-Fi?", Language.RUSSIAN),
        ("Калі адкрыюць Wi-Fi?", Language.BELARUSIAN),
        ("Основатель «Минск» и Intel?", Language.RUSSIAN),
        ("ЕС", Language.RUSSIAN),
        ("Як?", Language.BELARUSIAN),
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


_EN, _RU, _BE, _ZH = Language


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("Сессия районного Совета депутатов пройдёт в четверг в зале заседаний.", _EN, _RU),
        ("Сесія раённага Савета дэпутатаў пройдзе ў чацвер у зале пасяджэнняў.", _RU, _BE),
        ("Сессия районного Совета депутатов пройдёт в четверг в зале заседаний.", _BE, _RU),
        ("区人民代表大会会议将于星期四举行。", _EN, _ZH),
        ("The council meets on Thursday in the assembly hall.", _RU, _EN),
        ("The library is closed.", _ZH, _EN),
        ("Санитарный день", _EN, _RU),
        ("Дом культуры", _RU, _RU),
        ("Дом культуры", _BE, _BE),
        ("Дом культуры", _ZH, _BE),
        ("Минск, 12, 14", _BE, _BE),
        ("Minsk", _BE, _BE),
        ("Minsk", None, _EN),
        ("Кабинет 12", None, _RU),
        ("2019: 12,5; 2020: 14,8", _RU, _RU),
        ("闭馆", _RU, _ZH),
    ],
)
def test_a_declared_language_decides_only_where_the_text_cannot_tell(
    text: str, declared: Language | None, expected: Language
) -> None:
    assert detect_document_language(text, declared=declared) is expected


def test_a_language_that_its_file_names_is_not_refused_for_a_neighbour() -> None:
    text = "Виконавчий комітет ухвалив рішення про закриття вулиці."

    assert detect_document_language(text, declared=_BE) is _BE
    with pytest.raises(DocumentError, match="looks like uk"):
        detect_document_language(text, declared=_EN)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("be", Language.BELARUSIAN),
        ("ru-RU", Language.RUSSIAN),
        ("be_BY", Language.BELARUSIAN),
        ("be-tarask", Language.BELARUSIAN),
        ("zh-TW", Language.CHINESE),
        ("ZH-HANT-HK", Language.CHINESE),
        ("ru, en", Language.RUSSIAN),
        ("bel", Language.BELARUSIAN),
        ("Russian", Language.RUSSIAN),
        ("русский", Language.RUSSIAN),
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
