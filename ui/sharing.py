"""Sharing: what may be done with an answer after it was given: share it, remove it, judge it."""

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from assistant.answer_json import answer_record
from assistant.sharing.feedback import Feedback, Reason
from assistant.sharing.kept_answers import KeptAnswers
from assistant.sharing.shared_answer import SharedAnswer, may_be_shared, shared_answer
from ui.errors import AlreadySharedError, NotShareableError, UnknownAnswerError
from ui.metrics import Metrics
from ui.recent import RecentAnswers

_KEY_BYTES = 24


def _today() -> date:
    return datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What whoever shares an answer gets, once.

    Attributes:
        id: Its own, unlike that of the answer: it can be read and removed, nothing else.
        removal_key: Removes it again; it is not kept.
    """

    id: str
    removal_key: str

    def address(self, root: str) -> str:
        """Where the answer can be read."""
        return f"{root}/answers/{self.id}"

    def removal_address(self, root: str) -> str:
        """Where it can be removed."""
        return f"{self.address(root)}/remove?key={self.removal_key}"


class Sharing:
    """Shares, shows, removes and judges answers; safe to use from several threads.

    Its methods read and write a file: not for an event loop. Each raises `KeptAnswersError` when
    the file cannot be used.

    Args:
        recent: The answers that were just given.
        kept: Where shared answers and feedback are kept.
        metrics: Counts what is done.
        today: Gives the day.
    """

    def __init__(
        self,
        recent: RecentAnswers,
        kept: KeptAnswers,
        metrics: Metrics,
        *,
        today: Callable[[], date] = _today,
    ) -> None:
        self._recent = recent
        self._kept = kept
        self._metrics = metrics
        self._today = today

    def share(self, answer_id: str, *, with_question: bool) -> Shared:
        """Give a recent answer an address of its own.

        Args:
            answer_id: The answer.
            with_question: Whoever asked wants the question shown; otherwise it is not kept.

        Raises:
            UnknownAnswerError: It is no longer remembered.
            NotShareableError: It says nothing to others.
            AlreadySharedError: It has an address already, which has not been removed.
        """
        answer = self._recent.find(answer_id)
        if answer is None:
            raise _unknown()
        if not may_be_shared(answer, with_question=with_question):
            raise NotShareableError(
                "Only answers with quotations can be shared, and with the question also that the "
                "documents do not answer.",
                fix="Ask another question.",
            )
        key = secrets.token_urlsafe(_KEY_BYTES)
        shared = shared_answer(
            answer,
            shared_id=uuid.uuid4().hex,
            with_question=with_question,
            day=self._today(),
        )
        if not self._kept.share(shared, answer_id=answer_id, removal_key=key):
            raise AlreadySharedError(
                "The answer is shared already.", fix="Use the address given the first time."
            )
        self._metrics.count_shared()
        return Shared(id=shared.id, removal_key=key)

    def shared(self, shared_id: str) -> SharedAnswer:
        """A shared answer.

        Raises:
            UnknownAnswerError: There is none with this id.
        """
        found = self._kept.shared(shared_id)
        if found is None:
            raise _unknown()
        return found

    def check_key(self, shared_id: str, removal_key: str) -> None:
        """Check that this key removes this answer.

        Raises:
            UnknownAnswerError: There is no such answer, or it has another key.
        """
        if not self._kept.may_remove(shared_id, removal_key):
            raise _unknown()

    def remove(self, shared_id: str, removal_key: str) -> None:
        """Delete a shared answer.

        Raises:
            UnknownAnswerError: There is no such answer, or it has another key.
        """
        if not self._kept.remove(shared_id, removal_key):
            raise _unknown()
        self._metrics.count_removed()

    def judge(self, answer_id: str, *, helpful: bool, reason: Reason | None = None) -> None:
        """Keep what a reader thought of an answer, instead of what was said before.

        Args:
            answer_id: Of a recent answer, or of a shared one, whose readers are heard apart.
            helpful: Whether it helped.
            reason: Why it did not.

        Raises:
            UnknownAnswerError: It is neither remembered nor shared.
        """
        recent = self._recent.find(answer_id)
        judged = answer_record(recent) if recent is not None else self.shared(answer_id)
        feedback = Feedback(
            answer_id=answer_id,
            day=self._today(),
            helpful=helpful,
            reason=reason,
            status=judged.status,
            language=judged.language,
            quoted_languages=tuple(dict.fromkeys(one.language for one in judged.citations)),
            index_version=judged.index_version,
            document_ids=tuple(dict.fromkeys(one.document_id for one in judged.citations)),
        )
        self._kept.judge(feedback)
        self._metrics.count_feedback(helpful=helpful)


def _unknown() -> UnknownAnswerError:
    return UnknownAnswerError(
        "No answer with this id can be found.", fix="Ask the question again for a new one."
    )
