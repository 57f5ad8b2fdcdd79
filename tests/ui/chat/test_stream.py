import http.client
import logging

import pytest
from fastapi.testclient import TestClient

from corpus.document import Language
from tests.ui.fakes import FakeAssistant
from tests.ui.serving import serving

pytestmark = pytest.mark.chat

DATA = "/chat/en/gradio_api/queue/data"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "session_hash=",
        "session_hash=a&session_hash=b",
        "session_hash=../kanareika",
        "session_hash=kanareika%0A",
        "session_hash=" + "k" * 41,
        "session=kanareika",
        "session_hash=%D1%8F",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stream_of_no_session_is_a_4xx_problem(
    client: TestClient, method: str, query: str
) -> None:
    response = client.request(method, f"{DATA}?{query}")

    assert (response.status_code, response.json()["code"]) == (422, "bad_chat_message")
    assert response.headers["content-type"] == "application/problem+json"
    assert "kanareika" not in response.text


def test_the_stream_of_an_unknown_session_ends_with_a_word_to_the_page_and_none_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with serving(FakeAssistant(), chat_languages=[Language.ENGLISH]) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", f"{DATA}?session_hash=unknown")
        received = connection.getresponse().read()
        connection.close()

    assert b'"session_not_found":true' in received
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
