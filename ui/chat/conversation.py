"""Conversation: the exchanges of one visitor, as shown and as remembered."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Answer, Citation, Turn
from assistant.answer_json import answer_record
from assistant.errors import CitationError
from assistant.extract.period_search import period_text
from assistant.status import Status
from index.search.filters import NO_FILTERS, Filters
from ui.certified import ask_certified, verify_shown
from ui.chat.render import answer_html, note_html, question_html
from ui.errors import BusyError, NotReadyError
from ui.executor import AnswerExecutor, Answering
from ui.metrics import Place
from ui.words import Words

logger = logging.getLogger(__name__)

EXCHANGES_SHOWN = 20

_WITHOUT_LANGUAGE = frozenset(
    {
        Status.REFUSED_EMPTY_QUESTION,
        Status.REFUSED_QUESTION_TOO_LONG,
        Status.REFUSED_NOT_UNDERSTOOD,
        Status.REFUSED_UNSUPPORTED_LANGUAGE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One question with what was said to it.

    Attributes:
        question: The question as written.
        asked: The question as HTML.
        said: The answer as HTML.
        turn: What a follow-up may refer to; None unless answered.
        period: The period that was kept to, which the visitor may remove; None when there was
            none.
        citations: What the answer quotes.
        readings: Questions to choose from, where it is not clear what was meant.
        answer: What can be judged, shared and saved; None where none was given.
    """

    question: str
    asked: str
    said: str
    turn: Turn | None = None
    period: str | None = None
    citations: tuple[Citation, ...] = ()
    readings: tuple[str, ...] = ()
    answer: Answer | None = None


@dataclass(slots=True, kw_only=True)
class Conversation:
    """What a visitor and the assistant have said so far; the visitor's session holds it.

    Attributes:
        exchanges: Oldest first.
        ended: Whether the visitor has begun another: what is still being answered comes too late.
        address: That of the service as the visitor's browser knows it.
        shared: The links that were given, as HTML, oldest first.
    """

    exchanges: list[Exchange] = field(default_factory=list)
    ended: bool = False
    address: str = ""
    shared: list[str] = field(default_factory=list)


def waiting_exchange(question: str, words: Words) -> Exchange:
    """What is shown until the answer is there."""
    return Exchange(
        question=question,
        asked=question_html(question, words),
        said=note_html(words("searching")),
    )


async def exchange(
    question: str,
    earlier: Sequence[Exchange],
    *,
    executor: AnswerExecutor,
    words: Words,
    root: str,
    read_period: bool = True,
    filters: Filters = NO_FILTERS,
) -> Exchange:
    """Ask one question; every outcome, ours or the visitor's fault, ends in words.

    Args:
        question: As written by the visitor.
        earlier: The conversation so far, oldest first.
        executor: Where questions are answered.
        words: Words of the interface.
        root: Start of every link.
        read_period: Keep to a period that the question names.
        filters: Which documents may be used.
    """
    history = [done.turn for done in earlier if done.turn is not None]
    waiting = waiting_exchange(question, words)
    asking = asyncio.ensure_future(
        ask_certified(
            executor,
            lambda assistant: _answer(
                assistant, question, history, words, read_period=read_period, filters=filters
            ),
            place=Place.CHAT,
        )
    )
    await asyncio.wait([asking])
    error = asking.exception()
    if isinstance(error, BusyError):
        return replace(waiting, said=note_html(words("busy")))
    if isinstance(error, NotReadyError):
        return replace(waiting, said=note_html(words("not_ready")))
    if error is not None:
        logger.error("a question of the chat page failed", exc_info=error)
        return replace(waiting, said=_failed(executor, question, words, root=root))
    answer = asking.result()
    return replace(
        waiting,
        said=answer_html(answer_record(answer, root=root), words),
        turn=Turn(question=question, answer=answer.text) if answer.text is not None else None,
        period=period_text(answer.period) if answer.period and answer.period.applied else None,
        citations=answer.citations,
        readings=tuple(reading.question for reading in answer.readings),
        answer=answer,
    )


def shown_again(
    earlier: Sequence[Exchange], *, executor: AnswerExecutor, words: Words
) -> list[Exchange]:
    """Compare the quotations of earlier answers again; what no longer holds is taken back.

    Args:
        earlier: The conversation so far.
        executor: Where the documents are; one that is not open has none to compare with.
        words: Words of the interface.
    """
    try:
        assistant = executor.assistant
    except NotReadyError:
        return list(earlier)
    return [_shown_again(done, assistant, executor, words) for done in earlier]


def _shown_again(
    done: Exchange, assistant: Answering, executor: AnswerExecutor, words: Words
) -> Exchange:
    try:
        verify_shown(done.citations, assistant, executor.metrics, place=Place.CHAT_AGAIN)
    except CitationError:
        logger.exception("an earlier answer is taken back")
        taken_back = note_html(words("taken_back"))
        return replace(done, said=taken_back, turn=None, period=None, citations=(), answer=None)
    return done


def _answer(
    assistant: Answering,
    question: str,
    history: Sequence[Turn],
    words: Words,
    *,
    read_period: bool,
    filters: Filters,
) -> Answer:
    answer = assistant.answer(question, history=history, read_period=read_period, filters=filters)
    if answer.status in _WITHOUT_LANGUAGE:
        # What holds no words of ours has no language: say so in that of the page.
        return assistant.answer(question, history=history, language=words.language)
    return answer


def _failed(executor: AnswerExecutor, question: str, words: Words, *, root: str) -> str:
    answer = executor.assistant.failed(question, language=words.language)
    return answer_html(answer_record(answer, root=root), words)
