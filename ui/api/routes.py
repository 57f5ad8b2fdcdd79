"""The JSON API: routes of three lines each.

What they take is in `ui/api/json_bodies.py`, what they give in `assistant/answer_json.py`.
"""

from fastapi import APIRouter, Request

from assistant.answer import Answer, Findings
from assistant.answer_json import AnswerRecord, FindingsRecord, answer_record, findings_record
from assistant.errors import QuestionRefusedError
from assistant.status import Status
from corpus.document import Document, Language
from ui.api import json_bodies
from ui.api.json_bodies import (
    CertificateBody,
    DocumentBody,
    ProblemBody,
    VerdictBody,
    limit_field,
)
from ui.certified import ask_certified, check_returned
from ui.errors import UnknownDocumentError
from ui.executor import AnswerExecutor, Answering
from ui.metrics import Place
from ui.strict_json import StrictJsonRoute

_UNREADABLE = frozenset({Status.REFUSED_EMPTY_QUESTION, Status.REFUSED_QUESTION_TOO_LONG})
"""What cannot be a question; every other ending is one that programs must be able to tell apart."""

_PROBLEM = {"application/problem+json": {"schema": ProblemBody.model_json_schema()}}
PROBLEMS: dict[int | str, dict[str, object]] = {
    "4XX": {"content": _PROBLEM, "description": "What was sent cannot be served (RFC 9457)."},
    "5XX": {"content": _PROBLEM, "description": "Busy, not ready, or our own fault (RFC 9457)."},
}
"""What every route may answer instead."""


def api_router(executor: AnswerExecutor, *, public_address: str, most_hits: int) -> APIRouter:
    """Make the routes.

    Args:
        executor: Where questions are answered.
        public_address: Start of every link; empty gives links relative to the service's root.
        most_hits: The most hits that a request may ask for.
    """

    class SearchBody(json_bodies.SearchBody):
        """What `POST /api/v1/search` takes; only `question` is needed."""

        limit: int = limit_field(most_hits)

    class AskBody(json_bodies.AskBody):
        """What `POST /api/v1/ask` takes; only `question` is needed."""

        limit: int = limit_field(most_hits)

    router = APIRouter(
        prefix="/api/v1", tags=["questions"], route_class=StrictJsonRoute, responses=PROBLEMS
    )

    def root(request: Request) -> str:
        return public_address or str(request.scope.get("root_path", ""))

    @router.post("/ask", summary="Answer a question")
    async def ask(body: AskBody, request: Request) -> AnswerRecord:
        """Answer one question with quotations of published documents, or say why not."""
        answer = await ask_certified(
            executor, lambda assistant: _answer(assistant, body), place=Place.API
        )
        if answer.status in _UNREADABLE:
            raise QuestionRefusedError(answer.status, answer.notices[0])
        return answer_record(answer, root=root(request))

    @router.post("/search", summary="Find passages")
    async def search(body: SearchBody, request: Request) -> FindingsRecord:
        """List the passages that speak to a question, best first."""
        findings = await executor.ask(lambda assistant: _search(assistant, body))
        version = executor.assistant.index_version
        return findings_record(findings, index_version=version, root=root(request))

    @router.post("/verify", summary="Check a quotation")
    async def verify(body: CertificateBody) -> VerdictBody:
        """Tell whether a quotation still stands in its document, and if not, why."""
        fault = check_returned(body.certificate(), executor)
        return VerdictBody(valid=fault is None, fault=fault)

    @router.get("/documents/{document_id:path}", summary="Read a document")
    async def document(document_id: str) -> DocumentBody:
        """Give a document as it was read; offsets of quotations count its text's characters."""
        return _document_body(find_document(executor, document_id))

    return router


def find_document(executor: AnswerExecutor, document_id: str) -> Document:
    """Look a document up.

    Raises:
        UnknownDocumentError: There is none with this id.
    """
    document = executor.assistant.document(document_id)
    if document is None:
        raise UnknownDocumentError(
            "There is no document with this id.", fix="Take ids from hits and citations."
        )
    return document


def _answer(assistant: Answering, body: json_bodies.AskBody) -> Answer:
    return assistant.answer(
        body.question,
        history=body.turns(),
        language=Language(body.language) if body.language else None,
        filters=body.filters.filters(),
        limit=body.limit,
        read_period=body.read_period,
    )


def _search(assistant: Answering, body: json_bodies.SearchBody) -> Findings:
    return assistant.search(
        body.question,
        history=body.turns(),
        filters=body.filters.filters(),
        limit=body.limit,
        read_period=body.read_period,
    )


def _document_body(document: Document) -> DocumentBody:
    return DocumentBody(
        id=document.id,
        title=document.title,
        source=document.source,
        language=document.language.value,
        published=document.published,
        version=document.version,
        text=document.text,
    )
