import asyncio
import logging

import pytest

from assistant.answer import Turn
from assistant.settings import LimitsSettings
from corpus.document import Language
from tests.fakes import make_document
from tests.ui.fakes import FakeAssistant
from ui.chat.conversation import Exchange, exchange, shown_again, waiting_exchange
from ui.executor import AnswerExecutor
from ui.words import Words

WORDS = Words(Language.BELARUSIAN)
LIMITS = LimitsSettings(answers_at_once=1, waiting_answers=0)


def asked(
    question: str,
    *earlier: Exchange,
    executor: AnswerExecutor | None = None,
    read_period: bool = True,
) -> Exchange:
    executor = executor or AnswerExecutor.ready(FakeAssistant(), LIMITS)
    return asyncio.run(
        exchange(
            question, earlier, executor=executor, words=WORDS, root="", read_period=read_period
        )
    )


def test_an_answer_is_remembered_as_a_turn() -> None:
    done = asked("When is the tax due?")

    expected = Turn(question="When is the tax due?", answer="The tax is due on 1 July 2016. [1]")
    assert done.turn == expected
    assert "blockquote" in done.said


def test_a_follow_up_takes_the_answered_turns_along() -> None:
    assistant = FakeAssistant()
    executor = AnswerExecutor.ready(assistant, LIMITS)
    first = asked("When is the tax due?", executor=executor)
    unanswered = asked("zzz", first, executor=executor)
    asked("And where is it paid?", first, unanswered, executor=executor)

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


def test_a_closed_or_busy_executor_says_so() -> None:
    executor = AnswerExecutor.ready(FakeAssistant(seconds=0.5), LIMITS)

    async def crowd() -> list[Exchange]:
        questions = [exchange("tax", [], executor=executor, words=WORDS, root="") for _ in range(2)]
        return await asyncio.gather(*questions)

    _, busy = asyncio.run(crowd())
    executor.close()

    assert "Цяпер шмат пытанняў" in busy.said
    assert "яшчэ не гатовы" in asked("tax", executor=executor).said


def test_an_earlier_answer_is_shown_again_while_its_document_is_the_same() -> None:
    executor = AnswerExecutor.ready(FakeAssistant(), LIMITS)
    earlier = [asked("When is the tax due?", executor=executor), asked("zzz", executor=executor)]

    assert shown_again(earlier, executor=executor, words=WORDS) == earlier


def test_an_earlier_answer_is_taken_back_once_its_document_has_changed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assistant = FakeAssistant()
    executor = AnswerExecutor.ready(assistant, LIMITS)
    earlier = [asked("Is the tax due in 2016?", executor=executor), asked("zzz", executor=executor)]
    assistant.documents["news/tax.txt"] = make_document("The tax is due on 2 July 2016.")

    taken_back, unanswered = shown_again(earlier, executor=executor, words=WORDS)

    assert "дакументы змяніліся" in taken_back.said
    assert "July" not in taken_back.said
    assert (taken_back.turn, taken_back.period, taken_back.citations) == (None, None, ())
    assert taken_back.asked == earlier[0].asked
    assert unanswered == earlier[1]
    assert shown_again([taken_back], executor=executor, words=WORDS) == [taken_back]
    assert [record.getMessage() for record in caplog.records] == ["an earlier answer is taken back"]


def test_a_closed_executor_has_no_documents_to_compare_with() -> None:
    executor = AnswerExecutor.ready(FakeAssistant(), LIMITS)
    earlier = [asked("When is the tax due?", executor=executor)]
    executor.close()

    assert shown_again(earlier, executor=executor, words=WORDS) == earlier


def test_an_answer_whose_quotation_does_not_match_is_not_shown() -> None:
    assistant = FakeAssistant()
    assistant.answer_from = make_document("The tax is due on 2 July 2016. Said once.")

    done = asked("When is the tax due?", executor=AnswerExecutor.ready(assistant, LIMITS))

    assert "Адбылася памылка" in done.said
    assert "July" not in done.said
    assert done.turn is None


def test_until_the_answer_is_there_the_page_says_that_it_searches() -> None:
    assert "Шукаем у дакументах" in waiting_exchange("tax", WORDS).said
