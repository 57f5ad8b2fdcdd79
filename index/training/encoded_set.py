"""EncodedTrainingSet: texts after the shared layers, and passages that look like the right one.

This module imports torch: import it inside a function.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from index.model.encoded_text import EncodedText
from index.training.shared_layers import SharedLayers
from index.training.training_set import TrainingSet

_BATCH = 24
_ALIKE = 8
_LOOKED_AT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedTrainingSet:
    """What one epoch after the other is drawn from.

    Attributes:
        passages: Title and text of each passage, after the shared layers.
        questions: Each question, watched ones after the others.
        alike: Rows of up to eight passages for each question that are near to it, and hold none
            of its answers' words; none for questions that are not mined.
    """

    passages: Sequence[EncodedText]
    questions: Sequence[EncodedText]
    alike: Sequence[NDArray[np.int64]]


def encode_training_set(
    training_set: TrainingSet, shared: SharedLayers, *, question_prefix: str, passage_prefix: str
) -> EncodedTrainingSet:
    """Put all texts through the shared layers, and mine passages that look alike."""
    asked = [*training_set.questions, *training_set.watched]
    passages = _encode(
        shared, [one.whole for one in training_set.passages], passage_prefix, "passages"
    )
    questions = _encode(shared, [one.text for one in asked], question_prefix, "questions")
    return EncodedTrainingSet(
        passages=passages, questions=questions, alike=_alike(training_set, passages, questions)
    )


def _encode(
    shared: SharedLayers, texts: Sequence[str], prefix: str, what: str
) -> list[EncodedText]:
    encoded: dict[str, EncodedText] = {}
    distinct = sorted(set(texts), key=lambda text: (len(text), text))
    for start in tqdm(range(0, len(distinct), _BATCH), desc=f"Encoding {what}"):
        batch = distinct[start : start + _BATCH]
        encoded |= zip(batch, shared.encode(batch, prefix=prefix, vectors=True), strict=True)
    return [encoded[text] for text in texts]


def _alike(
    training_set: TrainingSet, passages: Sequence[EncodedText], questions: Sequence[EncodedText]
) -> list[NDArray[np.int64]]:
    groups = {one.group for one in training_set.passages}
    rows = {
        group: np.array(
            [row for row, one in enumerate(training_set.passages) if one.group == group]
        )
        for group in groups
    }
    vectors = {group: np.stack([_vector(passages[row]) for row in rows[group]]) for group in groups}
    texts = [one.text.casefold() for one in training_set.passages]
    found = []
    for question, encoded in zip(training_set.questions, questions, strict=False):
        own = training_set.passages[question.passage]
        if not question.mined:
            found.append(np.array([], dtype=np.int64))
            continue
        similarity = vectors[own.group] @ _vector(encoded)
        nearest = rows[own.group][np.argsort(-similarity)[:_LOOKED_AT]]
        answers = {own.text[start:end].casefold() for start, end in question.answers}
        keeps = [
            row
            for row in nearest
            if row != question.passage and not any(answer in texts[row] for answer in answers)
        ]
        found.append(np.array(keeps[:_ALIKE], dtype=np.int64))
    return found


def _vector(text: EncodedText) -> NDArray[np.float32]:
    if text.vector is None:
        raise ValueError("The text was encoded without its vector.")
    return text.vector
