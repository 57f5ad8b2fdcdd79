"""LanguagePairs: makes similarities to passages of other languages comparable with one's own.

Two unrelated Chinese texts are more alike than a Chinese and an English one, and a text is more
alike to one that says the same in its own language than to its translation. The reference
sentences show by how much, for each language of a question and each of a passage: there,
unrelated texts have the mean similarity u and translations t. A similarity s to a passage in
another language is carried over to the scale of the question's own: u' + (s - u)(t' - u')/(t - u).
Similarities within one language stay as they are.

Figures: docs/adr/0009-hybrid-retrieval.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.document import Language
from index.model.embedder import Vectors

_LANGUAGES = list(Language)
_LEAST_SPAN = 0.05
_STEEPEST = 2.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LanguagePairs:
    """Mean similarities of the reference sentences.

    Attributes:
        matrix: float32 (16, 2): a row for each language of the question, and within it of the
            passage, in the order of `Language`; unrelated texts, translations.
    """

    matrix: NDArray[np.float32]

    def carry_over(
        self, similarities: NDArray[np.float64], *, question: Language, passage: Language
    ) -> NDArray[np.float64]:
        """Similarities on the scale of the question's own language.

        Args:
            similarities: (n,), cosines.
            question: Language of the question.
            passage: Language of the passages.
        """
        if passage is question:
            return similarities
        own_unrelated, own_same = self._row(question, question)
        unrelated, same = self._row(question, passage)
        steepness = (own_same - own_unrelated) / max(same - unrelated, _LEAST_SPAN)
        return own_unrelated + (similarities - unrelated) * min(max(steepness, 1.0), _STEEPEST)

    def _row(self, question: Language, passage: Language) -> tuple[float, float]:
        row = self.matrix[len(_LANGUAGES) * _LANGUAGES.index(question) + _LANGUAGES.index(passage)]
        return float(row[0]), float(row[1])


def measure_pairs(*, questions: Sequence[Vectors], passages: Sequence[Vectors]) -> LanguagePairs:
    """Measure reference sentences, by language, one sentence in the same row of each."""
    rows = []
    for asked in questions:
        for answered in passages:
            similarities = asked @ answered.T
            translations = np.diag(similarities)
            others = similarities.sum() - translations.sum()
            unrelated = others / (similarities.size - len(translations))
            rows.append((unrelated, translations.mean()))
    return LanguagePairs(matrix=np.array(rows, dtype=np.float32))
