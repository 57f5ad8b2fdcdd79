"""ReaderOutput: what a reader says about one passage; Reader, who says it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Passage

_LONGEST_ANSWER = 40
_AROUND_ANSWERS = " \t\n.,;:!?。，、；：！？“”«»\"'()（）《》"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words that may answer: a slice of the document.

    Attributes:
        start: Offset of the first character in the document.
        end: Offset after the last character.
        score: Log-odds of these words against no answer in the passage.
    """

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReaderOutput:
    """One passage, read with a question in mind.

    Attributes:
        passage: What was read.
        places: int32 (tokens, 2) start and end of each token in the document.
        first: float32 (tokens,) that the answer begins here; comparable among tokens.
        last: float32 (tokens,) that it ends here.
        none: What first and last are to be compared with: no answer here.
        about: Log-odds that the passage is about what is asked.
        answers: Log-odds that it answers.
    """

    passage: Passage
    places: NDArray[np.int32]
    first: NDArray[np.float32]
    last: NDArray[np.float32]
    none: float
    about: float
    answers: float

    def best(self, start: int, end: int) -> Span | None:
        """The best answer within a slice of the document.

        Args:
            start: Offset of its first character.
            end: Offset after its last character.

        Returns:
            The words without the signs around them; None when no token lies in the slice, or
            nothing but signs does best.
        """
        inside = np.flatnonzero((self.places[:, 1] > start) & (self.places[:, 0] < end))
        if not len(inside):
            return None
        low, high = int(inside[0]), int(inside[-1]) + 1
        scores = self.first[low:high, None] + self.last[None, low:high]
        count = high - low
        possible = np.triu(np.ones((count, count), dtype=bool))
        possible &= ~np.triu(possible, k=_LONGEST_ANSWER)
        scores = np.where(possible, scores, -np.inf)
        from_, to = np.unravel_index(int(scores.argmax()), scores.shape)
        words = self._trim(
            max(start, int(self.places[low + from_, 0])), min(end, int(self.places[low + to, 1]))
        )
        if words is None:
            return None
        return Span(start=words[0], end=words[1], score=(float(scores[from_, to]) - self.none) / 2)

    def mean_with(self, other: "ReaderOutput") -> "ReaderOutput":
        """The mean of this and another reading of the same passage."""
        return replace(
            self,
            first=(self.first + other.first) * np.float32(0.5),
            last=(self.last + other.last) * np.float32(0.5),
            none=(self.none + other.none) / 2,
            about=(self.about + other.about) / 2,
            answers=(self.answers + other.answers) / 2,
        )

    def _trim(self, start: int, end: int) -> tuple[int, int] | None:
        text = self.passage.document.text
        left = text[start:end].lstrip(_AROUND_ANSWERS)
        words = left.rstrip(_AROUND_ANSWERS)
        if not words:
            return None
        return end - len(left), end - len(left) + len(words)


class Reader(Protocol):
    """Reads passages with a question in mind."""

    def read(self, question: str, passages: Sequence[Passage]) -> list[ReaderOutput]:
        """Read each passage; the order is kept."""
