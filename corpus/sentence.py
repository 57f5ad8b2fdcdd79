"""Sentence: a slice of one document; the unit that is quoted."""

from dataclasses import dataclass

from corpus.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The slice `[start:end)` of a document: one sentence, without spaces around it.

    Headings and datelines are not sentences: they are context, never an answer.
    """

    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        """The slice itself, never a stored copy."""
        return self.document.text[self.start : self.end]
