"""PublicSet: a public question set as its reader gives it, whatever format it came in."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answer import Turn
from corpus.document import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A text of the set; relevance is judged for whole paragraphs.

    Attributes:
        id: Unique in the set.
        title: Empty when the set gives none.
        text: Its words.
        language: None in a set of one language, which is then told from its texts.
    """

    id: str
    title: str
    text: str
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicQuestion:
    """A question of the set.

    Attributes:
        id: Unique in the set.
        kind: What the set says about it; questions are reported by it.
        text: The question; None when it was judged but its words are not in the set, which
            counts as nothing found.
        history: Earlier turns, oldest first.
        gains: Relevant paragraph ids with their relevance; empty when nothing is relevant.
        languages: Only paragraphs in these are searched; all when empty.
        own: The paragraph that the question was copied from, which is not searched; None when
            there is none.
    """

    id: str
    kind: str
    text: str | None
    history: tuple[Turn, ...]
    gains: Mapping[str, float]
    languages: frozenset[Language] = frozenset()
    own: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSet:
    """A question set.

    Attributes:
        name: For people.
        paragraphs: All of them, each text once.
        questions: All of them, in the order of the file.
        remarks: What was merged or is missing, with counts.
    """

    name: str
    paragraphs: tuple[Paragraph, ...]
    questions: tuple[PublicQuestion, ...]
    remarks: tuple[str, ...]
