from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from assistant.answer import Answer
from tests.ui.fakes import FakeAssistant
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
