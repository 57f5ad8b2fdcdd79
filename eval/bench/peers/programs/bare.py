"""A bare loop over `SentenceTransformer.encode`, and a matrix product."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from sentence_transformers import SentenceTransformer


def build(task: dict[str, Any]) -> float:
    """Embed the texts."""
    model = SentenceTransformer(task["model"], device="cpu")
    started = time.perf_counter()
    vectors = model.encode(task["texts"], prompt="passage: ", normalize_embeddings=True)
    np.save(Path(task["folder"]) / "vectors.npy", vectors)
    return time.perf_counter() - started


def open_search(task: dict[str, Any]) -> Callable[[str], int]:
    """Search by the inner product."""
    model = SentenceTransformer(task["model"], device="cpu")
    vectors = np.load(Path(task["folder"]) / "vectors.npy")

    def search(question: str) -> int:
        asked = model.encode(question, prompt="query: ", normalize_embeddings=True)
        return int((vectors @ asked).argmax())

    return search
