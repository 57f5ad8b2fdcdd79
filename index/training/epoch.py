"""Epochs: windows of passages drawn anew for each round through the training set.

This module imports torch: import it inside a function.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from index.model.encoded_text import EncodedText, text_tokens
from index.training.encoded_set import EncodedTrainingSet
from index.training.training_set import Origin, TrainingQuestion, TrainingSet
from index.training.windows import (
    UNKNOWN,
    Batch,
    Window,
    answer_tokens,
    padded,
    side_by_side,
)

_ALIKE_SHARE = 0.5
_SHORTEST_WITHOUT_ANSWER = 24
_SORTED_TOGETHER = 1600


def batch(windows: Sequence[Window], encoded: EncodedTrainingSet) -> Batch:
    """Put windows side by side."""
    return side_by_side(
        [encoded.questions[one.question] for one in windows],
        [encoded.passages[one.passage] for one in windows],
        windows,
    )


def epoch(
    training_set: TrainingSet,
    encoded: EncodedTrainingSet,
    *,
    random: np.random.Generator,
    lengths: tuple[int, int],
    tokens: int,
    without_answer: float,
    shares: Mapping[Origin, float],
) -> Iterator[list[Window]]:
    """Draw one epoch, as batches of windows of like length.

    Args:
        training_set: What is trained on.
        encoded: The same, encoded.
        random: Draws questions, passages that look alike, and windows.
        lengths: Shortest and longest window, in tokens of text.
        tokens: Most tokens in a batch, about.
        without_answer: Share of the answered questions that are asked of the rest of their
            passage: about the right thing, but the answering words are missing.
        shares: Share of the questions of each origin that are asked; none of an origin that is
            not named.
    """
    windows: list[Window] = []
    for row, question in enumerate(training_set.questions):
        if random.random() >= question.share * shares.get(question.origin, 0.0):
            continue
        missing = bool(question.answers) and random.random() < without_answer
        windows.append(_own_window(row, training_set, encoded, random, lengths, missing=missing))
        alike = encoded.alike[row]
        if len(alike) and random.random() < _ALIKE_SHARE:
            passage = int(random.choice(alike))
            window = _cut(training_set, encoded, passage, None, random, lengths)
            windows.append(Window(row, passage, *window, None, 0.0))
    order = random.permutation(len(windows))
    batches: list[list[Window]] = []
    for first in range(0, len(order), _SORTED_TOGETHER):
        together = [windows[row] for row in order[first : first + _SORTED_TOGETHER]]
        together.sort(key=lambda one: _length(one, encoded))
        batches += _fill(together, encoded, tokens)
    for row in random.permutation(len(batches)):
        yield batches[row]


def _fill(
    windows: Sequence[Window], encoded: EncodedTrainingSet, tokens: int
) -> list[list[Window]]:
    batches: list[list[Window]] = [[]]
    for window in windows:
        most = tokens // padded(_length(window, encoded))
        if len(batches[-1]) >= most:
            batches.append([])
        batches[-1].append(window)
    return batches


def _length(window: Window, encoded: EncodedTrainingSet) -> int:
    """Tokens of the question, the passage's head, the window and the passage's last token."""
    question = len(encoded.questions[window.question].states)
    return question + window.head + window.end - window.start + 1


def _own_window(
    row: int,
    training_set: TrainingSet,
    encoded: EncodedTrainingSet,
    random: np.random.Generator,
    lengths: tuple[int, int],
    *,
    missing: bool,
) -> Window:
    """A window of the question's passage that holds an answer, or one beside all its answers."""
    question = training_set.questions[row]
    passage = encoded.passages[question.passage]
    shift = len(training_set.passages[question.passage].title) + 1
    answers = [
        span
        for start, end in question.answers
        if (span := answer_tokens(passage, start + shift, end + shift)) is not None
    ]
    least = min(_SHORTEST_WITHOUT_ANSWER, lengths[0])
    beside = _beside(passage, shift, answers, least) if missing else None
    if beside is not None and not _says(question, training_set, passage, beside):
        head, first, last = _cut(
            training_set, encoded, question.passage, None, random, lengths, beside
        )
        return Window(row, question.passage, head, first, last, None, UNKNOWN)
    answer = answers[int(random.integers(len(answers)))] if answers else None
    around = answer
    if question.around is not None:
        start, end = question.around
        around = answer_tokens(passage, start + shift, end + shift) or answer
    head, first, last = _cut(training_set, encoded, question.passage, around, random, lengths)
    return Window(row, question.passage, head, first, last, answer, 1.0)


def _says(
    question: TrainingQuestion,
    training_set: TrainingSet,
    passage: EncodedText,
    tokens: tuple[int, int],
) -> bool:
    """Tell whether a stretch of tokens holds the words of an answer, wherever it was marked."""
    own = training_set.passages[question.passage]
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
    training_set: TrainingSet,
    encoded: EncodedTrainingSet,
    passage: int,
    around: tuple[int, int] | None,
    random: np.random.Generator,
    lengths: tuple[int, int],
    within: tuple[int, int] | None = None,
) -> tuple[int, int, int]:
    """Head, start and end of a window; around the answer, or within tokens, where given."""
    head, end = text_tokens(
        encoded.passages[passage], len(training_set.passages[passage].title) + 1
    )
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
