import pytest

from assistant.countries import countries
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
        ("", EN, ""),
    ],
)
def test_countries_are_told_in_four_languages(text: str, language: Language, codes: str) -> None:
    assert countries(text, language) == set(codes.split())
