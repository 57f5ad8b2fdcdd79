"""ExtractiveComposer: quotes the sentences that answer. No language model, nothing invented."""

from collections.abc import Sequence

from assistant.composer import Draft
from assistant.confidence import confidence
from assistant.evidence import Candidate, candidates
from index.hit import Hit
from index.query import Query
from index.sentence_index import SentenceScorer

_PASSAGE = 1.0
_OVERLAP = 0.2
_PASSAGE_OVERLAP = 0.2
_MET = 0.14
_INTERROGATIVE = -0.15
_FRAGMENT = -0.08
_OTHER_LANGUAGE = 0.1  # it shares no wording with the query and sounds less like it


class ExtractiveComposer:
    """Picks the sentences of the evidence that answer.

    Args:
        scorer: Similarity of sentences to a query.
        sentences: Most sentences to quote, from 1.
        margin: How far below the best a further sentence may score.
    """

    def __init__(self, *, scorer: SentenceScorer, sentences: int, margin: float = 0.25) -> None:
        self._scorer = scorer
        self._sentences = sentences
        self._margin = margin

    def compose(self, query: Query, evidence: Sequence[Hit]) -> Draft:
        """Quote the best sentences, and say how sure it is that they answer."""
        found = candidates(query, evidence, scorer=self._scorer)
        ranked = sorted(found, key=lambda candidate: (-strength(candidate), _place(candidate)))
        if not ranked:
            return Draft(quotations=(), confidence=0.0)
        floor = strength(ranked[0]) - self._margin
        chosen = [
            candidate
            for candidate in ranked[: self._sentences]
            if strength(candidate) >= floor and not candidate.interrogative
        ]
        return Draft(
            quotations=tuple(candidate.sentence for candidate in chosen),
            confidence=confidence(ranked),
        )


def strength(candidate: Candidate) -> float:
    """How well a sentence answers: comparable among the candidates of one query.

    Weights were chosen on SQuAD 2.0 and CMRC paragraphs: docs/adr/0005-sentence-choice.md.
    """
    return (
        candidate.similarity
        + _PASSAGE * candidate.passage_similarity
        + _OVERLAP * candidate.overlap
        + _PASSAGE_OVERLAP * candidate.passage_overlap
        + _MET * candidate.met
        + _INTERROGATIVE * candidate.interrogative
        + _FRAGMENT * candidate.fragment
        + _OTHER_LANGUAGE * (not candidate.same_language)
    )


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.sentence.document.id, candidate.sentence.start
