"""The vectors of texts, made once for each text: from the last version where it has them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.document import Language
from corpus.passage import Passage
from corpus.sentence import Sentence
from index.model.embedder import Embedder, Progress, Vectors
from index.model.language_centres import LanguageCentres
from index.model.vectors import check_vectors


def passage_text(passage: Passage) -> str:
    """The text that is embedded for a passage: where it stands, then what it says.

    Vectors are used again for equal texts, and an index is searched with vectors of questions
    only: so a change here needs a new `FORMAT` of the manifest.
    """
    parts = (passage.document.title, *passage.headings, passage.text)
    return "\n".join(dict.fromkeys(parts))


@dataclass(frozen=True, slots=True)
class LanguageText:
    """A text to embed, and its language."""

    text: str
    language: Language


def embed_once(
    texts: Sequence[LanguageText],
    embedder: Embedder,
    *,
    centres: LanguageCentres,
    known: Mapping[LanguageText, Vectors],
    progress: Progress | None,
) -> Vectors:
    """Embed texts and take the language centres out; each distinct text once, unless known.

    Args:
        texts: Any number, equal ones too.
        embedder: Makes the vectors that are not known.
        centres: Of the same model.
        known: Vectors by text, of the same model, centres taken out.
        progress: Called with (done, total) of the texts that must be embedded.

    Raises:
        ModelError: The embedder gave unusable vectors.
    """
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    made = embedder.embed_passages([text.text for text in missing], progress=progress)
    check_vectors(made, count=len(missing), dimensions=embedder.dimensions, model=embedder.name)
    centred = centres.centre_passages(made, [text.language for text in missing])
    vector_of = {**known, **dict(zip(missing, centred, strict=True))}
    vectors = np.empty((len(texts), embedder.dimensions), dtype=np.float32)
    for row, text in enumerate(texts):
        vectors[row] = vector_of[text]
    return vectors


def by_text(texts: Iterable[LanguageText], vectors: Vectors) -> dict[LanguageText, Vectors]:
    """Vectors by text; equal texts of one language have equal vectors."""
    return dict(zip(texts, vectors, strict=True))


def passage_texts(passages: Iterable[Passage]) -> list[LanguageText]:
    """What is embedded for passages."""
    return [LanguageText(passage_text(one), one.language) for one in passages]


def sentence_texts(sentences: Iterable[Sentence]) -> list[LanguageText]:
    """What is embedded for sentences."""
    return [LanguageText(one.text, one.language) for one in sentences]
