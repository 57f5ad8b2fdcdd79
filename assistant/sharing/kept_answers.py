"""Kept answers: shared answers and feedback, in one SQLite file of the store directory."""

import hashlib
import hmac
import logging
import threading
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from assistant.sharing.answers_file import SCHEMA, damaged, empty_log, is_there, opened
from assistant.sharing.feedback import Feedback
from assistant.sharing.first_form import in_present_form
from assistant.sharing.shared_answer import SharedAnswer

T = TypeVar("T")

logger = logging.getLogger(__name__)

_ANSWER: TypeAdapter[SharedAnswer] = TypeAdapter(
    Annotated[SharedAnswer, BeforeValidator(in_present_form)]
)
_FEEDBACK = TypeAdapter(Feedback)


class KeptAnswers:
    """Shared answers and feedback; safe to use from several threads.

    The file is made when there is something to keep; until then, and while it cannot be used,
    nothing but keeping fails. Every method may raise `KeptAnswersError`.

    Args:
        directory: The store directory.
    """

    def __init__(self, directory: Path) -> None:
        self._path = directory / "answers.sqlite"
        # SQLite would do for itself; this keeps our own threads from waiting by polling.
        self._lock = threading.Lock()

    def share(self, shared: SharedAnswer, *, answer_id: str, removal_key: str) -> bool:
        """Keep an answer; false when it is shared already.

        Args:
            shared: What is shared.
            answer_id: Of the answer as it was given; only its hash is kept.
            removal_key: Whoever has it may remove the answer; only its hash is kept.
        """
        written = _ANSWER.dump_json(shared).decode()
        row = (shared.id, written, _sha256(answer_id), _sha256(removal_key))
        with self._lock, opened(self._path) as connection:
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
            done = connection.execute("INSERT OR IGNORE INTO shared VALUES (?, ?, ?, ?)", row)
            return done.rowcount == 1

    def shared(self, shared_id: str) -> SharedAnswer | None:
        """A shared answer; None when there is none."""
        found = self._find("SELECT answer FROM shared WHERE id = ?", shared_id)
        return self._read(_ANSWER, found) if found is not None else None

    def may_remove(self, shared_id: str, removal_key: str) -> bool:
        """Tell whether there is such an answer and this is its key."""
        kept = self._find("SELECT removal_key_sha256 FROM shared WHERE id = ?", shared_id)
        return kept is not None and hmac.compare_digest(kept, _sha256(removal_key))

    def remove(self, shared_id: str, removal_key: str) -> bool:
        """Delete an answer and overwrite its bytes; false when `may_remove` says so."""
        if not self.may_remove(shared_id, removal_key):
            return False
        with self._lock, opened(self._path) as connection:
            removed = connection.execute("DELETE FROM shared WHERE id = ?", (shared_id,)).rowcount
            if not empty_log(connection):
                logger.warning("%s is being read; the rest is overwritten later", self._path)
        return removed == 1

    def judge(self, feedback: Feedback) -> None:
        """Keep feedback, instead of what was said of the same answer before."""
        row = (feedback.answer_id, _FEEDBACK.dump_json(feedback).decode())
        with self._lock, opened(self._path) as connection:
            connection.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?)", row)

    def feedback(self) -> list[Feedback]:
        """All feedback, by answer id."""
        if not is_there(self._path):
            return []
        with self._lock, opened(self._path) as connection:
            rows = connection.execute("SELECT said FROM feedback ORDER BY answer_id").fetchall()
        return [self._read(_FEEDBACK, said) for (said,) in rows]

    def _find(self, query: str, shared_id: str) -> str | None:
        if not is_there(self._path):
            return None
        with self._lock, opened(self._path) as connection:
            row = connection.execute(query, (shared_id,)).fetchone()
        return str(row[0]) if row is not None else None

    def _read(self, form: TypeAdapter[T], written: str) -> T:
        try:
            return form.validate_json(written)
        except ValidationError as error:
            raise damaged(self._path) from error


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
