"""SentenceScorer: how near each sentence of a passage is to a query."""

from dataclasses import dataclass
from typing import Protocol

from corpus.passage import Passage
from corpus.sentence import Sentence
from index.search.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredSentence:
    """A sentence and its similarity to the query, on the scale of a cosine in its language."""

    sentence: Sentence
    score: float


class SentenceScorer(Protocol):
    """Scores the sentences of one index version."""

    def score(self, query: Query, passage: Passage) -> list[ScoredSentence]:
        """Score every sentence that overlaps the passage, in document order."""
