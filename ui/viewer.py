"""The source viewer: a document with its quotation highlighted. Works without JavaScript."""

from urllib.parse import quote as percent_encode
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from corpus.document import Document, Language
from ui.desk import Desk
from ui.document_text import (
    Kind,
    find_quotation,
    group_blocks,
    read_blocks,
    shown_part,
)
from ui.pages import Pages

_WEB = frozenset({"http", "https"})


def viewer_router(desk: Desk, pages: Pages) -> APIRouter:
    """Make the route `/documents/{id}?start=&end=`."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/documents/{document_id:path}", methods=["GET", "HEAD"])
    async def view(document_id: str, request: Request) -> HTMLResponse:
        document = desk.assistant.document(document_id)
        words = pages.words(request)
        template = "unknown_document.html" if document is None else "document.html"
        html = pages.html(
            template,
            root=pages.root(request),
            words=words,
            switch=lambda language: _switched(request, document_id, language),
            **(_shown(document, request) if document else {}),
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


def _shown(document: Document, request: Request) -> dict[str, object]:
    blocks = read_blocks(document.text)
    query = request.query_params
    quotation = find_quotation(query.get("start"), query.get("end"), length=len(document.text))
    if quotation:
        quotation = shown_part(blocks, quotation)
    first = blocks[0] if blocks else None
    if first and first.kind is Kind.HEADING:
        repeats_title = document.text[first.start : first.end].strip() == document.title
        if repeats_title and not (quotation and quotation.start < first.end):
            blocks = blocks[1:]
    return {
        "document": document,
        "groups": group_blocks(blocks),
        "quotation": quotation or range(0),
        "misplaced": quotation is None,
        "source_link": web_address(document.source),
    }


def _switched(request: Request, document_id: str, language: Language) -> str:
    """The address of the same place with the interface in another language."""
    kept = {name: request.query_params.get(name) for name in ("start", "end")}
    query = urlencode({name: value for name, value in kept.items() if value is not None})
    query += f"{'&' if query else ''}ui={language.value}"
    root = request.scope.get("root_path", "")
    return f"{root}/documents/{percent_encode(document_id)}?{query}#quote"
