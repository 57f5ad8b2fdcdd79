"""HybridRetriever: dense similarity and lexical score together, in all languages, with history.

A passage scores its dense similarity plus a share of its lexical score. Both are comparable from
question to question: no normalisation over what else was found. Wording can only be compared in
the question's own language, so passages in others are credited with a part of the best share that
was found there. A period narrows a search and leaves that share as it is: scores in it and without
it can be compared. What was said before counts for a question that follows it up, and for one that
by itself finds nothing that stands out.

Figures: docs/adr/0009-hybrid-retrieval.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.document import Language
from corpus.passage import Passage
from index.model.language_pairs import LanguagePairs
from index.search.admission import Admission, Mask
from index.search.backends import VectorRetriever
from index.search.filters import NO_FILTERS, Filters
from index.search.hit import Hit
from index.search.lexical import LexicalIndex, Shares
from index.search.query import Query
from index.search.ranking import ordered
from index.search.reranker import Reranker

_LEXICAL_WEIGHT = 0.65
_CREDIT = 0.5
"""Part of the best share in the question's language that passages in others are credited with."""
CANDIDATES = 50
_RERANKED = 50
_DEPTH = 20
_CLEAR = 0.15
_UNCLEAR = 0.05
_LANGUAGES = list(Language)

Rows = NDArray[np.int64]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Found:
    """Both scores of some rows, float64 (n,) each."""

    dense_similarity: Scores
    lexical_score: Scores

    @property
    def scores(self) -> Scores:
        return self.dense_similarity + _LEXICAL_WEIGHT * self.lexical_score


class HybridRetriever:
    """Searches one index version.

    Args:
        passages: By row.
        dense: Their vectors.
        lexical: Their lexical_score.
        pairs: Of the same model.
        admission: Of these passages.
        reranker: Looks at the first hits again; None to leave them.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        *,
        dense: VectorRetriever,
        lexical: LexicalIndex,
        pairs: LanguagePairs,
        admission: Admission,
        reranker: Reranker | None,
    ) -> None:
        self._passages = passages
        self._dense = dense
        self._lexical = lexical
        self._pairs = pairs
        self._admission = admission
        self._reranker = reranker
        self._rows = {passage.id: row for row, passage in enumerate(passages)}
        self._languages = np.array(
            [_LANGUAGES.index(passage.language) for passage in passages], dtype=np.int8
        )
        self._present = frozenset(_LANGUAGES[number] for number in np.unique(self._languages))

    def search(self, query: Query, *, limit: int, filters: Filters = NO_FILTERS) -> list[Hit]:
        """Find passages; see `Retriever`."""
        of_any_time = self._admission.mask(replace(filters, period=None))
        asked = (query, *query.history)
        shares = [self._shares(one.text, of_any_time) for one in asked]
        rows = self._candidates(asked, shares, filters, count=max(limit, CANDIDATES))
        if not len(rows):
            return []
        found = [self._look(one, rows, share) for one, share in zip(asked, shares, strict=True)]
        scores = found[0].scores
        if query.history:
            said = np.mean([one.scores for one in found[1:]], axis=0)
            scores = scores + history_weight(scores, follow_up=query.follow_up) * said
        best = np.argsort(-scores, kind="stable")[: max(limit, _RERANKED)]
        hits = ordered(
            Hit(
                passage=self._passages[rows[place]],
                rank=0,
                score=float(scores[place]),
                dense_similarity=float(found[0].dense_similarity[place]),
                lexical_score=float(found[0].lexical_score[place]),
            )
            for place in best
        )
        if self._reranker is not None:
            hits = self._reranker.rerank(query, hits)
        return hits[:limit]

    def _shares(self, text: str, admitted: Mask | None) -> Shares:
        """The share of a text's wording in each passage; what is not admitted holds nothing."""
        shares = self._lexical.shares(text)
        return shares if admitted is None else np.where(admitted, shares, 0)

    def _candidates(
        self, asked: Sequence[Query], shares: Sequence[Shares], filters: Filters, *, count: int
    ) -> Rows:
        """Rows that may be among the best: `count` of each language, and as many by words."""
        rows: set[int] = set()
        admitted = self._admission.mask(filters)
        for query, share in zip(asked, shares, strict=True):
            for language in self._present & (filters.languages or self._present):
                within = replace(filters, languages=frozenset({language}))
                near = self._dense.search(query, limit=count, filters=within)
                rows.update(self._rows[hit.passage.id] for hit in near)
            held = share if admitted is None else np.where(admitted, share, 0)
            worded = np.flatnonzero(held)
            if len(worded) > count:
                worded = worded[np.argpartition(held[worded], -count)[-count:]]
            rows.update(worded.tolist())
        return np.array(sorted(rows), dtype=np.int64)

    def _look(self, query: Query, rows: Rows, shares: Shares) -> _Found:
        languages = self._languages[rows]
        other = languages != _LANGUAGES.index(query.language)
        own_best = shares[self._languages == _LANGUAGES.index(query.language)].max(initial=0)
        lexical_score = shares[rows].astype(np.float64)
        lexical_score[other] = np.maximum(lexical_score[other], _CREDIT * own_best)
        dense_similarity = self._dense.similarities(query.embedding, rows)
        for language in self._present:
            there = languages == _LANGUAGES.index(language)
            dense_similarity[there] = self._pairs.carry_over(
                dense_similarity[there], question=query.language, passage=language
            )
        return _Found(dense_similarity=dense_similarity, lexical_score=lexical_score)


def history_weight(scores: Scores, *, follow_up: bool) -> float:
    """How much what was said before counts beside the question itself, 0..1.

    In full for a follow-up. Else it depends on how far the best passage stands
    out among those found for the question alone: what stands out needs no help.

    Args:
        scores: Of the question alone, in any order.
        follow_up: The question needs what was said, by its own words.
    """
    if follow_up:
        return 1.0
    best = -np.sort(-scores)
    lead = best[0] - best[min(_DEPTH, len(best) - 1)]
    return float(np.clip((_CLEAR - lead) / (_CLEAR - _UNCLEAR), 0, 1))
