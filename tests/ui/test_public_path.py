"""The service below a path of a site: `https://site.example/ask/`."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, expect

from assistant.settings import ServerSettings, Settings, StoreSettings
from corpus.document import Language
from tests.ui.chat.test_browser import Watch, browser
from tests.ui.fakes import FakeAssistant
from tests.ui.proxy import Proxy, proxying
from tests.ui.serving import serving
from tests.ui.widget.driver import Visit
from tests.ui.widget.host import host_page, hosting, tag
from ui.app import create_app
from ui.pages.forms import MEDIA_TYPE
from ui.public_path import path_within

__all__ = ["browser"]

ADDRESS = "https://site.example/ask"
DOCUMENT = "/documents/news/tax.txt"
STAYS = (f"{ADDRESS}/", "./assets/", "#", "?")
LINK = re.compile(r'(?:href|src|action|data-description)="([^"]*)"')


def settings(directory: Path, address: str = ADDRESS) -> Settings:
    return Settings(
        server=ServerSettings(public_address=address), store=StoreSettings(directory=directory)
    )


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service whose proxy takes the path off."""
    app = create_app(FakeAssistant(), settings(tmp_path_factory.mktemp("store")))
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        yield client


def led_away(page: str) -> list[str]:
    """Links of a page that lead out of the path."""
    return [link for link in LINK.findall(page) if not link.startswith(STAYS)]


@pytest.mark.parametrize(
    "page",
    [
        *("/chat/be/", "/api/docs", "/widget/demo?ui=ru", "/widget/demo?inline=1"),
        *(f"{DOCUMENT}?start=0&end=10", "/documents/none", "/answers/" + "0" * 32),
        "/transcript.md?answer=none",
    ],
)
@pytest.mark.chat
def test_every_link_of_a_page_stays_below_the_path(below: TestClient, page: str) -> None:
    shown = below.get(page).text

    assert f'href="{ADDRESS}/static/base.css?v=' in shown
    assert led_away(shown) == []


@pytest.mark.chat
def test_a_shared_answer_is_read_and_removed_below_the_path(below: TestClient) -> None:
    answer = below.post("/api/v1/ask", json={"question": "the tax"}).json()["id"]
    consent = {"with_question": False}
    made = below.post(f"/api/v1/answers/{answer}/share", json=consent).json()
    place = made["url"].removeprefix(ADDRESS)
    removal = made["removal_url"].removeprefix(ADDRESS)
    pages = [below.get(place).text, below.get(removal).text]
    [form] = re.findall(r'<form method="post" action="([^"]+)"', pages[1])
    removed = below.post(
        form.removeprefix(ADDRESS),
        content=f"key={made['removal_key']}",
        headers={"origin": "https://site.example", "content-type": MEDIA_TYPE},
    )

    assert made["url"] == f"{ADDRESS}/answers/{made['id']}"
    assert form.startswith(f"{ADDRESS}/answers/{made['id']}/remove")
    assert [led_away(page) for page in (*pages, removed.text)] == [[], [], []]
    assert (removed.status_code, below.get(place).status_code) == (200, 404)


@pytest.mark.chat
def test_the_policy_for_host_pages_names_the_origin_alone(below: TestClient) -> None:
    allowed = "script-src https://site.example; connect-src https://site.example<"

    assert allowed in below.get("/widget/demo").text


@pytest.mark.chat
def test_quotations_and_hits_carry_the_path(below: TestClient) -> None:
    answer = below.post("/api/v1/ask", json={"question": "the tax"}).json()
    found = below.post("/api/v1/search", json={"question": "the tax"}).json()

    for one in (*answer["citations"], *answer["hits"], *found["hits"]):
        assert one["url"].startswith(f"{ADDRESS}{DOCUMENT}?start=0")


@pytest.mark.chat
def test_without_a_public_address_they_begin_with_the_root(tmp_path: Path) -> None:
    app = create_app(FakeAssistant(), settings(tmp_path, ""), chat_languages=[Language.ENGLISH])
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        answer = client.post("/api/v1/ask", json={"question": "the tax"}).json()

    assert answer["citations"][0]["url"].startswith(f"{DOCUMENT}?start=0")


@pytest.mark.parametrize("path", ["/", "/chat", "/en", "/chat/en"])
@pytest.mark.chat
def test_redirects_lead_below_the_path(below: TestClient, path: str) -> None:
    response = below.get(path, follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (302, f"{ADDRESS}/chat/en/")


@pytest.mark.chat
def test_the_chat_page_calls_below_the_path(below: TestClient) -> None:
    page = below.get("/chat/en/").text
    found, _ = json.JSONDecoder().raw_decode(page.split("window.gradio_config = ")[1])

    assert found["root"] == f"{ADDRESS}/chat/en"
    assert below.get("/chat/en/theme.css").status_code == 200


@pytest.mark.chat
def test_the_description_of_the_api_names_the_path(below: TestClient) -> None:
    assert below.get("/api/openapi.json").json()["servers"] == [{"url": "/ask"}]


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://site.example", 200),
        ("http://site.example", 403),
        ("https://site.example/ask", 403),
        ("https://other.example", 403),
    ],
)
@pytest.mark.chat
def test_our_own_pages_are_told_by_their_origin(
    below: TestClient, origin: str, status: int
) -> None:
    sent = {"question": "tax"}

    assert below.post("/api/v1/ask", json=sent, headers={"origin": origin}).status_code == status


@pytest.mark.parametrize("path", ["/ask", "/chat", "/api", "/a/b"])
@pytest.mark.parametrize("left", [False, True])
@pytest.mark.slow
@pytest.mark.chat
def test_a_proxy_may_leave_the_path_on(tmp_path: Path, path: str, left: bool) -> None:
    app = create_app(
        FakeAssistant(),
        settings(tmp_path, f"https://site.example{path}"),
        chat_languages=[Language.ENGLISH],
    )
    before = path if left else ""
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        for place in ("/healthz", "/chat/en/", f"/api/v1{DOCUMENT}", "/widget.js"):
            assert client.get(before + place).status_code == 200
        assert client.get(f"{before}/nothing").status_code == 404
        assert client.get(f"{path}x/healthz").status_code == 404


@pytest.mark.parametrize(
    ("root", "path", "within"),
    [
        ("", "/a", "/a"),
        ("/ask", "/ask/a", "/a"),
        ("/ask", "/a", "/a"),
        ("/ask", "/asking/a", "/asking/a"),
    ],
)
def test_the_path_within_the_service_is_without_the_root(root: str, path: str, within: str) -> None:
    assert path_within({"type": "http", "root_path": root, "path": path}) == within


@pytest.fixture(params=[True, False], ids=["path taken off", "path left on"])
def proxy(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Proxy]:
    with (
        proxying("/ask", strips=request.param) as proxy,
        serving(FakeAssistant(), settings(tmp_path, proxy.address)) as port,
    ):
        proxy.backend = port
        yield proxy


@pytest.mark.browser
def test_every_page_works_behind_a_proxy(browser: Browser, proxy: Proxy) -> None:
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(20_000)
    watch = Watch(context, proxy.address)
    page = context.new_page()
    page.goto(f"{proxy.address}/")
    page.locator("#question textarea").fill("When is the tax due?")
    page.keyboard.press("Enter")
    source = page.locator(".answer .open a")
    source.wait_for()
    document = str(source.get_attribute("href"))
    places = [page.url]
    for place in (document, f"{proxy.address}/api/docs", f"{proxy.address}/widget/demo"):
        page.goto(place)
        page.wait_for_load_state("networkidle")
        places.append(page.url)
    asked = Visit(page).open()
    linked = asked.ask("the tax").locator("a.marker").get_attribute("href")
    context.close()

    assert document.startswith(f"{proxy.address}/documents/news/tax.txt?start=0")
    assert str(linked).startswith(f"{proxy.address}/documents/news/tax.txt?start=0")
    assert [place for place in places if not place.startswith(proxy.address)] == []
    assert (watch.foreign, watch.complaints) == ([], [])


@pytest.mark.browser
def test_the_widget_of_another_site_asks_below_the_path(browser: Browser, tmp_path: Path) -> None:
    with hosting() as host, proxying("/ask") as proxy:
        server = ServerSettings(public_address=proxy.address, allowed_origins=(host.origin,))
        kept = Settings(server=server, store=StoreSettings(directory=tmp_path))
        with serving(FakeAssistant(), kept) as port:
            proxy.backend = port
            page = browser.new_page()
            page.goto(host.add("/", host_page(tag(proxy.address))))
            shown = Visit(page).open().ask("the tax")
            expect(shown.locator("blockquote")).to_have_text("The tax is due on 1 July 2016.")
            link = shown.locator("a.marker").get_attribute("href")
            page.close()

    assert str(link).startswith(f"{proxy.address}/documents/news/tax.txt?start=0")
