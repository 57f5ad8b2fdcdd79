import re

import pytest
from fastapi.testclient import TestClient

from tests.ui.conftest import ADDRESS
from ui.chat.dressing import LibraryPage
from ui.errors import InterfaceError

pytestmark = pytest.mark.chat

LANGUAGES = ["en", "ru", "be", "zh"]


@pytest.mark.parametrize("path", ["/", "/chat", "/chat/"])
def test_a_visitor_is_led_to_the_page_in_their_language(client: TestClient, path: str) -> None:
    response = client.get(path, headers={"accept-language": "be,ru;q=0.5"}, follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (302, "/chat/be/")
    assert client.get(path, params={"ui": "zh"}).url.path == "/chat/zh/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_its_language_and_names_no_other_host(
    client: TestClient, language: str
) -> None:
    page = client.get(f"/chat/{language}/")

    addresses = set(re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", page.text))
    assert f'<html lang="{language}"' in page.text
    assert addresses <= {ADDRESS}
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/be", "/chat/be"])
def test_an_address_that_ends_too_early_leads_to_the_page(client: TestClient, path: str) -> None:
    response = client.get(path, follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (302, "/chat/be/")
    assert client.get("/fr").status_code == 404


def test_every_script_in_the_page_carries_the_nonce_of_this_visit(client: TestClient) -> None:
    nonces = []
    for page in [client.get("/chat/en/") for _ in range(2)]:
        policy = page.headers["content-security-policy"]
        [nonce] = re.findall(r"'nonce-([^']+)'", policy)
        inline = re.findall(r"<script(?![^>]*\ssrc=)([^>]*)>", page.text)
        nonces.append(nonce)

        assert inline == [f' nonce="{nonce}"']
        assert "unsafe-inline" not in policy.split("style-src")[0]
        assert "unsafe-eval" not in policy
    assert nonces[0] != nonces[1]


def test_a_page_of_an_unknown_library_version_is_refused_by_name() -> None:
    with pytest.raises(InterfaceError, match=r"gradio .* has no config, api, script, style"):
        LibraryPage.read("<html></html>")
