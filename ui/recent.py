"""Recent answers: what was just said, in memory only, so that it can be shared or judged."""

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from assistant.answer import Answer

MOST_KEPT = 2000
SECONDS_KEPT = 3600.0


class RecentAnswers:
    """The last answers, by id; safe to use from several threads.

    Args:
        most: How many are remembered.
        seconds: How long.
        clock: Seconds that never run back.
    """

    def __init__(
        self,
        *,
        most: int = MOST_KEPT,
        seconds: float = SECONDS_KEPT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._answers: OrderedDict[str, tuple[float, Answer]] = OrderedDict()

    def remember(self, answer: Answer) -> None:
        """Remember an answer, and forget the oldest."""
        with self._lock:
            self._answers.pop(answer.id, None)
            self._answers[answer.id] = (self._clock(), answer)
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)
            self._drop_old()

    def find(self, answer_id: str) -> Answer | None:
        """An answer; None when it is no longer remembered."""
        with self._lock:
            self._drop_old()
            found = self._answers.get(answer_id)
        return found[1] if found is not None else None

    def forget(self) -> float:
        """Forget what is too old; the seconds until something can be."""
        with self._lock:
            self._drop_old()
            now = self._clock()
            oldest = next(iter(self._answers.values()))[0] if self._answers else now
        return oldest + self._seconds - now

    def _drop_old(self) -> None:
        """They lie in the order of their time, so only the first ones can be too old."""
        oldest = self._clock() - self._seconds
        while self._answers and next(iter(self._answers.values()))[0] <= oldest:
            self._answers.popitem(last=False)


async def keep_forgetting(recent: RecentAnswers) -> None:
    """Forget every answer when its time is over, also when nobody asks any more."""
    while True:
        await asyncio.sleep(recent.forget())
