import asyncio
from collections.abc import Iterable, Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.settings import ServerSettings, Settings
from corpus.document import Language
from tests.ui.conftest import ADDRESS, ALLOWED_ORIGIN
from tests.ui.fakes import FakeAssistant
from ui import request_filter
from ui.app import create_app
from ui.request_filter import RequestFilter

OWN = ADDRESS
FOREIGN = [
    "https://sub.www.example.by",
    "https://www.example.by.evil.example",
    "http://www.example.by",
    "https://www.example.by:8443",
    "https://evil.example",
    "null",
]


@pytest.fixture
def client(request: pytest.FixtureRequest, client: TestClient) -> TestClient:
    """What may pass below `/chat/` is told with a chat there."""
    if request.node.get_closest_marker("chat") is None:
        return client
    found = request.getfixturevalue("chat_client")
    assert isinstance(found, TestClient)
    return found


def of_the_chat(*paths: str) -> list[pytest.ParameterSet]:
    return [pytest.param(path, marks=pytest.mark.chat) for path in paths]


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "//api/v1/ask",
        "/api/v1/ask/",
        "/api/v1/ask.",
        "/api/v1/ask;x",
        "/api/../admin",
        "/%2e%2e/etc/passwd",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/docs",
        "/redoc",
        "/openapi.json",
        "/admin",
        "/" + "a" * 10_000,
        *of_the_chat(
            "/chat/xx/",
            "/chat/en/config",
            "/chat/en/gradio_api/upload",
            "/chat/en/gradio_api/%75pload",
            "/chat/en/gradio_api/./upload",
            "/chat/en//gradio_api/upload",
            "/chat/en/gradio_api/upload_progress",
            "/chat/en/gradio_api/file=/etc/passwd",
            "/chat/en/gradio_api/proxy=http://localhost",
            "/chat/en/gradio_api/run/ask",
            "/chat/en/gradio_api/call/ask",
            "/chat/en/gradio_api/component_server",
            "/chat/en/gradio_api/deep_link",
            "/chat/en/gradio_api/openapi.json",
            "/chat/en/file=/etc/passwd",
            "/chat/en/monitoring",
            "/chat/en/login",
            "/chat/en/assets/../../routes.py",
            "/chat/en/assets/%2e%2e/routes.py",
            "/chat/en/manifest.json",
        ),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_not_named_is_a_404_problem(client: TestClient, method: str, path: str) -> None:
    response = client.request(method, path)

    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert len(response.content) < 4096


@pytest.mark.parametrize(
    "host", ["x/../admin", "a@b", "", "h" * 300, "a b", "a,b", "[::1", "x:port", "ы"]
)
def test_a_host_header_that_is_no_host_is_a_400_problem(client: TestClient, host: str) -> None:
    response = client.get("/healthz", headers={b"host": host.encode()})

    assert (response.status_code, response.json()["code"]) == (400, "bad_host")


def test_two_host_headers_are_a_400_problem(client: TestClient) -> None:
    response = client.get("/healthz", headers=[("host", "a.by"), ("host", "b.by")])

    assert response.status_code == 400


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "ask.example.by"])
def test_an_ordinary_host_passes(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/api/openapi.json", "/nothing"])
def test_every_response_has_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_a_range_is_ignored(client: TestClient) -> None:
    many = "bytes=" + ",".join("0-" for _ in range(5000))
    response = client.get("/healthz", headers={"range": many})

    assert response.status_code == 200


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_another_site_may_not_ask(client: TestClient, origin: str) -> None:
    response = client.post("/api/v1/ask", json={"question": "tax"}, headers={"origin": origin})

    assert (response.status_code, response.json()["code"]) == (403, "foreign_origin")
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize("origin", [None, OWN, ALLOWED_ORIGIN])
def test_our_own_and_an_allowed_page_may_ask(client: TestClient, origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}
    response = client.post("/api/v1/ask", json={"question": "tax"}, headers=headers)

    granted = response.headers.get("access-control-allow-origin")
    assert response.status_code == 200
    assert granted == (ALLOWED_ORIGIN if origin == ALLOWED_ORIGIN else None)
    assert "access-control-allow-credentials" not in response.headers


@pytest.fixture(scope="module")
def behind_a_proxy() -> Iterator[TestClient]:
    server = ServerSettings(public_address="https://ask.example.org")
    app = create_app(FakeAssistant(), Settings(server=server), chat_languages=[Language.ENGLISH])
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.mark.chat
@pytest.mark.parametrize(
    ("origin", "status"),
    [("https://ask.example.org", 200), ("http://ask.example.org", 403), ("", 403)],
)
def test_behind_a_proxy_that_changes_the_host_our_own_page_may_ask(
    behind_a_proxy: TestClient, origin: str, status: int
) -> None:
    message = {"data": ["tax", None], "fn_index": 0, "session_hash": "p1"}
    for path, body in (
        ("/api/v1/ask", {"question": "tax"}),
        ("/chat/en/gradio_api/queue/join", message),
    ):
        sent = behind_a_proxy.post(path, json=body, headers={"origin": origin})

        assert sent.status_code == status


@pytest.mark.parametrize(
    "path", ["/api/v1/ask", *of_the_chat("/chat/en/", "/chat/en/gradio_api/queue/join")]
)
@pytest.mark.parametrize("origin", [*FOREIGN, ALLOWED_ORIGIN])
def test_only_an_allowed_origin_is_granted_anything(
    client: TestClient, origin: str, path: str
) -> None:
    preflight = client.options(
        path,
        headers={
            "origin": origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        },
    )
    read = client.get(path, headers={"origin": origin})

    granted = ALLOWED_ORIGIN if origin == ALLOWED_ORIGIN else None
    assert preflight.headers.get("access-control-allow-origin") == granted
    assert preflight.status_code == (200 if granted else 400)
    assert read.headers.get("access-control-allow-origin") == granted
    for response in (preflight, read):
        assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize("path", ["/nothing", "/api/v1/ask"])
def test_an_allowed_page_can_read_a_refusal(client: TestClient, path: str) -> None:
    response = client.post(path, content=b"x" * 40_000, headers={"origin": ALLOWED_ORIGIN})

    assert response.status_code in {404, 413}
    assert response.headers["access-control-allow-origin"] == ALLOWED_ORIGIN


def test_an_odd_header_is_not_granted_in_a_preflight(client: TestClient) -> None:
    preflight = client.options(
        "/api/v1/ask",
        headers={
            "origin": ALLOWED_ORIGIN,
            "access-control-request-method": "POST",
            "access-control-request-headers": "x-odd",
        },
    )

    assert preflight.status_code == 400


def body_of(*pieces: bytes, pause: float = 0) -> Receive:
    remaining = list(pieces)

    async def receive() -> Message:
        await asyncio.sleep(pause)
        piece = remaining.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(remaining)}

    return receive


def filter_of_10_bytes(behind: ASGIApp) -> RequestFilter:
    return RequestFilter(behind, body_bytes=10, allowed_origins=(), closing=asyncio.Event())


def through(receive: Receive, *headers: tuple[bytes, bytes]) -> tuple[int, bytes]:
    """Send a body through a filter of 10 bytes; give the status and what arrived behind it."""
    arrived: list[bytes] = []
    statuses: list[int] = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        del scope
        arrived.append((await receive())["body"])
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Message) -> None:
        statuses.extend([message["status"]] if "status" in message else [])

    scope: Scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "path": "/api/v1/ask",
        "headers": [(b"host", b"x"), *headers],
    }
    asyncio.run(filter_of_10_bytes(behind)(scope, receive, send))
    return statuses[0], b"".join(arrived)


def test_a_body_in_pieces_arrives_whole() -> None:
    assert through(body_of(b"01234", b"", b"56789")) == (200, b"0123456789")


@pytest.mark.parametrize("pieces", [[b"0123456789a"], [b"01234", b"56789a"], [b"x" * 10**6] * 9])
def test_a_body_is_counted_as_it_streams(pieces: Iterable[bytes]) -> None:
    assert through(body_of(*pieces)) == (413, b"")


@pytest.mark.parametrize("length", [b"1048577", b"9" * 5000, b"-1", b"1e3", b"", b"\xb2"])
def test_a_length_far_over_the_limit_or_none_at_all_is_refused_unread(
    length: bytes,
) -> None:
    async def unread() -> Message:
        raise AssertionError

    assert through(unread, (b"content-length", length))[0] == 413


def test_a_body_that_trickles_is_a_408(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_filter, "BODY_SECONDS", 0.05)

    assert through(body_of(*[b"x"] * 9, pause=0.02)) == (408, b"")


def test_a_websocket_is_closed() -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def behind(*_: object) -> None:
        raise AssertionError

    receive = body_of(b"")
    scope: Scope = {"type": "websocket", "path": "/api/v1/ask", "headers": []}
    asyncio.run(filter_of_10_bytes(behind)(scope, receive, send))

    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_the_stream_of_an_open_page_ends_when_the_server_stops() -> None:
    seen: list[Message] = []
    closing = asyncio.Event()

    async def stream(_: Scope, receive: Receive, __: Send) -> None:
        await receive()
        seen.append(await receive())

    async def send(_: Message) -> None:
        raise AssertionError

    async def silent() -> Message:
        if not seen and not silent_calls:
            silent_calls.append(1)
            return {"type": "http.request", "body": b"", "more_body": False}
        await asyncio.sleep(60)
        raise AssertionError

    silent_calls: list[int] = []

    async def stop() -> None:
        behind = RequestFilter(stream, body_bytes=10, allowed_origins=(), closing=closing)
        scope: Scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "path": "/chat/en/gradio_api/heartbeat/abc",
            "headers": [(b"host", b"x")],
        }
        serving = asyncio.create_task(behind(scope, silent, send))
        await asyncio.sleep(0.05)
        assert seen == []
        closing.set()
        await asyncio.wait_for(serving, 5)

    asyncio.run(stop())

    assert seen == [{"type": "http.disconnect"}]
