"""Corpora: the documents that cases are about, each with a store and an index of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.answering import Assistant
from assistant.settings import Settings
from assistant.syncing import build_index
from assistant.wiring import open_assistant
from corpus.document import Document
from corpus.load import load_documents
from eval.answers.case import CorpusName
from eval.errors import EvalError
from index.model.embedder import Embedder

_PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCorpus:
    """A corpus ready to be asked about.

    Attributes:
        assistant: Over an index of this corpus alone.
        documents: By id, as read again from the files.
    """

    assistant: Assistant
    documents: Mapping[str, Document]


def case_files() -> list[Path]:
    """The gold cases that come with the project, sorted by name."""
    return sorted((_PROJECT / "eval" / "cases").glob("*.jsonl"))


def corpus_folders(seeds: Path) -> dict[CorpusName, Path]:
    """Where each corpus lies; a folder need not be there."""
    return {
        CorpusName.SAMPLE: _PROJECT / "corpus" / "documents",
        CorpusName.SEEDS: seeds,
        CorpusName.HELD_OUT: _PROJECT / "eval" / "documents" / "held_out",
        CorpusName.DEV: _PROJECT / "eval" / "documents" / "dev",
        CorpusName.CIVIC: _PROJECT / "eval" / "documents" / "civic",
    }


def open_corpus(
    folder: Path,
    *,
    settings: Settings,
    embedder: Embedder,
    store: Path,
    progress: Callable[[str, int, int], None],
) -> OpenCorpus:
    """Index a corpus, or what changed in it, and open it.

    Args:
        folder: Where its documents lie.
        settings: As for the product, but for the store.
        embedder: The loaded model.
        store: Where its store and index are kept.
        progress: Called with (stage, done, total).

    Raises:
        EvalError: A document cannot be read: what is measured would not be the corpus.
    """
    loading = load_documents([folder])
    if loading.failed:
        first = loading.failed[0]
        raise EvalError(f"{folder / first.id}: {first.reason}", fix="Restore the document.")
    own = settings.with_store(store)
    build_index(own, [folder], progress=progress, embedder=embedder)
    documents = {document.id: document for document in loading.documents}
    return OpenCorpus(assistant=open_assistant(own, embedder=embedder), documents=documents)
