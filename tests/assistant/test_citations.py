from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.certificate import Certificate, Fault
from assistant.citations import answer_text, certify, cite, verify
from assistant.errors import CitationError
from assistant.extract.quotation import Quotation
from tests.fakes import make_document

TEXT = "The tax is due on 1 July 2016. Сумма — 1,5 млрд. 目标是15亿美元。"
DOCUMENT = make_document(TEXT)
SENTENCES = [
    Quotation(document=DOCUMENT, start=0, end=30),
    Quotation(document=DOCUMENT, start=31, end=48),
    Quotation(document=DOCUMENT, start=49, end=len(TEXT)),
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


def test_a_certificate_says_what_the_citation_claims() -> None:
    assert certify(cite(SENTENCES)[1]) == Certificate(
        document_id="news/tax.txt",
        version=DOCUMENT.version,
        start=31,
        end=48,
        quote="Сумма — 1,5 млрд.",
    )


def test_citations_of_the_stored_text_pass() -> None:
    verify(cite(SENTENCES), {DOCUMENT.id: DOCUMENT}.get)


@given(place=st.integers(0, len(TEXT) - 1), letter=st.characters(exclude_categories=["Cs"]))
def test_any_edit_of_the_document_is_found(place: int, letter: str) -> None:
    edited = replace(DOCUMENT, text=TEXT[:place] + letter + TEXT[place + 1 :])

    if letter == TEXT[place]:
        verify(cite(SENTENCES), {DOCUMENT.id: edited}.get)
    else:
        with pytest.raises(CitationError, match=r"1 does not match .*: other_version\.") as caught:
            verify(cite(SENTENCES), {DOCUMENT.id: edited}.get)
        assert caught.value.fault is Fault.OTHER_VERSION


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"quote": "The tax is due on 1 July 2O16."}, Fault.TEXT_DIFFERS),
        ({"start": 1}, Fault.TEXT_DIFFERS),
        ({"end": 999}, Fault.OUTSIDE_THE_TEXT),
        ({"start": 30, "end": 31, "quote": " "}, Fault.EMPTY_QUOTE),
    ],
)
def test_a_citation_that_does_not_match_is_named_with_its_fault(
    changes: dict[str, Any], fault: Fault
) -> None:
    first, *others = cite(SENTENCES)

    with pytest.raises(CitationError, match=rf"Citation 1 .*news/tax\.txt .*: {fault}\.") as caught:
        verify([replace(first, **changes), *others], {DOCUMENT.id: DOCUMENT}.get)

    assert caught.value.fault is fault
    assert "July" not in str(caught.value)


def test_our_own_quotation_has_no_tolerance_for_typography() -> None:
    citation = replace(cite(SENTENCES)[1], quote="Сумма - 1,5 млрд.")

    with pytest.raises(CitationError, match="text_differs"):
        verify([citation], {DOCUMENT.id: DOCUMENT}.get)


def test_a_quotation_of_an_unknown_document_is_refused() -> None:
    with pytest.raises(CitationError, match=r"news/tax\.txt .*: unknown_document"):
        verify(cite(SENTENCES), lambda _: None)
