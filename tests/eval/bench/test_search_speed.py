from pathlib import Path

import pytest

from eval.bench.search_speed import SearchSpeed, measure_speeds, speed_lines, time_searches
from tests.eval.public.test_retrieval import FixedRetriever


@pytest.mark.slow
def test_each_search_is_timed_but_the_first_ones() -> None:
    retriever = FixedRetriever()

    times = time_searches(retriever, limit=3)

    assert len(times) == 100
    assert len(retriever.queries) == 105
    assert all(time > 0 for time in times)


@pytest.mark.slow
def test_each_size_is_measured(tmp_path: Path) -> None:
    speeds = measure_speeds(
        [30, 40], directory=tmp_path, retriever="faiss", limit=5, progress=lambda *_: None
    )

    assert [one.passages for one in speeds] == [30, 40]
    assert all(0 < one.median <= one.percentile_95 for one in speeds)


@pytest.mark.parametrize(
    ("passages", "median", "end"),
    [(2000, 9.9, "10 OK"), (200_000, 60.1, "60 FAIL"), (30, 1.0, "none")],
)
def test_a_size_is_beside_its_goal(passages: int, median: float, end: str) -> None:
    lines = speed_lines([SearchSpeed(passages=passages, median=median, percentile_95=70.0)])

    assert lines[1].endswith(f" {median:.1f}      70.0   {end}")
