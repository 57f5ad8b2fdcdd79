"""Meaning: everything that the words of a question say about what is wanted, read once."""

from dataclasses import dataclass, replace
from datetime import date

from assistant.facts.names import names
from assistant.question.answer_type import (
    AnswerKind,
    AnswerType,
    asks_for_itself,
    expected_answer_type,
)
from assistant.question.constraints import Constraints, constraints_of
from assistant.question.follow_up import is_follow_up
from assistant.question.intent import Intent, find_intent
from assistant.question.newest import wants_newest
from assistant.question.period import NamedPeriod, find_period
from assistant.question.read import Question
from corpus.document import Language
from corpus.language import detect_language

_BEFORE_CHARACTERS = 1000
"""As much is read of the question before: a history is not bound to the longest question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a question means.

    Attributes:
        intent: What it seems to ask for that no document gives; None when it may be answered.
        own_answer_type: The kind of words that an answer must hold, by its own words.
        asks_itself: It has a question word of its own.
        own_constraints: The years, numbers and countries that it names.
        names: What else it names, by what the cases of a word share.
        period: The one period that it names; the conversation is not read for it.
        newest: It asks for the latest or the current.
        follow_up: By its own words it needs the question before.
        before: Meaning of the question before; None at the start of a conversation.
    """

    intent: Intent | None
    own_answer_type: AnswerType
    asks_itself: bool
    own_constraints: Constraints
    names: frozenset[str]
    period: NamedPeriod | None
    newest: bool
    follow_up: bool
    before: "Meaning | None"

    @property
    def continued(self) -> "Meaning | None":
        """The question before, where it is part of what is asked."""
        return self.before if self.follow_up else None

    @property
    def answer_type(self) -> AnswerType:
        """What an answer must hold; where the question does not tell, the one before may."""
        own, before = self.own_answer_type, self.continued
        if own.kind is AnswerKind.ANYTHING and before is not None and not self.asks_itself:
            return AnswerType(kind=before.own_answer_type.kind)
        return own

    @property
    def constraints(self) -> Constraints:
        """What the question is confined to; what it leaves open, the one before may say."""
        before = self.continued
        own = self.own_constraints
        return own if before is None else own.or_else(before.own_constraints)

    def without_history(self) -> "Meaning":
        """The same of its own words alone."""
        return replace(self, before=None, follow_up=False)


PLAIN = Meaning(
    intent=None,
    own_answer_type=AnswerType(kind=AnswerKind.ANYTHING),
    asks_itself=True,
    own_constraints=Constraints(years=frozenset(), numbered=frozenset(), countries=frozenset()),
    names=frozenset(),
    period=None,
    newest=False,
    follow_up=False,
    before=None,
)
"""That of a question whose words say nothing of what is wanted."""


def read_meaning(asked: Question, *, today: date) -> Meaning:
    """Read what a question and the one before it mean.

    Args:
        asked: As read.
        today: Relative periods count from it.
    """
    last = asked.history[-1].question if asked.history else ""
    before = None
    if last:
        language = detect_language(last) or asked.language
        before = _read(last[:_BEFORE_CHARACTERS], language, today=today)
    intent = find_intent(asked.text, continued=bool(asked.history))
    return replace(
        _read(asked.text, asked.language, today=today),
        intent=intent,
        follow_up=before is not None and is_follow_up(asked.text, asked.language),
        before=before,
    )


def _read(text: str, language: Language, *, today: date) -> Meaning:
    """What the words say by themselves; the intent is read of the question itself alone."""
    return Meaning(
        intent=None,
        own_answer_type=expected_answer_type(text, language),
        asks_itself=asks_for_itself(text, language),
        own_constraints=constraints_of(text, language),
        names=names(text, language),
        period=find_period(text, language=language, today=today),
        newest=wants_newest(text, language),
        follow_up=False,
        before=None,
    )
