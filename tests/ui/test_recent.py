import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from fastapi.testclient import TestClient

from assistant.answer import Answer
from assistant.settings import Settings
from tests.ui.fakes import FakeAssistant
from ui.app import assemble
from ui.executor import AnswerExecutor
from ui.recent import RecentAnswers

ANSWER = FakeAssistant().answer("tax")


def answer(number: int) -> Answer:
    return replace(ANSWER, id=f"{number:032x}")


class Clock:
    """Stands still until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_an_answer_is_remembered_for_its_time() -> None:
    clock = Clock()
    recent = RecentAnswers(seconds=10, clock=clock)
    recent.remember(answer(1))
    clock.now = 5
    recent.remember(answer(2))

    clock.now = 9.9
    assert recent.find(answer(1).id) == answer(1)
    clock.now = 10
    assert recent.find(answer(1).id) is None
    assert recent.find(answer(2).id) == answer(2)


def test_an_answer_is_forgotten_when_its_time_is_over_and_nobody_asks() -> None:
    clock = Clock()
    recent = RecentAnswers(seconds=10, clock=clock)
    assert recent.forget() == 10
    recent.remember(answer(1))
    clock.now = 4
    recent.remember(answer(2))
    assert recent.forget() == 6

    clock.now = 10
    assert recent.forget() == 4
    clock.now = 0
    assert recent.find(answer(1).id) is None
    assert recent.find(answer(2).id) == answer(2)


class Watched(RecentAnswers):
    """Says when it has forgotten what was old at ten seconds."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(seconds=0.01, clock=clock)
        self._now = clock
        self.forgot = threading.Event()

    def forget(self) -> float:
        old = self._now() >= 10
        seconds = super().forget()
        if old:
            self.forgot.set()
        return seconds


def test_an_idle_server_forgets(settings: Settings) -> None:
    clock = Clock()
    executor = AnswerExecutor.ready(FakeAssistant(), settings.limits)
    executor.recent = recent = Watched(clock)
    with TestClient(assemble(executor, settings, chat_languages=())):
        recent.remember(answer(1))
        clock.now = 10
        assert recent.forgot.wait(10)

    clock.now = 0
    assert recent.find(answer(1).id) is None


def test_beyond_the_most_the_oldest_is_forgotten() -> None:
    recent = RecentAnswers(most=2)
    for number in range(3):
        recent.remember(answer(number))

    assert [recent.find(answer(number).id) is None for number in range(3)] == [True, False, False]


def test_threads_remember_together() -> None:
    recent = RecentAnswers(most=100)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: recent.remember(answer(number)), range(1000)))

    assert sum(recent.find(answer(number).id) is not None for number in range(1000)) == 100
