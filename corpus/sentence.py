"""Sentence: a slice of one document; the unit that is quoted."""

from dataclasses import dataclass

from corpus.document import Document, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The slice `[start:end)` of a document: one sentence, without spaces around it.

    Headings and datelines are not sentences: they are context, never an answer.

    Attributes:
        document: The document it lies in.
        start: Offset of the first character.
        end: Offset after the last character.
        own_language: Its language where that is not its document's.
    """

    document: Document
    start: int
    end: int
    own_language: Language | None = None

    @classmethod
    def cut(cls, document: Document, *, start: int, end: int, language: Language) -> "Sentence":
        """Make a sentence of a language."""
        own = None if language is document.language else language
        return cls(document=document, start=start, end=end, own_language=own)

    @property
    def language(self) -> Language:
        """The language of its words: that of the paragraph it stands in."""
        return self.own_language or self.document.language

    @property
    def text(self) -> str:
        """The slice itself, never a stored copy."""
        return self.document.text[self.start : self.end]
