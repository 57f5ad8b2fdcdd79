"""Synthetic indexes: as many passages as wanted, to time the search, built without the model.

Vectors are random and of unit length. Words are made of syllables and drawn as Zipf's law says
words are: the most frequent stands in nearly every passage, most stand in a few. They go through
the product's own building and opening, so that whatever it searches with is there.
"""

import hashlib
import logging
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from corpus.digest import store_digest
from corpus.document import Document, Language
from corpus.passage import Passage
from corpus.sentence import Sentence
from index.embedder import Progress, Vectors
from index.errors import IndexVersionError
from index.versions import IndexVersion, build_version, open_version

logger = logging.getLogger(__name__)

_WORDS = 50_000
_PASSAGE_WORDS = (20, 100)
_QUESTION_WORDS = (4, 12)
_CONSONANTS = list("tnshrdlcmwfgypbvk")
_VOWELS = list("eaoiu")
_SEED = 0


class SyntheticEmbedder:
    """Gives every text a random unit vector, always the same one."""

    name = "synthetic"
    fingerprint = hashlib.sha256(b"synthetic").hexdigest()
    dimensions = 384

    def embed_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Embed texts; see `Embedder`."""
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")
            vectors[row] = np.random.default_rng(seed).standard_normal(self.dimensions)
            if progress is not None:
                progress(row + 1, len(texts))
        lengths: Vectors = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / lengths

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed questions; see `Embedder`."""
        return self.embed_passages(texts)


def open_synthetic_index(
    directory: Path, *, passages: int, retriever: str, progress: Callable[[str, int, int], None]
) -> IndexVersion:
    """Open an index of so many passages, building it the first time or when its form changed.

    Args:
        directory: Where synthetic indexes are kept, one folder each.
        passages: How many.
        retriever: As in the settings.
        progress: Called with (stage, done, total) while building.
    """
    folder = directory / f"{retriever}-{passages}"
    embedder = SyntheticEmbedder()
    try:
        return open_version(folder, embedder=embedder)
    except IndexVersionError as error:
        logger.info("building %s: %s", folder, error.message)
    documents = synthetic_documents(passages)
    build_version(
        folder,
        documents=documents,
        passages=[Passage.cut(one, start=0, end=len(one.text)) for one in documents],
        sentences=[sentence for one in documents for sentence in _halves(one)],
        embedder=embedder,
        store_digest=store_digest(documents),
        splitting="one passage of two sentences a document",
        retriever=retriever,
        keep=1,
        reuse=False,
        progress=progress,
    )
    return open_version(folder, embedder=embedder)


def _halves(document: Document) -> tuple[Sentence, Sentence]:
    middle = document.text.index(" ", len(document.text) // 2)
    end = len(document.text)
    return (
        Sentence(document=document, start=0, end=middle),
        Sentence(document=document, start=middle + 1, end=end),
    )


def synthetic_documents(count: int) -> list[Document]:
    """So many documents of 20 to 100 words, without titles; the same ones for the same count."""
    return [
        Document(
            id=f"{number:07d}",
            title="",
            source=f"{number:07d}",
            language=Language.ENGLISH,
            published=None,
            text=text,
        )
        for number, text in enumerate(_texts(count, words=_PASSAGE_WORDS, seed=_SEED))
    ]


def synthetic_questions(count: int) -> list[str]:
    """So many questions of 4 to 12 words, drawn as the words of passages are."""
    return _texts(count, words=_QUESTION_WORDS, seed=_SEED + 1)


def _texts(count: int, *, words: tuple[int, int], seed: int) -> list[str]:
    generator = np.random.default_rng(seed)
    vocabulary = _vocabulary()
    chances = 1 / np.arange(1, _WORDS + 1)
    lengths = generator.integers(words[0], words[1] + 1, count)
    drawn = generator.choice(_WORDS, int(lengths.sum()), p=chances / chances.sum())
    parts = np.split(drawn, np.cumsum(lengths)[:-1])
    return [" ".join(vocabulary[number] for number in part) for part in parts]


@cache
def _vocabulary() -> tuple[str, ...]:
    """Words of one to five syllables, the frequent ones short."""
    generator = np.random.default_rng(_SEED)
    words: dict[str, None] = {}
    while len(words) < _WORDS:
        syllables = 1 + min(4, len(words) // 60) if len(words) < 240 else generator.integers(2, 6)
        letters = zip(
            generator.choice(_CONSONANTS, syllables),
            generator.choice(_VOWELS, syllables),
            strict=True,
        )
        words["".join(consonant + vowel for consonant, vowel in letters)] = None
    return tuple(words)
