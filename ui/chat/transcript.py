"""Transcript: a conversation put down for keeping, each answer with its numbered sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import CLOSEST_FOUND, OTHER_LANGUAGE, READING
from assistant.answer_json import AnswerRecord, CitationRecord, HitRecord
from corpus.document import Language
from ui.words import Words

_SHOWN_OTHERWISE = (READING, OTHER_LANGUAGE, CLOSEST_FOUND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation.

    Attributes:
        text: The words.
        language: Theirs.
        number: Of its source.
        speaker: Whose words they are; None where the document speaks for itself.
    """

    text: str
    language: Language
    number: int
    speaker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Quotations under one line.

    Attributes:
        frame: The line; None where they need none.
        quoted: At least one.
    """

    frame: str | None
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place in a document.

    Attributes:
        title: Of the document.
        language: Of the document, and of its title.
        facts: Its date, language and version, in words.
        address: Of the page that shows the place in the document.
    """

    title: str
    language: Language
    facts: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question and what the documents say to it.

    Attributes:
        question: As asked.
        language: Of the answer.
        said: The quotations; empty unless answered.
        remarks: What there is to know about them, or why there are none.
        sources: Of the quotations: number 1 first.
        closest_heading: What to write above `closest`; None when nothing comes near.
        closest: Where to look instead.
    """

    question: str
    language: Language
    said: tuple[Said, ...]
    remarks: tuple[str, ...]
    sources: tuple[Source, ...]
    closest_heading: str | None
    closest: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A conversation.

    Attributes:
        entries: Oldest question first.
        left_out: A line on answers that are missing; None when none is.
    """

    entries: tuple[Entry, ...]
    left_out: str | None = None


def transcribe(answers: Sequence[AnswerRecord], words: Words, *, missing: int = 0) -> Transcript:
    """Put answers down.

    Args:
        answers: Of one conversation, oldest first, with addresses that are right from anywhere.
        words: Words of the interface.
        missing: How many answers of the conversation are not among them.
    """
    return Transcript(
        entries=tuple(_entry(answer, words) for answer in answers),
        left_out=words("transcript_incomplete", number=missing) if missing else None,
    )


def _entry(answer: AnswerRecord, words: Words) -> Entry:
    said = [
        Said(
            frame=_frame(answer, citations[0]),
            quoted=tuple(_quoted(citation, words) for citation in citations),
        )
        for citations in answer.framed
    ]
    remarks = [one.text for one in answer.notices if one.code not in _SHOWN_OTHERWISE]
    remarks += [one.question for one in answer.readings]
    if any(one.published for one in answer.citations):
        remarks.append(words("as_of", date=words.day(answer.as_of)))
    heading = answer.closest_heading
    return Entry(
        question=answer.question,
        language=answer.language,
        said=tuple(said),
        remarks=tuple(remarks),
        sources=tuple(_source(one, words) for one in answer.citations),
        closest_heading=heading.text if heading is not None else None,
        closest=tuple(_source(one, words) for one in answer.closest),
    )


def _frame(answer: AnswerRecord, first: CitationRecord) -> str | None:
    """What stands before quotations: their question, of several, and that they are translated."""
    lines = [answer.questions.get(first.number), first.frame]
    return " ".join(line for line in lines if line) or None


def _quoted(citation: CitationRecord, words: Words) -> Quoted:
    said = citation.attribution
    return Quoted(
        text=citation.quote,
        language=citation.language,
        number=citation.number,
        speaker=f"{words(f'speaker_{said.kind}')} {said.text}" if said is not None else None,
    )


def _source(place: CitationRecord | HitRecord, words: Words) -> Source:
    day = words.day(place.published) if place.published else words("undated")
    version = words("document_version", version=place.version[:12])
    return Source(
        title=place.title,
        language=place.language,
        facts=f"{day} · {words.name(place.language)} · {version}",
        address=place.url,
    )
