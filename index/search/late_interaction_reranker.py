"""LateInteractionReranker: where the best passages are nearly tied, compares them word by word.

Each token of the question meets its nearest token of the passage; the mean of those similarities
tells apart passages that are alike as a whole. It takes a pass of the model over two or three
passages, so only near ties are worth it: on SQuAD 2.0 all of the gain is among them.

Source: Khattab and Zaharia 2020, "ColBERT: Efficient and Effective Passage Search via
Contextualized Late Interaction over BERT" (the sum of maximal similarities), with the vectors of
an encoder that was not trained for it. Figures: docs/adr/0009-hybrid-retrieval.md.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.model.embedded_texts import passage_text
from index.model.embedder import Embedder, Vectors
from index.search.hit import Hit
from index.search.query import Query
from index.search.ranking import ordered
from index.search.reranker import Reranker

_COMPARED = 3
_NEARLY_TIED = 0.05
_WEIGHT = 2.0


class LateInteractionReranker:
    """Puts the nearly tied among the first three hits in the order of a comparison by tokens.

    They exchange places and scores, and the others stay. Only hits in the question's own language
    take part: tokens of other languages are farther from it whatever they say.

    Args:
        first: Reranks before.
        embedder: Of the same model as the index.
    """

    def __init__(self, first: Reranker, *, embedder: Embedder) -> None:
        self._first = first
        self._embedder = embedder

    def rerank(self, query: Query, hits: Sequence[Hit]) -> list[Hit]:
        """Order hits anew; see `Reranker`."""
        found = self._first.rerank(query, hits)
        tied = [
            place
            for place, hit in enumerate(found[:_COMPARED])
            if hit.passage.language is query.language and hit.score > found[0].score - _NEARLY_TIED
        ]
        if len(tied) < 2:
            return found
        texts = [passage_text(found[place].passage) for place in tied]
        asked, passages = self._embedder.embed_tokens(query.text, texts)
        values = [
            found[place].score + _WEIGHT * _late_interaction(asked, tokens)
            for place, tokens in zip(tied, passages, strict=True)
        ]
        order = sorted(range(len(tied)), key=lambda number: -values[number])
        scores = [found[place].score for place in tied]
        moved = {
            tied[number]: replace(found[tied[number]], score=score)
            for number, score in zip(order, scores, strict=True)
        }
        return ordered(moved.get(place, hit) for place, hit in enumerate(found))


def _late_interaction(question: Vectors, passage: Vectors) -> float:
    """The mean over the question's tokens of the similarity of the nearest token, -1..1."""
    return float((question @ passage.T).max(axis=1).mean())
