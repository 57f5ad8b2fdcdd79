"""Quoting: public questions through the whole assistant, and what came out. One row a question."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.answering import Assistant
from assistant.extract.confidence import READER, SIMILARITY, shipped_calibration
from assistant.settings import Settings
from assistant.wiring import make_assistant, open_reader, thresholds_of
from corpus.document import Document
from corpus.passage import Passage
from eval.measures.citation_validity import citation_validity
from eval.quotations.quoting_set import QuotingQuestion, QuotingSet
from index.model.embedder import Embedder
from index.reader.reading import Reader
from index.search.filters import NO_FILTERS, Filters
from index.version.opening import IndexVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One citation of an answer.

    Attributes:
        document_id: The paragraph it is from.
        quote: Its words.
        answer: The words marked in it as the answer; None when none are.
        valid: Whether the words stand where it says.
        right: Whether it holds a gold answer, in the paragraph that was asked about.
    """

    document_id: str
    quote: str
    answer: str | None
    valid: bool
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotingRow:
    """One question, answered whatever the confidence.

    Attributes:
        set: Name of its set.
        question: The question.
        status: How it ended.
        confidence: Of the answer; None when the question was refused before any search.
        answered: Whether the product answers, at its own threshold.
        quotations: What is quoted, in order; also where the product would rather not.
        given: The reader's words from the paragraph asked about, with nothing else to choose
            from; None without a reader, or where that paragraph is not known.
        milliseconds: Time to answer.
    """

    set: str
    question: QuotingQuestion
    status: str
    confidence: float | None
    answered: bool
    quotations: tuple[Quoted, ...]
    given: str | None
    milliseconds: float


def run_quoting(
    asked: QuotingSet,
    version: IndexVersion,
    *,
    settings: Settings,
    embedder: Embedder,
    progress: Callable[[int, int], None],
) -> list[QuotingRow]:
    """Put every question of a set to the assistant.

    Args:
        asked: The set.
        version: The index of its pool.
        settings: As for the product.
        embedder: The loaded model.
        progress: Called with (done, total).
    """
    whatever = settings.answer.model_copy(update={"minimum_confidence": 0.0})
    assistant = make_assistant(
        settings.model_copy(update={"answer": whatever}), version, embedder=embedder
    )
    reader = open_reader(settings, embedder)
    threshold = thresholds_of(settings, shipped_calibration(READER if reader else SIMILARITY))
    rows = []
    for done, question in enumerate(asked.questions, start=1):
        rows.append(_ask(asked.name, question, assistant, version, reader, threshold.minimum))
        progress(done, len(asked.questions))
    return rows


def _ask(
    name: str,
    question: QuotingQuestion,
    assistant: Assistant,
    version: IndexVersion,
    reader: Reader | None,
    threshold: float,
) -> QuotingRow:
    filters = Filters(document_ids=question.admitted) if question.admitted else NO_FILTERS
    started = time.perf_counter()
    answer = assistant.answer(question.text, filters=filters, read_period=not question.admitted)
    milliseconds = 1000 * (time.perf_counter() - started)
    documents = version.documents
    sure = answer.confidence is not None and answer.confidence >= threshold
    return QuotingRow(
        set=name,
        question=question,
        status=answer.status.value,
        confidence=answer.confidence,
        answered=bool(answer.citations) and sure,
        quotations=_quoted(answer, question, version),
        given=_given(question, documents.get(question.paragraph or ""), reader),
        milliseconds=milliseconds,
    )


def _quoted(answer: Answer, question: QuotingQuestion, version: IndexVersion) -> tuple[Quoted, ...]:
    return tuple(
        Quoted(
            document_id=citation.document.id,
            quote=citation.quote,
            answer=citation.document.text[slice(*citation.answer)] if citation.answer else None,
            valid=citation_validity(citation, version.documents),
            right=citation.document.id == question.paragraph
            and any(gold in citation.quote for gold in question.answers),
        )
        for citation in answer.citations
    )


def _given(
    question: QuotingQuestion, document: Document | None, reader: Reader | None
) -> str | None:
    """The reader's words from the whole paragraph."""
    if reader is None or document is None:
        return None
    passage = Passage.cut(document, start=0, end=len(document.text))
    (reading,) = reader.read(question.text, [passage])
    span = reading.best(passage.start, passage.end)
    return None if span is None else document.text[span.start : span.end]
