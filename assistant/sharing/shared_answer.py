"""Shared answer: what is kept of an answer that its asker gave an address of its own.

It stands by itself: it holds the quotations and what identifies their documents, not the documents.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import CLOSEST_FOUND, READING, Answer, AnswerPart, Notice
from assistant.answer_json import DESCRIBED, CitationRecord, citation_record
from assistant.status import Status
from corpus.document import Language

_OF_THE_QUESTION = frozenset(
    {
        READING,
        "period",
        "period_dropped",
        "question_continued",
        "part_unanswered",
        "questions_left",
    }
)
"""Codes of notices that repeat words of the question, or mean nothing without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAnswer:
    """A shared answer as it was on the day it was shared."""

    # It is kept in this form. New fields, of a citation too, need a default: old ones are read too.
    __pydantic_config__ = DESCRIBED

    id: str
    """Of the shared answer; not that of the answer it was made of."""
    question: str | None
    """Null unless it was shared too."""
    status: Status
    """`answered` or `unanswerable_…`."""
    language: Language
    answer: str | None
    """Quoted sentences with `[n]` markers, or null."""
    citations: tuple[CitationRecord, ...]
    notices: tuple[Notice, ...]
    as_of: date
    index_version: str
    shared_on: date
    changed: tuple[int, ...] = ()
    """Numbers of the citations whose document is gone or has another version now."""
    parts: tuple[AnswerPart, ...] = ()
    """Of a message with several questions, each one; empty unless the question was shared too."""


def may_be_shared(answer: Answer, *, with_question: bool) -> bool:
    """Tell whether an answer says something to others.

    Quotations do; that the documents do not answer does together with the question. Refusals, our
    own faults and questions back to the asker do not.
    """
    return answer.status is Status.ANSWERED or (
        with_question and answer.status.category == "unanswerable"
    )


def shared_answer(
    answer: Answer, *, shared_id: str, with_question: bool, day: date
) -> SharedAnswer:
    """What is kept of an answer that is shared.

    Args:
        answer: As it was given.
        shared_id: A new one; that of the answer opens the question too.
        with_question: Whoever asked wants the question shown; otherwise no word of it is kept.
        day: Today.
    """
    left_out = {CLOSEST_FOUND, *(() if with_question else _OF_THE_QUESTION)}
    return SharedAnswer(
        id=shared_id,
        question=answer.question if with_question else None,
        status=answer.status,
        language=answer.language,
        answer=answer.text,
        citations=tuple(
            citation_record(citation, reader=answer.language) for citation in answer.citations
        ),
        notices=tuple(notice for notice in answer.notices if notice.code not in left_out),
        as_of=answer.as_of,
        index_version=answer.index_version,
        shared_on=day,
        parts=answer.parts if with_question else (),
    )


def shared_answer_record(
    shared: SharedAnswer, *, changed: Sequence[int], root: str = ""
) -> SharedAnswer:
    """A shared answer as `GET /api/v1/answers/{shared_id}` gives it.

    Args:
        shared: As it was shared.
        changed: Numbers of the citations that do not stand in a document any more.
        root: Start of every link.
    """
    citations = tuple(replace(one, url=root + one.url) for one in shared.citations)
    return replace(shared, citations=citations, changed=tuple(changed))
