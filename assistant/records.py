"""Records: answers and hits as plain values for JSON, in the names of the HTTP contract."""

from collections.abc import Sequence
from urllib.parse import quote as percent_encode
from urllib.parse import urlencode

from assistant.answer import Answer, Attribution, Findings, Notice, Reading, SearchedPeriod
from assistant.notices.frames import frame
from assistant.sharing.shared_answer import KeptCitation, SharedAnswer
from corpus.document import Document, Language
from index.search.hit import Hit

Value = str | int | float | None | list["Value"] | dict[str, "Value"]


def source_address(document: Document, *, start: int, end: int, root: str = "") -> str:
    """Address of the source viewer page that shows `[start:end)` highlighted.

    It carries the document's version, so that the page can tell when its text has changed since.

    Args:
        document: The document.
        start: Offset of the first character.
        end: Offset after the last character.
        root: Address of the service without a closing `/`; empty gives a relative address.
    """
    return _address(document.id, document.version, start=start, end=end, root=root)


def citation_address(citation: KeptCitation, *, root: str = "") -> str:
    """As `source_address`, of a quotation whose document may be gone."""
    return _address(
        citation.document_id, citation.version, start=citation.start, end=citation.end, root=root
    )


def answer_record(answer: Answer, *, root: str = "") -> dict[str, Value]:
    """An answer as `POST /api/v1/ask` gives it."""
    return {
        "id": answer.id,
        "question": answer.question,
        "status": answer.status.value,
        "language": answer.language.value,
        "answer": answer.text,
        "citations": [
            _citation_record(KeptCitation.of(citation), reader=answer.language, root=root)
            for citation in answer.citations
        ],
        "notices": _notice_records(answer.notices),
        "hits": [_hit_record(hit, root=root) for hit in answer.hits],
        "as_of": answer.as_of.isoformat(),
        "index_version": answer.index_version,
        "confidence": answer.confidence,
        "period": _period_record(answer.period),
        "readings": [_reading_record(reading) for reading in answer.readings],
    }


def shared_answer_record(
    answer: SharedAnswer, *, changed: Sequence[int], root: str = ""
) -> dict[str, Value]:
    """A shared answer as `GET /api/v1/answers/{shared_id}` gives it.

    Args:
        answer: As it was shared.
        changed: Numbers of the citations that do not stand in a document any more.
        root: Start of every link.
    """
    return {
        "id": answer.id,
        "question": answer.question,
        "status": answer.status.value,
        "language": answer.language.value,
        "answer": answer.text,
        "citations": [
            _citation_record(citation, reader=answer.language, root=root)
            for citation in answer.citations
        ],
        "notices": _notice_records(answer.notices),
        "as_of": answer.as_of.isoformat(),
        "index_version": answer.index_version,
        "shared_on": answer.shared_on.isoformat(),
        "changed": list(changed),
    }


def findings_record(findings: Findings, *, index_version: str, root: str = "") -> dict[str, Value]:
    """What was found as `POST /api/v1/search` gives it."""
    return {
        "hits": [_hit_record(hit, root=root) for hit in findings.hits],
        "index_version": index_version,
        "period": _period_record(findings.period),
    }


def _period_record(period: SearchedPeriod | None) -> dict[str, Value] | None:
    if period is None:
        return None
    return {
        "from": period.first.isoformat() if period.first is not None else None,
        "to": period.last.isoformat() if period.last is not None else None,
        "words": period.words,
        "applied": period.applied,
    }


def _reading_record(reading: Reading) -> dict[str, Value]:
    return {
        "question": reading.question,
        "document_id": reading.document.id,
        "start": reading.start,
        "end": reading.end,
    }


def _address(document_id: str, version: str, *, start: int, end: int, root: str) -> str:
    place = urlencode({"start": start, "end": end, "version": version})
    return f"{root}/documents/{percent_encode(document_id)}?{place}#quote"


def _notice_records(notices: Sequence[Notice]) -> list[Value]:
    return [{"code": notice.code, "text": notice.text} for notice in notices]


def _citation_record(citation: KeptCitation, *, reader: Language, root: str) -> dict[str, Value]:
    return {
        "number": citation.number,
        "document_id": citation.document_id,
        "title": citation.title,
        "source": citation.source,
        "language": citation.language.value,
        "published": citation.published.isoformat() if citation.published else None,
        "version": citation.version,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "answer_start": citation.answer[0] if citation.answer else None,
        "answer_end": citation.answer[1] if citation.answer else None,
        "frame": frame(citation.language, reader),
        "url": citation_address(citation, root=root),
        "attribution": _attribution_record(citation.attribution),
    }


def _attribution_record(attribution: Attribution | None) -> dict[str, Value] | None:
    if attribution is None:
        return None
    return {
        "text": attribution.words,
        "start": attribution.start,
        "end": attribution.end,
        "kind": attribution.kind.value,
    }


def _hit_record(hit: Hit, *, root: str) -> dict[str, Value]:
    passage = hit.passage
    document = passage.document
    return {
        "rank": hit.rank,
        "score": hit.score,
        "document_id": document.id,
        "title": document.title,
        "language": passage.language.value,
        "published": document.published.isoformat() if document.published else None,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "url": source_address(document, start=passage.start, end=passage.end, root=root),
    }
