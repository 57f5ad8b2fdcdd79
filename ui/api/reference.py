"""`/api/docs`: the API described for people, with nothing loaded from another host."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from ui.pages.layout import Pages

# The documentation page writes its own styles into the page.
_CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


def api_docs_router(pages: Pages) -> APIRouter:
    """Make the route."""
    router = APIRouter(include_in_schema=False)

    @router.get("/api/docs")
    async def docs(request: Request) -> HTMLResponse:
        root, words = pages.root(request), pages.words(request)
        html = pages.html(
            "api_docs.html",
            root=root,
            words=words,
            switch=lambda language: f"{root}/api/docs?ui={language.value}",
        )
        response = pages.response(html, words=words)
        response.headers["content-security-policy"] = _CONTENT_POLICY
        return response

    return router
