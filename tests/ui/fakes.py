"""A small assistant for the interface's tests: a shared word is enough for an answer."""

import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import (
    READING,
    Answer,
    Citation,
    Findings,
    Notice,
    Reading,
    SearchedPeriod,
    Turn,
)
from assistant.errors import QuestionRefusedError
from assistant.status import Status
from corpus.document import Document, Language
from corpus.passage import Passage
from index.search.filters import NO_FILTERS, Filters
from index.search.hit import Hit
from tests.fakes import make_document

UNCLEAR = "when is the deadline?"
"""What a small assistant asks back about."""


class FakeAssistant:
    """Quotes the first sentence of the first document that shares a word with the question.

    Attributes:
        answer_from: Quoted instead, whatever the documents hold, when there is one.
        answer_id: Id of every answer.
    """

    index_version = "v1"

    def __init__(self, *documents: Document, seconds: float = 0) -> None:
        self.documents = {document.id: document for document in documents or [make_document()]}
        self.histories: list[Sequence[Turn]] = []
        self.answer_from: Document | None = None
        self.answer_id = "a" * 32
        self._seconds = seconds
        self._pause = threading.Event()

    def answer(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        language: Language | None = None,
        filters: Filters = NO_FILTERS,
        limit: int | None = None,
        read_period: bool = True,
    ) -> Answer:
        self.histories.append(history)
        self._pause.wait(self._seconds)
        language = language or Language.ENGLISH
        if "explode" in question:
            raise RuntimeError(question)
        if refusal := self._refusal(question):
            return self._end(question, refusal, language)
        if "do you think" in question:
            return self._end(question, Status.REFUSED_OPINION, language)
        if question.lower() == UNCLEAR:
            return self._clarify(question, language)
        hits = self.search(question, history=history, filters=filters, limit=limit).hits
        if not hits:
            return self._end(question, Status.UNANSWERABLE_NOTHING_FOUND, language)
        period = self._period(question) if read_period else None
        document = self.answer_from or hits[0].passage.document
        end = (document.text.find(". ") + 1) or len(document.text)
        citation = Citation(
            number=1, document=document, start=0, end=end, quote=document.text[:end]
        )
        return self._end(
            question, Status.ANSWERED, language, citation=citation, hits=hits, period=period
        )

    def search(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),  # noqa: ARG002 - the protocol's own argument
        filters: Filters = NO_FILTERS,
        limit: int | None = None,
        read_period: bool = True,
    ) -> Findings:
        if refusal := self._refusal(question):
            raise QuestionRefusedError(refusal, Notice(code=refusal.value, text="No."))
        words = set(question.lower().split())
        passages = [
            Passage.cut(document, start=0, end=len(document.text))
            for document in self.documents.values()
        ]
        found = [
            passage
            for passage in passages
            if filters.admit(passage) and words & set(passage.text.lower().split())
        ]
        hits = tuple(
            Hit(passage=passage, rank=rank, score=1 / rank)
            for rank, passage in enumerate(found[: limit or 20], start=1)
        )
        return Findings(hits=hits, period=self._period(question) if read_period else None)

    def document(self, document_id: str) -> Document | None:
        return self.documents.get(document_id)

    def failed(self, question: str, *, language: Language | None = None) -> Answer:
        return self._end(question, Status.ERROR_INTERNAL, language or Language.ENGLISH)

    def _clarify(self, question: str, language: Language) -> Answer:
        """Offer the first two sentences of the first document."""
        document = next(iter(self.documents.values()))
        middle = document.text.find(". ") + 1
        readings = tuple(
            Reading(question=f"{question} — {words}", document=document, start=start, end=end)
            for words, start, end in (
                ("the tax is due", 0, middle),
                ("it is paid to the office", middle + 1, len(document.text)),
            )
        )
        clear = self._end(question, Status.CLARIFICATION_NEEDED, language)
        notices = [Notice(code="clarification", text="Choose one.")]
        notices += [Notice(code=READING, text=reading.question) for reading in readings]
        return replace(clear, notices=tuple(notices), readings=readings)

    def _period(self, question: str) -> SearchedPeriod | None:
        """Four digits are a year, always kept to."""
        found = re.search(r"\b\d{4}\b", question)
        if found is None:
            return None
        year = int(found[0])
        return SearchedPeriod(
            first=date(year, 1, 1), last=date(year, 12, 31), words=found[0], applied=True
        )

    def _refusal(self, question: str) -> Status | None:
        if not any(character.isalnum() for character in question):
            return Status.REFUSED_EMPTY_QUESTION
        return Status.REFUSED_QUESTION_TOO_LONG if len(question) > 1000 else None

    def _end(
        self,
        question: str,
        status: Status,
        language: Language,
        *,
        citation: Citation | None = None,
        hits: Sequence[Hit] = (),
        period: SearchedPeriod | None = None,
    ) -> Answer:
        notices = () if citation else (Notice(code=status.value, text="No answer. Ask us."),)
        return Answer(
            id=self.answer_id,
            question=question,
            status=status,
            language=language,
            text=f"{citation.quote} [1]" if citation else None,
            citations=(citation,) if citation else (),
            notices=notices,
            hits=tuple(hits),
            as_of=date(2015, 9, 2),
            index_version=self.index_version,
            period=period,
        )
