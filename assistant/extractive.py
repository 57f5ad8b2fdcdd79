"""ExtractiveComposer: quotes the sentences that answer. No language model, nothing invented."""

from collections.abc import Sequence

from assistant.composer import Draft
from assistant.confidence import Calibration, signs
from assistant.evidence import Candidate, candidates, strength
from index.hit import Hit
from index.query import Query
from index.sentence_index import SentenceScorer

_MARGIN = 0.25
"""How far below the best a further sentence may be."""


class ExtractiveComposer:
    """Picks the sentences of the evidence that answer.

    Args:
        scorer: Similarity of sentences to a query.
        sentences: Most sentences to quote, from 1.
        calibration: Weights of the confidence.
    """

    def __init__(self, *, scorer: SentenceScorer, sentences: int, calibration: Calibration) -> None:
        self._scorer = scorer
        self._sentences = sentences
        self._calibration = calibration

    def compose(self, query: Query, evidence: Sequence[Hit]) -> Draft:
        """Quote the best sentences, and say how sure it is that they answer."""
        ranked = self.rank(query, evidence)
        if not ranked:
            return Draft(quotations=(), confidence=0.0)
        strengths = [strength(candidate) for candidate in ranked]
        chosen = [
            candidate.sentence
            for candidate, value in zip(ranked, strengths, strict=True)
            if value >= strengths[0] - _MARGIN
        ]
        return Draft(
            quotations=tuple(chosen[: self._sentences]),
            confidence=self._calibration.confidence(signs(ranked)),
            strength=strengths[0],
        )

    def rank(self, query: Query, evidence: Sequence[Hit]) -> list[Candidate]:
        """Every sentence of the evidence that may be quoted, best first."""
        found = candidates(query, evidence, scorer=self._scorer)
        statements = [candidate for candidate in found if not candidate.interrogative]
        return sorted(statements, key=lambda one: (-strength(one), _place(one)))


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.sentence.document.id, candidate.sentence.start
