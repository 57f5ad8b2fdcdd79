"""Syncing: documents folders to a new index version, where anything changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path

from assistant.settings import Settings
from assistant.wiring import Progress, index_directory, open_embedder, open_reader
from corpus.digest import store_digest
from corpus.document import Document
from corpus.remembered import remember_folders, remembered_folders
from corpus.sentences import split_sentences
from corpus.split import Splitting, split
from corpus.store import SyncReport, sync_store
from index.errors import IndexVersionError
from index.model.embedder import Embedder
from index.version.building import build_lock, build_version
from index.version.manifest import Manifest
from index.version.pointer import current_version
from index.version.verify import verify_version


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
    open_reader(settings, embedder)  # converted now: who serves may not write
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
        directory = index_directory(settings)
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
        index_directory(settings),
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
