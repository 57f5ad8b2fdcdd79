import pytest

from assistant.facts.names import knows, names
from corpus.document import Language
from tests.fakes import make_document

EN, RU, BE, ZH = Language.ENGLISH, Language.RUSSIAN, Language.BELARUSIAN, Language.CHINESE


@pytest.mark.parametrize(
    ("question", "language", "found"),
    [
        ("Who is the mayor of Orsha?", EN, {"ors"}),
        ("Orsha mayor", EN, set()),
        ("Как зовут председателя Докшицкого райисполкома?", RU, {"докшиц"}),
        ("А кто в Орше? Где Лида?", RU, {"орш", "лид"}),
        ("Дзе месціцца «Вялікі камень»?", BE, {"вял"}),
        ("WHERE IS THE POST OFFICE?", EN, set()),
        ("奥尔沙的市长是谁？", ZH, set()),
    ],
)
def test_names_stand_inside_a_sentence(question: str, language: Language, found: set[str]) -> None:
    assert names(question, language) == found


@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("Кто председатель Докшицкого райисполкома?", True),
        ("Кто живёт в Бегомле?", True),
        ("Кто председатель Оршанского райисполкома?", False),
        ("Далеко ли от Докшиц до Орши?", False),
        ("Кто председатель?", True),
    ],
)
def test_a_document_knows_a_name_in_any_case(question: str, known: bool) -> None:
    document = make_document("В Бегомле открыт музей.", title="Докшицкий район", language=RU)

    assert knows(document, names(question, RU)) is known
