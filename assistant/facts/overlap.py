"""Overlap: how much of a question's wording a text shares, in any of the four scripts.

Words count by their runs of four letters, so that inflected forms meet; Chinese counts by pairs of
characters; numbers count whole. Rare terms weigh more than those that every text shares.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.digits import in_figures

_TOKENS = re.compile(r"\d+(?:[.,]\d+)*|[\u3400-\u9fff]+|[^\W\d_\u3400-\u9fff]+")
_RUN = 4


def terms(text: str) -> frozenset[str]:
    """The terms of a text."""
    found: set[str] = set()
    for token in _TOKENS.findall(in_figures(text).text.casefold()):
        if token[0].isdigit():
            found.add(token)
        elif "\u3400" <= token[0] <= "\u9fff":
            found.update(_runs(token, length=2))
        else:
            found.update(_runs(f"^{token}$", length=_RUN))
    return frozenset(found)


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


def _runs(token: str, *, length: int) -> Iterable[str]:
    return (token[at : at + length] for at in range(max(1, len(token) - length + 1)))
