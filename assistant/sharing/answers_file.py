"""Answers file: the SQLite file of shared answers and feedback, opened for one piece of work.

What is deleted is overwritten: `secure_delete` does so in the file, and the write-ahead log, which
may hold older copies of a page, is emptied by `empty_log` or when the last connection closes.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant.errors import KeptAnswersError

SCHEMA = 2
"""The first form differs in the rows alone, and `first_form.py` reads those."""
_APPLICATION = 0x416E7377
_BUSY_SECONDS = 5.0
_TRIES = 50
_PAUSE_SECONDS = 0.05
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY = 0xFF
"""The part of an SQLite error code that names its kind."""

_TABLES = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS shared (
    id TEXT PRIMARY KEY,
    answer TEXT NOT NULL,
    answer_id_sha256 TEXT NOT NULL UNIQUE,
    removal_key_sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feedback (
    answer_id TEXT PRIMARY KEY,
    said TEXT NOT NULL
) WITHOUT ROWID;
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {SCHEMA};
COMMIT;
"""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file, making it where there is none. Every statement is a transaction by itself.

    Raises:
        KeptAnswersError: It cannot be read or written, is damaged, newer, or not ours.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(
            sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        ) as connection:
            _prepare(connection, path)
            yield connection
    except OSError as error:
        raise _unusable(path, str(error.strerror)) from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or isinstance(error, sqlite3.IntegrityError):
            raise
        if code & _PRIMARY in _DAMAGED:
            raise damaged(path) from error
        raise _unusable(path, str(error)) from error


def is_there(path: Path) -> bool:
    """Tell whether there is a file.

    Raises:
        KeptAnswersError: Its folder cannot be looked into.
    """
    try:
        return path.exists()
    except OSError as error:
        raise _unusable(path, str(error.strerror)) from error


def empty_log(connection: sqlite3.Connection) -> bool:
    """Empty the write-ahead log; false when another program keeps it in use."""
    for _ in range(_TRIES):
        busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if not busy:
            return True
        # SQLite waits for readers, but not for another connection that does the same.
        time.sleep(_PAUSE_SECONDS)
    return False


def damaged(path: Path) -> KeptAnswersError:
    """The error of a file that holds something else than was written."""
    return KeptAnswersError(
        f"{path} is damaged.", fix="Put a copy of it back, or move it away to begin a new one."
    )


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    if connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(_TABLES)
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != _APPLICATION:
        raise KeptAnswersError(
            f"{path} is the file of another program.", fix="Move it away to begin a new one."
        )
    if version > SCHEMA:
        raise KeptAnswersError(
            f"{path} was written by a newer version of this program (form {version}).",
            fix="Run that version, or move the file away to begin a new one.",
        )


def _unusable(path: Path, reason: str) -> KeptAnswersError:
    return KeptAnswersError(
        f"{path} cannot be read or written: {reason}.",
        fix="Make room on the disk, or correct the rights of the folder.",
    )
