"""Chat stream: how the answers reach the chat page, and who may ask for them."""

import re

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.errors import ChatMessageError

STREAM = "/gradio_api/queue/data"
_SESSION = re.compile(r"[a-z0-9]{1,40}")


def check_chat_stream(query: bytes) -> None:
    """Check what is asked of the stream.

    Raises:
        ChatMessageError: It does not name exactly one session, as the chat page does.
    """
    sessions = QueryParams(query).getlist("session_hash")
    if len(sessions) != 1 or not _SESSION.fullmatch(sessions[0]):
        raise ChatMessageError(
            "This is not a request of the chat page.", fix="Use the JSON API at /api/docs."
        )


class QuietStream:
    """ASGI middleware: ends the stream of a session that is not known, or no longer.

    The chat library says so in the stream, which the page understands, and then raises as well:
    forty lines in the log for anyone who asks.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        try:
            await self._app(scope, receive, send)
        except RuntimeError as error:
            if not (scope["path"].endswith(STREAM) and isinstance(error.__cause__, HTTPException)):
                raise
            await send({"type": "http.response.body", "body": b""})
