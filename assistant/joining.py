"""Joining: the answers to several questions of one message, as one answer."""

import uuid
from collections.abc import Sequence, Set
from dataclasses import replace

from assistant.answer import Answer, AnswerPart, Citation, Notice
from assistant.citations import answer_text
from assistant.notices.date_remarks import NO_SOURCE_DATE, OLD_SOURCE
from assistant.notices.messages import Messages
from assistant.question.read import Question
from assistant.status import Status
from index.search.hit import Hit

PART_UNANSWERED = "part_unanswered"
QUESTIONS_LEFT = "questions_left"
_ON_THE_AGE = (NO_SOURCE_DATE, OLD_SOURCE)
"""What is said of all the documents quoted together."""
_ENDINGS = {Status.ANSWERED: 0, Status.CLARIFICATION_NEEDED: 1}
"""How a message ends: answered where one of its questions is, else with a choice of readings."""


def join_answers(
    asked: Question, answers: Sequence[Answer], *, left: Sequence[str], messages: Messages
) -> Answer:
    """Make one answer of those to the questions of a message.

    It is answered when one of them is; each of the others ends in a notice that names its question
    and says why. A notice on the age of some of the documents begins with the numbers of their
    quotations. How sure it is, is how sure the least sure of the answers is.

    Args:
        asked: The message.
        answers: To its questions, in order; at least one.
        left: Its questions beyond the most that are answered at once.
        messages: Words of the notices.
    """
    first = min(answers, key=lambda one: _ENDINGS.get(one.status, len(_ENDINGS)))
    citations = _citations(answers)
    sure = [one.confidence for one in answers if one.status is first.status]
    of_all = set.intersection(*(set(one.notices) for one in answers))
    notices = [notice for one in answers for notice in _notices(one, of_all, messages)]
    if left:
        words = " ".join(left)
        notices.append(messages.notice(QUESTIONS_LEFT, asked.answer_language, question=words))
    return replace(
        first,
        id=uuid.uuid4().hex,
        question=asked.text,
        text=answer_text(citations) if citations else None,
        citations=citations,
        notices=tuple(dict.fromkeys(notices)),
        hits=_hits(answers),
        period=next((one.period for one in answers if one.period is not None), None),
        readings=tuple(reading for one in answers for reading in one.readings),
        confidence=min((one for one in sure if one is not None), default=None),
        parts=tuple(
            AnswerPart(
                question=one.question,
                status=one.status,
                citations=tuple(citation.number for citation in one.citations),
            )
            for one in answers
        ),
    )


def _citations(answers: Sequence[Answer]) -> tuple[Citation, ...]:
    """Each number once, in order: what answers two questions is quoted once."""
    numbered = {one.number: one for answer in reversed(answers) for one in answer.citations}
    return tuple(numbered[number] for number in sorted(numbered))


def _notices(answer: Answer, of_all: Set[Notice], messages: Messages) -> list[Notice]:
    if answer.status is not Status.ANSWERED:
        reason, *others = answer.notices
        said = messages.notice(
            PART_UNANSWERED, answer.language, question=answer.question, reason=reason.text
        )
        return [said, *others]
    numbers = " ".join(f"[{one.number}]" for one in answer.citations)
    return [
        replace(one, text=f"{numbers} {one.text}")
        if one.code in _ON_THE_AGE and one not in of_all
        else one
        for one in answer.notices
    ]


def _hits(answers: Sequence[Answer]) -> tuple[Hit, ...]:
    """The hits of all, best ranks first, each passage once and ranked anew."""
    ranked = sorted((hit for one in answers for hit in one.hits), key=lambda hit: hit.rank)
    once = {hit.passage.id: hit for hit in reversed(ranked)}
    kept = [hit for hit in ranked if once[hit.passage.id] is hit]
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(kept, start=1))
