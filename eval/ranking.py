"""Ranking: what was found for one question, best first, and what should have been."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """A list of ids and the judgements it is measured against.

    Attributes:
        retrieved: Ids, best first, each once; empty for a question that was judged but not run,
            which therefore counts as nothing found.
        gains: Judged ids with their relevance, above 0; empty when nothing is relevant, which
            leaves every measure undefined.
    """

    retrieved: tuple[str, ...]
    gains: Mapping[str, float]

    def __post_init__(self) -> None:
        if len(set(self.retrieved)) != len(self.retrieved):
            raise ValueError("An id is retrieved twice.")
        if any(gain <= 0 for gain in self.gains.values()):
            raise ValueError("A gain is not above 0.")

    @property
    def first_relevant_rank(self) -> int | None:
        """Rank of the best relevant id, from 1; None when none was retrieved."""
        for rank, id_ in enumerate(self.retrieved, start=1):
            if id_ in self.gains:
                return rank
        return None


class Ranked(Protocol):
    """Anything with a ranking: a row of an answers run, a question of a retrieval run."""

    @property
    def ranking(self) -> Ranking | None:
        """The ranking; None when relevance was not judged."""


def distinct(ids: Iterable[str]) -> tuple[str, ...]:
    """Each id once, at its best rank: several passages of a paragraph count as that paragraph."""
    return tuple(dict.fromkeys(ids))
