"""The source viewer: a document with its quotation highlighted. Works without JavaScript."""

from functools import partial
from urllib.parse import quote as percent_encode
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from assistant.certificate import Fault
from corpus.document import Document, Language
from corpus.language_runs import language_at
from ui.errors import NotReadyError
from ui.executor import AnswerExecutor
from ui.metrics import Metrics, Place
from ui.pages.document_text import (
    BlockKind,
    find_quotation,
    group_blocks,
    read_blocks,
    shown_part,
)
from ui.pages.layout import Pages
from ui.pages.unavailable import unavailable_page

_WEB = frozenset({"http", "https"})


def viewer_router(executor: AnswerExecutor, pages: Pages) -> APIRouter:
    """Make the route `/documents/{id}?start=&end=&version=`; addresses without version go on."""
    router = APIRouter(include_in_schema=False)

    @router.get("/documents/{document_id:path}")
    async def view(document_id: str, request: Request) -> HTMLResponse:
        switch = partial(_switched, pages.root(request), request, document_id)
        try:
            document = executor.assistant.document(document_id)
        except NotReadyError as error:
            return unavailable_page(error, request, pages, switch=switch)
        words = pages.words(request)
        template = "unknown_document.html" if document is None else "document.html"
        html = pages.html(
            template,
            root=pages.root(request),
            words=words,
            switch=switch,
            **_values(document, request, executor.metrics),
        )
        return pages.response(html, words=words, status=200 if document else 404)

    return router


def web_address(source: str) -> str | None:
    """A document's source if it is a web address, so that no other kind becomes a link."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    return source if parts.scheme.lower() in _WEB and parts.netloc else None


def _values(document: Document | None, request: Request, metrics: Metrics) -> dict[str, object]:
    """What the template needs; an address that carries a version is checked and counted."""
    query = request.query_params
    version = query.get("version")
    length = len(document.text) if document else 0
    quotation = find_quotation(query.get("start"), query.get("end"), length=length)
    fault = _fault(document, quotation, version=version)
    if version is not None:
        metrics.count_check(Place.VIEWER, fault)
    return {} if document is None else _shown(document, None if fault else quotation, fault=fault)


def _fault(
    document: Document | None, quotation: range | None, *, version: str | None
) -> Fault | None:
    if document is None:
        return Fault.UNKNOWN_DOCUMENT
    if version is not None and version != document.version:
        return Fault.OTHER_VERSION
    return Fault.OUTSIDE_THE_TEXT if quotation is None else None


def _shown(
    document: Document, quotation: range | None, *, fault: Fault | None
) -> dict[str, object]:
    blocks = read_blocks(document.text)
    if quotation:
        quotation = shown_part(blocks, quotation)
    first = blocks[0] if blocks else None
    if first and first.kind is BlockKind.HEADING:
        repeats_title = document.text[first.start : first.end].strip() == document.title
        if repeats_title and not (quotation and quotation.start < first.end):
            blocks = blocks[1:]
    return {
        "document": document,
        "language_of": lambda block: language_at(document, block.start, block.end),
        "groups": group_blocks(blocks),
        "quotation": quotation or range(0),
        "misplaced": quotation is None,
        "changed": fault is Fault.OTHER_VERSION,
        "source_link": web_address(document.source),
    }


def _switched(root: str, request: Request, document_id: str, language: Language) -> str:
    """The address of the same place with the interface in another language."""
    kept = {name: request.query_params.get(name) for name in ("start", "end", "version")}
    query = urlencode({name: value for name, value in kept.items() if value is not None})
    query += f"{'&' if query else ''}ui={language.value}"
    return f"{root}/documents/{percent_encode(document_id)}?{query}#quote"
