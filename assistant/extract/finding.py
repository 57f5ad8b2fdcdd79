"""Finder: passages and what can be quoted from them, and whether that is an answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.extract.composer import Composer, Draft
from assistant.extract.confidence import Thresholds
from assistant.question.meaning import Meaning
from index.search.filters import Filters
from index.search.hit import Hit
from index.search.query import Query
from index.search.retriever import Retriever

_WEAKER_ANSWER_IN_A_PERIOD = 0.32
"""In margins. Gold cases answered in their period lost at most 0.12; those without one 0.4."""

_FOLLOW_UP_CREDIT = 0.1
"""A follow-up says less by itself. When this was chosen, 22 of 24
follow-ups had a confidence of 0.37 and more by themselves, nonsense after an exchange 0.35."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one search brought up.

    Attributes:
        hits: Best first.
        alone: Those of the question's own words; the same where nothing was said before.
    """

    hits: Sequence[Hit]
    alone: Sequence[Hit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one search came to.

    Attributes:
        evidence: Best hit first.
        draft: What would be quoted of it.
    """

    evidence: Sequence[Hit]
    draft: Draft

    @property
    def confidence(self) -> float | None:
        """That of the draft; None where there is nothing to quote."""
        return self.draft.confidence if self.draft.quotations else None


NO_EVIDENCE = Evidence(hits=(), alone=())
NOTHING = Found(evidence=(), draft=Draft(quotations=(), confidence=0.0))


class Finder:
    """Searches, composes, and judges what was found.

    Args:
        retriever: Finds passages.
        composer: Chooses what to quote.
        passages: How many passages an answer is chosen from.
        thresholds: How sure an answer must be.
    """

    def __init__(
        self, *, retriever: Retriever, composer: Composer, passages: int, thresholds: Thresholds
    ) -> None:
        self._retriever = retriever
        self._composer = composer
        self._passages = passages
        self._thresholds = thresholds

    def search(self, query: Query, filters: Filters) -> Evidence:
        """Find passages; for a question with a history also those of its own words."""
        hits = self._retriever.search(query, limit=self._passages, filters=filters)
        if not (hits and query.history):
            return Evidence(hits=hits, alone=hits)
        own = query.without_history()
        alone = self._retriever.search(own, limit=self._passages, filters=filters)
        return Evidence(hits=hits, alone=alone)

    def compose(self, query: Query, meaning: Meaning, evidence: Evidence) -> Found:
        """Choose what to quote; a follow-up's confidence is that of its own words.

        The question before must not vouch for it.
        """
        if not evidence.hits:
            return NOTHING
        draft = self._composer.compose(query, evidence.hits, meaning)
        if query.history:
            own = query.without_history()
            by_itself = self._composer.compose(own, evidence.alone, meaning.without_history())
            credit = _FOLLOW_UP_CREDIT if meaning.follow_up else 0.0
            draft = replace(
                draft,
                confidence=min(1.0, by_itself.confidence + credit),
                score=by_itself.score,
                features=by_itself.features,
            )
        return Found(evidence=evidence.hits, draft=draft)

    def answers(self, found: Found) -> bool:
        """Tell whether what was found is sure enough to be an answer."""
        sure = found.draft.confidence >= self._thresholds.minimum
        return sure and bool(found.draft.quotations)

    def comes_near(self, found: Found) -> bool:
        """Tell whether what was found may be shown as near to an answer."""
        return found.draft.confidence >= self._thresholds.near

    def answers_as_well(self, within: Found, everywhere: Found) -> bool:
        """Tell whether what was found in a period answers, and hardly less well than the rest.

        Whatever names the year looks like an answer once all else is shut out.
        """
        floor = everywhere.draft.score - _WEAKER_ANSWER_IN_A_PERIOD
        return self.answers(within) and within.draft.score >= floor
