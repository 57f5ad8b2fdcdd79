"""Search speed: a search without embedding, on one thread, in synthetic indexes of any size."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # ships no types

from eval.bench.synthetic import SyntheticEmbedder, open_synthetic_index, synthetic_questions
from index.search.query import Query
from index.search.retriever import Retriever

GOALS: Mapping[int, float] = MappingProxyType({2_000: 10.0, 200_000: 60.0})
"""Milliseconds that the median search may take, by number of passages."""

_QUESTIONS = 100
_WARM = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSpeed:
    """Milliseconds of a search.

    Attributes:
        passages: How many were searched.
        median: Half of the searches took at most so long.
        percentile_95: 95 of 100 took at most so long.
    """

    passages: int
    median: float
    percentile_95: float


def measure_speeds(
    sizes: Sequence[int],
    *,
    directory: Path,
    retriever: str,
    limit: int,
    progress: Callable[[str, int, int], None],
) -> list[SearchSpeed]:
    """Build or open an index of each size and time 100 searches in it.

    Args:
        sizes: Numbers of passages.
        directory: Where synthetic indexes are kept.
        retriever: As in the settings.
        limit: Hits a search asks for, as in the settings.
        progress: Called with (stage, done, total).
    """
    speeds = []
    for size in sizes:
        version = open_synthetic_index(
            directory,
            passages=size,
            retriever=retriever,
            progress=lambda stage, *counts, size=size: progress(f"{size} {stage}", *counts),
        )
        times = time_searches(version.retriever, limit=limit)
        speeds.append(
            SearchSpeed(
                passages=size,
                median=statistics.median(times),
                percentile_95=statistics.quantiles(times, n=20)[-1],
            )
        )
    return speeds


def time_searches(retriever: Retriever, *, limit: int) -> list[float]:
    """Milliseconds of each search, on one thread; the first ones are not counted."""
    questions = synthetic_questions(_WARM + _QUESTIONS)
    vectors = SyntheticEmbedder().embed_questions([text for _, text in questions])
    queries = [
        Query(text=text, embedding=vector, language=language)
        for (language, text), vector in zip(questions, vectors, strict=True)
    ]
    times = []
    with threadpool_limits(limits=1):
        for query in queries:
            started = time.perf_counter()
            retriever.search(query, limit=limit)
            times.append(1000 * (time.perf_counter() - started))
    return times[_WARM:]


def speed_lines(speeds: Sequence[SearchSpeed]) -> list[str]:
    """A table for the terminal, with the goal where there is one for the size."""
    lines = ["search without embedding   median ms   95 % ms   goal"]
    lines += [
        f"{one.passages:>8} passages {one.median:>19.1f} {one.percentile_95:>9.1f}   {_goal(one)}"
        for one in speeds
    ]
    return lines


def _goal(speed: SearchSpeed) -> str:
    goal = GOALS.get(speed.passages)
    if goal is None:
        return "none"
    return f"{goal:.0f} {'OK' if speed.median <= goal else 'FAIL'}"
