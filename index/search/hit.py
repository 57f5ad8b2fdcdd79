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
        dense_similarity: On the scale of a cosine within the question's language.
        lexical_score: Share of the question's wording that the passage holds, 0..1; of a passage in
            another language, what it is credited with.
    """

    passage: Passage
    rank: int
    score: float
    dense_similarity: float = 0.0
    lexical_score: float = 0.0
