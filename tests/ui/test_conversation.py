import asyncio
import logging

import pytest

from assistant.answer import Turn
from assistant.settings import LimitsSettings
from corpus.document import Language
from tests.ui.fakes import FakeAssistant
from ui.conversation import Exchange, exchange, waiting_exchange
from ui.desk import Desk
from ui.words import Words

WORDS = Words(Language.BELARUSIAN)
LIMITS = LimitsSettings(answers_at_once=1, waiting_answers=0)


def asked(
    question: str, *earlier: Exchange, desk: Desk | None = None, read_period: bool = True
) -> Exchange:
    desk = desk or Desk.ready(FakeAssistant(), LIMITS)
    return asyncio.run(
        exchange(question, earlier, desk=desk, words=WORDS, root="", read_period=read_period)
    )


def test_an_answer_is_remembered_as_a_turn() -> None:
    done = asked("When is the tax due?")

    expected = Turn(question="When is the tax due?", answer="The tax is due on 1 July 2016. [1]")
    assert done.turn == expected
    assert "blockquote" in done.said


def test_a_follow_up_takes_the_answered_turns_along() -> None:
    assistant = FakeAssistant()
    desk = Desk.ready(assistant, LIMITS)
    first = asked("When is the tax due?", desk=desk)
    unanswered = asked("zzz", first, desk=desk)
    asked("And where is it paid?", first, unanswered, desk=desk)

    assert unanswered.turn is None
    assert list(assistant.histories[-1]) == [first.turn]


def test_the_period_that_was_kept_to_can_be_removed() -> None:
    question = "Is the tax due in 2016?"

    assert asked(question).period == "2016"
    assert asked(question).question == question
    assert asked(question, read_period=False).period is None
    assert asked("Is the tax due?").period is None


def test_a_refusal_of_what_has_no_language_is_in_that_of_the_page() -> None:
    assert 'lang="be"' in asked("???").said


def test_our_own_fault_ends_in_words_and_a_log_without_the_question(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO, logger="ui"):
        done = asked("explode")

    assert "Адбылася памылка" in done.said
    assert done.turn is None
    assert [record.getMessage() for record in caplog.records] == [
        "a question of the chat page failed"
    ]


def test_a_closed_or_busy_desk_says_so() -> None:
    desk = Desk.ready(FakeAssistant(seconds=0.5), LIMITS)

    async def crowd() -> list[Exchange]:
        questions = [exchange("tax", [], desk=desk, words=WORDS, root="") for _ in range(2)]
        return await asyncio.gather(*questions)

    _, busy = asyncio.run(crowd())
    desk.close()

    assert "Зараз шмат пытанняў" in busy.said
    assert "яшчэ не гатовая" in asked("tax", desk=desk).said


def test_until_the_answer_is_there_the_page_says_that_it_searches() -> None:
    assert "Шукаем у дакументах" in waiting_exchange("tax", WORDS).said
