"""Composer: evidence to a draft. The draft quotes sentences; it never contains other words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant.extract.quotation import Quotation
from assistant.question.meaning import Meaning
from corpus.sentence import Sentence
from index.search.hit import Hit
from index.search.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a composer proposes.

    Attributes:
        quotations: What answers, best first; none when the evidence does not answer.
        confidence: Estimated probability that the evidence answers the query, 0..1.
        score: How well the best quotation fits, in margins (`Calibration.margin`); comparable
            among drafts of one query only.
        features: What the confidence was told from, by name; empty when there was nothing.
        candidate_sentences: The best sentences of the evidence, in which a contradiction is
            looked for.
    """

    quotations: tuple[Quotation, ...]
    confidence: float
    score: float = 0.0
    features: Mapping[str, float] = field(default_factory=dict)
    candidate_sentences: tuple[Sentence, ...] = ()


class Composer(Protocol):
    """Makes a draft from evidence."""

    def compose(self, query: Query, evidence: Sequence[Hit], meaning: Meaning) -> Draft:
        """Choose what to quote. The evidence is not empty; the meaning is that of the query."""
