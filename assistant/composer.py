"""Composer: evidence to a draft. The draft quotes sentences; it never contains other words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.sentence import Sentence
from index.hit import Hit
from index.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a composer proposes.

    Attributes:
        quotations: The sentences that answer, best first; none when the evidence does not answer.
        confidence: Estimated probability that the evidence answers the query, 0..1.
        strength: How well the best quotation fits; comparable among drafts of one query only.
        rivals: The best sentences of the evidence, in which a contradiction is looked for.
    """

    quotations: tuple[Sentence, ...]
    confidence: float
    strength: float = 0.0
    rivals: tuple[Sentence, ...] = ()


class Composer(Protocol):
    """Makes a draft from evidence."""

    def compose(self, query: Query, evidence: Sequence[Hit]) -> Draft:
        """Choose what to quote. The evidence is not empty."""
