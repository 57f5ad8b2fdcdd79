"""Retrieval report: what one public set came to, with every question that found nothing."""

from collections.abc import Sequence
from datetime import date

from assistant.settings import Settings
from eval.measures.group import group_all
from eval.measures.measure import Measure
from eval.measures.registry import RANKING_MEASURES
from eval.provenance import settings_digest
from eval.public.index import PublicIndex
from eval.public.question_set import PublicSet
from eval.public.retrieval import History, RetrievalRow
from eval.ranking import Ranked
from eval.reports.report import Fact, Failure, Report
from index.model.embedder import Embedder


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


def retrieval_records(
    rows: Sequence[RetrievalRow], *, measures: Sequence[Measure[Ranked]] = RANKING_MEASURES
) -> list[dict[str, object]]:
    """Rows for the JSON report, with their values of these measures."""
    return [
        {
            "id": row.question.id,
            "kind": row.question.kind,
            "relevant": sorted(row.question.gains),
            "retrieved": None if row.ranking is None else list(row.ranking.retrieved),
            "milliseconds": row.milliseconds,
            "best_score": row.best_score,
            "failure": row.failure,
            "values": {measure.name: measure.values(row) for measure in measures},
        }
        for row in rows
    ]


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
