"""Span match: do the answering words agree with the gold ones?

Words are compared without case, punctuation and English articles; a Chinese character counts as a
word. F1 is the harmonic mean of the shares of words in common; exact match means that all agree.

Source: Rajpurkar et al. (2016), SQuAD, 6.1; Cui et al. (2019), CMRC 2018, for Chinese.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

_WORDS = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:[.,]\d+)*")
_ARTICLES = frozenset({"a", "an", "the"})


def f1(given: str, gold: Sequence[str]) -> float:
    """The best F1 with any of the gold answers, 0..1."""
    return _best(given, gold, _f1)


def exact_match(given: str, gold: Sequence[str]) -> float:
    """1 when all words agree with those of one of the gold answers, else 0."""
    return _best(given, gold, lambda one, other: float(one == other))


def _best(
    given: str, gold: Sequence[str], compare: Callable[[list[str], list[str]], float]
) -> float:
    return max((compare(_words(given), _words(one)) for one in gold), default=0.0)


def _f1(one: list[str], other: list[str]) -> float:
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other)) if common else float(one == other)


def _words(text: str) -> list[str]:
    return [word for word in _WORDS.findall(text.casefold()) if word not in _ARTICLES]
