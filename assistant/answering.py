"""Assistant: the product in one function. START HERE: read `Assistant.answer` from the top."""

import logging
import time
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from assistant.answer import (
    CLOSEST_FOUND,
    FILTERED,
    READING,
    Answer,
    Citation,
    Findings,
    Notice,
    Reading,
    SearchedPeriod,
    Status,
    Turn,
)
from assistant.citations import answer_text, cite, verify
from assistant.clarify.clarification import clarify
from assistant.errors import QuestionRefusedError
from assistant.extract.composer import Composer
from assistant.extract.confidence import Thresholds
from assistant.extract.disagreement import with_both_sides
from assistant.extract.finding import Finder
from assistant.extract.period_search import holds_up, named_period, search_period
from assistant.notices.date_remarks import DateRemarks
from assistant.notices.messages import Messages
from assistant.notices.remarks import Remarks
from assistant.question.coverage import coverage_of, outside_dates
from assistant.question.follow_up import understand
from assistant.question.newest import newest_published
from assistant.question.period import NamedPeriod
from assistant.question.read import Question, read_question
from assistant.question.refusals import refused_at_once, suspicion_of, unanswered
from assistant.settings import LimitsSettings
from corpus.document import Document, Language
from index.model.embedder import Embedder
from index.search.filters import NO_FILTERS, Filters
from index.search.hit import Hit
from index.search.query import Query
from index.version.versions import IndexVersion

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
        old_after_days: How much older than the newest document sources may be without a notice.
    """

    def __init__(  # noqa: PLR0913 - wiring alone calls it, by name
        self,
        *,
        version: IndexVersion,
        embedder: Embedder,
        composer: Composer,
        messages: Messages,
        limits: LimitsSettings,
        passages: int,
        thresholds: Thresholds,
        old_after_days: int,
    ) -> None:
        self._version = version
        self._embedder = embedder
        self._finder = Finder(
            retriever=version.retriever,
            composer=composer,
            passages=passages,
            thresholds=thresholds,
        )
        self._messages = messages
        self._limits = limits
        documents = list(version.documents.values())
        self._coverage = coverage_of(documents)
        self._remarks = Remarks(
            messages=messages,
            coverage=self._coverage,
            dates=DateRemarks(
                messages=messages,
                newest=newest_published(documents),
                old_after_days=old_after_days,
            ),
        )

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
        """Answer one question: read, understand, search, compose, cite, verify.

        Args:
            question: Any text; an empty or over-long one is refused, never raised.
            history: Earlier turns of the conversation, oldest first; untrusted.
            language: Language of the frame; None means that of the question.
            filters: Which documents may be used.
            limit: Most hits listed beside the answer; the evidence does not shrink with it.
            read_period: Search in the period that the question names, unless the filters set
                days of publication.

        Raises:
            CitationError: A quotation does not match its document; nothing is shown.
        """
        started = time.perf_counter()
        asked = read_question(question, history=history, language=language, limits=self._limits)
        suspicion = suspicion_of(asked)
        if (refusal := refused_at_once(asked, suspicion)) is not None:
            return self._end(asked, refusal)

        query = self._understand(asked)
        named = self._named_period(asked, filters) if read_period else None
        found, period = search_period(
            lambda admitted: self._finder.find(query, admitted),
            filters=filters,
            named=named,
            enough=self._finder.answers_as_well,
            anything=lambda found: bool(found.evidence),
        )
        hits = found.evidence[: self._hits_limit(limit)]
        meant = clarify(
            asked, query, found.evidence, version=self._version, filters=filters, period=period
        )
        if meant:
            return self._end(asked, Status.CLARIFICATION_NEEDED, hits=hits, meant=meant)
        quotations = found.draft.quotations if self._finder.answers(found) else ()
        cited = [quotation.document for quotation in quotations]
        outside = filters == NO_FILTERS and outside_dates(self._coverage, period, cited=cited)
        if outside or not quotations:
            near = bool(hits) and self._finder.comes_near(found)
            ending = unanswered(suspicion, outside_dates=outside, near=near)
            codes = [FILTERED] if filters != NO_FILTERS else []
            codes += [CLOSEST_FOUND] if near else []
            notices = self._remarks.of(codes, asked, period=period)
            refused = self._end(asked, ending, hits=hits, notices=notices, period=period)
            return replace(refused, confidence=found.confidence)

        quotations, disagreement = with_both_sides(quotations, found.draft.candidate_sentences)
        citations = cite(quotations)
        verify(citations, self._version.documents.get)
        remarks = self._remarks.on_answer(
            asked,
            citations,
            continued=query.continued,
            period=period,
            disagreement=disagreement,
            past_wanted=_past_wanted(filters, period),
        )
        logger.info("answered in %.0f ms", 1000 * (time.perf_counter() - started))
        answered = self._end(
            asked,
            Status.ANSWERED,
            hits=hits,
            citations=citations,
            notices=remarks,
            period=period,
        )
        return replace(answered, confidence=found.confidence)

    def search(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        limit: int | None = None,
        read_period: bool = True,
    ) -> Findings:
        """The passages that speak to a question; of the period it names, where they hold up.

        Raises:
            QuestionRefusedError: The question is empty or too long.
        """
        asked = read_question(question, history=history, language=None, limits=self._limits)
        if asked.refusal is not None:
            notice = self._messages.notice(asked.refusal.value, asked.answer_language)
            raise QuestionRefusedError(asked.refusal, notice)
        query = self._understand(asked)
        hits, period = search_period(
            lambda admitted: self._version.retriever.search(
                query, limit=self._hits_limit(limit), filters=admitted
            ),
            filters=filters,
            named=self._named_period(asked, filters) if read_period else None,
            enough=holds_up,
        )
        return Findings(hits=tuple(hits), period=period)

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

    def _named_period(self, asked: Question, filters: Filters) -> NamedPeriod | None:
        return named_period(asked, filters=filters, today=datetime.now(UTC).date())

    def _end(
        self,
        asked: Question,
        status: Status,
        *,
        hits: Sequence[Hit] = (),
        citations: tuple[Citation, ...] = (),
        notices: tuple[Notice, ...] = (),
        period: SearchedPeriod | None = None,
        meant: tuple[Reading, ...] = (),
    ) -> Answer:
        if status is not Status.ANSWERED:
            notices = (*self._remarks.of([status.notice], asked, period=period), *notices)
        notices += tuple(Notice(code=READING, text=reading.question) for reading in meant)
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
            period=period,
            readings=meant,
        )

    def _as_of(self, citations: Sequence[Citation]) -> date:
        dates = [citation.document.published for citation in citations]
        built = self._version.manifest.created.date()
        return max((day for day in dates if day is not None), default=built)

    def _hits_limit(self, limit: int | None) -> int:
        return min(limit or self._limits.hits, self._limits.hits)


def _past_wanted(filters: Filters, period: SearchedPeriod | None) -> bool:
    asked_for = filters.published_from is not None or filters.published_to is not None
    return asked_for or (period is not None and period.applied)
