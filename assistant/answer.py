"""Answer: status, text with `[n]` markers, citations, notices. The product's output."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.status import Status
from corpus.document import Document, Language
from corpus.language_runs import language_at
from index.search.hit import Hit

FILTERED = "filtered"
"""Code of the notice that nothing answers among the documents that were chosen."""

CLOSEST_FOUND = "closest_found"
"""Code of the notice that the first hits come near: they are shown, never as an answer."""

CLOSEST_SHOWN = 3
OTHER_LANGUAGE = "other_language"
"""Code of the notice that a source is in another language; pages say it around the quotation."""

READING = "reading"
"""Code of the notices that hold one reading of the question each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier exchange of the conversation."""

    question: str
    answer: str


class AttributionKind(StrEnum):
    """How a quotation comes to be somebody's words."""

    SAID = "said"
    INTERVIEW = "interview"
    BEFORE = "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who speaks, in words of the document: `text == document.text[start:end]`."""

    text: str
    """Name and role."""
    start: int
    end: int
    kind: AttributionKind
    """Said by that person; from a report of their interview; or right behind words of theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A quotation and its place. `quote == document.text[start:end]`, checked before it leaves.

    Attributes:
        number: 1, 2, …; the `[n]` in the answer text.
        document: Where it was published.
        start: Offset of the first character.
        end: Offset after the last character.
        quote: The words.
        answer: Start and end in the document of the words in the quotation that answer; None
            when they are not known.
        attribution: Who says so; None where the document speaks for itself, or it is not clear.
    """

    number: int
    document: Document
    start: int
    end: int
    quote: str
    answer: tuple[int, int] | None = None
    attribution: Attribution | None = None

    @property
    def language(self) -> Language:
        """The language of the words quoted."""
        return language_at(self.document, self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the reader must know: a stable code for programs, words for people."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to understand an underspecified question, and the sentence that answers it so.

    Attributes:
        question: To be asked instead: the question with words of that sentence.
        document: Where the sentence stands.
        start: Offset of its first character.
        end: Offset after its last character.
    """

    question: str
    document: Document
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchedPeriod:
    """A period that the question names.

    Attributes:
        first: First day; None when it is open.
        last: Last day; None when it is open.
        words: The words of the question that name it.
        applied: Only passages of it were searched; otherwise they did not answer.
        known: Some passage is from it or about it.
    """

    first: date | None
    last: date | None
    words: str
    applied: bool
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a search came to.

    Attributes:
        hits: Best first.
        period: As in `Answer`.
    """

    hits: tuple[Hit, ...]
    period: SearchedPeriod | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """One of several questions of a message, and how it ended."""

    question: str
    """Its words."""
    status: Status
    """How it ended."""
    citations: tuple[int, ...]
    """Numbers of the quotations that answer it; empty unless answered."""


def questions_by_citation(parts: Sequence[AnswerPart]) -> dict[int, str]:
    """Each question that something answers, by the number of the first quotation only it has."""
    begun: dict[int, str] = {}
    known: set[int] = set()
    for part in parts:
        own = set(part.citations) - known
        known |= own
        if own:
            begun[min(own)] = part.question
    return begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the assistant says to one question.

    Attributes:
        id: Unguessable, unique.
        question: As asked, NFC, invisible characters removed.
        status: How it ended.
        language: Language of the frame around the quotations.
        text: Quoted sentences, each followed by its marker `[n]`; None unless answered.
        citations: One for each marker, in order; empty unless answered.
        notices: The reason and next step unless answered; remarks otherwise.
        hits: Everything found, used or not, so that an answer can be explained.
        as_of: Newest publication among the cited documents; when none is dated, or nothing is
            cited, the day the index was built.
        index_version: The index version all of this comes from.
        period: The period that the question names; None when there is none, or none was to be
            read.
        confidence: Estimated probability, 0..1, that what was found answers; None when nothing
            was searched or found.
        readings: What the question may mean, best first; empty unless that is to be clarified.
        parts: The questions of a message that asks several; empty when it asks one.
    """

    id: str
    question: str
    status: Status
    language: Language
    text: str | None
    citations: tuple[Citation, ...]
    notices: tuple[Notice, ...]
    hits: tuple[Hit, ...]
    as_of: date
    index_version: str
    period: SearchedPeriod | None = None
    readings: tuple[Reading, ...] = ()
    confidence: float | None = None
    parts: tuple[AnswerPart, ...] = ()
