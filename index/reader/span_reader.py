"""SpanReader: the shipped reader, over the lower layers of the packaged embedding model."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Passage
from index.model.embedded_texts import passage_text
from index.model.embedder import Vectors
from index.model.encoded_text import EncodedText, text_tokens
from index.model.encoder import batches, side_by_side
from index.model.packaged_embedder import PackagedEmbedder
from index.model.runtime import LoadedGraph
from index.reader.reading import ReaderOutput


class SpanReader:
    """Reads passages on the processor. Safe to use from many threads.

    Args:
        embedder: Its lower layers are the reader's.
        graph: The layers above them, of `reader_graph`.
    """

    def __init__(self, embedder: PackagedEmbedder, graph: LoadedGraph) -> None:
        self._embedder = embedder
        self._graph = graph

    def read(self, question: str, passages: Sequence[Passage]) -> list[ReaderOutput]:
        """Read each passage; see `Reader`."""
        (asked,) = self._embedder.lower_questions([question])
        texts = [_text(passage) for passage in passages]
        encoded = self._embedder.lower_passages(texts)
        made: dict[int, ReaderOutput] = {}
        for rows in batches([len(asked.states) + len(one.states) for one in encoded]):
            spans, verdicts = self._run(asked, [encoded[row] for row in rows])
            for place, row in enumerate(rows):
                made[row] = _output(
                    passages[row],
                    texts[row],
                    encoded[row],
                    spans=spans[place, len(asked.states) :],
                    none=float(spans[place, 0].sum()),
                    verdicts=verdicts[place],
                )
        return [made[row] for row in range(len(passages))]

    def _run(self, asked: EncodedText, read: Sequence[EncodedText]) -> list[Vectors]:
        together = [np.concatenate([asked.states, one.states]) for one in read]
        states, mask = side_by_side(together)
        sides = np.ones(mask.shape, dtype=np.int64)
        sides[:, : len(asked.states)] = 0
        inputs: dict[str, NDArray[Any]] = {"states": states, "sides": sides, "mask": mask}
        return self._graph.run(inputs, "spans", "verdicts")


def _output(
    passage: Passage,
    text: str,
    encoded: EncodedText,
    *,
    spans: Vectors,
    none: float,
    verdicts: Vectors,
) -> ReaderOutput:
    before = len(text) - len(passage.text)
    start, end = text_tokens(encoded, before)
    return ReaderOutput(
        passage=passage,
        places=encoded.spans[start:end] + (passage.start - before),
        first=spans[start:end, 0],
        last=spans[start:end, 1],
        none=none,
        about=float(verdicts[0]),
        answers=float(verdicts[1]),
    )


def _text(passage: Passage) -> str:
    """Where the passage stands, then what it says; only that where a heading says the same."""
    text = passage_text(passage)
    return text if text.endswith(passage.text) else passage.text
