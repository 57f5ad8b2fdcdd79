"""LangChain: HuggingFaceEmbeddings and FAISS."""

import time
from collections.abc import Callable
from typing import Any

from langchain_community.vectorstores import FAISS
from langchain_huggingface import HuggingFaceEmbeddings


def _embeddings(task: dict[str, Any]) -> Any:
    return HuggingFaceEmbeddings(
        model_name=task["model"],
        model_kwargs={"device": "cpu"},
        encode_kwargs={"normalize_embeddings": True, "prompt": "passage: "},
        query_encode_kwargs={"normalize_embeddings": True, "prompt": "query: "},
    )


def build(task: dict[str, Any]) -> float:
    """Embed the texts into a FAISS index and save it."""
    embeddings = _embeddings(task)
    rows = [{"row": row} for row in range(len(task["texts"]))]
    started = time.perf_counter()
    FAISS.from_texts(task["texts"], embeddings, metadatas=rows).save_local(task["folder"])
    return time.perf_counter() - started


def open_search(task: dict[str, Any]) -> Callable[[str], int]:
    """Search the saved index."""
    store = FAISS.load_local(
        task["folder"], _embeddings(task), allow_dangerous_deserialization=True
    )

    def search(question: str) -> int:
        return int(store.similarity_search(question, k=5)[0].metadata["row"])

    return search
