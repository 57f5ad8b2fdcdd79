import tomllib
from importlib import resources
from itertools import permutations

import pytest

from assistant.notices.frames import frame
from corpus.document import Language

FRAME = "В документе на английском языке говорится:"


def test_there_are_words_for_every_two_languages_and_no_others() -> None:
    table = tomllib.loads((resources.files("assistant.notices") / "frames.toml").read_text("utf-8"))
    pairs = [(quoted, reader) for quoted, row in table.items() for reader in row]

    assert sorted(pairs) == sorted(
        (quoted.value, reader.value) for quoted, reader in permutations(Language, 2)
    )
    lines = [line for row in table.values() for line in row.values()]
    assert len(set(lines)) == len(lines) == 12
    assert all(line.endswith((":", "：")) for line in lines)


@pytest.mark.parametrize(
    ("quoted", "reader", "line"),
    [
        ("en", "ru", FRAME),
        ("en", "be", "У дакуменце на англійскай мове гаворыцца:"),
        ("ru", "en", "The document, in Russian, says:"),
        ("be", "zh", "白俄罗斯文文件中写道："),
    ],
)
def test_a_line_is_in_the_language_of_the_reader(quoted: str, reader: str, line: str) -> None:
    assert frame(Language(quoted), Language(reader)) == line


@pytest.mark.parametrize("language", list(Language))
def test_a_quotation_in_the_language_of_the_reader_needs_no_line(language: Language) -> None:
    assert frame(language, language) is None
