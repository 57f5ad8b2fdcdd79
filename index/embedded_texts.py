"""The vectors of texts, made once for each text: from the last version where it has them."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from corpus.passage import Passage
from index.embedder import Embedder, Progress, Vectors
from index.vectors import check_vectors


def passage_text(passage: Passage) -> str:
    """The text that is embedded for a passage: where it stands, then what it says.

    Vectors are used again for equal texts, and an index is searched with vectors of questions
    only: so a change here needs a new `FORMAT` of the manifest.
    """
    parts = (passage.document.title, *passage.headings, passage.text)
    return "\n".join(dict.fromkeys(parts))


def embed_once(
    texts: Sequence[str],
    embedder: Embedder,
    *,
    known: Mapping[str, Vectors],
    progress: Progress | None,
) -> Vectors:
    """Embed texts, each distinct one once, unless its vector is known.

    Args:
        texts: Any number, equal ones too.
        embedder: Makes the vectors that are not known.
        known: Vectors by text, of the same model.
        progress: Called with (done, total) of the texts that must be embedded.

    Raises:
        ModelError: The embedder gave unusable vectors.
    """
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    made = embedder.embed_passages(missing, progress=progress)
    check_vectors(made, count=len(missing), dimensions=embedder.dimensions, model=embedder.name)
    vector_of = {**known, **dict(zip(missing, made, strict=True))}
    vectors = np.empty((len(texts), embedder.dimensions), dtype=np.float32)
    for row, text in enumerate(texts):
        vectors[row] = vector_of[text]
    return vectors


def by_text(texts: Iterable[str], vectors: Vectors) -> dict[str, Vectors]:
    """Vectors by text; equal texts have equal vectors."""
    return dict(zip(texts, vectors, strict=True))
