"""LanguageCentres: what all texts of a language share, taken out of their vectors.

Texts of one language lie together: in an index of several languages a poor passage in the
question's language beats the right one in another. Taking part of each language's mean vector out
of passages and questions lets them meet. The means are those of the same 48 sentences in each
language, so they hold the language and not a corpus's subject.

Source: Libovický et al. 2020, "On the Language Neutrality of Pre-trained Multilingual
Representations" (centring by language). Figures: docs/adr/0006-language-centres.md.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np

from corpus.document import Language
from index.model.embedder import Embedder, Vectors
from index.model.language_pairs import LanguagePairs, measure_pairs
from index.model.vectors import check_vectors

SHARE_REMOVED = 0.6
"""How much of the mean is taken out, 0..1."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LanguageCentres:
    """Mean vectors by language.

    Attributes:
        matrix: float32 (8, d): of passages in the order of `Language`, then of questions.
    """

    matrix: Vectors

    def centre_passages(self, vectors: Vectors, languages: Sequence[Language]) -> Vectors:
        """Take the centres out of passages' vectors: float32 (n, d), unit rows."""
        order = list(Language)
        rows = [order.index(language) for language in languages]
        return _unit(vectors - SHARE_REMOVED * self.matrix[rows])

    def centre_question(self, vector: Vectors, language: Language) -> Vectors:
        """Take the centre out of a question's vector: float32 (d,), unit length."""
        row = len(Language) + list(Language).index(language)
        return _unit(vector - SHARE_REMOVED * self.matrix[row])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LanguageFairness:
    """What lets passages of all languages compete: means, and what they leave to be evened out."""

    centres: LanguageCentres
    pairs: LanguagePairs


def measure_fairness(embedder: Embedder) -> LanguageFairness:
    """Embed the reference sentences; the same model gives the same centres and pairs.

    Raises:
        ModelError: The embedder gave unusable vectors.
    """
    text = (resources.files("index.model") / "reference_sentences.tsv").read_text(encoding="utf-8")
    columns = list(zip(*csv.reader(text.splitlines(), delimiter="\t"), strict=True))
    passages = [embedder.embed_passages(column) for column in columns]
    questions = [embedder.embed_questions(column) for column in columns]
    for column, *made in zip(columns, passages, questions, strict=True):
        for vectors in made:
            check_vectors(
                vectors, count=len(column), dimensions=embedder.dimensions, model=embedder.name
            )
    means = [vectors.mean(axis=0) for vectors in (*passages, *questions)]
    centres = LanguageCentres(matrix=np.stack(means).astype(np.float32))
    pairs = measure_pairs(
        questions=[
            np.stack([centres.centre_question(vector, language) for vector in vectors])
            for language, vectors in zip(Language, questions, strict=True)
        ],
        passages=[
            centres.centre_passages(vectors, [language] * len(vectors))
            for language, vectors in zip(Language, passages, strict=True)
        ],
    )
    return LanguageFairness(centres=centres, pairs=pairs)


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Vectors = (vectors / lengths).astype(np.float32)
    return unit
