import tomllib
from dataclasses import replace
from datetime import date
from importlib import resources
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Status
from assistant.notices.frames import frame, frame_quotations
from corpus.document import Language
from tests.fakes import make_document

ENGLISH = make_document("Due.", id="a", language=Language.ENGLISH)
OTHER_ENGLISH = make_document("Paid.", id="b", language=Language.ENGLISH)
RUSSIAN = make_document("Да.", id="c", language=Language.RUSSIAN)
OTHER_RUSSIAN = make_document("Нет.", id="d", language=Language.RUSSIAN)
FRAME = "В документе на английском языке говорится:"


def answer_of(*documents: int, reader: Language = Language.RUSSIAN) -> Answer:
    known = [ENGLISH, OTHER_ENGLISH, RUSSIAN, OTHER_RUSSIAN]
    citations = tuple(
        Citation(
            number=number,
            document=known[which],
            start=0,
            end=len(known[which].text),
            quote=known[which].text,
        )
        for number, which in enumerate(documents, start=1)
    )
    return Answer(
        id="a",
        question="q",
        status=Status.ANSWERED,
        language=reader,
        text="…",
        citations=citations,
        notices=(),
        hits=(),
        as_of=date(2015, 9, 2),
        index_version="v1",
    )


def numbered(answer: Answer) -> list[tuple[str | None, list[int]]]:
    return [
        (framed.frame, [citation.number for citation in framed.citations])
        for framed in frame_quotations(answer)
    ]


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


def test_neighbours_of_one_document_share_a_line_and_another_document_has_its_own() -> None:
    assert numbered(answer_of(0, 0, 1, 2, 3, 0)) == [
        (FRAME, [1, 2]),
        (FRAME, [3]),
        (None, [4, 5]),
        (FRAME, [6]),
    ]


def test_an_answer_without_quotations_has_no_lines() -> None:
    assert frame_quotations(answer_of()) == []


@given(documents=st.lists(st.integers(0, 3), max_size=8), reader=st.sampled_from(Language))
def test_every_quotation_is_kept_in_its_place_under_the_right_line(
    documents: list[int], reader: Language
) -> None:
    answer = answer_of(*documents, reader=reader)
    groups = frame_quotations(answer)

    assert tuple(citation for group in groups for citation in group.citations) == answer.citations
    for group in groups:
        assert {frame(c.document.language, reader) for c in group.citations} == {group.frame}


def test_a_quotation_in_the_readers_language_has_no_line_whatever_its_document_is_in() -> None:
    own = "Входной билет для школьников стоит три рубля, оплатить его можно в кассе."
    text = f"Раённы музей працуе штодня, акрамя панядзелка і апошняй пятніцы.\n\n{own}"
    document = make_document(text, language=Language.BELARUSIAN)
    start = text.index(own)
    quoted = Citation(number=1, document=document, start=start, end=len(text), quote=own)
    answer = replace(answer_of(), citations=(quoted,))

    assert quoted.language is Language.RUSSIAN
    assert numbered(answer) == [(None, [1])]
