"""Passage: a slice of one document; the unit that is embedded, searched and cited."""

from dataclasses import dataclass

from corpus.document import Document, Language
from corpus.errors import PassageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The slice `[start:end)` of a document. Made with `Passage.cut`, which checks the offsets.

    Attributes:
        document: The document it lies in.
        start: Offset of the first character.
        end: Offset after the last character; `start < end`.
        headings: The headings it stands under, outermost first, without `#`.
        own_language: Its language where that is not its document's.
    """

    document: Document
    start: int
    end: int
    headings: tuple[str, ...] = ()
    own_language: Language | None = None

    @classmethod
    def cut(
        cls,
        document: Document,
        *,
        start: int,
        end: int,
        headings: tuple[str, ...] = (),
        language: Language | None = None,
    ) -> "Passage":
        """Make a passage; its language is the document's unless another is given.

        Raises:
            PassageError: The slice is empty or does not lie in the document.
        """
        if not 0 <= start < end <= len(document.text):
            raise PassageError(
                f"No passage [{start}:{end}) in {document.id}, which has "
                f"{len(document.text)} characters.",
                fix="Rebuild with `assistant sync --rebuild`.",
            )
        own = None if language is document.language else language
        return cls(document=document, start=start, end=end, headings=headings, own_language=own)

    @property
    def language(self) -> Language:
        """The language of most of its words."""
        return self.own_language or self.document.language

    @property
    def text(self) -> str:
        """The slice itself, never a stored copy."""
        return self.document.text[self.start : self.end]

    @property
    def id(self) -> str:
        """Document id and offsets: unique in an index, breaks ties between equal scores."""
        return f"{self.document.id}#{self.start}-{self.end}"
