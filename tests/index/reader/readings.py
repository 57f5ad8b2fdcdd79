"""Readings made by hand: one token a word."""

import re

import numpy as np

from corpus.passage import Passage
from index.reader.reading import ReaderOutput


def make_reading(passage: Passage, words: str) -> ReaderOutput:
    """A reading that is sure of the given words, where the passage holds them."""
    places = [match.span() for match in re.finditer(r"\w+|[^\w\s]", passage.text)]
    spans = np.array(places, dtype=np.int32) + passage.start
    first = np.full(len(spans), -5.0, dtype=np.float32)
    last = first.copy()
    start = passage.text.find(words)
    if start >= 0:
        start += passage.start
        end = start + len(words)
        first[np.flatnonzero(spans[:, 0] == start)[0]] = 5.0
        last[np.flatnonzero(spans[:, 1] == end)[0]] = 5.0
    found = start >= 0
    return ReaderOutput(
        passage=passage,
        places=spans,
        first=first,
        last=last,
        none=0.0,
        about=1.0,
        answers=3.0 if found else -3.0,
    )
