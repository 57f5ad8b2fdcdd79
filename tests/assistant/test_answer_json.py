from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, AnswerPart, Citation
from assistant.answer_json import answer_record, citation_record
from assistant.certificate import find_fault
from assistant.notices.frames import frame
from assistant.status import Status
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
        (citations[0].frame, [citation.number for citation in citations])
        for citations in answer_record(answer).framed
    ]


def test_neighbours_of_one_document_share_a_line_and_another_document_has_its_own() -> None:
    assert numbered(answer_of(0, 0, 1, 2, 3, 0)) == [
        (FRAME, [1, 2]),
        (FRAME, [3]),
        (None, [4, 5]),
        (FRAME, [6]),
    ]


def test_each_question_of_a_message_begins_with_its_first_quotation_of_its_own() -> None:
    parts = (
        AnswerPart(question="When?", status=Status.ANSWERED, citations=(1, 2)),
        AnswerPart(question="Who?", status=Status.UNANSWERABLE_NOTHING_FOUND, citations=()),
        AnswerPart(question="How much?", status=Status.ANSWERED, citations=(3, 1)),
        AnswerPart(question="Again when?", status=Status.ANSWERED, citations=(2,)),
    )

    answer = answer_record(replace(answer_of(2, 2, 2), parts=parts))

    assert answer.questions == {1: "When?", 3: "How much?"}
    assert [[one.number for one in group] for group in answer.framed] == [[1, 2], [3]]


def test_an_answer_without_quotations_has_no_lines() -> None:
    assert answer_record(answer_of()).framed == []


@given(documents=st.lists(st.integers(0, 3), max_size=8), reader=st.sampled_from(Language))
def test_every_quotation_is_kept_in_its_place_under_the_right_line(
    documents: list[int], reader: Language
) -> None:
    answer = answer_record(answer_of(*documents, reader=reader))
    groups = answer.framed

    assert tuple(citation for group in groups for citation in group) == answer.citations
    for group in groups:
        assert {frame(one.language, reader) for one in group} == {group[0].frame}


QUOTED = Citation(number=1, document=ENGLISH, start=0, end=4, quote="Due.")


def test_a_citation_claims_what_its_certificate_says() -> None:
    record = citation_record(QUOTED, reader=Language.ENGLISH)

    assert record.certificate.version == ENGLISH.version
    assert find_fault(record.certificate, ENGLISH) is None


@pytest.mark.parametrize(
    ("answer", "parts"),
    [(None, ("Due.", "", "")), ((0, 3), ("", "Due", ".")), ((1, 2), ("D", "u", "e."))],
)
def test_a_quotation_is_told_by_the_words_in_it_that_answer(
    answer: tuple[int, int] | None, parts: tuple[str, str, str]
) -> None:
    record = citation_record(replace(QUOTED, answer=answer), reader=Language.ENGLISH)

    assert record.quote_parts == parts


def test_addresses_begin_with_the_root() -> None:
    record = citation_record(QUOTED, reader=Language.ENGLISH, root="https://ask.example.by")

    assert record.url == (
        f"https://ask.example.by/documents/a?start=0&end=4&version={ENGLISH.version}#quote"
    )
