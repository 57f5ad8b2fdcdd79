"""Bench: what each stage of an answer costs, as a share of embedding the question."""

import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.question.make_query import make_query
from assistant.question.meaning import read_meaning
from assistant.question.read import read_question
from assistant.settings import Settings
from assistant.wiring import open_assistant, open_composer
from corpus.document import Language
from eval.answers.case import Case
from eval.provenance import TODAY
from index.model.embedder import Embedder
from index.search.filters import Filters
from index.search.hit import Hit
from index.search.hybrid import CANDIDATES
from index.search.query import Query
from index.search.reranker import Reranking
from index.search.retriever import Retriever
from index.version.opening import Contents, read_contents
from index.version.versions import IndexVersion, open_version


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCost:
    """Milliseconds of one stage over all questions."""

    stage: str
    median: float
    percentile_95: float


def measure_costs(
    cases: Sequence[Case],
    *,
    settings: Settings,
    store: Path,
    embedder: Embedder,
    reference: Embedder | None = None,
) -> list[StageCost]:
    """Time the whole answer to every second question, and each stage of the others.

    No question is asked twice: what is asked again is not computed again. The first tenth is asked
    before, to warm up, and not counted.

    Args:
        cases: Their questions are asked.
        settings: As for the product.
        store: Where the index lies.
        embedder: The loaded model.
        reference: The measure of the machine: questions are embedded by it too, and what that
            takes is the first stage.
    """
    version = open_version(store / "index", embedder=embedder)
    parts = _open_parts(version, store / "index", embedder=embedder)
    assistant = open_assistant(settings.with_store(store), embedder=embedder)
    composer = open_composer(settings, version, embedder=embedder)
    clock = _Clock()
    warm_up = len(cases) // 10
    for number, case in enumerate(cases):
        if number == warm_up:
            clock = _Clock()
        asked = read_question(case.question, history=(), language=None, limits=settings.limits)
        if reference is not None:
            with clock.time("embed, float32 torch"):
                reference.embed_questions([asked.text])
        if number % 2:
            with clock.time("the whole answer"):
                assistant.answer(case.question)
            continue
        with clock.time("embed the question"):
            meaning = read_meaning(asked, today=TODAY)
            query = make_query(asked, meaning, embedder=embedder, centres=version.centres)
        hits = parts.search(query, limit=settings.search.passages, clock=clock)
        with clock.time("read and choose"):
            composer.compose(query, hits, meaning)
    return clock.costs()


class _Clock:
    def __init__(self) -> None:
        self._times: dict[str, list[float]] = {}

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.add(stage, 1000 * (time.perf_counter() - started))

    def add(self, stage: str, milliseconds: float) -> None:
        self._times.setdefault(stage, []).append(milliseconds)

    def last(self, stage: str) -> float:
        return self._times[stage][-1]

    def costs(self) -> list[StageCost]:
        return [
            StageCost(
                stage=stage,
                median=statistics.median(values),
                percentile_95=float(np.quantile(values, 0.95)),
            )
            for stage, values in self._times.items()
        ]


_STAGES = {
    Reranking.NONE: "  fusion",
    Reranking.SENTENCES: "  reranking, sentences",
    Reranking.TOKENS: "  reranking, tokens",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Parts:
    """A search, and what it is made of."""

    contents: Contents
    languages: Sequence[Language]
    retrievers: Mapping[Reranking, Retriever]

    def search(self, query: Query, *, limit: int, clock: _Clock) -> list[Hit]:
        """Search, and time each part by itself; fusion and reranking are what they add."""
        with clock.time("  lexical"):
            self.contents.lexical.shares(query.text)
        with clock.time("  dense"):
            for language in self.languages:
                within = Filters(languages=frozenset({language}))
                self.contents.dense.search(query, limit=CANDIDATES, filters=within)
        spent = clock.last("  lexical") + clock.last("  dense")
        hits: list[Hit] = []
        for reranking, stage in _STAGES.items():
            started = time.perf_counter()
            hits = self.retrievers[reranking].search(query, limit=limit)
            searched = 1000 * (time.perf_counter() - started)
            clock.add(stage, searched - spent)
            spent = searched
        clock.add("search", spent)
        return hits


def _open_parts(version: IndexVersion, directory: Path, *, embedder: Embedder) -> _Parts:
    return _Parts(
        contents=read_contents(directory / version.name, embedder=embedder),
        languages=sorted({passage.language for passage in version.passages}),
        retrievers={
            reranking: open_version(directory, embedder=embedder, reranking=reranking).retriever
            for reranking in Reranking
        },
    )


def cost_lines(costs: Sequence[StageCost]) -> list[str]:
    """A table for the terminal; the first stage is the measure of the others."""
    base = costs[0].median
    lines = ["stage                    median ms   95 % ms   share of embedding"]
    lines += [
        f"{one.stage:<22} {one.median:>11.1f} {one.percentile_95:>9.1f} {one.median / base:>20.2f}"
        for one in costs
    ]
    return lines
