"""The script and the demonstration page as the server sends them."""

import gzip
from importlib import resources

import pytest
from fastapi.testclient import TestClient

from corpus.document import Language
from tests.ui.conftest import ALLOWED_ORIGIN
from ui.words import Words

SCRIPT = (resources.files("ui") / "static" / "widget.js").read_bytes()
LARGEST_GZIPPED = 30 * 1024


def test_the_script_is_for_pages_of_other_sites_and_nothing_else_is(client: TestClient) -> None:
    response = client.get("/widget.js")

    assert response.content == SCRIPT
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert response.headers["access-control-allow-origin"] == "*"
    assert "set-cookie" not in response.headers
    for path in ("/widget/demo", "/static/base.css", "/static/widget.js", "/healthz", "/nothing"):
        assert client.get(path).headers["cross-origin-resource-policy"] == "same-origin"


def test_the_script_is_kept_an_hour_and_then_asked_about(client: TestClient) -> None:
    first = client.get("/widget.js")
    tag = first.headers["etag"]
    again = client.get("/widget.js", headers={"if-none-match": f'W/{tag}, "x"'})

    assert first.headers["cache-control"] == "public, max-age=3600"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert client.get("/widget.js", headers={"if-none-match": '"x"'}).status_code == 200
    assert client.head("/widget.js").headers["etag"] == tag


def test_the_script_is_small() -> None:
    assert len(gzip.compress(SCRIPT)) <= LARGEST_GZIPPED


@pytest.mark.parametrize("language", Language)
def test_the_script_says_what_the_chat_page_says(language: Language) -> None:
    words, text = Words(language), SCRIPT.decode()

    for key in ("ask", "examples_label", "example_1", "privacy", "sources", "no_answer", "busy"):
        assert words(key) in text
    for key in ("widget_launcher", "widget_offline", "widget_promise"):
        assert words(key) in text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("inline", [False, True])
def test_the_demonstration_shows_it_as_a_strict_page_has_it(
    client: TestClient, language: Language, inline: bool
) -> None:
    page = client.get(f"/widget/demo?ui={language}{'&inline=1' if inline else ''}")
    target = ' data-target="#questions"' if inline else ""

    assert page.status_code == 200
    assert page.headers["content-security-policy"].startswith("default-src 'none'; script-src")
    assert "unsafe" not in page.headers["content-security-policy"]
    assert f'<html lang="{language}">' in page.text
    assert f'<script src="/widget.js" data-language="{language}"{target} defer>' in page.text
    shown = f'&lt;script src="http://assistant.example/widget.js" data-language="{language}"'
    assert shown in page.text
    assert "style=" not in page.text
    assert "allowed_origins" in page.text


@pytest.mark.parametrize(
    "path", ["/widget", "/widget/", "/widget.js/", "/widget/demo/", "/widgetXjs"]
)
def test_nothing_else_is_open(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_page_of_another_site_may_read_when_to_ask_again(client: TestClient) -> None:
    sent = {"question": "the tax"}
    response = client.post("/api/v1/ask", json=sent, headers={"origin": ALLOWED_ORIGIN})

    assert response.headers["access-control-allow-origin"] == ALLOWED_ORIGIN
    assert response.headers["access-control-expose-headers"] == "retry-after"
