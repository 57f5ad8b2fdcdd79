"""Small real implementations of the protocols: no patching, no model."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from corpus.document import Document, Language
from index.model.embedder import Progress, Vectors
from index.model.language_centres import LanguageCentres
from index.model.language_pairs import LanguagePairs


def make_document(
    text: str = "The tax is due on 1 July 2016. It is paid to the office.",
    *,
    id: str = "news/tax.txt",  # noqa: A002 - the field's own name
    title: str = "Tax",
    language: Language = Language.ENGLISH,
    published: date | None = date(2015, 9, 2),
) -> Document:
    """A document for tests."""
    return Document(
        id=id, title=title, source=id, language=language, published=published, text=text
    )


NO_CENTRES = LanguageCentres(matrix=np.zeros((8, 64), dtype=np.float32))
"""Centres that change nothing, for `HashingEmbedder`."""

EQUAL_PAIRS = LanguagePairs(matrix=np.tile(np.array([[0.0, 1.0]], dtype=np.float32), (16, 1)))
"""Languages whose similarities are comparable as they are."""


class HashingEmbedder:
    """Bag of hashed words: texts that share words are near. Deterministic, float32, unit rows."""

    name = "hashing"
    dimensions = 64

    def __init__(self, salt: str = "") -> None:
        self._salt = salt

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(f"hashing{self._salt}".encode()).hexdigest()

    def embed_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                digest = hashlib.sha256((self._salt + word).encode()).digest()
                vectors[row, digest[0] % self.dimensions] += 1 if digest[1] % 2 else -1
            vectors[row, 0] += 0.01
            if progress is not None:
                progress(row + 1, len(texts))
        norms: Vectors = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / norms

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)

    def embed_tokens(self, question: str, passages: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        asked, *told = (
            HashingEmbedder.embed_passages(self, re.findall(r"\w+", text) or [text])
            for text in (question, *passages)
        )
        return asked, told
