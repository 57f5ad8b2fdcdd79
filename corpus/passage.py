"""Passage: a slice of one document; the unit that is embedded, searched and cited."""

from dataclasses import dataclass

from corpus.document import Document
from corpus.errors import PassageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The slice `[start:end)` of a document. Made with `Passage.cut`, which checks the offsets.

    Attributes:
        document: The document it lies in.
        start: Offset of the first character.
        end: Offset after the last character; `start < end`.
        headings: The headings it stands under, outermost first, without `#`.
    """

    document: Document
    start: int
    end: int
    headings: tuple[str, ...] = ()

    @classmethod
    def cut(
        cls, document: Document, *, start: int, end: int, headings: tuple[str, ...] = ()
    ) -> "Passage":
        """Make a passage.

        Raises:
            PassageError: The slice is empty or does not lie in the document.
        """
        if not 0 <= start < end <= len(document.text):
            raise PassageError(
                f"No passage [{start}:{end}) in {document.id}, which has "
                f"{len(document.text)} characters.",
                fix="Rebuild with `assistant sync --rebuild`.",
            )
        return cls(document=document, start=start, end=end, headings=headings)

    @property
    def text(self) -> str:
        """The slice itself, never a stored copy."""
        return self.document.text[self.start : self.end]

    @property
    def id(self) -> str:
        """Document id and offsets: unique in an index, breaks ties between equal scores."""
        return f"{self.document.id}#{self.start}-{self.end}"
