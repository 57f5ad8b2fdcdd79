"""SpanReader: the shipped reader, over the lower layers of the packaged embedding model."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Passage
from index.kept import Kept
from index.model.embedded_texts import passage_text
from index.model.embedder import Vectors
from index.model.encoded_text import EncodedText, text_tokens
from index.model.encoder import batches, side_by_side
from index.model.packaged_embedder import PackagedEmbedder
from index.model.runtime import LoadedGraph
from index.reader.reading import ReaderOutput

_KEPT_READINGS = 512
"""A follow-up has the same passages read for the same question several times."""
_NO_STATES = np.zeros((0, 0), dtype=np.float16)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Said:
    """What the network says of a text.

    Attributes:
        encoded: Where its tokens stand.
        spans: float32 (tokens, 2) that an answer begins and ends there.
        none: That there is none.
        about: That the text is about what is asked.
        answers: That it answers.
    """

    encoded: EncodedText
    spans: Vectors
    none: float
    about: float
    answers: float


class SpanReader:
    """Reads passages on the processor. Safe to use from many threads.

    Args:
        embedder: Its lower layers are the reader's.
        graph: The layers above them, of `reader_graph`.
    """

    def __init__(self, embedder: PackagedEmbedder, graph: LoadedGraph) -> None:
        self._embedder = embedder
        self._graph = graph
        self._kept: Kept[_Said] = Kept(room=_KEPT_READINGS)

    def read(self, question: str, passages: Sequence[Passage]) -> list[ReaderOutput]:
        """Read each passage; see `Reader`."""
        texts = [_text(passage) for passage in passages]
        kept = {text: self._kept.get(question, text) for text in texts}
        found = {text: one for text, one in kept.items() if one is not None}
        missing = [text for text in kept if text not in found]
        for text, one in zip(missing, self._read(question, missing), strict=True):
            found[text] = one
            self._kept.keep(one, question, text)
        return [
            _output(passage, text, found[text])
            for passage, text in zip(passages, texts, strict=True)
        ]

    def _read(self, question: str, texts: Sequence[str]) -> list["_Said"]:
        (asked,) = self._embedder.lower_questions([question])
        encoded = self._embedder.lower_passages(texts)
        made: dict[int, _Said] = {}
        for rows in batches([len(asked) + len(one) for one in encoded]):
            spans, verdicts = self._run(asked, [encoded[row] for row in rows])
            for place, row in enumerate(rows):
                made[row] = _Said(
                    encoded=replace(encoded[row], states=_NO_STATES),
                    spans=spans[place, len(asked) : len(asked) + len(encoded[row])].copy(),
                    none=float(spans[place, 0].sum()),
                    about=float(verdicts[place, 0]),
                    answers=float(verdicts[place, 1]),
                )
        return [made[row] for row in range(len(texts))]

    def _run(self, asked: EncodedText, read: Sequence[EncodedText]) -> list[Vectors]:
        together = [np.concatenate([asked.states, one.states]) for one in read]
        states, mask = side_by_side(together)
        sides = np.ones(mask.shape, dtype=np.int64)
        sides[:, : len(asked)] = 0
        inputs: dict[str, NDArray[Any]] = {"states": states, "sides": sides, "mask": mask}
        return self._graph.run(inputs, "spans", "verdicts")


def _output(passage: Passage, text: str, said: _Said) -> ReaderOutput:
    before = len(text) - len(passage.text)
    start, end = text_tokens(said.encoded, before)
    return ReaderOutput(
        passage=passage,
        places=said.encoded.spans[start:end] + (passage.start - before),
        first=said.spans[start:end, 0],
        last=said.spans[start:end, 1],
        none=said.none,
        about=said.about,
        answers=said.answers,
    )


def _text(passage: Passage) -> str:
    """Where the passage stands, then what it says; only that where a heading says the same."""
    text = passage_text(passage)
    return text if text.endswith(passage.text) else passage.text
