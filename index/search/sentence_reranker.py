"""SentenceReranker: a passage is as near as it is as a whole and in its best sentence."""

from collections.abc import Sequence
from dataclasses import replace

from index.search.hit import Hit
from index.search.query import Query
from index.search.ranking import ordered
from index.search.stored_sentences import StoredSentences


class SentenceReranker:
    """Replaces the dense_similarity of a passage by the mean of it and that of its best sentence.

    A long passage says several things and its vector is a mixture of them; the question is about
    one. A passage without sentences keeps its dense_similarity.

    Args:
        sentences: Of the same index version.
    """

    def __init__(self, sentences: StoredSentences) -> None:
        self._sentences = sentences

    def rerank(self, query: Query, hits: Sequence[Hit]) -> list[Hit]:
        """Order hits anew; see `Reranker`."""
        return ordered(self._look_again(query, hit) for hit in hits)

    def _look_again(self, query: Query, hit: Hit) -> Hit:
        best = self._sentences.best(query, hit.passage)
        if best is None:
            return hit
        gain = (best - hit.dense_similarity) / 2
        return replace(hit, score=hit.score + gain, dense_similarity=hit.dense_similarity + gain)
