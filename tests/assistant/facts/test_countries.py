import pytest

from assistant.facts.countries import countries
from corpus.document import Language

EN, RU, BE, ZH = Language.ENGLISH, Language.RUSSIAN, Language.BELARUSIAN, Language.CHINESE


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("How much does Poland invest in Belarus?", EN, "BY PL"),
        ("Chinese goods for the Czech Republic; a turkey from South Africa", EN, "CN CZ ZA"),
        ("Экспорт Беларуси в Россию", RU, "BY RU"),
        ("Компании из Японии", RU, "JP"),
        ("с польскими товарами, США и Южной Кореи", RU, "KR PL US"),
        ("С Польшей и Великобританией", RU, "GB PL"),
        ("Это на пользу всем", RU, ""),
        ("Рэзідэнты з Германіі ў Польшчы", BE, "DE PL"),
        ("俄罗斯对白俄罗斯的投资", ZH, "BY RU"),
        ("中白贸易额", ZH, "BY CN"),
        ("С Китаем и в Китае, из Индии с Кубой", RU, "CN CU IN"),
        ("З Кітаем, у Расіі, з Індыяй", BE, "CN IN RU"),
        ("в Саудовской Аравии и Новой Зеландии", RU, "NZ SA"),
        ("Груз с Кубка: того, чехлы, Малика, Перунов", RU, ""),
        ("Преподают английский язык", RU, ""),
        ("Can you tell us how to polish electric poles?", EN, ""),
        ("Trade with the US, Turkey and Polish firms", EN, "PL TR US"),
        ("每立方米天然气，其中英语和集中德育，道德方面，土方工程", ZH, ""),
        ("中美关系与中俄贸易", ZH, "CN RU US"),
        ("", EN, ""),
    ],
)
def test_countries_are_told_in_four_languages(text: str, language: Language, codes: str) -> None:
    assert countries(text, language) == set(codes.split())
