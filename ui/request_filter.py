"""RequestFilter: stands in front of everything and decides on the path what may pass at all.

The chat page's library brings dozens of routes of its own (files, uploads, proxies); only those
that a text conversation needs are open. Everything not named here is 404.
"""

import asyncio
import re
from collections.abc import Sequence
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.chat.messages import check_chat_message
from ui.chat.stream import STREAM, check_chat_stream
from ui.errors import BodyTooLargeError, HostError, OriginError, RequestError, SlowBodyError
from ui.problems import known_problem, problem
from ui.public_path import path_within
from ui.security_headers import SECURITY_HEADERS

BODY_SECONDS = 10.0
# So much is read and thrown away, because many clients read a refusal only after sending all.
DRAINED_BYTES = 1_048_576

_OPEN = re.compile(
    r"/|/healthz|/readyz|/metrics|/favicon\.ico|/static/[a-z0-9_-]+\.[a-z0-9]+"
    r"|/api/docs|/api/openapi\.json|/api/v1/(?:ask|search|verify|documents/.+)"
    r"|/api/v1/answers/[0-9a-f]{32}(?:/(?:share|remove))?|/api/v1/feedback"
    r"|/answers/[0-9a-f]{32}(?:/remove)?|/transcript\.(?:docx|md)"
    r"|/documents/.+|/widget\.js|/widget/demo"
    r"|/chat/?|(?:/chat)?/(?:en|ru|be|zh)|/chat/(?:en|ru|be|zh)/(?:"
    r"|theme\.css|(?:assets|static)(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+"
    r"|gradio_api/queue/(?:join|data)|gradio_api/heartbeat/[a-z0-9]{1,40}|gradio_api/app_id"
    r")",
    re.DOTALL,
)
_HEARTBEAT = "/gradio_api/heartbeat/"
_CHAT_MESSAGE = "/gradio_api/queue/join"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_IGNORED_HEADERS = frozenset({b"range", b"if-range"})
_LENGTH = re.compile(r"[0-9]{1,12}")
_HOST = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def is_open(path: str) -> bool:
    """Whether requests for a path within the service may pass."""
    return _OPEN.fullmatch(path) is not None


class RequestFilter:
    """ASGI middleware: path, Host, Origin and body are checked, security headers added.

    Args:
        app: What stands behind.
        body_bytes: The largest body that is read.
        allowed_origins: Exact origins whose pages may send requests, beside our own.
        closing: Set when the server stops; then the streams that open pages hold end.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        body_bytes: int,
        allowed_origins: Sequence[str],
        closing: asyncio.Event,
    ) -> None:
        self._app = app
        self._closing = closing
        self._body_bytes = body_bytes
        self._allowed_origins = frozenset(allowed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        path = path_within(scope)
        if not is_open(path):
            refusal = problem(HTTPStatus.NOT_FOUND, "not_found", "Nothing is at this address.")
            await refusal(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            _check_host(headers, http_version=scope["http_version"])
            self._check_origin(headers, method=scope["method"])
            body = await self._read(headers, receive)
            if path.endswith(_CHAT_MESSAGE) and scope["method"] == "POST":
                check_chat_message(headers, body)
            if path.endswith(STREAM):
                check_chat_stream(scope["query_string"])
        except RequestError as error:
            await known_problem(error)(scope, receive, send)
            return
        if _HEARTBEAT in path:
            receive = self._until_closing(receive)
        await self._app(_without_range(scope), _replay(body, receive), _guarded(send))

    def _until_closing(self, receive: Receive) -> Receive:
        """Let a stream without end see its client leave when the server stops."""

        async def receive_or_leave() -> Message:
            message = asyncio.ensure_future(receive())
            closing = asyncio.ensure_future(self._closing.wait())
            try:
                await asyncio.wait([message, closing], return_when=asyncio.FIRST_COMPLETED)
                return message.result() if message.done() else {"type": "http.disconnect"}
            finally:
                message.cancel()
                closing.cancel()

        return receive_or_leave

    def _check_origin(self, headers: Headers, *, method: str) -> None:
        origin = headers.get("origin")
        if origin is None or method in _SAFE_METHODS or origin in self._allowed_origins:
            return
        if origin.partition("://")[2].lower() != headers.get("host", "").lower():
            raise OriginError(
                "Pages of another site may not send this.",
                fix="The operator can name the site in server.allowed_origins.",
            )

    async def _read(self, headers: Headers, receive: Receive) -> bytes:
        """Read the whole body, which is small, so that nothing behind meets a broken one."""
        announced = headers.get("content-length", "0")
        if "transfer-encoding" in headers and "content-length" in headers:
            raise RequestError("The body has two lengths.", fix="Announce one.")
        if not _LENGTH.fullmatch(announced) or int(announced) > DRAINED_BYTES:
            raise self._too_large()
        try:
            async with asyncio.timeout(BODY_SECONDS):
                return await self._gather(receive)
        except TimeoutError as error:
            raise SlowBodyError("The body took too long.", fix="Send it at once.") from error

    async def _gather(self, receive: Receive) -> bytes:
        body = bytearray()
        size = 0
        more = True
        while more and size <= DRAINED_BYTES:
            message = await receive()
            piece = message.get("body", b"")
            size += len(piece)
            if size <= self._body_bytes:
                body += piece
            more = message.get("more_body", False)
        if size > self._body_bytes:
            raise self._too_large()
        return bytes(body)

    def _too_large(self) -> BodyTooLargeError:
        return BodyTooLargeError(
            f"The body is larger than {self._body_bytes} bytes.", fix="Shorten the history."
        )


def _check_host(headers: Headers, *, http_version: str) -> None:
    hosts = headers.getlist("host")
    if not hosts and http_version == "1.0":
        return
    if len(hosts) != 1 or not _HOST.fullmatch(hosts[0]):
        raise HostError("The Host header is not one host name.", fix="Send one.")


def _without_range(scope: Scope) -> Scope:
    """Files here are small: a request for parts of one gets the whole."""
    kept = [(name, value) for name, value in scope["headers"] if name not in _IGNORED_HEADERS]
    return {**scope, "headers": kept}


def _replay(body: bytes, receive: Receive) -> Receive:
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return pending.pop() if pending else await receive()

    return replayed


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded
