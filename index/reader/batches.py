"""Batches: questions and passages, cut to windows and put side by side for the network.

This module imports torch: import it inside a function.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from index.reader.shared_layers import EncodedText
from index.training.encoded_set import EncodedLesson
from index.training.training_set import Lesson, LessonQuestion

UNKNOWN = -1.0
_ALIKE_SHARE = 0.5
_SHORTEST_WITHOUT_ANSWER = 24
_SORTED_TOGETHER = 1600
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


def text_tokens(passage: EncodedText, text_start: int) -> tuple[int, int]:
    """First token of the text, and that after its last; the title stands before."""
    places = passage.spans
    inside = np.flatnonzero((places[:, 1] > text_start) & (places[:, 1] > places[:, 0]))
    return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else (0, 0)


def answer_tokens(passage: EncodedText, start: int, end: int) -> tuple[int, int] | None:
    """First and last token of a stretch of characters; None where it was cut off."""
    places = passage.spans
    touched = np.flatnonzero((places[:, 1] > start) & (places[:, 0] < end))
    return (int(touched[0]), int(touched[-1])) if len(touched) else None


def epoch(
    lesson: Lesson,
    encoded: EncodedLesson,
    *,
    random: np.random.Generator,
    lengths: tuple[int, int],
    tokens: int,
    without_answer: float,
    made: float = 0.0,
) -> Iterator[list[Window]]:
    """Draw one epoch, as batches of windows of like length.

    Args:
        lesson: What is trained on.
        encoded: The same, encoded.
        random: Draws questions, passages that look alike, and windows.
        lengths: Shortest and longest window, in tokens of text.
        tokens: Most tokens in a batch, about.
        without_answer: Share of the answered questions that are asked of the rest of their
            passage: about the right thing, but the answering words are missing.
        made: Share of the questions made by rule that are asked.
    """
    windows: list[Window] = []
    for row, question in enumerate(lesson.questions):
        if random.random() >= question.share * (made if question.made else 1.0):
            continue
        missing = bool(question.answers) and random.random() < without_answer
        windows.append(_own_window(row, lesson, encoded, random, lengths, missing=missing))
        alike = encoded.alike[row]
        if len(alike) and random.random() < _ALIKE_SHARE:
            passage = int(random.choice(alike))
            window = _cut(lesson, encoded, passage, None, random, lengths)
            windows.append(Window(row, passage, *window, None, 0.0))
    order = random.permutation(len(windows))
    batches: list[list[Window]] = []
    for first in range(0, len(order), _SORTED_TOGETHER):
        together = [windows[row] for row in order[first : first + _SORTED_TOGETHER]]
        together.sort(key=lambda one: _length(one, encoded))
        batches += _fill(together, encoded, tokens)
    for row in random.permutation(len(batches)):
        yield batches[row]


def _fill(windows: Sequence[Window], encoded: EncodedLesson, tokens: int) -> list[list[Window]]:
    batches: list[list[Window]] = [[]]
    for window in windows:
        most = tokens // _padded(_length(window, encoded))
        if len(batches[-1]) >= most:
            batches.append([])
        batches[-1].append(window)
    return batches


def _length(window: Window, encoded: EncodedLesson) -> int:
    """Tokens of the question, the passage's head, the window and the passage's last token."""
    question = len(encoded.questions[window.question].states)
    return question + window.head + window.end - window.start + 1


def _padded(length: int) -> int:
    """Few different lengths: the processor's library prepares itself anew for each."""
    return -(-length // _MULTIPLE) * _MULTIPLE


def _own_window(
    row: int,
    lesson: Lesson,
    encoded: EncodedLesson,
    random: np.random.Generator,
    lengths: tuple[int, int],
    *,
    missing: bool,
) -> Window:
    """A window of the question's passage that holds an answer, or one beside all its answers."""
    question = lesson.questions[row]
    passage = encoded.passages[question.passage]
    shift = len(lesson.passages[question.passage].title) + 1
    answers = [
        span
        for start, end in question.answers
        if (span := answer_tokens(passage, start + shift, end + shift)) is not None
    ]
    least = min(_SHORTEST_WITHOUT_ANSWER, lengths[0])
    beside = _beside(passage, shift, answers, least) if missing else None
    if beside is not None and not _says(question, lesson, passage, beside):
        head, first, last = _cut(lesson, encoded, question.passage, None, random, lengths, beside)
        return Window(row, question.passage, head, first, last, None, UNKNOWN)
    answer = answers[int(random.integers(len(answers)))] if answers else None
    head, first, last = _cut(lesson, encoded, question.passage, answer, random, lengths)
    return Window(row, question.passage, head, first, last, answer, 1.0)


def _says(
    question: LessonQuestion, lesson: Lesson, passage: EncodedText, tokens: tuple[int, int]
) -> bool:
    """Tell whether a stretch of tokens holds the words of an answer, wherever it was marked."""
    own = lesson.passages[question.passage]
    places = passage.spans[tokens[0] : tokens[1]]
    stretch = own.whole[int(places[0][0]) : int(places[-1][1])].casefold()
    return any(own.text[start:end].casefold() in stretch for start, end in question.answers)


def _beside(
    passage: EncodedText, text_start: int, answers: Sequence[tuple[int, int]], least: int
) -> tuple[int, int] | None:
    """The longer stretch of tokens before or after all answers; None where both are short."""
    first, last = text_tokens(passage, text_start)
    if not answers:
        return None
    before = (first, min(start for start, _ in answers))
    after = (max(end for _, end in answers) + 1, last)
    longer = max(before, after, key=lambda one: one[1] - one[0])
    return longer if longer[1] - longer[0] >= least else None


def _cut(
    lesson: Lesson,
    encoded: EncodedLesson,
    passage: int,
    around: tuple[int, int] | None,
    random: np.random.Generator,
    lengths: tuple[int, int],
    within: tuple[int, int] | None = None,
) -> tuple[int, int, int]:
    """Head, start and end of a window; around the answer, or within tokens, where given."""
    head, end = text_tokens(encoded.passages[passage], len(lesson.passages[passage].title) + 1)
    first, last = within or (head, end)
    length = int(random.integers(lengths[0], lengths[1] + 1))
    if last - first <= length:
        return head, first, last
    lowest, highest = first, last - length
    if around is not None:
        length = max(length, around[1] - around[0] + 1)
        lowest = max(first, around[1] + 1 - length)
        highest = max(lowest, min(last - length, around[0]))
    start = int(random.integers(lowest, highest + 1))
    return head, start, min(last, start + length)


def batch(windows: Sequence[Window], encoded: EncodedLesson) -> Batch:
    """Put windows side by side."""
    return side_by_side(
        [encoded.questions[one.question] for one in windows],
        [encoded.passages[one.passage] for one in windows],
        windows,
    )


def side_by_side(
    questions: Sequence[EncodedText], passages: Sequence[EncodedText], windows: Sequence[Window]
) -> Batch:
    """Tensors of questions with windows of passages."""
    pieces, firsts = [], []
    for question, passage, window in zip(questions, passages, windows, strict=True):
        head, text = passage.states[: window.head], passage.states[window.start : window.end]
        pieces.append(np.concatenate([question.states, head, text, passage.states[-1:]]))
        firsts.append(len(question.states) + len(head))
    longest = _padded(max(map(len, pieces)))
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
