"""Refusals: the named reason of a question that is not answered."""

from assistant.question.intent import Intent
from assistant.question.read import Question
from assistant.status import Status
from corpus.other_languages import is_other_language

_STATUSES = {
    Intent.MASH: Status.REFUSED_NOT_UNDERSTOOD,
    Intent.GREETING: Status.REFUSED_GREETING,
    Intent.VAGUE: Status.REFUSED_NOT_UNDERSTOOD,
    Intent.PERSONAL: Status.REFUSED_PERSONAL_DATA,
    Intent.CALCULATION: Status.REFUSED_CALCULATION,
    Intent.PREDICTION: Status.REFUSED_PREDICTION,
    Intent.OPINION: Status.REFUSED_OPINION,
}


def refused_at_once(asked: Question, intent: Intent | None) -> Status | None:
    """Why a question is not searched for; None when it is."""
    if asked.refusal is not None:
        return asked.refusal
    if intent is not None and intent.needs_no_search:
        return _STATUSES[intent]
    return Status.REFUSED_UNSUPPORTED_LANGUAGE if is_other_language(asked.text) else None


def unanswered(intent: Intent | None, *, outside_dates: bool, near: bool) -> Status:
    """How a question ends that was searched for in vain.

    Args:
        intent: What it seems to ask for that no document gives.
        outside_dates: It names a time that no document is from or about.
        near: What was found comes near.
    """
    if outside_dates:
        return Status.UNANSWERABLE_OUTSIDE_DATES
    if intent is not None:
        return _STATUSES[intent]
    return Status.UNANSWERABLE_NOT_SUPPORTED if near else Status.UNANSWERABLE_NOTHING_FOUND
