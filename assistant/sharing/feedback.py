"""Feedback: whether an answer helped, without a word of the question; and what it adds up to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.status import Status
from corpus.document import Language

DOCUMENTS_NAMED = 10


class Reason(StrEnum):
    """Why an answer did not help."""

    WRONG = "wrong"
    NOT_ANSWERED = "not_answered"
    OUTDATED = "outdated"
    UNCLEAR = "unclear"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What a reader thought of one answer.

    Attributes:
        answer_id: The answer, or the shared one: what the asker and others say stays apart.
        day: When it was said.
        helpful: Whether it helped.
        reason: Why it did not; None when it did, or nothing was said.
        status: How the question ended.
        language: Language of the answer's notices, mostly that of the question.
        quoted_languages: Languages of the documents quoted.
        index_version: What the answer came from.
        document_ids: The documents quoted, each once.
    """

    answer_id: str
    day: date
    helpful: bool
    reason: Reason | None
    status: Status
    language: Language
    quoted_languages: tuple[Language, ...]
    index_version: str
    document_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackSummary:
    """What feedback adds up to; every list has the most frequent first.

    Attributes:
        helpful: How many answers helped.
        not_helpful: How many did not.
        reasons: Why not; `none` where nothing was said.
        statuses: Statuses of the answers that did not help.
        documents: The documents that those quoted, at most ten.
    """

    helpful: int
    not_helpful: int
    reasons: list[tuple[str, int]]
    statuses: list[tuple[str, int]]
    documents: list[tuple[str, int]]


def summarise(feedback: Sequence[Feedback]) -> FeedbackSummary:
    """Add feedback up."""
    failed = [one for one in feedback if not one.helpful]
    return FeedbackSummary(
        helpful=len(feedback) - len(failed),
        not_helpful=len(failed),
        reasons=_counted(one.reason.value if one.reason else "none" for one in failed),
        statuses=_counted(one.status.value for one in failed),
        documents=_counted(id_ for one in failed for id_ in one.document_ids)[:DOCUMENTS_NAMED],
    )


def summary_record(summary: FeedbackSummary) -> dict[str, object]:
    """The same for JSON."""
    return {
        "helpful": summary.helpful,
        "not_helpful": summary.not_helpful,
        "reasons": dict(summary.reasons),
        "statuses": dict(summary.statuses),
        "documents": [{"document_id": id_, "count": count} for id_, count in summary.documents],
    }


def summary_lines(summary: FeedbackSummary) -> list[str]:
    """The same as lines for people."""
    lines = [f"{summary.helpful} helpful, {summary.not_helpful} not helpful"]
    for title, counts in (
        ("reasons", summary.reasons),
        ("statuses of the answers that did not help", summary.statuses),
        ("documents quoted most in answers that did not help", summary.documents),
    ):
        if counts:
            lines += [f"{title}:", *(f"{count:>6}  {_printable(name)}" for name, count in counts)]
    return lines


def _counted(names: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda entry: (-entry[1], entry[0]))


def _printable(name: str) -> str:
    """Keep the name of a document from steering the terminal."""
    return "".join(letter for letter in name if letter.isprintable())
