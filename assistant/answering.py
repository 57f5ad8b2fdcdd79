"""Assistant: the product in one function. START HERE: read `Assistant.answer` from the top."""

import logging
import time
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, Citation, Notice, Status, Turn
from assistant.citations import answer_text, cite, verify
from assistant.composer import Composer
from assistant.errors import QuestionRefusedError
from assistant.messages import Messages
from assistant.question import Question, read_question
from assistant.settings import AnswerSettings, LimitsSettings
from assistant.understanding import understand
from corpus.document import Document, Language
from index.embedder import Embedder
from index.filters import NO_FILTERS, Filters
from index.hit import Hit
from index.query import Query
from index.versions import IndexVersion

logger = logging.getLogger(__name__)


class Assistant:
    """Answers questions from one index version. Safe to call from several threads.

    Args:
        version: The verified index version.
        embedder: The model the version was built with.
        composer: Chooses what to quote.
        messages: Words for notices.
        limits: What one request may cost.
        passages: How many passages an answer is chosen from.
        thresholds: How sure an answer must be.
    """

    def __init__(
        self,
        *,
        version: IndexVersion,
        embedder: Embedder,
        composer: Composer,
        messages: Messages,
        limits: LimitsSettings,
        passages: int,
        thresholds: AnswerSettings,
    ) -> None:
        self._version = version
        self._embedder = embedder
        self._composer = composer
        self._messages = messages
        self._limits = limits
        self._passages = passages
        self._thresholds = thresholds

    def answer(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        language: Language | None = None,
        filters: Filters = NO_FILTERS,
        limit: int | None = None,
    ) -> Answer:
        """Answer one question: read, understand, search, compose, cite, verify.

        Args:
            question: Any text; an empty or over-long one is refused, never raised.
            history: Earlier turns of the conversation, oldest first; untrusted.
            language: Language of the frame; None means that of the question.
            filters: Which documents may be used.
            limit: Most hits listed beside the answer; the evidence does not shrink with it.

        Raises:
            CitationError: A quotation does not match its document; nothing is shown.
        """
        started = time.perf_counter()
        asked = read_question(question, history=history, language=language, limits=self._limits)
        if asked.refusal is not None:
            return self._end(asked, asked.refusal)

        query = self._understand(asked)
        evidence = self._version.retriever.search(query, limit=self._passages, filters=filters)
        if not evidence:
            return self._end(asked, Status.UNANSWERABLE_NOTHING_FOUND)

        hits = evidence[: self._hits_limit(limit)]
        draft = self._composer.compose(query, evidence)
        confidence = self._own_confidence(asked, filters) if query.continued else draft.confidence
        if not draft.quotations or confidence < self._thresholds.minimum_confidence:
            return self._end(asked, self._refusal(confidence), hits=hits)

        citations = cite(draft.quotations)
        verify(citations, self._version.documents)
        remarks = self._remarks(asked, citations, continued=query.continued)
        logger.info("answered in %.0f ms", 1000 * (time.perf_counter() - started))
        return self._end(asked, Status.ANSWERED, hits=hits, citations=citations, notices=remarks)

    def search(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        limit: int | None = None,
    ) -> list[Hit]:
        """The passages that speak to a question.

        Raises:
            QuestionRefusedError: The question is empty or too long.
        """
        asked = read_question(question, history=history, language=None, limits=self._limits)
        if asked.refusal is not None:
            notice = self._messages.notice(asked.refusal.value, asked.answer_language)
            raise QuestionRefusedError(asked.refusal, notice)
        query = self._understand(asked)
        return self._version.retriever.search(query, limit=self._hits_limit(limit), filters=filters)

    def document(self, document_id: str) -> Document | None:
        """A document by id; None when there is none."""
        return self._version.documents.get(document_id)

    @property
    def index_version(self) -> str:
        """Name of the index version that answers come from."""
        return self._version.name

    def failed(self, question: str, *, language: Language | None = None) -> Answer:
        """The answer to show when answering raised: words and a next step, never details."""
        asked = read_question(question, history=(), language=language, limits=self._limits)
        return self._end(asked, Status.ERROR_INTERNAL)

    def _understand(self, asked: Question) -> Query:
        return understand(asked, embedder=self._embedder, centres=self._version.centres)

    def _own_confidence(self, asked: Question, filters: Filters) -> float:
        """Confidence in a follow-up by its own words: the question before must not vouch for it."""
        query = self._understand(replace(asked, history=()))
        evidence = self._version.retriever.search(query, limit=self._passages, filters=filters)
        return self._composer.compose(query, evidence).confidence

    def _refusal(self, confidence: float) -> Status:
        if confidence < self._thresholds.near_confidence:
            return Status.UNANSWERABLE_NOTHING_FOUND
        return Status.UNANSWERABLE_NOT_SUPPORTED

    def _end(
        self,
        asked: Question,
        status: Status,
        *,
        hits: Sequence[Hit] = (),
        citations: tuple[Citation, ...] = (),
        notices: tuple[Notice, ...] = (),
    ) -> Answer:
        if status is not Status.ANSWERED:
            notices = (self._messages.notice(status.value, asked.answer_language), *notices)
        return Answer(
            id=uuid.uuid4().hex,
            question=asked.text,
            status=status,
            language=asked.answer_language,
            text=answer_text(citations) if citations else None,
            citations=citations,
            notices=notices,
            hits=tuple(hits),
            as_of=self._as_of(citations),
            index_version=self._version.name,
        )

    def _remarks(
        self, asked: Question, citations: Sequence[Citation], *, continued: bool
    ) -> tuple[Notice, ...]:
        codes = ["question_continued"] if continued else []
        if any(citation.document.language is not asked.language for citation in citations):
            codes.append("other_language")
        return tuple(self._messages.notice(code, asked.answer_language) for code in codes)

    def _as_of(self, citations: Sequence[Citation]) -> date:
        dates = [citation.document.published for citation in citations]
        built = self._version.manifest.created.date()
        return max((day for day in dates if day is not None), default=built)

    def _hits_limit(self, limit: int | None) -> int:
        return min(limit or self._limits.hits, self._limits.hits)
