"""ExtractiveComposer: quotes the sentences that answer. No language model, nothing invented."""

from collections.abc import Sequence
from datetime import date

from assistant.composer import Draft
from assistant.confidence import Calibration, signs
from assistant.evidence import Candidate, candidates, strength
from assistant.recency import newest_first, wants_newest
from index.hit import Hit
from index.query import Query
from index.sentence_index import SentenceScorer

_MARGIN = 0.25
"""How far below the best a further sentence may be."""

_RIVALS = 40
"""How many of the best sentences are compared with the quotations; each costs about 1 ms once."""

_ABOUT_AS_GOOD = 0.08
"""How far below the best a newer sentence may be where the newest is asked for; of gold cases
answered in their period none lost more than 0.03, those without an answer there 0.10 and more."""


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
            candidate
            for candidate, value in zip(ranked, strengths, strict=True)
            if value >= strengths[0] - _MARGIN
        ]
        if wants_newest(query.text, query.language):
            chosen = newest_first(
                chosen, strength=strength, published=_published, margin=_ABOUT_AS_GOOD
            )
        return Draft(
            quotations=tuple(candidate.sentence for candidate in chosen[: self._sentences]),
            confidence=self._calibration.confidence(signs(ranked)),
            strength=strengths[0],
            rivals=tuple(candidate.sentence for candidate in ranked[:_RIVALS]),
        )

    def rank(self, query: Query, evidence: Sequence[Hit]) -> list[Candidate]:
        """Every sentence of the evidence that may be quoted, best first."""
        found = candidates(query, evidence, scorer=self._scorer)
        statements = [candidate for candidate in found if not candidate.interrogative]
        return sorted(statements, key=lambda one: (-strength(one), _place(one)))


def _published(candidate: Candidate) -> date | None:
    return candidate.sentence.document.published


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.sentence.document.id, candidate.sentence.start
