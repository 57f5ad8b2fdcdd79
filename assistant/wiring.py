"""Wiring: settings to a running assistant. The only file that names concrete classes."""

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import resources
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
from corpus.document import Document
from corpus.errors import StoreError
from corpus.remembered import remember_folders, remembered_folders
from corpus.sentences import split_sentences
from corpus.split import Splitting, split
from corpus.store import SyncReport, read_store, sync_store
from index.errors import IndexVersionError
from index.model.embedder import Embedder
from index.model.packaged_model import packaged_model
from index.model.sentence_embedder import SentenceEmbedder
from index.reader.packaged_reader import packaged_reader, reader_fits
from index.reader.reading import Reader
from index.search.reranker import Reranking
from index.version.manifest import Manifest
from index.version.versions import (
    IndexVersion,
    build_lock,
    build_version,
    current_version,
    open_version,
    verify_version,
)

Progress = Callable[[str, int, int], None]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOutcome:
    """What a sync did.

    Attributes:
        report: Which documents were added, changed, removed, unchanged, failed.
        folders: What was read.
        index_version: Name of the current index version.
        published: Whether it is new.
    """

    report: SyncReport
    folders: tuple[Path, ...]
    index_version: str
    published: bool


def open_assistant(settings: Settings, *, embedder: Embedder | None = None) -> Assistant:
    """Verify and load the current index version, and make the assistant.

    Raises:
        KnownError: No index, a damaged one, one of another model, or no model.
    """
    current_version(_index_directory(settings))  # without an index, say so before the slow part
    embedder = embedder or open_embedder(settings)
    version = open_version(
        _index_directory(settings),
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
    """Load the reader; None when it is turned off or made for another embedding model.

    Raises:
        ModelError: Its weights are damaged.
    """
    if settings.answer.reader == "off" or not isinstance(embedder, SentenceEmbedder):
        return None
    if not reader_fits(embedder):
        logger.warning(
            "The reader does not fit the embedding model %s: answers are chosen by similarity "
            "alone. Set `answer.reader` to `off` to read this no more.",
            embedder.name,
        )
        return None
    return packaged_reader(embedder, threads=settings.model.threads or os.cpu_count() or 1)


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
    name: str | Path = settings.model.name
    if name == "packaged":
        name = packaged_model(_model_cache(settings), progress=progress)
    return SentenceEmbedder(
        name,
        question_prefix=settings.model.question_prefix,
        passage_prefix=settings.model.passage_prefix,
        threads=settings.model.threads or None,
    )


def build_index(
    settings: Settings,
    folders: Sequence[Path] | None = None,
    *,
    rebuild: bool = False,
    progress: Progress | None = None,
    embedder: Embedder | None = None,
) -> BuildOutcome:
    """Read what changed and publish a new index version, unless the current one still fits.

    Args:
        settings: Where to read and write, and how to split and embed.
        folders: Documents folders instead of the configured ones; they are remembered.
        rebuild: Read and embed everything again.
        progress: Called with (stage, done, total).
        embedder: A loaded model, instead of the configured one.
    """
    embedder = embedder or open_embedder(settings, progress=progress)
    read_from = folders or _folders(settings)
    with build_lock(settings.store.directory):
        report = sync_store(
            settings.store.directory,
            read_from,
            rebuild=rebuild,
            progress=_stage(progress, "reading documents"),
        )
        if folders:
            remember_folders(settings.store.directory, folders)
        directory = _index_directory(settings)
        if not rebuild and _fits(directory, report.documents, embedder=embedder, settings=settings):
            name = current_version(directory)
            return _outcome(report, read_from, name, published=False)
        name = _publish(report.documents, settings, embedder, rebuild=rebuild, progress=progress)
        return _outcome(report, read_from, name, published=True)


def _outcome(
    report: SyncReport, folders: Sequence[Path], name: str, *, published: bool
) -> BuildOutcome:
    return BuildOutcome(
        report=report, folders=tuple(folders), index_version=name, published=published
    )


def _publish(
    documents: Sequence[Document],
    settings: Settings,
    embedder: Embedder,
    *,
    rebuild: bool,
    progress: Progress | None,
) -> str:
    splitting = _splitting(settings)
    return build_version(
        _index_directory(settings),
        documents=documents,
        passages=[passage for document in documents for passage in split(document, splitting)],
        sentences=[sentence for document in documents for sentence in split_sentences(document)],
        embedder=embedder,
        store_digest=store_digest(documents),
        splitting=str(splitting),
        retriever=settings.search.retriever,
        keep=settings.store.versions_kept,
        reuse=not rebuild,
        progress=progress,
    )


def check_installation(settings: Settings) -> list[str]:
    """Verify the store, the current index version, and that they belong together.

    Returns:
        Lines that say what was verified.

    Raises:
        KnownError: Any damage, named, with the command that mends it.
    """
    documents = read_store(settings.store.directory)
    directory = _index_directory(settings)
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


def _fits(
    directory: Path, documents: Sequence[Document], *, embedder: Embedder, settings: Settings
) -> bool:
    try:
        manifest: Manifest = verify_version(directory)
    except IndexVersionError:
        return False
    return (
        manifest.store_digest == store_digest(documents)
        and manifest.model_fingerprint == embedder.fingerprint
        and manifest.splitting == str(_splitting(settings))
        and manifest.retriever == settings.search.retriever
    )


def _stage(progress: Progress | None, stage: str) -> Callable[[int, int], None] | None:
    return None if progress is None else partial(progress, stage)


def _folders(settings: Settings) -> Sequence[Path]:
    """The configured folders, else those named to a sync before, else the bundled documents."""
    bundled = Path(str(resources.files("corpus") / "documents"))
    return settings.documents.folders or remembered_folders(settings.store.directory) or (bundled,)


def _splitting(settings: Settings) -> Splitting:
    return Splitting(
        passage_characters=settings.documents.passage_characters,
        overlap_characters=settings.documents.overlap_characters,
    )


def _index_directory(settings: Settings) -> Path:
    return settings.store.directory / "index"


def _model_cache(settings: Settings) -> Path:
    return settings.model.cache_directory or settings.store.directory / "model"
