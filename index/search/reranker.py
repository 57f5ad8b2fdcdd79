"""Reranker: a finer look at the first hits."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from index.search.hit import Hit
from index.search.query import Query


class Reranking(StrEnum):
    """How closely the first hits are looked at again, each adding to the one before."""

    NONE = "none"
    SENTENCES = "sentences"
    TOKENS = "tokens"


class Reranker(Protocol):
    """Scores hits again that a faster comparison has found."""

    def rerank(self, query: Query, hits: Sequence[Hit]) -> list[Hit]:
        """Order hits anew.

        Args:
            query: The question.
            hits: Best first; some dozens.

        Returns:
            The same passages with new scores and ranks; equal scores are ordered by passage id.
        """
