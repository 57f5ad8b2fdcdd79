"""Nothing in a document, a question or an answer runs, loads or leads elsewhere."""

import re
from importlib import resources

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.ui.chat.test_browser import Watch
from tests.ui.payloads import PAYLOADS
from tests.ui.widget.answers import ANY_API, answer, citation, hit, refusal, reply, shared
from tests.ui.widget.driver import visit
from tests.ui.widget.host import Host, host_page, tag

SCRIPT = (resources.files("ui") / "static" / "widget.js").read_text(encoding="utf-8")
SINKS = [
    *("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "createContextualFragment"),
    *("DOMParser", "srcdoc", "eval(", "Function(", "import(", "javascript:", "setAttributeNS"),
    *("cookie", "localStorage", "sessionStorage", "indexedDB", "sendBeacon", "XMLHttpRequest"),
    *("WebSocket", "postMessage", "@import", "url("),
]
TAGS = {
    *("HEADER", "H2", "H3", "DIV", "P", "SPAN", "A", "OL", "UL", "LI", "BLOCKQUOTE", "MARK"),
    *("FORM", "LABEL", "BUTTON", "TEXTAREA", "INPUT", "svg", "path"),
}
NO_IDS = ["", "../../x", "A" * 32, "a" * 31, "a" * 33, f"{'a' * 32}\n", "//evil.example/", None, 1]
NO_KEYS = ["", "k", "a" * 129, f"{'a' * 32}&x=1", f"{'a' * 32}\n", "#" * 32, "ключ" * 8, None, 1]


@pytest.mark.parametrize("sink", SINKS)
def test_the_script_has_no_way_to_make_markup_or_keep_anything(sink: str) -> None:
    assert sink not in SCRIPT


def test_the_script_names_no_other_host() -> None:
    assert set(re.findall(r"https?://[^\"'` ]+", SCRIPT)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.browser
def test_payloads_stay_text(context: BrowserContext, host: Host, service: str) -> None:
    watch = Watch(context, host.origin)
    asked = visit(context, host.add("/payloads", host_page(tag(service)))).open()
    for payload in PAYLOADS:
        context.unroute(ANY_API)
        speaker = {"text": payload, "start": 0, "end": 1, "kind": "said"}
        cited = citation(
            title=payload,
            quote=payload,
            source=payload,
            document_id=payload,
            url=payload,
            frame=payload,
            attribution=speaker,
            answer_start=101,
            answer_end=102,
        )
        notices = [{"code": payload, "text": payload}]
        readings = [{"question": payload}]
        reply(context, answer(citations=[cited], notices=notices, readings=readings, id=payload))
        shown = asked.ask(payload)
        assert shown.locator("blockquote").text_content() == payload
        context.unroute(ANY_API)
        notices = [{"code": "closest_found", "text": payload}]
        reply(context, refusal(notices=notices, hits=[hit(payload, title=payload, url=payload)]))
        assert asked.ask(payload).locator(".related li").count() == 1
    asked.page.wait_for_timeout(300)

    tags = asked.panel.locator("*").evaluate_all("all => all.map(e => e.tagName)")
    assert set(tags) <= TAGS
    links = asked.panel.locator("a").evaluate_all("all => all.map(a => a.href)")
    assert links
    assert all(link.startswith(f"{service}/documents/") for link in links)
    assert [url for url in watch.foreign if not url.startswith(service)] == []
    assert watch.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("document_id", ["../../x", "a/../../../x", "..", "%2e%2e/%2e%2e/x"])
def test_a_document_id_does_not_lead_out_of_the_documents(
    context: BrowserContext, strict: str, service: str, document_id: str
) -> None:
    reply(context, answer(citations=[citation(document_id=document_id)]))
    shown = visit(context, strict).open().ask("q")

    links = shown.locator("a").evaluate_all("all => all.map(a => a.href)")
    assert all(link.startswith(f"{service}/documents/") for link in links)


@pytest.mark.browser
def test_what_is_not_shaped_like_a_shared_answer_makes_no_link(
    context: BrowserContext, strict: str
) -> None:
    asked = visit(context, strict).open()
    asked.ask("the tax")
    asked.button("Share").click()
    said = asked.panel.locator(".sharing .said")
    strange = [{}, *({"id": one} for one in NO_IDS), *({"removal_key": one} for one in NO_KEYS)]
    for changes in strange:
        sent = reply(context, shared(**changes) if changes else {}, path="**/share")
        asked.button("Make the link").click()
        expect(said).to_have_text("This did not work. Please try again.")
        said.evaluate("said => said.remove()")
        assert len(sent) == 1
        context.unroute("**/share")

    assert asked.panel.locator(".sharing a").count() == 0
