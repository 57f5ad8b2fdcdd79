"""Wiring: settings to a running assistant. Here, and in `syncing`, concrete classes are named."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

from assistant.answering import Assistant
from assistant.extract.confidence import (
    READER,
    SIMILARITY,
    Calibration,
    Thresholds,
    shipped_calibration,
)
from assistant.extract.extractive import ExtractiveComposer
from assistant.notices.messages import Messages
from assistant.settings import Settings
from corpus.digest import store_digest
from corpus.errors import StoreError
from corpus.store_file import read_store
from index.errors import IndexVersionError
from index.model.embedder import Embedder
from index.model.packaged_embedder import PackagedEmbedder
from index.model.packaged_model import PREFIXES, packaged_graphs
from index.model.runtime import Runtime
from index.reader.packaged_reader import packaged_reader
from index.reader.reading import Reader
from index.search.reranker import Reranking
from index.version.opening import IndexVersion, open_version
from index.version.pointer import current_version
from index.version.verify import verify_version

Progress = Callable[[str, int, int], None]

logger = logging.getLogger(__name__)


def open_assistant(settings: Settings, *, embedder: Embedder | None = None) -> Assistant:
    """Verify and load the current index version, and make the assistant.

    Raises:
        KnownError: No index, a damaged one, one of another model, or no model.
    """
    current_version(index_directory(settings))  # without an index, say so before the slow part
    embedder = embedder or open_embedder(settings)
    version = open_version(
        index_directory(settings),
        embedder=embedder,
        reranking=Reranking(settings.search.reranker),
    )
    _report_other_documents(settings, version)
    return make_assistant(settings, version, embedder=embedder)


def make_assistant(settings: Settings, version: IndexVersion, *, embedder: Embedder) -> Assistant:
    """The assistant over an index version that is open already.

    Raises:
        ModelError: The reader is damaged.
    """
    composer = open_composer(settings, version, embedder=embedder)
    return Assistant(
        version=version,
        embedder=embedder,
        composer=composer,
        messages=Messages(
            settings.contact, question_characters=settings.limits.question_characters
        ),
        limits=settings.limits,
        passages=settings.search.passages,
        thresholds=thresholds_of(settings, composer.calibration),
        old_after_days=settings.answer.old_after_days,
    )


def thresholds_of(settings: Settings, calibration: Calibration) -> Thresholds:
    """How sure an answer must be, by the settings."""
    return calibration.thresholds_for(
        settings.answer.wrong_at_most,
        minimum=settings.answer.minimum_confidence,
        near=settings.answer.near_confidence,
    )


def open_composer(
    settings: Settings, version: IndexVersion, *, embedder: Embedder
) -> ExtractiveComposer:
    """What chooses quotations, with the reader where there is one.

    Raises:
        ModelError: The reader is damaged.
    """
    reader = open_reader(settings, embedder)
    return ExtractiveComposer(
        scorer=version.sentences,
        sentences=settings.answer.sentences,
        calibration=shipped_calibration(SIMILARITY if reader is None else READER),
        reader=reader,
        passages_read=settings.answer.passages_read,
    )


def open_reader(settings: Settings, embedder: Embedder) -> Reader | None:
    """Load the reader; None when it is turned off, or the embedding model is another.

    Raises:
        ModelError: Its weights are damaged.
    """
    if settings.answer.reader == "off":
        return None
    if not isinstance(embedder, PackagedEmbedder) or embedder.prefixes != PREFIXES:
        logger.warning(
            "The reader does not fit the embedding model %s: answers are chosen by similarity "
            "alone. Set `answer.reader` to `off` to read this no more.",
            embedder.name,
        )
        return None
    return packaged_reader(embedder, model_cache(settings))


def _report_other_documents(settings: Settings, version: IndexVersion) -> None:
    """Answers come from the index alone, so a store that has moved on is reported, not refused."""
    try:
        current = store_digest(read_store(settings.store.directory))
    except StoreError as error:
        logger.warning("%s", error)
        return
    if current != version.manifest.store_digest:
        logger.warning(
            "Index version %s was built from other documents than the store holds. "
            "Run `assistant sync`.",
            version.name,
        )


def open_embedder(settings: Settings, *, progress: Progress | None = None) -> Embedder:
    """Load the embedding model, converting the packaged one on first use."""
    if settings.model.name == "packaged":
        return _open_packaged(settings, progress)
    from index.model.sentence_embedder import SentenceEmbedder

    return SentenceEmbedder(
        settings.model.name,
        question_prefix=settings.model.question_prefix,
        passage_prefix=settings.model.passage_prefix,
        threads=settings.model.threads or None,
    )


def _open_packaged(settings: Settings, progress: Progress | None) -> PackagedEmbedder:
    given = settings.model.question_prefix, settings.model.passage_prefix
    question, passage = (
        own if other is None else other for own, other in zip(PREFIXES, given, strict=True)
    )
    return PackagedEmbedder(
        packaged_graphs(model_cache(settings), progress=progress),
        Runtime(threads=settings.model.threads or os.cpu_count() or 1),
        question_prefix=question,
        passage_prefix=passage,
    )


def check_installation(settings: Settings) -> list[str]:
    """Verify the store, the current index version, and that they belong together.

    Returns:
        Lines that say what was verified.

    Raises:
        KnownError: Any damage, named, with the command that mends it.
    """
    documents = read_store(settings.store.directory)
    directory = index_directory(settings)
    manifest = verify_version(directory)
    if manifest.store_digest != store_digest(documents):
        raise IndexVersionError(
            f"Index version {current_version(directory)} was built from other documents than "
            "the store holds.",
            fix="Run `assistant sync`.",
        )
    open_version(directory, embedder=open_embedder(settings))
    return [
        f"store: {len(documents)} documents, intact",
        f"index version {current_version(directory)}: {manifest.passages} passages, "
        f"{manifest.sentences} sentences, every file matches its SHA-256",
        f"model: {manifest.model_name}, {manifest.dimensions} dimensions, fingerprint matches",
    ]


def index_directory(settings: Settings) -> Path:
    """Where the index versions lie."""
    return settings.store.directory / "index"


def model_cache(settings: Settings) -> Path:
    """Where converted models are kept."""
    return settings.model.cache_directory or settings.store.directory / "model"
