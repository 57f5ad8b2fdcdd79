"""Windows: questions and passages, cut and put side by side for the network.

This module imports torch: import it inside a function.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from index.model.encoded_text import EncodedText

UNKNOWN = -1.0
_MULTIPLE = 16


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a passage's tokens, for one question.

    Attributes:
        question: Row of the question.
        passage: Row of the passage.
        head: Tokens before the text of the passage: its title's. They always come along.
        start: First token of the window.
        end: After its last token.
        answer: First and last token of the answer; None where it holds none.
        about: 1 when the passage is the question's own, 0 when it only looks alike, or `UNKNOWN`.
    """

    question: int
    passage: int
    head: int
    start: int
    end: int
    answer: tuple[int, int] | None
    about: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Tensors for `ReaderNetwork`, and what it should say.

    Attributes:
        states: As in `ReaderNetwork.forward`; so are the next three.
        sides: See there.
        present: See there.
        allowed: See there.
        spans: (batch, 2) first and last token of the answer; 0 for none.
        answers: (batch,) 1 where there is an answer.
        about: (batch,) 1, 0 or `UNKNOWN`.
    """

    states: Tensor
    sides: Tensor
    present: Tensor
    allowed: Tensor
    spans: Tensor
    answers: Tensor
    about: Tensor

    def to(self, device: torch.device) -> "Batch":
        """The same on a device."""
        return Batch(
            states=self.states.to(device),
            sides=self.sides.to(device),
            present=self.present.to(device),
            allowed=self.allowed.to(device),
            spans=self.spans.to(device),
            answers=self.answers.to(device),
            about=self.about.to(device),
        )


def answer_tokens(passage: EncodedText, start: int, end: int) -> tuple[int, int] | None:
    """First and last token of a stretch of characters; None where it was cut off."""
    places = passage.spans
    touched = np.flatnonzero((places[:, 1] > start) & (places[:, 0] < end))
    return (int(touched[0]), int(touched[-1])) if len(touched) else None


def padded(length: int) -> int:
    """Few different lengths: the processor's library prepares itself anew for each."""
    return -(-length // _MULTIPLE) * _MULTIPLE


def side_by_side(
    questions: Sequence[EncodedText], passages: Sequence[EncodedText], windows: Sequence[Window]
) -> Batch:
    """Tensors of questions with windows of passages."""
    pieces, firsts = [], []
    for question, passage, window in zip(questions, passages, windows, strict=True):
        head, text = passage.states[: window.head], passage.states[window.start : window.end]
        pieces.append(np.concatenate([question.states, head, text, passage.states[-1:]]))
        firsts.append(len(question.states) + len(head))
    longest = padded(max(map(len, pieces)))
    count, hidden = len(pieces), pieces[0].shape[1]
    states = torch.zeros(count, longest, hidden)
    sides = torch.ones(count, longest, dtype=torch.long)
    present = torch.zeros(count, longest, dtype=torch.bool)
    allowed = torch.zeros(count, longest, dtype=torch.bool)
    spans = torch.zeros(count, 2, dtype=torch.long)
    for row, (piece, first, window) in enumerate(zip(pieces, firsts, windows, strict=True)):
        states[row, : len(piece)] = torch.from_numpy(piece.astype(np.float32))
        sides[row, : len(questions[row].states)] = 0
        present[row, : len(piece)] = True
        allowed[row, first : first + window.end - window.start] = True
        allowed[row, 0] = True
        if window.answer is not None:
            spans[row] = torch.tensor(window.answer) - window.start + first
    return Batch(
        states=states,
        sides=sides,
        present=present,
        allowed=allowed,
        spans=spans,
        answers=torch.tensor([float(one.answer is not None) for one in windows]),
        about=torch.tensor([one.about for one in windows]),
    )
