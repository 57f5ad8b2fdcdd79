"""Overlap: how much of a question's wording a text shares, in any of the four scripts.

Terms are those of the lexical search (`index/search/terms.py`). Rare ones weigh more than those
that every text shares.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

from corpus.digits import in_figures


def numbers(text: str) -> frozenset[str]:
    """The numbers of a text, digits only: `6,000` and `6 000` are both `6000`."""
    joined = re.sub(r"(?<=\d)[\s\u00a0,](?=\d{3}(?!\d))", "", in_figures(text).text)
    return frozenset(re.findall(r"\d+(?:[.,]\d+)?", joined))


def shares(question: frozenset[str], texts: Sequence[frozenset[str]]) -> list[float]:
    """The share of a question's terms that each text holds, weighted by rarity among the texts.

    Formula: sum of idf over shared terms / sum of idf over the question's terms, with
    idf = ln(1 + (n - df + 0.5) / (df + 0.5)).

    Source: Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework", 3.4 (idf).

    Returns:
        One value a text, 0..1; 0 when the question has no terms.
    """
    weights = _rarity(question, texts)
    total = sum(weights.values())
    if total == 0:
        return [0.0] * len(texts)
    return [sum(weights[term] for term in question & text) / total for text in texts]


def _rarity(question: frozenset[str], texts: Sequence[frozenset[str]]) -> dict[str, float]:
    frequency = Counter(term for text in texts for term in question & text)
    count = len(texts)
    return {
        term: math.log(1 + (count - frequency[term] + 0.5) / (frequency[term] + 0.5))
        for term in sorted(question)
    }
