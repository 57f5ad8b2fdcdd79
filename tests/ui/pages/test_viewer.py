from collections.abc import Callable
from urllib.parse import quote, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import html

from assistant.certificate import source_address
from corpus.document import Document, Language
from tests.fakes import make_document
from tests.ui.fakes import FakeAssistant
from tests.ui.payloads import PAYLOADS
from ui.pages.viewer import web_address

TEXT = "# Налог\n\nНалог уплачивается до 1 июля. Его принимает банк.\n\n- раз\n- два"
DOCUMENT = make_document(TEXT, id="tax.txt", title="Налог", language=Language.RUSSIAN)

Show = Callable[..., html.HtmlElement]


@pytest.fixture
def show(assistant: FakeAssistant, client: TestClient) -> Show:
    """Gives the page of a document, parsed."""

    def page_of(document: Document, query: str = "", **headers: str) -> html.HtmlElement:
        assistant.documents[document.id] = document
        response = client.get(f"/documents/{quote(document.id)}{query}", headers=headers)
        assert response.status_code == 200
        return html.document_fromstring(response.text)

    return page_of


def test_the_quotation_is_marked_and_can_be_scrolled_to(show: Show) -> None:
    start = TEXT.index("Его")
    page = show(DOCUMENT, f"?start={start}&end={start + 19}")

    [mark] = page.xpath("//mark")
    assert mark.get("id") == "quote"
    assert mark.text_content() == "Его принимает банк."
    assert page.xpath("//a[@href='#quote']")


def test_a_quotation_over_several_blocks_is_marked_in_each_and_named_once(
    show: Show,
) -> None:
    page = show(DOCUMENT, f"?start={TEXT.index('банк')}&end={len(TEXT)}")

    assert [mark.text_content() for mark in page.xpath("//mark")] == ["банк.", "раз", "два"]
    assert len(page.xpath("//*[@id='quote']")) == 1


@pytest.mark.parametrize("query", ["?start=5", "?start=9&end=3", "?start=a&end=b", "?end=99999"])
def test_wrong_offsets_show_the_document_with_a_note(show: Show, query: str) -> None:
    page = show(DOCUMENT, query)

    assert page.xpath("//mark") == []
    assert "nothing is highlighted" in page.xpath("//*[@role='note']")[0].text_content()
    assert "Его принимает банк." in page.text_content()


def test_a_document_is_shown_with_its_facts_and_structure(show: Show) -> None:
    page = show(DOCUMENT)

    assert page.xpath("//h1")[0].text_content() == "Налог"
    assert page.xpath("//h2") == []
    assert [item.text_content() for item in page.xpath("//article/ul/li")] == ["раз", "два"]
    assert page.xpath("//time/@datetime") == ["2015-09-02"]
    assert page.xpath("//*[@role='note']") == []


def test_the_page_is_in_the_language_of_the_reader_and_the_text_in_its_own(show: Show) -> None:
    page = show(DOCUMENT, "?start=0&end=3&ui=be", **{"accept-language": "zh"})
    accepted = show(DOCUMENT, **{"accept-language": "zh-CN,en;q=0.1"})

    assert page.get("lang") == "be"
    assert page.xpath("//article/@lang") == ["ru"]
    assert "Апублікавана 2 верасня 2015\u00a0г." in page.text_content()
    assert accepted.get("lang") == "zh"
    [switch] = page.xpath("//nav//a[@hreflang='zh']/@href")
    assert switch == "/documents/tax.txt?start=0&end=3&ui=zh#quote"


@pytest.mark.parametrize("language", ["en", "ru", "be", "zh"])
def test_the_address_of_a_citation_marks_its_quotation(show: Show, language: str) -> None:
    start = TEXT.index("Его")
    address = source_address(DOCUMENT.id, version=DOCUMENT.version, start=start, end=start + 19)
    page = show(DOCUMENT, f"?{urlsplit(address).query}&ui={language}")

    assert [mark.text_content() for mark in page.xpath("//mark")] == ["Его принимает банк."]
    assert page.xpath("//mark/ancestor-or-self::*[@lang][1]/@lang") == ["ru"]
    for switch in page.xpath("//nav//a/@href"):
        assert f"version={DOCUMENT.version}" in switch


@pytest.mark.parametrize("version", ["0" * 64, "", "x", DOCUMENT.version[:12]])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "has changed since the link was made"),
        ("ru", "Документ изменился"),
        ("be", "Дакумент змяніўся"),
        ("zh", "有过变动"),
    ],
)
def test_a_changed_document_is_shown_without_a_mark_and_says_so(
    show: Show, version: str, language: str, words: str
) -> None:
    page = show(DOCUMENT, f"?start=0&end=9&version={version}&ui={language}")

    assert page.xpath("//mark") == []
    assert page.xpath("//a[@href='#quote']") == []
    [note] = page.xpath("//*[@role='note']")
    assert words in note.text_content()
    assert note.xpath("ancestor::*[@lang][1]/@lang") == [language]


def test_offsets_outside_an_unchanged_document_are_said_to_be_no_place(show: Show) -> None:
    page = show(DOCUMENT, f"?start=5&end=99999&version={DOCUMENT.version}")

    assert page.xpath("//mark") == []
    assert "does not name a place" in page.xpath("//*[@role='note']")[0].text_content()


def test_an_unknown_document_is_a_friendly_404(client: TestClient) -> None:
    response = client.get("/documents/<script>alert(1)</script>?ui=ru")

    assert response.status_code == 404
    assert "Такого документа нет" in response.text
    assert "<script" not in response.text


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload[:40])
def test_nothing_in_a_document_becomes_markup(show: Show, payload: str) -> None:
    document = make_document(f"# {payload}\n\n{payload}\n\n- {payload}", id="p", title=payload)
    page = show(document, f"?start=0&end={len(document.text)}")

    assert page.xpath("//script|//img[not(@alt='')]|//iframe|//svg|//object|//style|//form") == []
    assert page.xpath("//@*[starts-with(name(), 'on')]|//@style") == []
    assert not [link for link in page.xpath("//@href|//@src") if "evil" in link or ":" in link]
    assert page.xpath("//h1")[0].text_content() == payload


@pytest.mark.parametrize(
    "source",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://x/%0aalert(1)",
        "data:text/html,x",
        "//evil.example",
        "news/tax.txt",
        "http:",
        "https://[",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_only_a_web_address_becomes_a_link(source: str) -> None:
    assert web_address(source) is None


def test_a_web_address_becomes_a_link_that_tells_the_other_site_nothing(show: Show) -> None:
    source = 'https://dokshitsy.example/a?b=1&c="2"'
    document = Document(
        id="a", title="A", source=source, language=Language.ENGLISH, published=None, text="b"
    )

    [link] = show(document).xpath("//a[@href and contains(@rel, 'noopener')]")
    assert link.get("href") == source


def test_the_page_loads_its_style_and_icon_from_here_and_needs_no_script(
    client: TestClient, show: Show
) -> None:
    page = show(DOCUMENT)

    assert page.xpath("//script") == []
    for address in page.xpath("//link/@href|//img/@src"):
        response = client.get(address)
        assert response.status_code == 200
        assert "immutable" in response.headers["cache-control"]


def test_a_head_request_is_answered(client: TestClient) -> None:
    assert client.head("/documents/news/tax.txt").status_code == 200
