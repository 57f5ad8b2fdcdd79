"""The widget for pages of other sites: its script, and a page that shows and explains it."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from assistant.addresses import origin_of
from corpus.document import Language
from ui.pages.layout import Pages
from ui.pages.static_files import StaticFiles

SCRIPT = "widget.js"
_AN_HOUR = "public, max-age=3600"
# As a host page's policy may be: no style and no image of the widget's own needs leave.
_CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def widget_router(pages: Pages, files: StaticFiles) -> APIRouter:
    """Make the routes `/widget.js` and `/widget/demo`."""
    router = APIRouter(include_in_schema=False)
    tag = f'"{files.digest(SCRIPT)}"'

    @router.get("/widget.js")
    async def script(request: Request) -> Response:
        headers = {
            "etag": tag,
            "cache-control": _AN_HOUR,
            "cross-origin-resource-policy": "cross-origin",
            # Loaded as a module, a script of another site needs leave.
            "access-control-allow-origin": "*",
        }
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(files.content(SCRIPT), media_type="text/javascript", headers=headers)

    @router.get("/widget/demo")
    async def demo(request: Request) -> HTMLResponse:
        return _demo(request, pages)

    return router


def _demo(request: Request, pages: Pages) -> HTMLResponse:
    root, words = pages.root(request), pages.words(request)
    service = pages.public_address or str(request.base_url).rstrip("/")
    inline = request.query_params.get("inline") == "1"

    def address(language: Language, *, inline: bool) -> str:
        chosen = {"ui": language.value, **({"inline": "1"} if inline else {})}
        return f"{root}/widget/demo?{urlencode(chosen)}"

    html = pages.html(
        "widget_demo.html",
        root=root,
        words=words,
        switch=lambda language: address(language, inline=inline),
        inline=inline,
        as_button=address(words.language, inline=False),
        in_page=address(words.language, inline=True),
        service=service,
        # A path in a policy would allow that one address and nothing below it.
        allowed=origin_of(service),
    )
    response = pages.response(html, words=words)
    response.headers["content-security-policy"] = _CONTENT_POLICY
    return response
