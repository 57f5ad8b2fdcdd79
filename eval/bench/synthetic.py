"""Synthetic indexes: as many passages as wanted, to time the search, built without the model.

Vectors are random and of unit length. A quarter of the passages is in each language. Words are made
of syllables in its script and drawn as Zipf's law says words are: the most frequent stands in
nearly every passage, most stand in a few. They go through the product's own building and opening,
so that whatever it searches with is there.
"""

import hashlib
import logging
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.digest import store_digest
from corpus.document import Document, Language
from corpus.passage import Passage
from corpus.sentence import Sentence
from index.errors import IndexVersionError
from index.model.embedder import Progress, Vectors
from index.search.reranker import Reranking
from index.version.versions import IndexVersion, build_version, open_version

logger = logging.getLogger(__name__)

_WORDS = 50_000
_PASSAGE_WORDS = (20, 100)
_QUESTION_WORDS = (4, 12)
_SYLLABLES = {
    Language.ENGLISH: [one + other for one in "tnshrdlcmwfgypbvk" for other in "eaoiu"],
    Language.RUSSIAN: [one + other for one in "тнсрвлкмдпгзбжшч" for other in "оаеиуыя"],
    Language.BELARUSIAN: [one + other for one in "тнсрвлкмдпгзбжшў" for other in "аоеіуыя"],
    Language.CHINESE: [chr(number) for number in range(0x4E00, 0x4E00 + 3000)],
}
_MOST_SYLLABLES = dict.fromkeys(Language, 5) | {Language.CHINESE: 3}
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

    def embed_tokens(self, question: str, passages: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        """Embed a question and passages word by word; see `Embedder`."""
        asked, *others = (self.embed_passages(text.split()) for text in (question, *passages))
        return asked, others


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
        return open_version(folder, embedder=embedder, reranking=Reranking.SENTENCES)
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
    return open_version(folder, embedder=embedder, reranking=Reranking.SENTENCES)


def _halves(document: Document) -> tuple[Sentence, Sentence]:
    text, middle = document.text, len(document.text) // 2
    first, second = text[:middle].rstrip(), text[middle:].lstrip()
    return (
        Sentence(document=document, start=0, end=len(first)),
        Sentence(document=document, start=len(text) - len(second), end=len(text)),
    )


def synthetic_documents(count: int) -> list[Document]:
    """So many documents of 20 to 100 words, without titles; the same ones for the same count."""
    return [
        Document(
            id=f"{number:07d}",
            title="",
            source=f"{number:07d}",
            language=language,
            published=None,
            text=text,
        )
        for number, (language, text) in enumerate(_texts(count, words=_PASSAGE_WORDS, seed=_SEED))
    ]


def synthetic_questions(count: int) -> list[tuple[Language, str]]:
    """So many questions of 4 to 12 words, drawn as the words of passages are."""
    return _texts(count, words=_QUESTION_WORDS, seed=_SEED + 1)


def _texts(count: int, *, words: tuple[int, int], seed: int) -> list[tuple[Language, str]]:
    generator = np.random.default_rng(seed)
    chances = 1 / np.arange(1, _WORDS + 1)
    lengths = generator.integers(words[0], words[1] + 1, count)
    drawn = generator.choice(_WORDS, int(lengths.sum()), p=chances / chances.sum())
    parts = np.split(drawn, np.cumsum(lengths)[:-1])
    languages = (list(Language) * (count // 4 + 1))[:count]
    return [
        (language, _join(language, part)) for language, part in zip(languages, parts, strict=True)
    ]


def _join(language: Language, words: NDArray[np.int64]) -> str:
    vocabulary = _vocabulary(language)
    return ("" if language is Language.CHINESE else " ").join(vocabulary[one] for one in words)


@cache
def _vocabulary(language: Language) -> tuple[str, ...]:
    """Words by frequency: the first are single syllables, the others two or more."""
    generator = np.random.default_rng(_SEED)
    syllables = _SYLLABLES[language]
    words = dict.fromkeys(syllables[:100])
    while len(words) < _WORDS:
        lengths = generator.integers(2, _MOST_SYLLABLES[language] + 1, _WORDS)
        drawn = generator.integers(0, len(syllables), (_WORDS, _MOST_SYLLABLES[language])).tolist()
        made = zip(drawn, lengths.tolist(), strict=True)
        words |= dict.fromkeys(
            "".join(syllables[one] for one in row[:length]) for row, length in made
        )
    return tuple(words)[:_WORDS]
