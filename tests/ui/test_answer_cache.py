from collections.abc import Sequence
from typing import Any

import pytest

from assistant.answer import Answer, Turn
from corpus.document import Language
from index.search.filters import Filters
from tests.ui.fakes import FakeAssistant
from ui.answer_cache import CachedAnswers
from ui.recent import RecentAnswers


class Counting(FakeAssistant):
    """Counts the questions that reach it."""

    asked = 0

    def answer(self, question: str, **how: Any) -> Answer:
        self.asked += 1
        return super().answer(question, **how)


def answers(*asked: tuple[str, dict[str, Any]], most: int = 10) -> tuple[int, Sequence[Answer]]:
    """How many were computed, and what was given."""
    counting, recent = Counting(), RecentAnswers()
    cached = CachedAnswers(counting, recent, most=most)
    given = []
    for question, how in asked:
        given.append(cached.answer(question, **how))
        recent.remember(given[-1])
    return counting.asked, given


def test_a_question_asked_again_is_not_computed_again_and_has_an_id_of_its_own() -> None:
    computed, (first, again) = answers(("When?", {}), ("When?", {}))

    assert computed == 1
    assert first.id != again.id
    assert (first.question, first.citations) == (again.question, again.citations)


@pytest.mark.parametrize(
    "how",
    [
        {"history": (Turn(question="Who?", answer="He."),)},
        {"language": Language.RUSSIAN},
        {"filters": Filters(languages=frozenset({Language.ENGLISH}))},
        {"filters": Filters(document_ids=frozenset({"a.txt"}))},
        {"limit": 3},
        {"read_period": False},
    ],
    ids=str,
)
def test_an_answer_is_kept_by_all_that_it_depends_on(how: dict[str, Any]) -> None:
    computed, _ = answers(("When?", {}), ("When?", how), ("When?", how))

    assert computed == 2


def test_an_answer_whose_time_is_over_is_computed_again() -> None:
    counting = Counting()
    cached = CachedAnswers(counting, RecentAnswers(seconds=0))

    cached.answer("When?")
    cached.answer("When?")

    assert counting.asked == 2


def test_so_many_are_kept() -> None:
    computed, _ = answers(("1", {}), ("2", {}), ("3", {}), ("1", {}), most=2)

    assert computed == 4
