"""Encoder: texts to tokens, their places and their states after some or all layers.

It runs the graphs of `encoder_graphs` on ONNX Runtime. Safe to use from many threads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sentencepiece import SentencePieceProcessor

from index.kept import Kept
from index.model.embedder import Progress, Vectors
from index.model.encoded_text import EncodedText
from index.model.runtime import Runtime

LOWER, UPPER, TOKENIZER = "lower.onnx", "upper.onnx", "sentencepiece.model"
LONGEST = 512
"""Tokens of a text with the first and the last of the sequence; what is beyond is cut."""
_FIRST, _PADDING, _LAST = 0, 1, 2
_KEPT_TOKENS = 40_000
_BATCH_TOKENS = 1024
"""Tokens computed at once, padding included: bounds the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tokens:
    """A text as the graphs take it: numbers of its tokens, and where each stands in the text."""

    ids: Sequence[int]
    spans: NDArray[np.int32]


class Encoder:
    """The packaged model's tokenizer and layers.

    Questions and passages are computed by graphs of their own (`Runtime.load_for_few`, `load`): the
    same text gives the same states whatever stands beside it.

    Args:
        folder: Of `packaged_graphs`.
        runtime: Where graphs are run.
    """

    def __init__(self, folder: Path, runtime: Runtime) -> None:
        self._tokenizer = SentencePieceProcessor(model_file=str(folder / TOKENIZER))
        self._lower = {
            True: runtime.load_for_few(folder / LOWER),
            False: runtime.load(folder / LOWER),
        }
        self._upper = {
            True: runtime.load_for_few(folder / UPPER),
            False: runtime.load(folder / UPPER),
        }
        self._kept: Kept[EncodedText] = Kept(room=_KEPT_TOKENS, size=EncodedText.__len__)

    def lower(
        self, texts: Sequence[str], *, prefix: str, questions: bool = False
    ) -> list[EncodedText]:
        """Put texts through the lower layers, unless they were there a short time ago.

        Args:
            texts: Any; what is beyond 512 tokens is cut.
            prefix: What the model expects in front.
            questions: Whether they are questions.
        """
        kept = {text: self._kept.get(prefix, text) for text in texts}
        found = {text: one for text, one in kept.items() if one is not None}
        missing = [text for text in kept if text not in found]
        made = self._encode(missing, prefix, questions=questions)
        for text, one in zip(missing, made, strict=True):
            found[text] = replace(one, states=one.states.astype(np.float16))
            self._kept.keep(found[text], prefix, text)
        return [found[text] for text in texts]

    def upper(self, lower: Sequence[EncodedText], *, questions: bool = False) -> list[EncodedText]:
        """Put texts that went through the lower layers through the others too."""
        made: dict[int, EncodedText] = {}
        for rows in batches([len(one) for one in lower]):
            states, mask = side_by_side([lower[row].states for row in rows])
            (last,) = self._upper[questions].run({"states": states, "mask": mask}, "last")
            for place, row in enumerate(rows):
                spans = lower[row].spans
                made[row] = EncodedText(states=last[place, : len(spans)], spans=spans)
        return [made[row] for row in range(len(lower))]

    def whole(
        self, texts: Sequence[str], *, prefix: str, progress: Progress | None = None
    ) -> list[EncodedText]:
        """Put passages through all layers; nothing is kept. See `lower`.

        Progress is called with (done, total).
        """
        return self._encode(texts, prefix, to_the_end=True, progress=progress)

    def _encode(
        self,
        texts: Sequence[str],
        prefix: str,
        *,
        questions: bool = False,
        to_the_end: bool = False,
        progress: Progress | None = None,
    ) -> list[EncodedText]:
        tokenized = [self._tokenize(text, prefix) for text in texts]
        made: dict[int, EncodedText] = {}
        for rows in batches([len(one.ids) for one in tokenized]):
            ids, mask = _ids([tokenized[row] for row in rows])
            (states,) = self._lower[questions].run({"ids": ids, "mask": mask}, "states")
            if to_the_end:
                (states,) = self._upper[questions].run({"states": states, "mask": mask}, "last")
            for place, row in enumerate(rows):
                spans = tokenized[row].spans
                made[row] = EncodedText(states=states[place, : len(spans)], spans=spans)
            if progress is not None:
                progress(len(made), len(texts))
        return [made[row] for row in range(len(texts))]

    def _tokenize(self, text: str, prefix: str) -> _Tokens:
        cut = self._tokenizer.encode_as_offset_mapping(prefix + text)
        places = np.zeros((min(len(cut["ids"]), LONGEST - 2) + 2, 2), dtype=np.int32)
        places[1:-1] = np.array(cut["offsets"][: LONGEST - 2]).reshape(-1, 2) - len(prefix)
        places[places[:, 1] <= 0] = 0
        ids = [_FIRST, *cut["ids"][: LONGEST - 2], _LAST]
        return _Tokens(ids=ids, spans=np.maximum(places, 0))


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows that are computed together: of like length, the longest first, of bounded size."""
    rows = sorted(range(len(lengths)), key=lambda row: -lengths[row])
    while rows:
        count = max(1, _BATCH_TOKENS // lengths[rows[0]])
        yield rows[:count]
        rows = rows[count:]


def side_by_side(
    states: Sequence[NDArray[np.floating]],
) -> tuple[Vectors, NDArray[np.int32]]:
    """States of several texts, padded: (batch, tokens, hidden); and which are there."""
    longest = max(map(len, states))
    together = np.zeros((len(states), longest, states[0].shape[1]), dtype=np.float32)
    mask = np.zeros((len(states), longest), dtype=np.int32)
    for row, one in enumerate(states):
        together[row, : len(one)] = one
        mask[row, : len(one)] = 1
    return together, mask


def _ids(tokenized: Sequence[_Tokens]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    longest = max(len(one.ids) for one in tokenized)
    ids = np.full((len(tokenized), longest), _PADDING, dtype=np.int64)
    mask = np.zeros(ids.shape, dtype=np.int32)
    for row, one in enumerate(tokenized):
        ids[row, : len(one.ids)] = one.ids
        mask[row, : len(one.ids)] = 1
    return ids, mask
