"""Builds and publishes an index version. Killed at any moment, it leaves the old one in use."""

import logging
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from corpus.document import Document
from corpus.durable import publish_folder, sha256_of
from corpus.passage import Passage
from corpus.sentence import Sentence
from index.errors import IndexBusyError, SearchError
from index.matrix import write_matrix
from index.model.embedded_texts import (
    embed_once,
    passage_texts,
    sentence_texts,
)
from index.model.embedder import Embedder, Progress, StageProgress
from index.search.backends import RETRIEVERS, RetrieverName
from index.search.lexical import LexicalIndex
from index.version.known_vectors import Known, known_vectors, nothing_known
from index.version.manifest import (
    DOCUMENTS,
    FORMAT,
    LANGUAGE_CENTRES,
    LANGUAGE_PAIRS,
    LEXICAL,
    PASSAGES,
    SENTENCE_VECTORS,
    SENTENCES,
    FileRecord,
    Manifest,
    write_manifest,
)
from index.version.pointer import (
    publish_version,
    remove_old_versions,
    sweep,
    version_name,
    version_number,
    versions,
)
from index.version.records import document_record, passage_record, sentence_record, write_records

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What goes into the version, in its final order."""

    documents: Sequence[Document]
    passages: Sequence[Passage]
    sentences: Sequence[Sentence]
    embedder: Embedder
    retriever: RetrieverName
    store_digest: str
    splitting: str


def build_version(  # noqa: PLR0913 - each is a part of the version
    directory: Path,
    *,
    documents: Sequence[Document],
    passages: Sequence[Passage],
    sentences: Sequence[Sentence],
    embedder: Embedder,
    store_digest: str,
    splitting: str,
    retriever: str = RetrieverName.FAISS,
    keep: int = 3,
    reuse: bool = True,
    progress: StageProgress | None = None,
) -> str:
    """Build a version and make it the one in use.

    Args:
        directory: Where CURRENT and the versions are; made if missing.
        documents: Every document of the passages and sentences.
        passages: What is searched.
        sentences: What is quoted; of one document they do not overlap.
        embedder: Makes the vectors.
        store_digest: State of the store, to tell later whether the version is stale.
        splitting: How documents were split, in words.
        retriever: A name in `RETRIEVERS`.
        keep: How many versions to keep, the new one included; from 1.
        reuse: Take the vectors of unchanged texts from the version in use.
        progress: Called while texts are worked on; stages `wording`, `passages` and `sentences`.

    Returns:
        The version's name.

    Raises:
        SearchError: There is nothing to index, or the directory cannot be written.
        IndexBusyError: Another process is building.
        ModelError: The embedder gave unusable vectors.
    """
    plan = _Plan(
        documents=sorted(documents, key=lambda document: document.id),
        passages=sorted(passages, key=_place),
        sentences=sorted(sentences, key=lambda one: (one.document.id, one.start, one.end)),
        embedder=embedder,
        retriever=_retriever_name(retriever),
        store_digest=store_digest,
        splitting=splitting,
    )
    _check(plan)
    try:
        with build_lock(directory):
            sweep(directory)
            name = _build(directory, plan, reuse=reuse, progress=progress)
            remove_old_versions(directory, keep=keep)
            return name
    except OSError as error:
        raise _unwritable(directory, error) from error


def _place(passage: Passage) -> tuple[str, str, int, int]:
    """Passages of one language lie together, which makes them quick to search."""
    return passage.language, passage.document.id, passage.start, passage.end


def _retriever_name(name: str) -> RetrieverName:
    if name not in RETRIEVERS:
        raise SearchError(
            f"There is no retriever {name}.", fix=f"Choose one of: {', '.join(RETRIEVERS)}."
        )
    return RetrieverName(name)


def _check(plan: _Plan) -> None:
    if not plan.passages:
        raise SearchError(
            f"There is nothing to index: no passage in {len(plan.documents)} documents.",
            fix="Name a folder with documents: `assistant sync --documents DIR`.",
        )
    known = {document.id: document for document in plan.documents}
    if len(known) != len(plan.documents):
        raise ValueError("two documents have one id")
    used = [passage.document for passage in plan.passages]
    used += [sentence.document for sentence in plan.sentences]
    for document in used:
        if known.get(document.id) != document:
            raise ValueError(f"{document.id} is not among the documents")
    for one, following in zip(plan.sentences, plan.sentences[1:], strict=False):
        if one.document.id == following.document.id and one.end > following.start:
            raise ValueError(f"sentences overlap in {one.document.id} at {following.start}")


@contextmanager
def build_lock(directory: Path) -> Iterator[None]:
    """Hold the lock of everything below a directory; whoever comes second is told to wait.

    The directory is made if missing.

    Raises:
        IndexBusyError: Another process holds it.
        SearchError: The directory cannot be written.
    """
    # The system gives the lock back when its holder dies, however it dies.
    lock = FileLock(directory / ".lock", timeout=0)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise IndexBusyError(
            f"Another process is building the index in {directory}.",
            fix="Wait until it has finished, then try again.",
        ) from error
    except OSError as error:
        raise _unwritable(directory, error) from error
    try:
        yield
    finally:
        lock.release()


def _unwritable(directory: Path, error: OSError) -> SearchError:
    return SearchError(
        f"Store and index cannot be written to {directory}: {error.strerror or error}.",
        fix="Free space there, or set `store.directory` to a folder that can be written.",
    )


def _build(directory: Path, plan: _Plan, *, reuse: bool, progress: StageProgress | None) -> str:
    started = time.monotonic()
    known = known_vectors(directory, plan.embedder) if reuse else nothing_known(plan.embedder)
    build = directory / f".build-{os.getpid()}"
    build.mkdir()
    try:
        _write_files(build, plan, known, progress)
        text = _write_manifest(build, plan)
        numbers = [version_number(name) for name in versions(directory)]
        name = version_name(max(numbers, default=0) + 1, text.encode())
        publish_folder(build, directory / name)
    finally:
        shutil.rmtree(build, ignore_errors=True)  # gone already, when all went well
    publish_version(directory, name)
    logger.info(
        "Index version %s: %d documents, %d passages, %d sentences in %.1f s",
        name,
        len(plan.documents),
        len(plan.passages),
        len(plan.sentences),
        time.monotonic() - started,
    )
    return name


def _write_files(build: Path, plan: _Plan, known: Known, progress: StageProgress | None) -> None:
    write_matrix(known.fairness.centres.matrix, build / LANGUAGE_CENTRES)
    write_matrix(known.fairness.pairs.matrix, build / LANGUAGE_PAIRS)
    write_records(map(document_record, plan.documents), build / DOCUMENTS)
    write_records(map(passage_record, plan.passages), build / PASSAGES)
    write_records(map(sentence_record, plan.sentences), build / SENTENCES)
    lexical = LexicalIndex.build(plan.passages, progress=_stage(progress, "wording"))
    lexical.write(build / LEXICAL)
    vectors = embed_once(
        passage_texts(plan.passages),
        plan.embedder,
        centres=known.fairness.centres,
        known=known.passages,
        progress=_stage(progress, "passages"),
    )
    backend = RETRIEVERS[plan.retriever]
    backend.write(vectors, build / backend.file)
    vectors = embed_once(
        sentence_texts(plan.sentences),
        plan.embedder,
        centres=known.fairness.centres,
        known=known.sentences,
        progress=_stage(progress, "sentences"),
    )
    write_matrix(vectors.astype(np.float16), build / SENTENCE_VECTORS)


def _stage(progress: StageProgress | None, stage: str) -> Progress | None:
    return None if progress is None else partial(progress, stage)


def _write_manifest(build: Path, plan: _Plan) -> str:
    files = {
        path.name: FileRecord(size=path.stat().st_size, sha256=sha256_of(path))
        for path in build.iterdir()
    }
    manifest = Manifest(
        format=FORMAT,
        created=datetime.now(UTC),
        model_name=plan.embedder.name,
        model_fingerprint=plan.embedder.fingerprint,
        dimensions=plan.embedder.dimensions,
        retriever=plan.retriever,
        documents=len(plan.documents),
        passages=len(plan.passages),
        sentences=len(plan.sentences),
        store_digest=plan.store_digest,
        splitting=plan.splitting,
        files=files,
    )
    return write_manifest(manifest, build)
