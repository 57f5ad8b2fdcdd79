"""Hit: a passage found for a question."""

from dataclasses import dataclass

from corpus.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One search result.

    Attributes:
        passage: What was found.
        rank: 1 is best.
        score: Higher is better; comparable only inside one list.
    """

    passage: Passage
    rank: int
    score: float
