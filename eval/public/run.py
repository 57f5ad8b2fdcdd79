"""Runs the public sets one after another; a set that was finished before is not run again."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.settings import Settings
from corpus.split import Splitting
from eval.provenance import digest_of, program_digest, settings_digest
from eval.public.index import Cut, PublicIndex, open_public_index
from eval.public.kept_rows import read_kept_rows, write_kept_rows
from eval.public.question_set import PublicQuestion, PublicSet
from eval.public.retrieval import RetrievalRow, run_retrieval, sample_questions
from eval.public.sets import PublicEntry
from index.model.embedder import Embedder
from index.search.reranker import Reranking

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRun:
    """One set and what it came to.

    Attributes:
        entry: How it was run.
        public_set: What was read.
        rows: One for each question that was asked for.
        passages: How many its index holds.
        kept: The rows come from an earlier run.
    """

    entry: PublicEntry
    public_set: PublicSet
    rows: Sequence[RetrievalRow]
    passages: int
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRunner:
    """Runs sets.

    Attributes:
        data: Folder of the sets.
        settings: As for the product.
        embedder: The model.
        kept: Folder of kept rows.
        limit: Ask only so many questions of each set; None asks all.
        read_period: Keep to the period that a question names.
        progress: Called with (stage, done, total).
    """

    data: Path
    settings: Settings
    embedder: Embedder
    kept: Path
    limit: int | None
    read_period: bool
    progress: Progress

    def run(self, entry: PublicEntry) -> SetRun:
        """Run a set, or take its rows from an earlier run of the same program over the same.

        Raises:
            DataSetError: Its files are damaged.
        """
        public_set = entry.read(*entry.paths(self.data))
        limits = [limit for limit in (self.limit, entry.most) if limit is not None]
        questions = sample_questions(public_set, limit=min(limits, default=None))
        index = self._open_index(entry, public_set)
        digest = self._digest(entry, index, questions)
        part = "" if self.read_period else "-no-period"
        part += "" if self.limit is None else f"-{self.limit}"
        file = self.kept / f"{entry.name}{part}.json"
        rows = read_kept_rows(file, digest=digest, questions=questions)
        kept = rows is not None
        if rows is None:
            rows = self._search(entry, index, questions)
            write_kept_rows(file, digest=digest, rows=rows)
        return SetRun(
            entry=entry, public_set=public_set, rows=rows, passages=index.passages, kept=kept
        )

    def _open_index(self, entry: PublicEntry, public_set: PublicSet) -> PublicIndex:
        return open_public_index(
            public_set,
            directory=self.settings.store.directory / "eval" / "retrieval",
            embedder=self.embedder,
            splitting=Splitting(
                passage_characters=self.settings.documents.passage_characters,
                overlap_characters=self.settings.documents.overlap_characters,
            ),
            retriever=self.settings.search.retriever,
            reranking=Reranking(self.settings.search.reranker),
            cut=Cut.SPLIT,
            progress=lambda stage, *counts: self.progress(f"{entry.name}: {stage}", *counts),
        )

    def _search(
        self, entry: PublicEntry, index: PublicIndex, questions: Sequence[PublicQuestion]
    ) -> list[RetrievalRow]:
        return run_retrieval(
            index,
            questions,
            embedder=self.embedder,
            limits=self.settings.limits,
            history=entry.history,
            read_period=self.read_period,
            unanswerable=entry.separation,
            progress=lambda *counts: self.progress(f"{entry.name}: questions", *counts),
        )

    def _digest(
        self, entry: PublicEntry, index: PublicIndex, questions: Sequence[PublicQuestion]
    ) -> str:
        asked = [
            {**asdict(one), "languages": sorted(one.languages), "gains": dict(one.gains)}
            for one in questions
        ]
        return digest_of(
            [
                program_digest(),
                settings_digest(self.settings),
                self.embedder.fingerprint,
                index.name,
                entry.history,
                entry.separation,
                self.read_period,
                asked,
            ]
        )
