"""Embedder: texts to unit vectors. Passages and questions differ for many models."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
StageProgress = Callable[[str, int, int], None]
"""Called with (stage, done, total)."""


class Embedder(Protocol):
    """Turns texts into vectors whose inner product is their cosine similarity."""

    @property
    def name(self) -> str:
        """The model's name, for people."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of the weights: two embedders that agree here agree in every vector."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def embed_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Embed texts that are searched.

        Args:
            texts: Any number; none gives shape (0, d).
            progress: Called with (done, total) as texts are embedded.

        Returns:
            float32 (n, d), unit rows, finite.
        """

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed questions: float32 (n, d), unit rows, finite."""

    def embed_tokens(self, question: str, passages: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        """Embed a question and passages token by token.

        Returns:
            The question's tokens and those of each passage: float32 (tokens, d), unit rows.

        Raises:
            ModelError: The model knows no tokens.
        """
