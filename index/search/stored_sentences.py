"""StoredSentences: the SentenceScorer over a matrix of sentence vectors made at build time."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Passage
from corpus.sentence import Sentence
from index.model.language_pairs import LanguagePairs
from index.search.query import Query
from index.search.sentence_index import ScoredSentence


@dataclass(slots=True)
class _Place:
    """Where the sentences of one document lie: first row, and their offsets in order."""

    row: int
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


class StoredSentences:
    """Scores the sentences of a passage against a query.

    Args:
        sentences: Together by document, in document order, not overlapping.
        vectors: float16 (n, d), unit rows, one for each sentence; may be a mapped file.
        pairs: Of the same model.
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        vectors: NDArray[np.float16],
        *,
        pairs: LanguagePairs,
    ) -> None:
        self._sentences = sentences
        self._vectors = vectors
        self._pairs = pairs
        self._places: dict[str, _Place] = {}
        for row, sentence in enumerate(sentences):
            place = self._places.setdefault(sentence.document.id, _Place(row))
            place.starts.append(sentence.start)
            place.ends.append(sentence.end)

    def score(self, query: Query, passage: Passage) -> list[ScoredSentence]:
        """Score every sentence that overlaps the passage, in document order."""
        first, last = self._rows(passage)
        scores = self._similarities(query, first, last).tolist()
        rows = zip(self._sentences[first:last], scores, strict=True)
        return [ScoredSentence(sentence=sentence, score=score) for sentence, score in rows]

    def best(self, query: Query, passage: Passage) -> float | None:
        """The highest of these scores; None when the passage holds no sentence."""
        first, last = self._rows(passage)
        if first >= last:
            return None
        return float(self._similarities(query, first, last).max())

    def _rows(self, passage: Passage) -> tuple[int, int]:
        place = self._places.get(passage.document.id)
        if place is None:
            return 0, 0
        first = place.row + bisect_right(place.ends, passage.start)
        return first, place.row + bisect_left(place.starts, passage.end)

    def _similarities(self, query: Query, first: int, last: int) -> NDArray[np.float64]:
        near = (self._vectors[first:last].astype(np.float32) @ query.embedding).astype(np.float64)
        spoken = [sentence.language for sentence in self._sentences[first:last]]
        for language in set(spoken):
            there = np.array([one is language for one in spoken])
            near[there] = self._pairs.carry_over(
                near[there], question=query.language, passage=language
            )
        return near
