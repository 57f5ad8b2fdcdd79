"""Bench: what each stage of an answer costs, as a share of embedding the question."""

import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.confidence import shipped_calibration
from assistant.extractive import ExtractiveComposer
from assistant.question import read_question
from assistant.settings import Settings
from assistant.understanding import understand
from assistant.wiring import open_assistant
from eval.case import Case
from index.embedder import Embedder
from index.versions import open_version

_ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCost:
    """Milliseconds of one stage over all questions and rounds."""

    stage: str
    median: float
    percentile_95: float


def measure_costs(
    cases: Sequence[Case], *, settings: Settings, store: Path, embedder: Embedder
) -> list[StageCost]:
    """Time each stage over the questions of cases, three rounds, the first not counted.

    Args:
        cases: Their questions are asked.
        settings: As for the product.
        store: Where the index lies.
        embedder: The loaded model.
    """
    version = open_version(store / "index", embedder=embedder)
    assistant = open_assistant(settings.with_store(store), embedder=embedder)
    composer = ExtractiveComposer(
        scorer=version.sentences,
        sentences=settings.answer.sentences,
        calibration=shipped_calibration(),
    )
    clock = _Clock()
    for number in range(1 + _ROUNDS):
        if number == 1:
            clock = _Clock()
        for case in cases:
            asked = read_question(case.question, history=(), language=None, limits=settings.limits)
            with clock.time("embed the question"):
                query = understand(asked, embedder=embedder, centres=version.centres)
            with clock.time("search"):
                hits = version.retriever.search(query, limit=settings.search.passages)
            with clock.time("choose the sentences"):
                composer.compose(query, hits)
            with clock.time("the whole answer"):
                assistant.answer(case.question)
    return clock.costs()


class _Clock:
    def __init__(self) -> None:
        self._times: dict[str, list[float]] = {}

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self._times.setdefault(stage, []).append(1000 * (time.perf_counter() - started))

    def costs(self) -> list[StageCost]:
        return [
            StageCost(
                stage=stage,
                median=statistics.median(values),
                percentile_95=statistics.quantiles(values, n=20)[-1],
            )
            for stage, values in self._times.items()
        ]


def cost_lines(costs: Sequence[StageCost]) -> list[str]:
    """A table for the terminal; the first stage is the measure of the others."""
    base = costs[0].median
    lines = ["stage                    median ms   95 % ms   share of embedding"]
    lines += [
        f"{one.stage:<22} {one.median:>11.1f} {one.percentile_95:>9.1f} {one.median / base:>20.2f}"
        for one in costs
    ]
    return lines
