"""Shared answer: what is kept of an answer that its asker gave an address of its own.

It stands by itself: it holds the quotations and what identifies their documents, not the documents.
"""

from dataclasses import dataclass
from datetime import date

from assistant.answer import (
    CLOSEST_FOUND,
    READING,
    Answer,
    Attribution,
    Citation,
    Notice,
    Status,
)
from assistant.certificate import Certificate
from corpus.document import Language

_OF_THE_QUESTION = frozenset({READING, "period", "period_dropped", "question_continued"})
"""Codes of notices that repeat words of the question, or mean nothing without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCitation:
    """A citation without its document: what it claims, and what to show of its source.

    Attributes:
        number: The `[n]` in the answer.
        document_id: The document.
        title: Its title.
        source: Where it was published.
        language: Its language.
        published: Its day; None when it is not known.
        version: `Document.version`, a hash of all of it.
        start: Offset of the first character.
        end: Offset after the last character.
        quote: The words.
        answer: As in `Citation`.
        attribution: As in `Citation`.
    """

    number: int
    document_id: str
    title: str
    source: str
    language: Language
    published: date | None
    version: str
    start: int
    end: int
    quote: str
    answer: tuple[int, int] | None = None
    attribution: Attribution | None = None

    @classmethod
    def of(cls, citation: Citation) -> "KeptCitation":
        """What is kept of a citation."""
        document = citation.document
        return cls(
            number=citation.number,
            document_id=document.id,
            title=document.title,
            source=document.source,
            language=citation.language,
            published=document.published,
            version=document.version,
            start=citation.start,
            end=citation.end,
            quote=citation.quote,
            answer=citation.answer,
            attribution=citation.attribution,
        )

    @property
    def certificate(self) -> Certificate:
        """What it claims."""
        return Certificate(
            document_id=self.document_id,
            version=self.version,
            start=self.start,
            end=self.end,
            quote=self.quote,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAnswer:
    """An answer as it was when it was shared. New fields need a default: old ones are read too.

    Attributes:
        id: Its own: it opens nothing but this.
        question: As asked; None unless whoever asked wanted it shown.
        status: How the question ended.
        language: Language of the notices.
        text: As of the answer.
        citations: What it quotes.
        notices: Without those that repeat words of a question that is not shown.
        as_of: As of the answer.
        index_version: As of the answer.
        shared_on: The day it was shared.
    """

    id: str
    question: str | None
    status: Status
    language: Language
    text: str | None
    citations: tuple[KeptCitation, ...]
    notices: tuple[Notice, ...]
    as_of: date
    index_version: str
    shared_on: date


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
        text=answer.text,
        citations=tuple(KeptCitation.of(citation) for citation in answer.citations),
        notices=tuple(notice for notice in answer.notices if notice.code not in left_out),
        as_of=answer.as_of,
        index_version=answer.index_version,
        shared_on=day,
    )
