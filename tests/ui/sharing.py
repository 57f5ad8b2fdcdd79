"""An application whose answers can be shared, with a store of its own."""

import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from assistant.settings import ServerSettings, Settings
from corpus.document import Language
from tests.ui.conftest import ADDRESS, ALLOWED_ORIGIN
from tests.ui.fakes import FakeAssistant
from ui.app import create_app

QUESTION = "When is the tax due, kanareikav?"


class Sharing:
    """Asks, shares and reads."""

    def __init__(self, client: TestClient, assistant: FakeAssistant, directory: Path) -> None:
        self.client = client
        self.assistant = assistant
        self.directory = directory

    def ask(self, question: str = QUESTION, **body: object) -> str:
        """Ask; give the answer's id, which is a new one."""
        self.assistant.answer_id = uuid.uuid4().hex
        answer = self.client.post("/api/v1/ask", json={"question": question, **body})
        return str(answer.json()["id"])

    def send(self, address: str, **body: object) -> Response:
        """Send JSON to the API."""
        return self.client.post(f"/api/v1/{address}", json=body)

    def share(self, answer_id: str, *, with_question: bool = False) -> dict[str, Any]:
        """Share an answer; give what its asker gets."""
        response = self.send(f"answers/{answer_id}/share", with_question=with_question)
        assert response.status_code == 200
        shared: dict[str, Any] = response.json()
        return shared

    def bytes(self) -> bytes:
        """Everything that is kept."""
        paths = sorted(self.directory.glob("answers.sqlite*"))
        return b"".join(path.read_bytes() for path in paths)


@contextmanager
def sharing(directory: Path, *, chat_languages: Collection[Language] = ()) -> Iterator[Sharing]:
    """An application around a small assistant."""
    server = ServerSettings(allowed_origins=(ALLOWED_ORIGIN,))
    settings = Settings(server=server).with_store(directory)
    assistant = FakeAssistant()
    app = create_app(assistant, settings, chat_languages=chat_languages)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield Sharing(client, assistant, directory)
