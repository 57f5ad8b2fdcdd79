"""CachedAnswers: an assistant that does not compute twice what was asked twice."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from assistant.answer import Answer, Findings, Turn
from corpus.document import Document, Language
from index.kept import Kept
from index.search.filters import NO_FILTERS, Filters
from ui.executor import Answering
from ui.recent import RecentAnswers

MOST_KEPT = 500


class CachedAnswers:
    """Answers of one index version, found again by all that they depend on.

    An answer depends on the day too: "this year" is another one tomorrow. Each that is given has
    an id of its own, for what a reader does with it.

    Args:
        assistant: Makes the answers.
        recent: Holds them, and forgets them when their time is over.
        most: How many are found again.
    """

    def __init__(
        self, assistant: Answering, recent: RecentAnswers, *, most: int = MOST_KEPT
    ) -> None:
        self._assistant = assistant
        self._recent = recent
        self._ids: Kept[str] = Kept(room=most)

    @property
    def index_version(self) -> str:
        """Name of the index version that answers come from."""
        return self._assistant.index_version

    def answer(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        language: Language | None = None,
        filters: Filters = NO_FILTERS,
        limit: int | None = None,
        read_period: bool = True,
    ) -> Answer:
        """Answer one question; see `Assistant.answer`."""
        today = datetime.now(UTC).date()
        key = (question, tuple(history), language, filters, limit, read_period, today)
        known = self._ids.get(*key)
        recent = self._recent.find(known) if known is not None else None
        if recent is not None:
            return replace(recent, id=uuid.uuid4().hex)
        answer = self._assistant.answer(
            question,
            history=history,
            language=language,
            filters=filters,
            limit=limit,
            read_period=read_period,
        )
        self._ids.keep(answer.id, *key)
        return answer

    def search(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        limit: int | None = None,
        read_period: bool = True,
    ) -> Findings:
        """The passages that speak to a question; see `Assistant.search`."""
        return self._assistant.search(
            question, history=history, filters=filters, limit=limit, read_period=read_period
        )

    def document(self, document_id: str) -> Document | None:
        """A document by id; None when there is none."""
        return self._assistant.document(document_id)

    def failed(self, question: str, *, language: Language | None = None) -> Answer:
        """The answer to show when answering raised."""
        return self._assistant.failed(question, language=language)
