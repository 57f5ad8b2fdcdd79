"""txtai: its hybrid index, dense and BM25."""

import time
from collections.abc import Callable
from typing import Any

from txtai import Embeddings


def build(task: dict[str, Any]) -> float:
    """Embed the texts into a hybrid index and save it."""
    embeddings = Embeddings(
        path=task["model"],
        gpu=False,
        hybrid=True,
        instructions={"query": "query: ", "data": "passage: "},
    )
    embeddings.batchtransform(["warm"])
    started = time.perf_counter()
    embeddings.index(list(enumerate(task["texts"])))
    embeddings.save(task["folder"])
    return time.perf_counter() - started


def open_search(task: dict[str, Any]) -> Callable[[str], int]:
    """Search the saved index."""
    embeddings = Embeddings()
    embeddings.load(task["folder"])

    def search(question: str) -> int:
        return int(embeddings.search(question, 5)[0][0])

    return search
