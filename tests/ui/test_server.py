import http.client
import json
import re
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from assistant.answer import Answer
from tests.fakes import make_document
from tests.ui.fakes import FakeAssistant
from tests.ui.serving import serving
from ui.errors import ListenError
from ui.server import listen

JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving(FakeAssistant(make_document(), seconds=0.01), chat_languages=()) as port:
        yield port


def ask(port: int, question: str) -> tuple[int, dict[str, object]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", "/api/v1/ask", json.dumps({"question": question}), JSON)
    response = connection.getresponse()
    answer = response.status, json.loads(response.read())
    connection.close()
    return answer


def raw(port: int, *pieces: bytes) -> bytes:
    """Send bytes as they are and read until the server closes or falls silent."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        received = b""
        try:
            for piece in pieces:
                connection.sendall(piece)
            connection.settimeout(2)
            while data := connection.recv(65536):
                received += data
        except (TimeoutError, ConnectionError):
            pass
        return received


def head(length: str, *more: str) -> bytes:
    lines = ["POST /api/v1/ask HTTP/1.1", "Host: x", "Content-Type: application/json"]
    lines.append("Connection: close")
    return "\r\n".join([*lines, *([length] if length else []), *more, "", ""]).encode()


PIECE = b"4000\r\n%s\r\n" % (b"x" * 0x4000)
BODY = b'{"question": "When is the tax due?"}'


@pytest.mark.slow
def test_200_questions_at_once_all_get_their_answer(port: int) -> None:
    with ThreadPoolExecutor(200) as people:
        answers = list(people.map(lambda n: ask(port, f"tax {n}"), range(200)))

    assert [status for status, _ in answers] == [200] * 200
    assert [body["question"] for _, body in answers] == [f"tax {n}" for n in range(200)]


class HeldAssistant(FakeAssistant):
    """Answers nothing until it is let."""

    def __init__(self) -> None:
        super().__init__(make_document())
        self.let = threading.Event()

    def answer(self, question: str, **options: Any) -> Answer:
        self.let.wait(60)
        return super().answer(question, **options)


@pytest.mark.slow
def test_health_is_told_while_questions_wait() -> None:
    assistant = HeldAssistant()
    with serving(assistant, chat_languages=()) as port, ThreadPoolExecutor(100) as people:
        asked = [people.submit(ask, port, "tax") for _ in range(100)]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
        waiting = [not one.done() for one in asked]
        assistant.let.set()
        connection.close()

        assert (status, waiting) == (200, [True] * 100)
        assert [one.result()[0] for one in asked] == [200] * 100


@pytest.mark.parametrize(
    ("pieces", "status"),
    [
        ([head(f"Content-Length: {len(BODY)}"), BODY], 200),
        ([head(f"Content-Length: {len(BODY)}", "Expect: 100-continue"), BODY], 200),
        ([head("Transfer-Encoding: chunked"), b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)], 200),
        ([head("Content-Length: 100000000")], 413),
        (
            [
                head("Transfer-Encoding: chunked"),
                *[b"4000\r\n%s\r\n" % (b"x" * 0x4000)] * 60,
                b"0\r\n\r\n",
            ],
            413,
        ),
        ([head("Content-Length: 5"), BODY], 400),
        ([head("Content-Length: -1"), BODY], 400),
        ([head("Content-Length: 1e3"), BODY], 400),
        ([head("Content-Length: 36", "Content-Length: 3"), BODY], 400),
        ([head("Content-Length: 36", "Transfer-Encoding: chunked"), BODY], 400),
        ([head("", "X-Long: " + "x" * 70_000)], 400),
        ([b"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"], 400),
        ([b"GET /healthz HTTP/1.1\r\nHost: x\r\nBad\x01: 1\r\n\r\n"], 400),
        ([b"GET /healthz HTTP/1.0\r\n\r\n"], 200),
        ([b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"], 400),
        ([b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"], 400),
    ],
    ids=lambda value: repr(value)[:90],
)
def test_a_request_is_answered_by_its_form(port: int, pieces: list[bytes], status: int) -> None:
    received = raw(port, *pieces)
    codes = [int(code) for code in re.findall(rb"HTTP/1\.1 ([0-9]{3}) ", received)]

    assert codes[-1] == status
    assert len(received) < 4096
    if status >= 400:
        head, _, body = received.rpartition(b"\r\n\r\n")
        assert b"\r\ncontent-type: application/problem+json" in head
        assert b"\r\nx-content-type-options: nosniff" in head
        assert json.loads(body)["status"] == status


def test_a_connection_reset_in_the_middle_of_a_body_harms_nobody(port: int) -> None:
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(head("Content-Length: 1000") + b"{")

    assert ask(port, "tax")[0] == 200


def test_a_port_in_use_is_told_with_what_to_do(port: int) -> None:
    with pytest.raises(ListenError, match=rf"Port {port} on 127.0.0.1 is in use. .*--port"):
        listen("127.0.0.1", port)


@pytest.mark.parametrize("host", ["203.0.113.7", "no-such-host.invalid"])
def test_a_host_that_is_not_ours_is_named(host: str) -> None:
    with pytest.raises(ListenError, match=rf"Cannot listen on {host}, port 8000: .+ server.host"):
        listen(host, 8000)
