"""SpanReader: the shipped reader, over the lower layers of the packaged embedding model."""

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from corpus.passage import Passage
from index.model.embedded_texts import passage_text
from index.reader.reading import ReaderOutput

if TYPE_CHECKING:
    from index.reader.network import ReaderNetwork
    from index.reader.shared_layers import EncodedText, SharedLayers

_KEPT = 256


class SpanReader:
    """Reads passages on the processor. Safe to use from many threads; one computes at a time.

    Args:
        shared: The embedding model's lower layers.
        network: The layers above them.
        question_prefix: What the model expects in front of a question.
        passage_prefix: What it expects in front of a passage.
        executor: Of the embedding model: one thread does all the computing of both.
        threads: Cores to compute on.
    """

    def __init__(
        self,
        *,
        shared: "SharedLayers",
        network: "ReaderNetwork",
        question_prefix: str,
        passage_prefix: str,
        executor: ThreadPoolExecutor,
        threads: int,
    ) -> None:
        self._shared = shared
        self._network = network
        self._question_prefix = question_prefix
        self._passage_prefix = passage_prefix
        self._threads = threads
        self._kept: OrderedDict[str, EncodedText] = OrderedDict()
        self._executor = executor

    def read(self, question: str, passages: Sequence[Passage]) -> list[ReaderOutput]:
        """Read each passage; see `Reader`."""
        if not passages:
            return []
        return self._executor.submit(self._read, question, passages).result()

    def _read(self, question: str, passages: Sequence[Passage]) -> list[ReaderOutput]:
        import torch

        from index.reader.batches import UNKNOWN, Window, side_by_side, text_tokens

        if torch.get_num_threads() != self._threads:
            torch.set_num_threads(self._threads)
        asked = self._shared.encode([question], prefix=self._question_prefix)[0]
        texts = [_text(passage) for passage in passages]
        encoded = self._encode(texts)
        windows = []
        for passage, text, one in zip(passages, texts, encoded, strict=True):
            head, end = text_tokens(one, len(text) - len(passage.text))
            windows.append(Window(0, 0, head, head, end, None, UNKNOWN))
        made = side_by_side([asked] * len(windows), encoded, windows)
        with torch.inference_mode():
            logits = self._network(made.states, made.sides, made.present, made.allowed)
        readings = []
        for row, (passage, text, one, window) in enumerate(
            zip(passages, texts, encoded, windows, strict=True)
        ):
            start = len(asked.states) + window.head
            spans = logits.spans[row].numpy()
            inside = spans[start : start + window.end - window.start]
            shift = passage.start - (len(text) - len(passage.text))
            readings.append(
                ReaderOutput(
                    passage=passage,
                    places=one.spans[window.start : window.end] + shift,
                    first=inside[:, 0],
                    last=inside[:, 1],
                    none=float(spans[0].sum()),
                    about=float(logits.verdicts[row, 0]),
                    answers=float(logits.verdicts[row, 1]),
                )
            )
        return readings

    def _encode(self, texts: Sequence[str]) -> "list[EncodedText]":
        """After the shared layers; the last passages read are kept, for they are asked again."""
        for text in texts:
            if text in self._kept:
                self._kept.move_to_end(text)
        missing = [text for text in dict.fromkeys(texts) if text not in self._kept]
        made = self._shared.encode(missing, prefix=self._passage_prefix) if missing else []
        fresh = dict(zip(missing, made, strict=True))
        encoded = [fresh.get(text) or self._kept[text] for text in texts]
        self._kept.update(fresh)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return encoded


def _text(passage: Passage) -> str:
    """Where the passage stands, then what it says; only that where a heading says the same."""
    text = passage_text(passage)
    return text if text.endswith(passage.text) else passage.text
