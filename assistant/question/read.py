"""Question: what was asked, cleaned, with its language; or the reason it is refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.settings import LimitsSettings
from assistant.status import Status
from corpus.clean import clean
from corpus.document import Language
from corpus.language import detect_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as read.

    Attributes:
        text: NFC, one line, invisible characters removed; cut to the limit when too long.
        language: Language it is written in; of what cannot be told (digits, names), the
            language asked for, else that of the conversation, else English.
        answer_language: Language of the frame around the quotations.
        history: Earlier turns, oldest first, cleaned and cut to the limits.
        refusal: Why it is not searched for; None when it is.
    """

    text: str
    language: Language
    answer_language: Language
    history: tuple[Turn, ...]
    refusal: Status | None


def read_question(
    question: str,
    *,
    history: Sequence[Turn],
    language: Language | None,
    limits: LimitsSettings,
) -> Question:
    """Clean a question and its history, and find its language."""
    too_long = len(question) > limits.question_characters
    text = _one_line(question[: limits.question_characters])
    turns = _recent(history, limits=limits)
    detected = detect_language(text)
    fallback = language or _conversation_language(turns) or Language.ENGLISH
    refusal = None
    if too_long:
        refusal = Status.REFUSED_QUESTION_TOO_LONG
    elif not any(character.isalnum() for character in text):
        refusal = Status.REFUSED_EMPTY_QUESTION
    return Question(
        text=text,
        language=detected or fallback,
        answer_language=language or detected or fallback,
        history=turns,
        refusal=refusal,
    )


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _recent(history: Sequence[Turn], *, limits: LimitsSettings) -> tuple[Turn, ...]:
    """Keep the newest turns that fit: they say most about what a follow-up refers to."""
    kept: list[Turn] = []
    room = limits.history_characters
    newest = history[len(history) - min(len(history), limits.history_turns) :]
    for turn in reversed(newest):
        room -= len(turn.question) + len(turn.answer)
        if room < 0:
            break
        kept.append(Turn(question=_one_line(turn.question), answer=_one_line(turn.answer)))
    return tuple(reversed(kept))


def _conversation_language(turns: Sequence[Turn]) -> Language | None:
    for turn in reversed(turns):
        found = detect_language(turn.question)
        if found is not None:
            return found
    return None
