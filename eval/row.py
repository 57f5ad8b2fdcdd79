"""Row: what the assistant did with one case. Measures read rows, never the assistant."""

from dataclasses import dataclass

from assistant.answer import Status
from eval.case import Case
from eval.ranking import Ranking


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
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
        status: How the question ended.
        text: The answer; None unless answered.
        quotations: Its citations, in order.
        ranking: The hits; None for a case that expects nothing.
        milliseconds: Time to answer.
    """

    case: Case
    status: Status
    text: str | None
    quotations: tuple[Quotation, ...]
    ranking: Ranking | None
    milliseconds: float

    @property
    def failure(self) -> str | None:
        """What is wrong, in words; None when the case is met."""
        if any(not quotation.valid for quotation in self.quotations):
            return "a quotation does not match its document"
        if not self.case.kind.answerable:
            refused = self.status.category == "unanswerable"
            return None if refused else "answered although the documents do not say"
        if self.status is not Status.ANSWERED:
            return f"not answered although the documents say; {self._evidence()}"
        if any(quotation.right for quotation in self.quotations):
            return None
        if any(quotation.right_document for quotation in self.quotations):
            return f"wrong sentence of the right document; {self._evidence()}"
        return f"wrong document; {self._evidence()}"

    def _evidence(self) -> str:
        rank = self.ranking.first_relevant_rank if self.ranking is not None else None
        return "no hit holds the answer" if rank is None else f"hit {rank} holds the answer"
