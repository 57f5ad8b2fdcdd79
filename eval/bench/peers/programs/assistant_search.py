"""The product: `assistant sync` over one file a text, and its search."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.settings import Settings, load_settings
from assistant.syncing import build_index
from assistant.wiring import open_assistant, open_embedder, open_reader


def _settings(task: dict[str, Any]) -> Settings:
    settings = load_settings(None)
    cache = settings.model.cache_directory or settings.store.directory / "model"
    folder = Path(task["folder"])
    return settings.model_copy(
        update={
            "store": settings.store.model_copy(update={"directory": folder / "store"}),
            "model": settings.model.model_copy(update={"cache_directory": cache.absolute()}),
        }
    )


def build(task: dict[str, Any]) -> float:
    """Read the files, embed passages and sentences, and publish an index version."""
    settings = _settings(task)
    documents = Path(task["folder"]) / "documents"
    documents.mkdir()
    for row, text in enumerate(task["texts"]):
        (documents / f"{row}.txt").write_text(text, encoding="utf-8")
    embedder = open_embedder(settings)
    open_reader(settings, embedder)
    started = time.perf_counter()
    build_index(settings, [documents], embedder=embedder)
    return time.perf_counter() - started


def open_search(task: dict[str, Any]) -> Callable[[str], int]:
    """Search the index version in use."""
    assistant = open_assistant(_settings(task))

    def search(question: str) -> int:
        hits = assistant.search(question, limit=5).hits
        return int(hits[0].passage.document.id.removesuffix(".txt")) if hits else -1

    return search
