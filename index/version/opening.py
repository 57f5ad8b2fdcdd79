"""Opens the index version in use: verified, of the right model, and tried once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document, Language
from corpus.passage import Passage
from corpus.sentence import Sentence
from index.damage import REBUILD, damaged
from index.errors import IndexVersionError
from index.matrix import read_matrix
from index.model.embedded_texts import passage_text
from index.model.embedder import Embedder
from index.model.language_centres import LanguageCentres, LanguageFairness
from index.model.language_pairs import LanguagePairs
from index.search.admission import Admission
from index.search.backends import RETRIEVERS, VectorRetriever
from index.search.hybrid import HybridRetriever
from index.search.late_interaction_reranker import LateInteractionReranker
from index.search.lexical import LexicalIndex
from index.search.query import Query
from index.search.reranker import Reranker, Reranking
from index.search.retriever import Retriever
from index.search.sentence_index import SentenceScorer
from index.search.sentence_reranker import SentenceReranker
from index.search.stored_sentences import StoredSentences
from index.version.manifest import (
    DOCUMENTS,
    LANGUAGE_CENTRES,
    LANGUAGE_PAIRS,
    LEXICAL,
    MANIFEST_NAME,
    PASSAGES,
    SENTENCE_VECTORS,
    SENTENCES,
    Manifest,
)
from index.version.pointer import current_version
from index.version.records import read_documents, read_passages, read_sentences
from index.version.verify import verify_folder

# The same text embedded again differs by rounding only; another model is far below this.
_SAME_MODEL = 0.999


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class IndexVersion:
    """One opened index version; nothing in it ever changes.

    Attributes:
        name: Its name, carried by every answer.
        manifest: What it was built from.
        documents: By id.
        passages: By row of the retrievers.
        retriever: Finds passages, by meaning and wording.
        sentences: Scores the sentences of a passage.
        centres: Taken out of the vectors; to be taken out of questions too.
    """

    name: str
    manifest: Manifest
    documents: Mapping[str, Document]
    passages: Sequence[Passage]
    retriever: Retriever
    sentences: SentenceScorer
    centres: LanguageCentres


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contents:
    """What the files of an index version hold, for opening it and for building the next."""

    manifest: Manifest
    documents: Mapping[str, Document]
    passages: Sequence[Passage]
    sentences: Sequence[Sentence]
    admission: Admission
    dense: VectorRetriever
    lexical: LexicalIndex
    sentence_vectors: NDArray[np.float16]
    fairness: LanguageFairness


def open_version(
    directory: Path, *, embedder: Embedder, reranking: Reranking = Reranking.TOKENS
) -> IndexVersion:
    """Open the version in use.

    Args:
        directory: Where CURRENT and the versions are.
        embedder: Makes the vectors of questions: of the model the version was built with.
        reranking: How closely the first hits are looked at again.

    Raises:
        IndexVersionError: It is missing, damaged, or built with another model.
        ModelError: Tokens are to be compared, and the model knows none.
    """
    name = current_version(directory)
    contents = read_contents(directory / name, embedder=embedder)
    pairs = contents.fairness.pairs
    sentences = StoredSentences(contents.sentences, contents.sentence_vectors, pairs=pairs)
    return IndexVersion(
        name=name,
        manifest=contents.manifest,
        documents=contents.documents,
        passages=contents.passages,
        retriever=HybridRetriever(
            contents.passages,
            dense=contents.dense,
            lexical=contents.lexical,
            pairs=pairs,
            admission=contents.admission,
            reranker=_reranker(reranking, sentences, embedder),
        ),
        sentences=sentences,
        centres=contents.fairness.centres,
    )


def _reranker(
    reranking: Reranking, sentences: StoredSentences, embedder: Embedder
) -> Reranker | None:
    if reranking is Reranking.NONE:
        return None
    by_sentences = SentenceReranker(sentences)
    if reranking is Reranking.SENTENCES:
        return by_sentences
    embedder.embed_tokens("warm", ["warm"])  # a model that cannot is refused before any question
    return LateInteractionReranker(by_sentences, embedder=embedder)


def read_contents(folder: Path, *, embedder: Embedder) -> Contents:
    """Verify and read one version by its folder; see `open_version`."""
    manifest = verify_folder(folder)
    _check_model(folder.name, manifest, embedder)
    documents = read_documents(folder / DOCUMENTS)
    passages = read_passages(folder / PASSAGES, documents)
    sentences = read_sentences(folder / SENTENCES, documents)
    counts = (len(documents), len(passages), len(sentences))
    if counts != (manifest.documents, manifest.passages, manifest.sentences):
        raise damaged(folder / MANIFEST_NAME, f"counts otherwise than its files, {counts}")
    backend = RETRIEVERS[manifest.retriever]
    admission = Admission(passages)
    contents = Contents(
        manifest=manifest,
        documents=documents,
        passages=passages,
        sentences=sentences,
        admission=admission,
        dense=backend.open(folder / backend.file, passages, admission, manifest.dimensions),
        lexical=LexicalIndex.read(folder / LEXICAL, passages),
        sentence_vectors=read_matrix(
            folder / SENTENCE_VECTORS,
            count=len(sentences),
            dimensions=manifest.dimensions,
            dtype=np.float16,
        ),
        fairness=_read_fairness(folder, dimensions=manifest.dimensions),
    )
    _try_once(folder, contents, embedder)
    return contents


def _read_fairness(folder: Path, *, dimensions: int) -> LanguageFairness:
    count = len(Language)
    centres = read_matrix(
        folder / LANGUAGE_CENTRES, count=2 * count, dimensions=dimensions, dtype=np.float32
    )
    pairs = read_matrix(
        folder / LANGUAGE_PAIRS, count=count * count, dimensions=2, dtype=np.float32
    )
    return LanguageFairness(
        centres=LanguageCentres(matrix=centres), pairs=LanguagePairs(matrix=pairs)
    )


def _check_model(name: str, manifest: Manifest, embedder: Embedder) -> None:
    if manifest.model_fingerprint != embedder.fingerprint:
        raise IndexVersionError(
            f"Index version {name} was built with the model {manifest.model_name}; "
            f"the model now is {embedder.name}, or the same with other weights.",
            fix=REBUILD,
        )
    if manifest.dimensions != embedder.dimensions:
        raise IndexVersionError(
            f"Index version {name} has vectors of {manifest.dimensions} numbers; "
            f"the model {embedder.name} gives {embedder.dimensions}.",
            fix=REBUILD,
        )


def _try_once(folder: Path, contents: Contents, embedder: Embedder) -> None:
    """Search for a stored passage with its own text: it must be found with the score of equals.

    It finds what no checksum can: libraries that compute something else than at build time.
    """
    if not contents.passages:
        raise damaged(folder / PASSAGES, "holds no passage")
    passage = contents.passages[0]
    text = passage_text(passage)
    language = passage.language
    vector = contents.fairness.centres.centre_passages(embedder.embed_passages([text]), [language])[
        0
    ]
    query = Query(text=text, embedding=vector, language=language)
    hits = contents.dense.search(query, limit=1)
    if not hits or hits[0].score < _SAME_MODEL:
        raise IndexVersionError(
            f"Index version {folder.name} does not find its own first passage: the model "
            f"{embedder.name} gives other vectors now than when it was built.",
            fix=REBUILD,
        )
