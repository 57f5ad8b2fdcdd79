"""TrainingSet: what a reader is trained on. Texts and examples, before anything is encoded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Origin = Literal["public", "made", "lesson"]
"""Of a question: a public set; a sentence, by rule; a lesson."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPassage:
    """A passage to read.

    Attributes:
        group: Passages of one group are in one language and may answer each other's questions.
        title: Stands before the text, on a line of its own; no answer lies in it.
        text: The passage.
    """

    group: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        """Title and text, as they are embedded."""
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingQuestion:
    """A question with the passage it was asked about.

    Attributes:
        text: The question.
        passage: Row of its passage.
        answers: Start and end of each answer in the passage's text; none when it has no answer.
        share: Probability of being asked in an epoch.
        mined: Ask it of passages too that look alike and do not answer it.
        around: Start and end of what a window of its passage always holds; None for nothing.
        origin: Rounds of training ask a share of the questions of each origin.
    """

    text: str
    passage: int
    answers: tuple[tuple[int, int], ...]
    share: float = 1.0
    mined: bool = True
    around: tuple[int, int] | None = None
    origin: Origin = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSet:
    """All that is trained on, and what is watched meanwhile but never trained on."""

    passages: Sequence[TrainingPassage]
    questions: Sequence[TrainingQuestion]
    watched: Sequence[TrainingQuestion]
