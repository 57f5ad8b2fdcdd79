"""A training_set that can be learnt in seconds, and an encoder without weights to learn it with."""

import re
from collections.abc import Sequence

import numpy as np

from index.training.shared_layers import Tokens
from index.training.training_set import TrainingPassage, TrainingQuestion, TrainingSet

COLOURS = ("red", "green", "blue", "white", "black", "brown")
THINGS = ("house", "door", "roof", "gate", "fence", "wall")


def make_training_set(places: int = 60) -> TrainingSet:
    """Which colour a thing has; each place has a passage that names three colours."""
    random = np.random.default_rng(3)
    passages, questions = [], []
    for row in range(places):
        things = random.permutation(THINGS)[:3]
        colours = random.permutation(COLOURS)[:3]
        sentences = [f"The {one} is {two}." for one, two in zip(things, colours, strict=True)]
        text = " ".join(sentences)
        passages.append(TrainingPassage(group="en", title=f"Place {row}", text=text))
        for thing, colour in zip(things, colours, strict=True):
            start = text.index(f"{thing} is {colour}") + len(f"{thing} is ")
            place = (start, start + len(colour))
            questions.append(
                TrainingQuestion(text=f"What colour is the {thing}?", passage=row, answers=(place,))
            )
        missing = next(one for one in THINGS if one not in things)
        questions.append(
            TrainingQuestion(text=f"What colour is the {missing}?", passage=row, answers=())
        )
    return TrainingSet(passages=passages, questions=questions[:-20], watched=questions[-20:])


def tokenize(texts: Sequence[str]) -> list[Tokens]:
    """Words and signs as tokens, each with a number told from its letters."""
    made = []
    for text in texts:
        places = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
        ids = [2 + sum(map(ord, text[start:end])) % 97 for start, end in places]
        made.append(Tokens(ids=[0, *ids, 1], spans=[(0, 0), *places, (0, 0)]))
    return made
