"""Query: a question made ready for search. It is embedded once and used by every stage."""

from dataclasses import dataclass, replace

import numpy as np

from corpus.document import Language
from index.model.embedder import Vectors

_SHARE_OF_THE_QUESTION_BEFORE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Query:
    """A question with its vector, and what was said before it.

    Attributes:
        text: The question.
        embedding: float32 (d,), unit length.
        language: Language of the question.
        before: The question before, and its answer where there was one; empty at the start of a
            conversation.
        follow_up: By its own words it needs what was said before: too short, or referring to it.
    """

    text: str
    embedding: Vectors
    language: Language
    history: tuple["Query", ...] = ()
    follow_up: bool = False

    @property
    def continued(self) -> bool:
        """Whether the question before is part of what is asked."""
        return self.follow_up and bool(self.history)

    def without_history(self) -> "Query":
        """The question without what was said before."""
        return replace(self, history=(), follow_up=False)

    def in_context(self) -> "Query":
        """The question joined with the one before, where it follows it up."""
        if not self.continued:
            return self
        earlier = self.history[0]
        joined = self.embedding + _SHARE_OF_THE_QUESTION_BEFORE * earlier.embedding
        return Query(
            text=f"{earlier.text} {self.text}",
            embedding=(joined / np.linalg.norm(joined)).astype(np.float32),
            language=self.language,
        )
