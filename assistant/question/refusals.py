"""Refusals: the named reason of a question that is not answered."""

from assistant.answer import Status
from assistant.question.intent import QuestionKind, Suspicion, question_kind
from assistant.question.read import Question
from corpus.other_languages import is_other_language

_STATUSES = {
    QuestionKind.GREETING: Status.REFUSED_GREETING,
    QuestionKind.VAGUE: Status.REFUSED_NOT_UNDERSTOOD,
    QuestionKind.OPINION: Status.REFUSED_OPINION,
    QuestionKind.PREDICTION: Status.REFUSED_PREDICTION,
    QuestionKind.CALCULATION: Status.REFUSED_CALCULATION,
    QuestionKind.PERSONAL: Status.REFUSED_PERSONAL_DATA,
}


def suspicion_of(asked: Question) -> Suspicion | None:
    """The kind of a question, as a question of its conversation."""
    return question_kind(asked.text, continued=bool(asked.history))


def refused_at_once(asked: Question, suspicion: Suspicion | None) -> Status | None:
    """Why a question is not searched for; None when it is."""
    if asked.refusal is not None:
        return asked.refusal
    if suspicion is not None and suspicion.certain:
        return _STATUSES[suspicion.kind]
    return Status.REFUSED_UNSUPPORTED_LANGUAGE if is_other_language(asked.text) else None


def unanswered(suspicion: Suspicion | None, *, outside_dates: bool, near: bool) -> Status:
    """How a question ends that was searched for in vain.

    Args:
        suspicion: What it may ask for that no document gives.
        outside_dates: It names a time that no document is from or about.
        near: What was found comes near.
    """
    if outside_dates:
        return Status.UNANSWERABLE_OUTSIDE_DATES
    if suspicion is not None:
        return _STATUSES[suspicion.kind]
    return Status.UNANSWERABLE_NOT_SUPPORTED if near else Status.UNANSWERABLE_NOTHING_FOUND
