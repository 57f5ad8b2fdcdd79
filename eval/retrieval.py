"""Retrieval: a public question set through the real retriever, to rankings and a report."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.question import read_question
from assistant.settings import LimitsSettings, Settings
from assistant.understanding import understand
from eval.group import group_all
from eval.measures import DEPTH, RANKING_MEASURES
from eval.provenance import settings_digest
from eval.public_index import PublicIndex
from eval.public_set import PublicQuestion, PublicSet
from eval.ranking import Ranking, distinct
from eval.report import Fact, Failure, Report
from index.embedder import Embedder
from index.hit import Hit

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
    """

    question: PublicQuestion
    ranking: Ranking | None
    milliseconds: float | None

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


def run_retrieval(
    index: PublicIndex,
    questions: Sequence[PublicQuestion],
    *,
    embedder: Embedder,
    limits: LimitsSettings,
    history: History,
    progress: Callable[[int, int], None],
) -> list[RetrievalRow]:
    """Search for every question that has something relevant.

    Args:
        index: Of the set's paragraphs.
        questions: Which to ask.
        embedder: The model of the index.
        limits: As for the product: an over-long question is not searched and finds nothing.
        history: Whether follow-ups are understood with their conversation or alone.
        progress: Called with (done, total).
    """
    rows = []
    for done, question in enumerate(questions, start=1):
        rows.append(_run(index, question, embedder=embedder, limits=limits, history=history))
        progress(done, len(questions))
    return rows


def retrieval_report(
    rows: Sequence[RetrievalRow],
    *,
    public_set: PublicSet,
    index: PublicIndex,
    settings: Settings,
    embedder: Embedder,
    history: History,
    today: date,
) -> Report:
    """Make the report, by the kinds of question that the set names."""
    facts = {
        "date": today.isoformat(),
        "questions": f"{len(rows)} of {len(public_set.questions)}",
        "paragraphs": f"{len(public_set.paragraphs)} in {index.passages} passages ({index.cut})",
        "history": f"{history} earlier turns",
        "model": f"{embedder.name}, fingerprint {embedder.fingerprint[:12]}",
        "settings": f"digest {settings_digest(settings)}",
        "index": index.name,
    }
    return Report(
        title=f"Retrieval on {public_set.name}",
        facts=tuple(Fact(label=label, value=value) for label, value in facts.items()),
        remarks=public_set.remarks,
        groups=tuple(
            group_all(
                rows,
                measures=RANKING_MEASURES,
                dimensions={"kind": lambda row: row.question.kind},
            )
        ),
        failures=tuple(_failures(rows, public_set)),
        comparisons=(),
    )


def retrieval_records(rows: Sequence[RetrievalRow]) -> list[dict[str, object]]:
    """Rows for the JSON report."""
    return [
        {
            "id": row.question.id,
            "kind": row.question.kind,
            "relevant": sorted(row.question.gains),
            "retrieved": None if row.ranking is None else list(row.ranking.retrieved),
            "milliseconds": row.milliseconds,
            "failure": row.failure,
            "values": {measure.name: measure.values(row) for measure in RANKING_MEASURES},
        }
        for row in rows
    ]


def _run(
    index: PublicIndex,
    question: PublicQuestion,
    *,
    embedder: Embedder,
    limits: LimitsSettings,
    history: History,
) -> RetrievalRow:
    if not question.gains:
        return RetrievalRow(question=question, ranking=None, milliseconds=None)
    if question.text is None:
        nothing = Ranking(retrieved=(), gains=question.gains)
        return RetrievalRow(question=question, ranking=nothing, milliseconds=None)
    started = time.perf_counter()
    turns = question.history if history is History.WITH else ()
    asked = read_question(question.text, history=turns, language=None, limits=limits)
    hits: list[Hit] = []
    if asked.refusal is None:
        query = understand(asked, embedder=embedder, centres=index.centres)
        hits = index.retriever.search(query, limit=_PASSAGES)
    paragraphs = distinct(hit.passage.document.id for hit in hits)[:DEPTH]
    return RetrievalRow(
        question=question,
        ranking=Ranking(retrieved=paragraphs, gains=question.gains),
        milliseconds=1000 * (time.perf_counter() - started),
    )


def _failures(rows: Sequence[RetrievalRow], public_set: PublicSet) -> list[Failure]:
    texts = {paragraph.id: paragraph.text for paragraph in public_set.paragraphs}
    return [
        Failure(
            id=row.question.id,
            labels=(row.question.kind,),
            language=None,
            reason=row.failure,
            history=tuple(f"{turn.question} / {turn.answer}" for turn in row.question.history),
            question=row.question.text or "(its words are not in the set)",
            expected=tuple(_excerpt(id_, texts) for id_ in sorted(row.question.gains)),
            status="searched" if row.milliseconds is not None else "not asked",
            found=tuple(_excerpt(id_, texts) for id_ in row.ranking.retrieved[:3]),
        )
        for row in rows
        if row.failure is not None and row.ranking is not None
    ]


def _excerpt(id_: str, texts: dict[str, str]) -> str:
    return f"{id_}: {' '.join(texts[id_].split())[:300]}"
