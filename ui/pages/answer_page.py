"""The page of a shared answer, and the one that removes it. Both work without JavaScript."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse

from assistant.answer import questions_by_citation
from assistant.certificate import Fault
from assistant.notices.frames import frame
from assistant.sharing.shared_answer import SharedAnswer
from corpus.document import Language
from ui.certified import find_changes
from ui.errors import UnknownAnswerError
from ui.executor import AnswerExecutor
from ui.pages.forms import read_field
from ui.pages.layout import Pages
from ui.pages.unavailable import UNAVAILABLE, Unavailable, unavailable_page
from ui.security_headers import CONTENT_POLICY
from ui.sharing import Sharing

_NOT_SHOWN = (UnknownAnswerError, *UNAVAILABLE)
_HEADERS = {"cache-control": "no-store", "x-robots-tag": "noindex, noarchive"}
_REMOVAL_HEADERS = {
    "content-security-policy": CONTENT_POLICY.replace("form-action 'none'", "form-action 'self'"),
    # The key in the address goes nowhere. `no-referrer` would also hide whose page sends the form.
    "referrer-policy": "strict-origin",
}


def answer_router(sharing: Sharing, executor: AnswerExecutor, pages: Pages) -> APIRouter:
    """Make the routes `/answers/{id}` and `/answers/{id}/remove`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/answers/{shared_id}")
    def show(shared_id: str, request: Request) -> HTMLResponse:
        path = _path(shared_id)
        try:
            shared = sharing.shared(shared_id)
            values = _values(shared, find_changes(shared, executor))
        except _NOT_SHOWN as error:
            return _not_shown(error, pages, request, path=path)
        return _page(pages, request, "answer.html", values, path=path)

    @router.get("/answers/{shared_id}/remove")
    def confirm(shared_id: str, request: Request) -> HTMLResponse:
        key = request.query_params.get("key", "")
        path = _removal_path(shared_id, key)
        try:
            sharing.check_key(shared_id, key)
        except _NOT_SHOWN as error:
            return _not_shown(error, pages, request, path=path)
        page = _page(pages, request, "remove_answer.html", {"key": key, "id": shared_id}, path=path)
        page.headers.update(_REMOVAL_HEADERS)
        return page

    @router.post("/answers/{shared_id}/remove")
    async def remove(shared_id: str, request: Request) -> HTMLResponse:
        key = await read_field(request, "key")
        try:
            await run_in_threadpool(sharing.remove, shared_id, key)
        except _NOT_SHOWN as error:
            return _not_shown(error, pages, request, path=_removal_path(shared_id, key))
        return _page(pages, request, "answer_removed.html", {}, path=_path(shared_id))

    return router


def _not_shown(
    error: UnknownAnswerError | Unavailable, pages: Pages, request: Request, *, path: str
) -> HTMLResponse:
    if isinstance(error, UnknownAnswerError):
        return _page(pages, request, "unknown_answer.html", {}, path=path, status=404)
    switch = _switch(pages.root(request), path)
    return unavailable_page(error, request, pages, switch=switch)


def _values(shared: SharedAnswer, changes: dict[int, Fault]) -> dict[str, object]:
    """What the page of an answer needs."""
    return {
        "shared": shared,
        "gone": {number for number, fault in changes.items() if fault is Fault.UNKNOWN_DOCUMENT},
        "changed": set(changes),
        "dated": any(citation.published for citation in shared.citations),
        "frame": frame,
        "headings": questions_by_citation(shared.parts),
    }


def _path(shared_id: str) -> str:
    return f"/answers/{shared_id}"


def _removal_path(shared_id: str, key: str) -> str:
    return f"{_path(shared_id)}/remove?{urlencode({'key': key})}"


def _switch(root: str, path: str) -> Callable[[Language], str]:
    """Gives the address of a page in another language."""
    sign = "&" if "?" in path else "?"
    return lambda language: f"{root}{path}{sign}ui={language.value}"


def _page(
    pages: Pages,
    request: Request,
    template: str,
    values: Mapping[str, object],
    *,
    path: str,
    status: int = 200,
) -> HTMLResponse:
    """Render a template; `path` is where the language switch leads."""
    root, words = pages.root(request), pages.words(request)
    html = pages.html(
        template,
        root=root,
        words=words,
        switch=_switch(root, path),
        **values,
    )
    response = pages.response(html, words=words, status=status)
    response.headers.update(_HEADERS)
    return response
