"""AnswerExecutor: a bounded number of questions at once for the assistant; tells if it is open."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from assistant.answer import Answer, Findings, Turn
from assistant.settings import LimitsSettings
from corpus.document import Document, Language
from index.search.filters import NO_FILTERS, Filters
from ui.errors import BusyError, NotReadyError
from ui.memory import give_memory_back
from ui.metrics import Metrics
from ui.recent import RecentAnswers

T = TypeVar("T")

DEADLINE_SECONDS = 60.0
_LATER = "Try again in a few seconds."


class Answering(Protocol):
    """What the interface needs of an assistant; calls may come from several threads."""

    @property
    def index_version(self) -> str:
        """Name of the index version that answers come from."""

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
        """Answer one question."""

    def search(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        limit: int | None = None,
        read_period: bool = True,
    ) -> Findings:
        """The passages that speak to a question; one that cannot be asked is refused, raised."""

    def document(self, document_id: str) -> Document | None:
        """A document by id; None when there is none."""

    def failed(self, question: str, *, language: Language | None = None) -> Answer:
        """The answer to show when answering raised."""


def _work(call: Callable[[Answering], T], assistant: Answering) -> T:
    try:
        return call(assistant)
    finally:
        give_memory_back()


class AnswerExecutor:
    """Where questions arrive. Belongs to one event loop.

    Args:
        load: Makes the assistant; called once, in a thread, by `open`.
        limits: How many answers are made at once and how many questions may wait.
        deadline_seconds: How long one question may take, with its waiting.
        recent: Where the last answers are remembered; a memory of its own if not given.

    Attributes:
        closing: Set when the server stops, before it waits for what is being answered.
        failure: Why the assistant could not be loaded; then the server has to end.
        metrics: What has been counted.
        recent: The answers that were just given.
    """

    def __init__(
        self,
        load: Callable[[], Answering],
        limits: LimitsSettings,
        *,
        deadline_seconds: float = DEADLINE_SECONDS,
        recent: RecentAnswers | None = None,
    ) -> None:
        self._load = load
        self._deadline_seconds = deadline_seconds
        self._pool = ThreadPoolExecutor(limits.answers_at_once, thread_name_prefix="answer")
        self._room = threading.Semaphore(limits.answers_at_once + limits.waiting_answers)
        self._assistant: Answering | None = None
        self._loading: asyncio.Future[Answering] | None = None
        self._closed_because = "The index is still being loaded."
        self.closing = asyncio.Event()
        self.failure: BaseException | None = None
        self.metrics = Metrics()
        self.recent = RecentAnswers() if recent is None else recent

    @classmethod
    def ready(
        cls,
        assistant: Answering,
        limits: LimitsSettings,
        *,
        deadline_seconds: float = DEADLINE_SECONDS,
    ) -> "AnswerExecutor":
        """An executor whose assistant is loaded already."""
        executor = cls(lambda: assistant, limits, deadline_seconds=deadline_seconds)
        executor._assistant = assistant
        return executor

    def open(self, on_ready: Callable[[], None] = lambda: None) -> None:
        """Start loading the assistant in a thread; `on_ready` is called once it answers."""
        if self._assistant is not None:
            on_ready()
            return

        def loaded(loading: asyncio.Future[Answering]) -> None:
            if loading.cancelled():
                return
            self.failure = loading.exception()
            if self.failure is not None:
                self._closed_because = "The index could not be loaded; the server ends."
            elif not self.closing.is_set():
                self._assistant = loading.result()
                on_ready()

        loop = asyncio.get_running_loop()
        self._loading = loop.run_in_executor(self._pool, self._load)
        self._loading.add_done_callback(loaded)

    def close(self) -> None:
        """Take no more questions; those begun are finished."""
        self.closing.set()
        if self._loading is not None:
            self._loading.cancel()
        self._assistant = None
        self._closed_because = "The service is shutting down."
        self._pool.shutdown(wait=False, cancel_futures=True)

    @property
    def assistant(self) -> Answering:
        """The assistant.

        Raises:
            NotReadyError: It is still loading, could not be loaded, or the executor is closed.
        """
        if self._assistant is None:
            raise NotReadyError(self._closed_because, fix="Try again later.")
        return self._assistant

    async def ask(self, call: Callable[[Answering], T]) -> T:
        """Do blocking work with the assistant in a thread.

        Raises:
            BusyError: Too many questions are waiting, or this one has waited too long.
            NotReadyError: There is no assistant.
        """
        assistant = self.assistant
        if not self._room.acquire(blocking=False):
            raise BusyError("Too many questions are waiting.", fix=_LATER)
        work = self._pool.submit(_work, call, assistant)
        # What waited too long may still be at work: its room is free when its thread is.
        work.add_done_callback(lambda _: self._room.release())
        try:
            async with asyncio.timeout(self._deadline_seconds):
                return await asyncio.wrap_future(work)
        except TimeoutError as error:
            raise BusyError("The question has waited too long.", fix=_LATER) from error
