"""Row: what the assistant did with one case. Measures read rows, never the assistant."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.status import Status
from corpus.document import Language
from eval.answers.case import Case, CaseKind
from eval.ranking import Ranking

RIGHT_READINGS = 2
"""So many of the readings that are offered must be expected ones."""


class PassageLanguage(StrEnum):
    """Whether a question can be answered from a document in its own language."""

    SAME = "same"
    OTHER_ONLY = "other only"
    NONE = "nothing expected"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedText:
    """A citation as judged.

    Attributes:
        document_id: Document it names.
        quote: Its words.
        valid: Whether they stand at its place in the document as read again from disk.
        right_document: Whether its document is an expected one.
        right: Whether it also holds the expected words.
    """

    document_id: str
    quote: str
    valid: bool
    right_document: bool
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One case and its answer.

    Attributes:
        case: The case.
        languages: Of the documents it expects, each once.
        status: How the question ended.
        text: The answer; None unless answered.
        quotations: Its citations, in order.
        readings: The sentences behind what it offers to choose from, in order.
        ranking: The hits; None for a case that expects nothing.
        milliseconds: Time to answer.
    """

    case: Case
    languages: tuple[Language, ...]
    status: Status
    text: str | None
    quotations: tuple[QuotedText, ...]
    ranking: Ranking | None
    milliseconds: float
    readings: tuple[QuotedText, ...] = ()

    @property
    def passage_language(self) -> PassageLanguage:
        """Whether one of the expected documents is in the language of the question."""
        if not self.languages:
            return PassageLanguage.NONE
        same = self.case.language in self.languages
        return PassageLanguage.SAME if same else PassageLanguage.OTHER_ONLY

    @property
    def declined(self) -> bool:
        """Whether the assistant gave no answer on purpose: by the class of the status.

        `unanswerable_…` speaks about the documents, `refused_…` about the question; a question
        without a single letter may rightly end as either. `error_…` is a fault, not a refusal.
        """
        return self.status.category in ("unanswerable", "refused")

    @property
    def clarified(self) -> bool:
        """Whether it was asked back what the question means."""
        return self.status is Status.CLARIFICATION_NEEDED

    @property
    def failure(self) -> str | None:
        """What is wrong, in words; None when the case is met."""
        if any(not quotation.valid for quotation in (*self.quotations, *self.readings)):
            return "a quotation does not match its document"
        if self.status.category == "error":
            return "an error"
        if self.case.kind is CaseKind.AMBIGUOUS:
            return self._ambiguous_failure()
        return "asked back although the question is clear" if self.clarified else self._unmet()

    def _unmet(self) -> str | None:
        if self.case.kind.unanswerable:
            return None if self.declined else "answered although the documents do not say"
        if any(quotation.right for quotation in self.quotations):
            return None
        return f"{self._fault()}; {self._evidence()}"

    def _ambiguous_failure(self) -> str | None:
        if not self.clarified:
            return "not asked back although the question is ambiguous"
        right = sum(reading.right for reading in self.readings)
        return None if right >= RIGHT_READINGS else "offers other readings than expected"

    def _fault(self) -> str:
        if self.declined:
            return "not answered although the documents say"
        if any(quotation.right_document for quotation in self.quotations):
            return "wrong sentence of the right document"
        return "wrong document"

    def _evidence(self) -> str:
        rank = self.ranking.first_relevant_rank if self.ranking is not None else None
        return "no hit holds the answer" if rank is None else f"hit {rank} holds the answer"
