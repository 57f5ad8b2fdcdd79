"""Haystack: SentenceTransformers embedders and the store in memory."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from haystack import Document
from haystack.components.retrievers.in_memory import (
    InMemoryEmbeddingRetriever,
)
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)


def _file(task: dict[str, Any]) -> str:
    return str(Path(task["folder"]) / "store.json")


def build(task: dict[str, Any]) -> float:
    """Embed the texts into a store and save it."""
    embedder = SentenceTransformersDocumentEmbedder(
        model=task["model"], prefix="passage: ", normalize_embeddings=True, progress_bar=False
    )
    embedder.warm_up()
    documents = [Document(id=str(row), content=text) for row, text in enumerate(task["texts"])]
    started = time.perf_counter()
    store = InMemoryDocumentStore(embedding_similarity_function="dot_product")
    store.write_documents(embedder.run(documents)["documents"])
    store.save_to_disk(_file(task))
    return time.perf_counter() - started


def open_search(task: dict[str, Any]) -> Callable[[str], int]:
    """Search the saved store."""
    embedder = SentenceTransformersTextEmbedder(
        model=task["model"], prefix="query: ", normalize_embeddings=True, progress_bar=False
    )
    embedder.warm_up()
    retriever = InMemoryEmbeddingRetriever(InMemoryDocumentStore.load_from_disk(_file(task)))

    def search(question: str) -> int:
        found = retriever.run(embedder.run(question)["embedding"], top_k=5)
        return int(found["documents"][0].id)

    return search
