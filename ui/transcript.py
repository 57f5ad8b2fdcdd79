"""Transcript: a conversation put down for keeping, its sources numbered from first to last."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import OTHER_LANGUAGE, READING, Answer, Citation
from assistant.frames import frame_quotations
from assistant.records import source_address
from corpus.document import Language
from ui.words import Words

_SHOWN_OTHERWISE = (READING, OTHER_LANGUAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation and the number of its source."""

    text: str
    language: Language
    number: int


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
class Entry:
    """A question, what the documents say to it, and what there is to know about that."""

    question: str
    said: tuple[Said, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a quotation stands.

    Attributes:
        number: From 1, through the whole conversation.
        title: Of the document.
        language: Of the document, and of its title.
        facts: Its date and language, in words.
        address: Of the page that shows the quotation in the document.
        version: Of the document.
    """

    number: int
    title: str
    language: Language
    facts: str
    address: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A conversation, oldest question first, and its sources."""

    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]


def transcribe(answers: Sequence[Answer], words: Words, *, root: str) -> Transcript:
    """Put answers down.

    Args:
        answers: Of one conversation, oldest first.
        words: Words of the interface.
        root: Start of every link: an address that is right from anywhere.
    """
    numbers: dict[tuple[str, int, int], int] = {}
    cited: list[Citation] = []
    for citation in (one for answer in answers for one in answer.citations):
        if _place(citation) not in numbers:
            cited.append(citation)
            numbers[_place(citation)] = len(cited)
    return Transcript(
        entries=tuple(_entry(answer, numbers, words) for answer in answers),
        sources=tuple(_source(one, numbers[_place(one)], words, root=root) for one in cited),
    )


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.document.id, citation.start, citation.end


def _entry(answer: Answer, numbers: dict[tuple[str, int, int], int], words: Words) -> Entry:
    said = [
        Said(
            frame=framed.frame,
            quoted=tuple(
                Quoted(text=one.quote, language=one.document.language, number=numbers[_place(one)])
                for one in framed.citations
            ),
        )
        for framed in frame_quotations(answer)
    ]
    remarks = [one.text for one in answer.notices if one.code not in _SHOWN_OTHERWISE]
    remarks += [one.question for one in answer.readings]
    if any(one.document.published for one in answer.citations):
        remarks.append(words("as_of", date=words.day(answer.as_of)))
    return Entry(question=answer.question, said=tuple(said), remarks=tuple(remarks))


def _source(citation: Citation, number: int, words: Words, *, root: str) -> Source:
    document = citation.document
    day = words.day(document.published) if document.published else words("undated")
    return Source(
        number=number,
        title=document.title,
        language=document.language,
        facts=f"{day} · {words.name(document.language)}",
        address=source_address(document, start=citation.start, end=citation.end, root=root),
        version=words("document_version", version=document.version[:12]),
    )
