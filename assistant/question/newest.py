"""Recency: questions that ask for the newest, evidence in that order, and sources that are old."""

import re
import tomllib
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import TypeVar

from corpus.document import Document, Language

_Evidence = TypeVar("_Evidence")


def wants_newest(question: str, language: Language) -> bool:
    """Tell whether a question asks for the latest or the current: "last year" is no such thing."""
    newest, other = _patterns(language)
    return newest.search(other.sub(" ", question)) is not None


def newest_first(
    ranked: Sequence[_Evidence],
    *,
    score: Callable[[_Evidence], float],
    published: Callable[[_Evidence], date | None],
    margin: float,
) -> list[_Evidence]:
    """Put the newest first among what is about as good as the best; the rest keeps its order.

    What has no date stands behind what has one, and equal days keep their order.

    Args:
        ranked: Best first.
        score: How well one answers; higher is better.
        published: Its day of publication.
        margin: How far below the best one may be to count as about as good, from 0.
    """
    if not ranked:
        return []
    floor = score(ranked[0]) - margin
    about_as_good = [one for one in ranked if score(one) >= floor]
    others = [one for one in ranked if score(one) < floor]
    return sorted(about_as_good, key=lambda one: published(one) or date.min, reverse=True) + others


def newest_published(documents: Sequence[Document]) -> date | None:
    """The newest day of publication; None when no document is dated."""
    return max((one.published for one in documents if one.published is not None), default=None)


def is_old(cited: date, *, newest: date, after_days: int) -> bool:
    """Tell whether a source is much older than the newest document of the index.

    Not measured from today: in an archive that has ended, every answer would be marked, and a mark
    on everything says nothing; the day of each answer stands beside it anyway.

    Args:
        cited: The newest day among the cited documents.
        newest: The newest day among all documents.
        after_days: How many days older a source may be without a mark.
    """
    return newest - cited > timedelta(days=after_days)


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    raw = (resources.files("assistant.question") / "newest_words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(raw)[language.value]
    newest, other = (table[name].replace(" ", r"\s") for name in ("newest", "except"))
    return re.compile(newest, re.IGNORECASE), re.compile(other, re.IGNORECASE)
