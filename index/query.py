"""Query: a question made ready for search. It is embedded once and used by every stage."""

from dataclasses import dataclass

from corpus.document import Language
from index.embedder import Vectors


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Query:
    """A question with its vector.

    Attributes:
        text: The question as searched; of a follow-up, with what it leans on.
        embedding: float32 (d,), unit length.
        language: Language of the question.
        continued: It carries part of the question before.
    """

    text: str
    embedding: Vectors
    language: Language
    continued: bool = False
