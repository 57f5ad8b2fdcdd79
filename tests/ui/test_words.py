import re
import tomllib
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from corpus.document import Language
from ui.words import Words, choose_language

TABLE: dict[str, dict[str, str]] = tomllib.loads(
    (resources.files("ui") / "words.toml").read_text(encoding="utf-8")
)
WIDGET = Path(__file__).parents[2] / "ui" / "widget" / "src"


@pytest.mark.parametrize("key", TABLE)
def test_every_key_has_words_with_the_same_fields_in_the_four_languages(key: str) -> None:
    fields = {code: sorted(re.findall(r"\{\w*\}", words)) for code, words in TABLE[key].items()}

    assert list(fields) == [language.value for language in Language]
    assert all(TABLE[key].values())
    assert len({tuple(names) for names in fields.values()}) == 1


def test_the_widget_has_no_words_that_it_does_not_say() -> None:
    own = [key for key in TABLE if key.startswith("widget_")]
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted(WIDGET.glob("*.ts"))
        if path.name != "words_table.ts"
    )

    assert own
    assert [key for key in own if f'"{key}"' not in source] == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.ENGLISH, "2 September 2015"),
        (Language.RUSSIAN, "2 сентября 2015\u00a0г."),
        (Language.BELARUSIAN, "2 верасня 2015\u00a0г."),
        (Language.CHINESE, "2015年9月2日"),
    ],
)
def test_a_date_is_written_as_people_write_it(language: Language, expected: str) -> None:
    assert Words(language).day(date(2015, 9, 2)) == expected


@pytest.mark.parametrize(
    ("chosen", "accepted", "expected"),
    [
        ("be", "en", "be"),
        ("de", "ru", "ru"),
        (None, None, "en"),
        (None, "be-BY,be;q=0.9,ru;q=0.8", "be"),
        (None, "de, zh-Hans-CN;q=0.5, ru;q=0.7", "ru"),
        (None, "ru;q=0", "en"),
        (None, "*", "en"),
        (None, ";;;,q=1,ru;q=9", "en"),
        (None, "x" * 100_000, "en"),
        (None, "ru;q=" + "0." + "9" * 99, "en"),
    ],
)
def test_the_language_is_the_chosen_one_else_the_preferred_one(
    chosen: str | None, accepted: str | None, expected: str
) -> None:
    assert choose_language(chosen=chosen, accepted=accepted).value == expected
