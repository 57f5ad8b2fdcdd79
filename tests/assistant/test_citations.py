from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citations import answer_text, cite, verify
from assistant.errors import CitationError
from corpus.sentence import Sentence
from tests.fakes import make_document

TEXT = "The tax is due on 1 July 2016. Сумма — 1,5 млрд. 目标是15亿美元。"
DOCUMENT = make_document(TEXT)
SENTENCES = [
    Sentence(document=DOCUMENT, start=0, end=30),
    Sentence(document=DOCUMENT, start=31, end=48),
    Sentence(document=DOCUMENT, start=49, end=len(TEXT)),
]


def test_quotations_are_numbered_in_order_and_marked_in_the_text() -> None:
    citations = cite(SENTENCES)

    assert [citation.number for citation in citations] == [1, 2, 3]
    assert [citation.quote for citation in citations] == [
        "The tax is due on 1 July 2016.",
        "Сумма — 1,5 млрд.",
        "目标是15亿美元。",
    ]
    assert answer_text(citations) == (
        "The tax is due on 1 July 2016. [1] Сумма — 1,5 млрд. [2] 目标是15亿美元。 [3]"
    )


@given(place=st.integers(0, len(TEXT) - 1), letter=st.characters())
def test_an_edit_inside_a_quotation_is_found(place: int, letter: str) -> None:
    edited = replace(DOCUMENT, text=TEXT[:place] + letter + TEXT[place + 1 :])
    citations = cite(SENTENCES)
    inside = [c for c in citations if c.start <= place < c.end]

    if letter == TEXT[place] or not inside:
        verify(citations, {DOCUMENT.id: edited})
    else:
        with pytest.raises(CitationError, match="does not match"):
            verify(citations, {DOCUMENT.id: edited})


def test_a_quotation_of_an_unknown_document_is_refused() -> None:
    with pytest.raises(CitationError, match=r"news/tax\.txt"):
        verify(cite(SENTENCES), {})


def test_an_empty_quotation_is_refused() -> None:
    empty = cite([Sentence(document=DOCUMENT, start=30, end=31)])

    with pytest.raises(CitationError, match="quotes nothing"):
        verify(empty, {DOCUMENT.id: DOCUMENT})
