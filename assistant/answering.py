"""Assistant: the product in one list of steps. START HERE: read `Assistant.answer` from the top."""

import logging
import time
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

from assistant.answer import Answer, Citation, Findings, SearchedPeriod, Turn
from assistant.citations import answer_text, cite, verify
from assistant.clarify.clarification import clarify
from assistant.context import Context
from assistant.errors import QuestionRefusedError
from assistant.extract.composer import Composer
from assistant.extract.confidence import Thresholds
from assistant.extract.disagreement import with_both_sides
from assistant.extract.finding import NOTHING, Finder, Found
from assistant.extract.period_search import holds_up, in_period, searched_period, wanted_period
from assistant.joining import join_answers
from assistant.notices.date_remarks import DateRemarks
from assistant.notices.messages import Messages
from assistant.notices.remarks import Remarks
from assistant.question.coverage import coverage_of, outside_dates
from assistant.question.make_query import make_query
from assistant.question.meaning import read_meaning
from assistant.question.newest import newest_published
from assistant.question.parts import Parts, split_questions
from assistant.question.read import Question, read_question
from assistant.question.refusals import refused_at_once, unanswered
from assistant.settings import LimitsSettings
from assistant.status import Status
from corpus.document import Document, Language
from index.model.embedder import Embedder
from index.search.filters import NO_FILTERS, Filters
from index.search.query import Query
from index.version.opening import IndexVersion

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
        """Answer a message: each question in it is routed, searched, composed, cited, verified.

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
        parts = split_questions(asked)
        answers: list[Answer] = []
        for part in parts.asked:
            context = self._context(part, filters, read_period=read_period)
            earlier = tuple(one for answer in answers for one in answer.citations)
            answers.append(self._answer(replace(context, earlier=earlier), limit=limit))
        logger.info("answered in %.0f ms", 1000 * (time.perf_counter() - started))
        return self._join(asked, parts, answers, limit=limit)

    def _answer(self, context: Context, *, limit: int | None) -> Answer:
        steps = (self._route, self._search, self._clarify, self._compose, self._cite, self._verify)
        for step in steps:
            context = step(context)
            if context.status is not None:
                return self._end(context, context.status, limit=limit)
        raise AssertionError("the last step gives every question its status")

    def _route(self, context: Context) -> Context:
        return replace(context, status=refused_at_once(context.asked, context.meaning.intent))

    def _search(self, context: Context) -> Context:
        query = self._query(context)
        everywhere = self._finder.search(query, context.filters)
        if context.named is None:
            return replace(context, query=query, everywhere=everywhere)
        within = self._finder.search(query, in_period(context.filters, context.named))
        return replace(context, query=query, everywhere=everywhere, within=within)

    def _clarify(self, context: Context) -> Context:
        if context.query is None or context.named is not None:
            return context
        readings = clarify(
            context.asked,
            context.query,
            context.meaning,
            context.everywhere.hits,
            version=self._version,
            filters=context.filters,
        )
        if not readings:
            return context
        found = replace(NOTHING, evidence=context.everywhere.hits)
        return replace(context, found=found, readings=readings, status=Status.CLARIFICATION_NEEDED)

    def _compose(self, context: Context) -> Context:
        found, period = self._choose(context)
        quotations = found.draft.quotations if self._finder.answers(found) else ()
        cited = [quotation.document for quotation in quotations]
        anywhere = context.filters == NO_FILTERS
        outside = anywhere and outside_dates(self._coverage, period, cited=cited)
        if outside or not quotations:
            near = bool(found.evidence) and self._finder.comes_near(found)
            status = unanswered(context.meaning.intent, outside_dates=outside, near=near)
            return replace(context, found=found, period=period, near=near, status=status)
        quotations, disagreement = with_both_sides(quotations, found.draft.candidate_sentences)
        return replace(
            context, found=found, period=period, quotations=quotations, disagreement=disagreement
        )

    def _choose(self, context: Context) -> tuple[Found, SearchedPeriod | None]:
        """What is quoted: of the period where that answers about as well, else of everywhere."""
        query, meaning = context.query, context.meaning
        if query is None:
            return NOTHING, None
        everywhere = self._finder.compose(query, meaning, context.everywhere)
        if context.named is None or context.within is None:
            return everywhere, None
        within = self._finder.compose(query, meaning, context.within)
        applied = self._finder.answers_as_well(within, everywhere)
        known = bool(within.evidence)
        period = searched_period(context.named, applied=applied, known=known)
        return within if applied else everywhere, period

    def _cite(self, context: Context) -> Context:
        return replace(context, citations=cite(context.quotations, earlier=context.earlier))

    def _verify(self, context: Context) -> Context:
        verify(context.citations, self._version.documents.get)
        return replace(context, status=Status.ANSWERED)

    def _end(self, context: Context, status: Status, *, limit: int | None = None) -> Answer:
        """The answer to one question; every way to end comes by here."""
        citations = context.citations
        return Answer(
            id=uuid.uuid4().hex,
            question=context.asked.text,
            status=status,
            language=context.asked.answer_language,
            text=answer_text(citations) if citations else None,
            citations=citations,
            notices=self._remarks.on(context, status),
            hits=tuple(context.found.evidence[: self._hits_limit(limit)]),
            as_of=self._as_of(citations),
            index_version=self._version.name,
            period=context.period,
            readings=context.readings,
            confidence=context.found.confidence,
        )

    def _join(
        self, asked: Question, parts: Parts, answers: Sequence[Answer], *, limit: int | None
    ) -> Answer:
        if len(answers) == 1:
            return answers[0]
        joined = join_answers(asked, answers, left=parts.left, messages=self._messages)
        return replace(
            joined,
            hits=joined.hits[: self._hits_limit(limit)],
            as_of=self._as_of(joined.citations),
        )

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
        context = self._context(asked, filters, read_period=read_period)
        find = partial(
            self._version.retriever.search, self._query(context), limit=self._hits_limit(limit)
        )
        everywhere = find(filters=filters)
        if context.named is None:
            return Findings(hits=tuple(everywhere))
        within = find(filters=in_period(filters, context.named))
        applied = holds_up(within, everywhere)
        period = searched_period(context.named, applied=applied, known=bool(within))
        return Findings(hits=tuple(within if applied else everywhere), period=period)

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
        return self._end(Context(asked=asked), Status.ERROR_INTERNAL)

    def _context(self, asked: Question, filters: Filters, *, read_period: bool) -> Context:
        meaning = read_meaning(asked, today=datetime.now(UTC).date())
        named = wanted_period(meaning, filters) if read_period else None
        return Context(asked=asked, meaning=meaning, filters=filters, named=named)

    def _query(self, context: Context) -> Query:
        return make_query(
            context.asked,
            context.meaning,
            embedder=self._embedder,
            centres=self._version.centres,
        )

    def _as_of(self, citations: Sequence[Citation]) -> date:
        dates = [citation.document.published for citation in citations]
        built = self._version.manifest.created.date()
        return max((day for day in dates if day is not None), default=built)

    def _hits_limit(self, limit: int | None) -> int:
        return min(limit or self._limits.hits, self._limits.hits)
