"""Retrieval: a public question set through the real retriever, to rankings."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Turn
from assistant.extract.period_search import holds_up, in_period
from assistant.question.make_query import make_query
from assistant.question.meaning import read_meaning
from assistant.question.period import NamedPeriod
from assistant.question.read import read_question
from assistant.settings import LimitsSettings
from eval.measures.registry import DEPTH
from eval.provenance import TODAY
from eval.public.index import PublicIndex
from eval.public.question_set import PublicQuestion, PublicSet
from eval.ranking import Ranking, distinct
from index.model.embedder import Embedder
from index.search.filters import Filters
from index.search.hit import Hit
from index.search.query import Query

_PASSAGES = 5 * DEPTH
"""Enough that their paragraphs are ten: the longest paragraphs are split into about five."""


class History(StrEnum):
    """Whether earlier turns are given to the assistant."""

    WITH = "with"
    WITHOUT = "without"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalRow:
    """One question and what was found for it.

    Attributes:
        question: The question.
        ranking: Paragraph ids; None when nothing is relevant, so there is nothing to measure.
        milliseconds: Time to embed and search; None when it was not asked.
        best_score: Of the first hit; None when there is none.
    """

    question: PublicQuestion
    ranking: Ranking | None
    milliseconds: float | None
    best_score: float | None

    @property
    def failure(self) -> str | None:
        """What is wrong, in words; None when something relevant was found or nothing is."""
        if self.ranking is None or self.ranking.first_relevant_rank is not None:
            return None
        return f"nothing relevant among the first {DEPTH} paragraphs"


def sample_questions(public_set: PublicSet, *, limit: int | None) -> list[PublicQuestion]:
    """At most `limit` questions, spread evenly over the set so that every article has its share."""
    questions = public_set.questions
    if limit is None or limit >= len(questions):
        return list(questions)
    return [questions[number * len(questions) // limit] for number in range(limit)]


def run_retrieval(  # noqa: PLR0913 - each is a condition of the run
    index: PublicIndex,
    questions: Sequence[PublicQuestion],
    *,
    embedder: Embedder,
    limits: LimitsSettings,
    history: History,
    progress: Callable[[int, int], None],
    read_period: bool = True,
    unanswerable: bool = False,
) -> list[RetrievalRow]:
    """Search for every question that has something relevant.

    Args:
        index: Of the set's paragraphs.
        questions: Which to ask.
        embedder: The model of the index.
        limits: As for the product: an over-long question is not searched and finds nothing.
        history: Whether follow-ups are understood with their conversation or alone.
        progress: Called with (done, total).
        read_period: Keep to the period that a question names, as the product does.
        unanswerable: Ask also those that have nothing relevant, for the score of their best hit.
    """
    reader = _Reader(
        index, embedder=embedder, limits=limits, history=history, read_period=read_period
    )
    rows = []
    for done, question in enumerate(questions, start=1):
        asked = question.text is not None and (unanswerable or bool(question.gains))
        rows.append(_search(index, question, reader) if asked else _unasked(question))
        progress(done, len(questions))
    return rows


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Read:
    """A question made ready; no query when it is refused."""

    query: Query | None
    period: NamedPeriod | None
    milliseconds: float


class _Reader:
    """Makes questions ready as the product does; one asked of several pools is embedded once."""

    def __init__(
        self,
        index: PublicIndex,
        *,
        embedder: Embedder,
        limits: LimitsSettings,
        history: History,
        read_period: bool,
    ) -> None:
        self._index = index
        self._embedder = embedder
        self._limits = limits
        self._history = history
        self._read_period = read_period
        self._read: dict[tuple[str, tuple[Turn, ...]], _Read] = {}

    def read(self, question: PublicQuestion) -> _Read:
        turns = question.history if self._history is History.WITH else ()
        key = (question.text or "", turns)
        if key not in self._read:
            self._read[key] = self._make(*key)
        return self._read[key]

    def _make(self, text: str, turns: tuple[Turn, ...]) -> _Read:
        started = time.perf_counter()
        asked = read_question(text, history=turns, language=None, limits=self._limits)
        query = period = None
        if asked.refusal is None:
            meaning = read_meaning(asked, today=TODAY)
            centres = self._index.centres
            query = make_query(asked, meaning, embedder=self._embedder, centres=centres)
            period = meaning.period if self._read_period else None
        spent = 1000 * (time.perf_counter() - started)
        return _Read(query=query, period=period, milliseconds=spent)


def _search(index: PublicIndex, question: PublicQuestion, reader: _Reader) -> RetrievalRow:
    read = reader.read(question)
    started = time.perf_counter()
    found = _hits(index, question, read)
    searched = 1000 * (time.perf_counter() - started)
    paragraphs = distinct(hit.passage.document.id for hit in found)[:DEPTH]
    return RetrievalRow(
        question=question,
        ranking=Ranking(retrieved=paragraphs, gains=question.gains) if question.gains else None,
        milliseconds=read.milliseconds + searched,
        best_score=found[0].score if found else None,
    )


def _hits(index: PublicIndex, question: PublicQuestion, read: _Read) -> list[Hit]:
    """As `Assistant.search` does."""
    query = read.query
    if query is None:
        return []
    filters = Filters(languages=question.languages, document_ids=_others(index, question))
    everywhere = index.retriever.search(query, limit=_PASSAGES, filters=filters)
    if read.period is None:
        return everywhere
    narrowed = in_period(filters, read.period)
    within = index.retriever.search(query, limit=_PASSAGES, filters=narrowed)
    return within if holds_up(within, everywhere) else everywhere


def _others(index: PublicIndex, question: PublicQuestion) -> frozenset[str]:
    """Every paragraph but the question's own copy; none, which is no condition, without one."""
    return index.document_ids - {question.own} if question.own is not None else frozenset()


def _unasked(question: PublicQuestion) -> RetrievalRow:
    """A judged question that cannot be asked has found nothing."""
    nothing = Ranking(retrieved=(), gains=question.gains) if question.gains else None
    return RetrievalRow(question=question, ranking=nothing, milliseconds=None, best_score=None)
