"""The chat page as it leaves: what leads to it, and our page in place of the library's.

The chat library's own page refers to other hosts and carries inline scripts. Its configuration
and the addresses of its script and style are taken out of it and put into our page.
"""

import re
import secrets
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.document import Language
from ui.chat.chat import Chat
from ui.errors import ChatNotReadyError, InterfaceError
from ui.pages.layout import Pages
from ui.pages.unavailable import unavailable_page
from ui.public_path import path_within
from ui.words import Words

_PAGE = re.compile(r"/chat/(en|ru|be|zh)/")
_CONFIG = re.compile(r"window\.gradio_config = (\{.*?\});</script>", re.DOTALL)
_API = re.compile(r"window\.gradio_api_info = (\{.*?\});</script>", re.DOTALL)
_SCRIPT = re.compile(r'src="\./(assets/index-[A-Za-z0-9_-]+\.js)"')
_STYLE = re.compile(r'href="\./(assets/index-[A-Za-z0-9_-]+\.css)"')


def chat_router(pages: Pages) -> APIRouter:
    """Make the redirects from `/` and `/chat/` to the reader's language."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    @router.get("/chat")
    @router.get("/chat/")
    async def start(request: Request) -> RedirectResponse:
        address = f"{pages.root(request)}/chat/{pages.words(request).language.value}/"
        headers = {"vary": "accept-language", "cache-control": "no-cache"}
        return RedirectResponse(address, status_code=302, headers=headers)

    for language in Language:
        # People leave the end of an address out.
        for path in (f"/{language.value}", f"/chat/{language.value}"):
            router.add_api_route(path, partial(_led_on, pages, language))
    return router


def _led_on(pages: Pages, language: Language, request: Request) -> RedirectResponse:
    return RedirectResponse(f"{pages.root(request)}/chat/{language.value}/", status_code=302)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryPage:
    """What our page needs of the library's own: two JSON texts and two addresses."""

    config: str
    api: str
    script: str
    style: str

    @classmethod
    def read(cls, html: str) -> "LibraryPage":
        """Find the four in the library's page.

        Raises:
            InterfaceError: One is not there: this version of the library is not known.
        """
        patterns = {"config": _CONFIG, "api": _API, "script": _SCRIPT, "style": _STYLE}
        found = {name: pattern.search(html) for name, pattern in patterns.items()}
        missing = [name for name, match in found.items() if match is None]
        if missing:
            raise InterfaceError(
                f"The page of gradio {version('gradio')} has no {', '.join(missing)}.",
                fix="Install the gradio version that pyproject.toml names.",
            )
        return cls(**{name: match[1] for name, match in found.items() if match})


class DressedChat:
    """ASGI middleware: replaces the library's page by ours, allowing scripts by a nonce."""

    def __init__(self, app: ASGIApp, *, pages: Pages, chat: Chat) -> None:
        self._app = app
        self._pages = pages
        self._chat = chat

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        place = _PAGE.fullmatch(path_within(scope)) if scope["type"] == "http" else None
        if place is None or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        if not self._chat.is_open:
            await self._not_yet(Words(Language(place[1])), scope)(scope, receive, send)
            return
        sent: list[Message] = []

        async def keep(message: Message) -> None:
            if message["type"] in {"http.response.start", "http.response.body"}:
                sent.append(message)

        await self._app({**scope, "headers": self._headers(scope)}, receive, keep)
        if sent[0]["status"] != 200:
            for message in sent:
                await send(message)
            return
        html = b"".join(message.get("body", b"") for message in sent).decode()
        response = self._dress(LibraryPage.read(html), Words(Language(place[1])), scope)
        await response(scope, receive, send)

    def _not_yet(self, words: Words, scope: Scope) -> ASGIApp:
        """The page that says so."""
        request = Request(scope)
        error = ChatNotReadyError("The chat pages are still being loaded.", fix="Try again later.")
        return unavailable_page(
            error,
            request,
            self._pages,
            switch=lambda language: f"{self._pages.root(request)}/chat/{language.value}/",
            words=words,
        )

    def _headers(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        """Ask for plain text, and let the page call the public address whatever the Host says.

        Told the address by its own setting, the library no longer finds its mounted routes. It adds
        the path that it is served under itself.
        """
        dropped = {b"accept-encoding"}
        added: list[tuple[bytes, bytes]] = []
        if self._pages.public_address:
            scheme, _, host = self._pages.public_origin.partition("://")
            added = [
                (b"x-forwarded-host", host.encode()),
                (b"x-forwarded-proto", scheme.encode()),
            ]
            dropped |= {name for name, _ in added}
        return [entry for entry in scope["headers"] if entry[0] not in dropped] + added

    def _dress(self, library: LibraryPage, words: Words, scope: Scope) -> ASGIApp:
        nonce = secrets.token_urlsafe(16)
        root = self._pages.root(Request(scope))
        html = self._pages.html(
            "chat.html",
            root=root,
            words=words,
            switch=lambda language: f"{root}/chat/{language.value}/",
            library=library,
            nonce=nonce,
        )
        response = self._pages.response(html, words=words)
        response.headers["cache-control"] = "no-store"
        response.headers["content-security-policy"] = (
            f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; "
            "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        return response
