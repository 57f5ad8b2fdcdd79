from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from assistant.settings import ServerSettings, Settings, StoreSettings
from tests.fakes import make_document
from tests.ui.chat.test_browser import RUSSIAN, browser
from tests.ui.fakes import FakeAssistant
from tests.ui.serving import serving
from tests.ui.widget.host import Host, host_page, hosting, strict_policy, tag

__all__ = ["browser"]


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with hosting() as host:
        yield host


@pytest.fixture(scope="module")
def fake() -> FakeAssistant:
    return FakeAssistant(make_document(), RUSSIAN)


@pytest.fixture(scope="module")
def service(
    host: Host, fake: FakeAssistant, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Address of a service that the host's pages may ask."""
    settings = Settings(
        server=ServerSettings(allowed_origins=(host.origin,)),
        store=StoreSettings(directory=tmp_path_factory.mktemp("store")),
    )
    with serving(fake, settings) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def strict(host: Host, service: str) -> str:
    """A host page with the strictest policy."""
    return host.add("/strict", host_page(tag(service)), policy=strict_policy(service))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context
    context.close()
