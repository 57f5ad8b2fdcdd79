"""Every address that answers GET answers HEAD alike: monitors and link checkers ask so."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection

import pytest
from fastapi import FastAPI
from httpx2 import Response
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import Message, Receive, Scope, Send

from corpus.document import Language
from tests.ui.fakes import FakeAssistant
from tests.ui.serving import serving
from tests.ui.sharing import Sharing, sharing
from ui.head_requests import HeadRequests

FIELDS = {
    "document_id": "news/tax.txt",
    "name": "base.css",
    "form": "md",
    "shared_id": "SHARED",
    "session_hash": "abc",
}
OURS = [
    *("/healthz", "/readyz", "/metrics", "/favicon.ico", "/static/base.css", "/widget.js"),
    *("/widget/demo", "/api/docs", "/api/openapi.json", "/documents/news/tax.txt"),
    *("/api/v1/documents/news/tax.txt", "/chat/en/"),
]
DATA = "/gradio_api/queue/data"
STREAMS = (DATA, "/heartbeat/abc")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sharing]:
    store = tmp_path_factory.mktemp("store")
    with sharing(store, chat_languages=[Language.ENGLISH]) as kept:
        yield kept


def addresses(routes: Sequence[BaseRoute], *, below: str = "") -> Iterator[str]:
    """Every address that answers GET, with the fields of `FIELDS` filled in."""
    for route in routes:
        router = getattr(route, "original_router", route)
        if isinstance(router, Mount | Router):
            mounted = router.path if isinstance(router, Mount) else ""
            yield from addresses(router.routes, below=below + mounted)
        elif isinstance(route, Route) and "GET" in (route.methods or ()):
            yield re.sub(
                r"\{(\w+)[^}]*\}", lambda field: FIELDS.get(field[1], "x"), below + route.path
            )


@pytest.mark.chat
def test_every_route_answers_head_as_get_without_a_body(kept: Sharing) -> None:
    app = kept.client.app
    assert isinstance(app, FastAPI)
    shared = kept.share(kept.ask())
    found = [place.replace("SHARED", shared["id"]) for place in addresses(app.routes)]
    asked = [place for place in found if not place.endswith(STREAMS)]
    assert set(OURS) <= set(asked)

    for place in [*asked, f"/answers/{shared['id']}/remove?key={shared['removal_key']}"]:
        read = kept.client.get(place, follow_redirects=False)
        head = kept.client.head(place, follow_redirects=False)
        assert (place, head.status_code, beginning(head)) == (
            place,
            read.status_code,
            beginning(read),
        )
        assert head.content == b"", place


def beginning(response: Response) -> list[tuple[str, str]]:
    """The headers, without the nonce that each visit has of its own."""
    return [(name, re.sub(r"'nonce-[^']+'", "", value)) for name, value in response.headers.items()]


@pytest.mark.parametrize("place", OURS)
@pytest.mark.chat
def test_addresses_that_monitors_ask_are_found(kept: Sharing, place: str) -> None:
    head = kept.client.head(place)

    assert head.status_code == 200
    assert int(head.headers["content-length"]) > 0


@pytest.mark.parametrize("place", ["/nothing", "/api/v1/documents/nothing", "/static/x.css"])
@pytest.mark.chat
def test_what_is_not_there_is_a_problem_without_its_body(kept: Sharing, place: str) -> None:
    head = kept.client.head(place)

    assert (head.status_code, head.content) == (404, b"")
    assert head.headers["content-type"] == "application/problem+json"
    assert head.headers["content-length"] == kept.client.get(place).headers["content-length"]


@pytest.mark.chat
def test_what_only_takes_messages_is_not_asked(kept: Sharing) -> None:
    head = kept.client.head("/api/v1/ask")

    assert (head.status_code, head.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("stream", ["queue/data?session_hash=abc", "heartbeat/abc"])
@pytest.mark.chat
def test_a_stream_begins_and_ends_at_once(kept: Sharing, stream: str) -> None:
    head = kept.client.head(f"/chat/en/gradio_api/{stream}")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"].startswith("text/event-stream")


def test_nothing_of_an_endless_stream_is_made() -> None:
    made: list[str] = []
    sent: list[Message] = []

    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        made.append(scope["method"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        made.append("a piece of the body")
        await asyncio.sleep(60)

    async def receive() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "http", "method": "HEAD", "path": "/", "headers": []}
    asyncio.run(asyncio.wait_for(HeadRequests(endless)(scope, receive, send), 5))

    assert made == ["GET"]
    assert sent == [
        {"type": "http.response.start", "status": 200, "headers": []},
        {"type": "http.response.body", "body": b""},
    ]
    assert scope["method"] == "HEAD"


@pytest.mark.chat
def test_a_real_server_keeps_the_connection_after_a_head() -> None:
    with serving(FakeAssistant(), chat_languages=[Language.ENGLISH]) as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        found = []
        for place in ("/healthz", "/chat/en/", f"/chat/en{DATA}?session_hash=abc", "/healthz"):
            connection.request("HEAD", place)
            reply = connection.getresponse()
            found.append((reply.status, reply.read()))
        connection.close()

    assert found == [(200, b"")] * 4
