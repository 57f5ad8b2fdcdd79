"""Records: what leaves of an answer, in the names and order of the HTTP contract.

Every field is named and described here, once: the JSON of the command line and the API, the API's
description, the widget's types, the pages, the transcript and the terminal are made from these. The
names are fixed; add fields, rename none.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter

from assistant.answer import (
    CLOSEST_FOUND,
    CLOSEST_SHOWN,
    Answer,
    AnswerPart,
    Attribution,
    Citation,
    Findings,
    Notice,
    Reading,
    SearchedPeriod,
    questions_by_citation,
)
from assistant.certificate import Certificate, source_address
from assistant.notices.frames import frame
from assistant.status import Status
from corpus.document import Document, Language
from index.search.hit import Hit

Value = str | int | float | None | list["Value"] | dict[str, "Value"]
DESCRIBED = ConfigDict(
    use_attribute_docstrings=True, json_schema_serialization_defaults_required=True
)
"""For records that are sent: the text below a field describes it to programs too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRecord:
    """A quotation and its place: `quote == text[start:end]` of the document."""

    number: int
    """The `[n]` in the answer."""
    document_id: str
    title: str
    source: str
    language: Language
    published: date | None
    version: str
    """SHA-256 over every field of the document that was quoted."""
    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""
    quote: str
    answer_start: int | None
    """Offset of the words in the quotation that answer; null when not known."""
    answer_end: int | None
    """Offset after them; null when not known."""
    frame: str | None
    """Words that introduce the quotation, in the language of the answer, when it is in another one;
    else null."""
    url: str
    """The document with the quotation highlighted."""
    attribution: Attribution | None
    """Whose words these are, where it is not the document itself that speaks."""

    @property
    def certificate(self) -> Certificate:
        """What it claims."""
        return Certificate(
            document_id=self.document_id,
            version=self.version,
            start=self.start,
            end=self.end,
            quote=self.quote,
        )

    @property
    def quote_parts(self) -> tuple[str, str, str]:
        """The quotation before, in and behind the words in it that answer."""
        if self.answer_start is None or self.answer_end is None:
            return self.quote, "", ""
        start, end = self.answer_start - self.start, self.answer_end - self.start
        return self.quote[:start], self.quote[start:end], self.quote[end:]


@dataclass(frozen=True, slots=True, kw_only=True)
class HitRecord:
    """A passage that was found."""

    rank: int
    """1 is best."""
    score: float
    """Higher is better; comparable only inside one list."""
    document_id: str
    title: str
    language: Language
    published: date | None
    version: Annotated[str, Field(exclude=True)]
    """Of the document; in JSON it stands in the address alone."""
    start: int
    end: int
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRecord:
    """One way to understand the question: to be asked instead, and the sentence that answers it."""

    question: str
    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRecord:
    """A period that the question names."""

    first: Annotated[date | None, Field(alias="from")]
    """First day; null when it is open."""
    last: Annotated[date | None, Field(alias="to")]
    """Last day; null when it is open."""
    words: str
    """The words of the question that name it."""
    applied: bool
    """Only passages from or about it were searched; false when those do not answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecord:
    """What the assistant says to one question."""

    __pydantic_config__ = DESCRIBED

    id: str
    question: str
    status: Status
    """`answered`, `clarification_…`, `unanswerable_…`, `refused_…` or `error_…`."""
    language: Language
    answer: str | None
    """Quoted sentences with `[n]` markers, or null."""
    citations: tuple[CitationRecord, ...]
    notices: tuple[Notice, ...]
    hits: tuple[HitRecord, ...]
    as_of: date
    """Newest publication among the cited documents, else the day of the index."""
    index_version: str
    confidence: float | None
    """Estimated probability, 0..1, that what was found answers; null when nothing was searched or
    found."""
    period: PeriodRecord | None
    """The period that the question names, if any."""
    readings: tuple[ReadingRecord, ...]
    """What the question may mean, where it fits several places in the documents."""
    parts: tuple[AnswerPart, ...]
    """The questions of a message that asks several; empty when it asks one."""

    @property
    def framed(self) -> list[tuple[CitationRecord, ...]]:
        """Neighbouring citations that share the first one's frame, which is that of a document."""
        starts = sorted(self.questions)

        def place(one: CitationRecord) -> tuple[int, str | None]:
            return bisect_right(starts, one.number), one.document_id if one.frame else None

        return [tuple(citations) for _, citations in groupby(self.citations, key=place)]

    @property
    def questions(self) -> dict[int, str]:
        """Of a message that asks several: each by the number of its first quotation of its own."""
        return questions_by_citation(self.parts)

    @property
    def closest_heading(self) -> Notice | None:
        """What to write above `closest`; None when nothing comes near, or something answers."""
        if self.citations:
            return None
        return next((notice for notice in self.notices if notice.code == CLOSEST_FOUND), None)

    @property
    def closest(self) -> tuple[HitRecord, ...]:
        """The best passage of each of the nearest documents; empty without `closest_heading`."""
        if self.closest_heading is None:
            return ()
        nearest: dict[str, HitRecord] = {}
        for hit in self.hits:
            nearest.setdefault(hit.document_id, hit)
        return tuple(nearest.values())[:CLOSEST_SHOWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsRecord:
    """The hits, best first."""

    __pydantic_config__ = DESCRIBED

    hits: tuple[HitRecord, ...]
    index_version: str
    period: PeriodRecord | None
    """The period that the question names, if any."""


def answer_record(answer: Answer, *, root: str = "") -> AnswerRecord:
    """An answer as `POST /api/v1/ask` gives it; every address begins with `root`."""
    return AnswerRecord(
        id=answer.id,
        question=answer.question,
        status=answer.status,
        language=answer.language,
        answer=answer.text,
        citations=tuple(
            citation_record(citation, reader=answer.language, root=root)
            for citation in answer.citations
        ),
        notices=answer.notices,
        hits=tuple(hit_record(hit, root=root) for hit in answer.hits),
        as_of=answer.as_of,
        index_version=answer.index_version,
        confidence=answer.confidence,
        period=_period_record(answer.period),
        readings=tuple(_reading_record(reading) for reading in answer.readings),
        parts=answer.parts,
    )


def findings_record(findings: Findings, *, index_version: str, root: str = "") -> FindingsRecord:
    """What was found as `POST /api/v1/search` gives it."""
    return FindingsRecord(
        hits=tuple(hit_record(hit, root=root) for hit in findings.hits),
        index_version=index_version,
        period=_period_record(findings.period),
    )


def citation_record(citation: Citation, *, reader: Language, root: str = "") -> CitationRecord:
    """A citation, for somebody who reads `reader`."""
    document, language = citation.document, citation.language
    answer_start, answer_end = citation.answer or (None, None)
    return CitationRecord(
        number=citation.number,
        document_id=document.id,
        title=document.title,
        source=document.source,
        language=language,
        published=document.published,
        version=document.version,
        start=citation.start,
        end=citation.end,
        quote=citation.quote,
        answer_start=answer_start,
        answer_end=answer_end,
        frame=frame(language, reader),
        url=root + _address(document, citation.start, citation.end),
        attribution=citation.attribution,
    )


def hit_record(hit: Hit, *, root: str = "") -> HitRecord:
    """A passage that was found."""
    passage = hit.passage
    document = passage.document
    return HitRecord(
        rank=hit.rank,
        score=hit.score,
        document_id=document.id,
        title=document.title,
        language=passage.language,
        published=document.published,
        version=document.version,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        url=root + _address(document, passage.start, passage.end),
    )


def as_json(record: AnswerRecord | FindingsRecord) -> Value:
    """A record as a value for `json.dumps`."""
    value: Value = TypeAdapter(type(record)).dump_python(record, mode="json", by_alias=True)
    return value


def _address(document: Document, start: int, end: int) -> str:
    return source_address(document.id, version=document.version, start=start, end=end)


def _period_record(period: SearchedPeriod | None) -> PeriodRecord | None:
    if period is None:
        return None
    return PeriodRecord(
        first=period.first, last=period.last, words=period.words, applied=period.applied
    )


def _reading_record(reading: Reading) -> ReadingRecord:
    return ReadingRecord(
        question=reading.question,
        document_id=reading.document.id,
        start=reading.start,
        end=reading.end,
    )
