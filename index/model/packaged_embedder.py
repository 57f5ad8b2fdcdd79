"""PackagedEmbedder: the packaged model as an Embedder, on ONNX Runtime, without torch."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.model.converted import checksums
from index.model.embedder import Progress, Vectors
from index.model.encoded_text import EncodedText
from index.model.encoder import Encoder
from index.model.packaged_model import MODEL_NAME, PASSAGE_PREFIX, QUESTION_PREFIX
from index.model.runtime import Runtime
from index.model.vectors import check_vectors

_DIMENSIONS = 384


class PackagedEmbedder:
    """Embeds with the packaged model. Safe to use from many threads.

    Args:
        folder: Of `packaged_graphs`.
        runtime: Where graphs are run; the reader's too.
        question_prefix: What stands in front of a question.
        passage_prefix: What stands in front of a text that is searched.
    """

    def __init__(
        self,
        folder: Path,
        runtime: Runtime,
        *,
        question_prefix: str = QUESTION_PREFIX,
        passage_prefix: str = PASSAGE_PREFIX,
    ) -> None:
        self.name = MODEL_NAME
        self.dimensions = _DIMENSIONS
        self.runtime = runtime
        self._encoder = Encoder(folder, runtime)
        self._question_prefix = question_prefix
        self._passage_prefix = passage_prefix
        made_of = json.dumps([question_prefix, passage_prefix, checksums(folder)])
        self.fingerprint = hashlib.sha256(made_of.encode()).hexdigest()

    def embed_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Embed texts that are searched; see `Embedder`."""
        return self._pooled(
            self._encoder.whole(texts, prefix=self._passage_prefix, progress=progress)
        )

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed questions; see `Embedder`."""
        return self._pooled(self._encoder.upper(self.lower_questions(texts)))

    def embed_tokens(self, question: str, passages: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        """Embed a question and passages token by token; see `Embedder`."""
        (asked,) = self._encoder.upper(self.lower_questions([question]))
        read = self._encoder.upper(self.lower_passages(passages))
        return _unit(asked.states[1:-1]), [_unit(one.states) for one in read]

    def lower_questions(self, texts: Sequence[str]) -> list[EncodedText]:
        """Questions after the lower layers."""
        return self._encoder.lower(texts, prefix=self._question_prefix)

    def lower_passages(self, texts: Sequence[str]) -> list[EncodedText]:
        """Passages after the lower layers."""
        return self._encoder.lower(texts, prefix=self._passage_prefix)

    def _pooled(self, encoded: Sequence[EncodedText]) -> Vectors:
        vectors = np.empty((len(encoded), self.dimensions), dtype=np.float32)
        for row, one in enumerate(encoded):
            vectors[row] = pooled(one)
        return check_vectors(
            vectors, count=len(encoded), dimensions=self.dimensions, model=self.name
        )


def pooled(text: EncodedText) -> Vectors:
    """The vector of a text: the mean of its tokens' last states, of unit length."""
    mean = text.states.mean(axis=0, dtype=np.float64)
    vector: Vectors = (mean / np.linalg.norm(mean)).astype(np.float32)
    return vector


def _unit(states: NDArray[np.floating]) -> Vectors:
    unit: Vectors = states / np.linalg.norm(states, axis=1, keepdims=True)
    return unit
