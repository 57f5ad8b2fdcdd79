from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.settings import LimitsSettings, ServerSettings, Settings
from tests.ui.fakes import FakeAssistant
from ui.app import create_app

ALLOWED_ORIGIN = "https://www.example.by"
ADDRESS = "http://assistant.example"


@pytest.fixture(scope="package")
def settings() -> Settings:
    return Settings(
        server=ServerSettings(allowed_origins=(ALLOWED_ORIGIN,)), limits=LimitsSettings()
    )


@pytest.fixture(scope="package")
def assistant() -> FakeAssistant:
    """The assistant behind `client`; a test may give it more documents."""
    return FakeAssistant()


@pytest.fixture(scope="package")
def client(assistant: FakeAssistant, settings: Settings) -> Iterator[TestClient]:
    """A client of an application without chat pages; faults of ours arrive as 500."""
    app = create_app(assistant, settings, chat_languages=())
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="package")
def chat_client(assistant: FakeAssistant, settings: Settings) -> Iterator[TestClient]:
    """A client of the whole application, as it is served."""
    app = create_app(assistant, settings)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield client
