"""HEAD: answered for every address as GET is, without the body."""

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadRequests:
    """ASGI middleware: asks for what HEAD names by GET, and sends only how the response begins.

    No body is made, so a stream without end neither hangs nor loses what it would have sent.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        with anyio.CancelScope() as answering:

            async def send_beginning(message: Message) -> None:
                if message["type"] == "http.response.start":
                    await send(message)
                    answering.cancel()
                    await anyio.sleep_forever()

            await self._app({**scope, "method": "GET"}, receive, send_beginning)
        await send({"type": "http.response.body", "body": b""})
