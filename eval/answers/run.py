"""Run: every case through the assistant, one row each. Nothing is measured here."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from assistant.answer import Answer, Citation, Findings, Reading, Turn
from corpus.document import Document, Language
from eval.answers.case import Case
from eval.answers.matching import covers, quotes
from eval.answers.row import QuotedText, Row
from eval.measures.citation_validity import citation_validity
from eval.measures.registry import DEPTH
from eval.ranking import Ranking, distinct

_EVIDENCE = "evidence"
"""Stands in a ranking for whatever holds the answer: right answers are alternatives, so one is
enough, whether two documents say it or two passages overlap on it."""


class Answering(Protocol):
    """What is run: the assistant, or a fake of it."""

    def answer(self, question: str, *, history: Sequence[Turn] = ()) -> Answer:
        """Answer one question."""

    def search(
        self, question: str, *, history: Sequence[Turn] = (), limit: int | None = None
    ) -> Findings:
        """The passages that speak to a question."""


def run_cases(
    assistant: Answering,
    cases: Sequence[Case],
    *,
    documents: Mapping[str, Document],
    progress: Callable[[int, int], None],
) -> list[Row]:
    """Run cases in order.

    Args:
        assistant: Over the corpus that the cases are about.
        cases: All of one corpus.
        documents: That corpus by id, as read again from the files.
        progress: Called with (done, total).
    """
    rows = []
    if cases:
        # The first question of a process is slow whatever it is; it must not be timed.
        assistant.search(cases[0].question, limit=1)
    for done, case in enumerate(cases, start=1):
        rows.append(run_case(assistant, case, documents=documents))
        progress(done, len(cases))
    return rows


def run_case(assistant: Answering, case: Case, *, documents: Mapping[str, Document]) -> Row:
    """Run one case."""
    started = time.perf_counter()
    answer = assistant.answer(case.question, history=case.history)
    milliseconds = 1000 * (time.perf_counter() - started)
    return Row(
        case=case,
        languages=_languages(case, documents=documents),
        status=answer.status,
        text=answer.text,
        quotations=tuple(
            _quotation(citation, case, documents=documents) for citation in answer.citations
        ),
        ranking=_ranking(assistant, case) if case.kind.answerable else None,
        milliseconds=milliseconds,
        readings=tuple(
            _quotation(_cited(reading), case, documents=documents) for reading in answer.readings
        ),
    )


def _languages(case: Case, *, documents: Mapping[str, Document]) -> tuple[Language, ...]:
    found = {documents[one.document].language for one in case.expected}
    return tuple(language for language in Language if language in found)


def _cited(reading: Reading) -> Citation:
    document, start, end = reading.document, reading.start, reading.end
    quote = document.text[start:end]
    return Citation(number=0, document=document, start=start, end=end, quote=quote)


def _quotation(citation: Citation, case: Case, *, documents: Mapping[str, Document]) -> QuotedText:
    document_id = citation.document.id
    return QuotedText(
        document_id=document_id,
        quote=citation.quote,
        valid=citation_validity(citation, documents),
        right_document=any(one.document == document_id for one in case.expected),
        right=any(
            quotes(one, document_id=document_id, quote=citation.quote) for one in case.expected
        ),
    )


def _ranking(assistant: Answering, case: Case) -> Ranking:
    hits = assistant.search(case.question, history=case.history, limit=DEPTH).hits
    ids = (
        _EVIDENCE if any(covers(one, hit.passage) for one in case.expected) else hit.passage.id
        for hit in hits
    )
    return Ranking(retrieved=distinct(ids), gains={_EVIDENCE: 1.0})
