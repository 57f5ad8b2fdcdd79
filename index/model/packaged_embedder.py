"""PackagedEmbedder: the packaged model as an Embedder, on ONNX Runtime, without torch."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.kept import Kept
from index.model.embedder import Progress, Vectors
from index.model.encoded_text import EncodedText
from index.model.encoder import Encoder
from index.model.packaged_model import MODEL_NAME, PREFIXES
from index.model.runtime import Runtime
from index.model.vectors import check_vectors

_DIMENSIONS = 384
_KEPT_TOKENS = 20_000
"""Of passages that were compared token by token; 768 bytes each."""


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
        question_prefix: str = PREFIXES[0],
        passage_prefix: str = PREFIXES[1],
    ) -> None:
        self.name = MODEL_NAME
        self.dimensions = _DIMENSIONS
        self.runtime = runtime
        self._encoder = Encoder(folder, runtime)
        self._kept_tokens: Kept[NDArray[np.float16]] = Kept(room=_KEPT_TOKENS, size=len)
        self._question_prefix = question_prefix
        self._passage_prefix = passage_prefix
        self.prefixes = question_prefix, passage_prefix
        # The folder's name tells its source and how that was converted.
        made_of = json.dumps([question_prefix, passage_prefix, folder.name])
        self.fingerprint = hashlib.sha256(made_of.encode()).hexdigest()

    def embed_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Embed texts that are searched; see `Embedder`."""
        return self._pooled(
            self._encoder.whole(texts, prefix=self._passage_prefix, progress=progress)
        )

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed questions; see `Embedder`."""
        return self._pooled(self._encoder.upper(self.lower_questions(texts), questions=True))

    def embed_tokens(self, question: str, passages: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        """Embed a question and passages token by token; see `Embedder`."""
        (asked,) = self._encoder.upper(self.lower_questions([question]), questions=True)
        return _unit(asked.states[1:-1]), [one.astype(np.float32) for one in self._tokens(passages)]

    def _tokens(self, passages: Sequence[str]) -> list[NDArray[np.float16]]:
        kept = {text: self._kept_tokens.get(text) for text in passages}
        found = {text: one for text, one in kept.items() if one is not None}
        missing = [text for text in kept if text not in found]
        read = self._encoder.upper(self.lower_passages(missing))
        for text, one in zip(missing, read, strict=True):
            found[text] = _unit(one.states).astype(np.float16)
            self._kept_tokens.keep(found[text], text)
        return [found[text] for text in passages]

    def lower_questions(self, texts: Sequence[str]) -> list[EncodedText]:
        """Questions after the lower layers."""
        return self._encoder.lower(texts, prefix=self._question_prefix, questions=True)

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
