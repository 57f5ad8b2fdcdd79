"""Store: what was read from the documents, kept so that only changed files are read again."""

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.errors import CorpusError, DocumentError
from corpus.files import Rejection, SourceFile, in_order, list_files, read_bytes
from corpus.store_file import Record, read_records, store_path, write_records

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What a sync did; every tuple is sorted by id.

    Attributes:
        documents: All documents now in the store.
        added: Ids that were not there before.
        changed: Ids whose document is another than before.
        removed: Ids that are no longer there; also of files that now fail.
        unchanged: Ids whose document is as before.
        failed: Files that should be documents but cannot be, with the reason.
        skipped: Files that are not meant to be documents, with the reason.
    """

    documents: tuple[Document, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    failed: tuple[Rejection, ...]
    skipped: tuple[Rejection, ...]


def sync_store(
    directory: Path,
    folders: Sequence[Path],
    *,
    rebuild: bool,
    progress: Callable[[int, int], None] | None = None,
) -> SyncReport:
    """Bring the store up to date with the documents folders.

    Args:
        directory: Holds everything written; the store lies in its `store/`.
        folders: Where the documents lie.
        rebuild: Read every file again and ignore the store, damaged or not.
        progress: Called with (done, total) as files are read.

    Raises:
        CorpusError: A folder is missing, or no document could be read where some were stored.
        StoreError: The store is damaged (unless `rebuild`) or cannot be written.
    """
    path = store_path(directory)
    listing = list_files(folders)
    stored = _stored(path) if path.exists() and not rebuild else {}
    records: dict[str, Record] = {}
    failed = list(listing.failed)
    for done, file in enumerate(listing.files, 1):
        outcome = _read(file, stored.get(file.id))
        if isinstance(outcome, Rejection):
            failed.append(outcome)
        else:
            records[file.id] = outcome
        if progress is not None:
            progress(done, len(listing.files))
    if not records and (stored or (rebuild and path.exists())):
        raise _nothing_read(folders, failed, path=path)
    if records != stored or not path.exists():
        write_records(path, records.values())
    same = {id_ for id_ in records.keys() & stored.keys() if _same(records[id_], stored[id_])}
    return SyncReport(
        documents=tuple(records[id_].document for id_ in sorted(records)),
        added=tuple(sorted(records.keys() - stored.keys())),
        changed=tuple(sorted((records.keys() & stored.keys()) - same)),
        removed=tuple(sorted(stored.keys() - records.keys())),
        unchanged=tuple(sorted(same)),
        failed=in_order(failed),
        skipped=listing.skipped,
    )


def _nothing_read(
    folders: Sequence[Path], failed: Sequence[Rejection], *, path: Path
) -> CorpusError:
    """An empty folder is more often one that is not mounted than a wish to forget everything."""
    for rejection in in_order(failed):
        logger.error("%s: %s", rejection.id, rejection.reason)
    return CorpusError(
        f"No document could be read from {', '.join(map(str, folders))}; "
        f"files that failed: {len(failed)}. The store is left as it was.",
        fix=f"Check that the folder is mounted; to forget all documents, remove {path}.",
    )


def _stored(path: Path) -> Mapping[str, Record]:
    return {record.document.id: record for record in read_records(path)}


def _same(one: Record, other: Record) -> bool:
    return one.document.version == other.document.version


def _read(file: SourceFile, stored: Record | None) -> Record | Rejection:
    """The stored record if the file and the readers are the same; else the file read anew."""
    from corpus.load import READER_VERSION, load_file  # draws in all readers

    try:
        raw = read_bytes(file.path)
    except DocumentError as error:
        return Rejection(id=file.id, reason=str(error))
    digest = hashlib.sha256(raw).hexdigest()
    if stored and (stored.file_digest, stored.reader_version) == (digest, READER_VERSION):
        return stored
    outcome = load_file(file, raw=raw)
    if isinstance(outcome, Rejection):
        return outcome
    return Record(file_digest=digest, reader_version=READER_VERSION, document=outcome)
