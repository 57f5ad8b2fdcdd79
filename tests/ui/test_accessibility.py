"""Chat page, viewer and shared answers: for axe, by the keyboard alone, on a bad line."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from assistant.settings import Settings
from corpus.document import Language
from tests.fakes import make_document
from tests.ui.accessibility import need_axe, violations
from tests.ui.chat.test_browser import LANGUAGES, RUSSIAN, ask, browser, open_chat
from tests.ui.fakes import FakeAssistant
from tests.ui.serving import serving
from ui.words import Words

pytestmark = pytest.mark.browser
__all__ = ["browser"]

Scheme = Literal["light", "dark"]
SCHEMES: list[Scheme] = ["light", "dark"]
DOCUMENT = "/documents/news/tax.txt"


class NewAnswers(FakeAssistant):
    """Gives every answer an id of its own."""

    given = 0

    @property
    def answer_id(self) -> str:
        self.given += 1
        return f"{self.given:032x}"

    @answer_id.setter
    def answer_id(self, _: str) -> None:
        """The first one is set from outside."""


@pytest.fixture(scope="module")
def assistant() -> NewAnswers:
    """The assistant behind `address`."""
    return NewAnswers(make_document(), RUSSIAN)


@pytest.fixture(scope="module")
def address(assistant: NewAnswers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings().with_store(tmp_path_factory.mktemp("store"))
    with serving(assistant, settings) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that cannot read what was shared."""
    store = tmp_path_factory.mktemp("failing")
    (store / "answers.sqlite").mkdir()
    with serving(FakeAssistant(), Settings().with_store(store)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(20_000)
    yield context
    context.close()


def share(page: Page) -> str:
    """Share the last answer; give its address."""
    page.locator("#share").click()
    page.locator("#sharing button").last.click()
    page.locator("#links-given a").first.wait_for()
    return page.locator("#links-given a").first.get_attribute("href") or ""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(
    browser: Browser, address: str, language: str, scheme: Scheme
) -> None:
    need_axe()
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page = open_chat(context, address, language)
    page.locator("#filters > button").click()
    page.locator("#filters input").first.wait_for()
    found = {"start": violations(page)}
    ask(page, "the tax")
    page.locator("#unhelpful").click()
    page.locator(".reason").first.wait_for()
    found["answer"] = violations(page)
    share(page)
    found["shared"] = violations(page)
    page.get_by_role("textbox").nth(1).fill("never")
    page.locator("#question textarea").fill("the tax")
    page.locator("#ask").click()
    page.locator("#filter-fault .remark").wait_for()
    found["filter refused"] = violations(page)
    page.get_by_role("textbox").nth(1).fill("")
    ask(page, "zzz")
    found["no answer"] = violations(page)
    ask(page, "When is the deadline?")
    page.locator("#readings .reading").first.wait_for()
    found["clarification"] = violations(page)
    for place in (f"{DOCUMENT}?start=0&end=5&ui={language}", "/documents/none"):
        page.goto(address + place)
        found[place] = violations(page)
    context.close()

    assert found == {state: [] for state in found}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_pages_of_a_shared_answer(
    browser: Browser,
    address: str,
    assistant: NewAnswers,
    failing: str,
    language: str,
    scheme: Scheme,
) -> None:
    need_axe()
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page = open_chat(context, address, language)
    ask(page, "the tax")
    shared = share(page)
    removal = page.locator("#links-given a").last.get_attribute("href") or ""
    words, query = Words(Language(language)), f"ui={language}"
    document = assistant.documents["news/tax.txt"]
    found = {}

    def look(heading: str) -> None:
        page.get_by_role("heading", name=words(heading), exact=True).wait_for()
        found[heading] = violations(page)

    page.goto(f"{shared}?{query}")
    page.locator("blockquote").wait_for()
    found["shared answer"] = violations(page)
    assistant.documents[document.id] = replace(document, title="Taxes")
    page.reload()
    page.locator("[role=note]").wait_for()
    found["changed source"] = violations(page)
    assistant.documents[document.id] = document
    page.goto(f"{removal}&{query}")
    look("remove_answer")
    page.locator("form button").click()
    look("answer_removed")
    page.goto(f"{shared}?{query}")
    look("unknown_answer")
    page.goto(f"{failing}/answers/{'0' * 32}?{query}")
    look("unavailable")
    context.close()

    assert found == {state: [] for state in found}


def press_until(page: Page, selector: str, key: str = "Tab") -> None:
    """Press a key until the focus is there."""
    for _ in range(40):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(selector)


def test_everything_is_done_with_the_keyboard_alone(context: BrowserContext, address: str) -> None:
    page = open_chat(context, address)
    press_until(page, "#question textarea")
    page.keyboard.type("the tax")
    page.keyboard.press("Enter")
    page.locator(".answer").wait_for()
    page.locator("#unhelpful").wait_for()

    press_until(page, "#unhelpful", "Shift+Tab")
    page.keyboard.press("Enter")
    page.locator(".reason:focus").wait_for()
    page.keyboard.press("Enter")
    page.locator("#result .remark").wait_for()
    thanked = page.evaluate("document.activeElement.textContent.trim()")
    press_until(page, "#share", "Shift+Tab")
    page.keyboard.press("Enter")
    page.locator("#sharing button:focus").wait_for()
    expanded = page.locator("#share").get_attribute("aria-expanded")
    page.keyboard.press("Enter")
    page.locator("#links-given .remark:focus").wait_for()
    press_until(page, "#filters > button")
    page.keyboard.press("Enter")
    page.locator("#filters input").first.wait_for()
    press_until(page, "#filters input[type=radio]")
    page.keyboard.press("ArrowRight")

    assert expanded == "true"
    assert thanked == Words(Language.ENGLISH)("thanks")
    assert page.locator("#filters > button").get_attribute("aria-expanded") == "true"
    assert page.locator("#filters input:checked").input_value() == "en"


def test_what_is_chosen_limits_the_answer(context: BrowserContext, address: str) -> None:
    page = open_chat(context, address)
    page.locator("#filters > button").click()
    page.get_by_label("Published from").fill("never")
    page.locator("#question textarea").fill("the tax")
    page.keyboard.press("Enter")
    page.locator("#filter-fault .remark:focus").wait_for()
    page.locator("#ask").click()
    page.locator("#filter-fault .remark:focus").wait_for()
    told = page.evaluate("document.activeElement.textContent.trim()")
    page.get_by_label("Published from").fill("1999")
    page.get_by_label("Published until").fill("1999")
    page.locator("#ask").click()
    page.locator(".answer").wait_for()

    assert told == Words(Language.ENGLISH)("day_unreadable")
    assert page.locator(".outcome").count() == 1


def test_an_answer_is_copied_and_the_conversation_saved(
    context: BrowserContext, address: str, tmp_path: Path
) -> None:
    page = open_chat(context, address)
    ask(page, "the tax")
    page.locator("#copy").click()
    page.locator("#copy-result:focus").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    saved = {}
    for name in ("Word", "Markdown"):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"Save the conversation ({name})").click()
        download.value.save_as(tmp_path / name)
        saved[name] = (tmp_path / name).read_bytes()

    assert f"{address}/documents/" in copied
    assert saved["Word"].startswith(b"PK")
    assert b"## the tax" in saved["Markdown"]


def test_a_shared_answer_is_read_and_its_quotation_opened(
    context: BrowserContext, address: str
) -> None:
    page = open_chat(context, address)
    ask(page, "the tax")
    page.goto(share(page))
    opened = page.locator("main a[href*='/documents/']").first
    page.goto(address + (opened.get_attribute("href") or "").removeprefix(address))

    assert page.locator("mark#quote").is_visible()


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_question_is_told_in_the_language_of_the_page(
    context: BrowserContext, address: str, language: str, status: int
) -> None:
    page = open_chat(context, address, language)

    def refuse(route: Route) -> None:
        route.fulfill(status=status, json={"detail": "Too many", "code": "busy"})

    page.route("**/queue/join*", refuse)
    page.locator("#question textarea").fill("the tax")
    page.keyboard.press("Enter")

    page.get_by_text(Words(Language(language))("connection_lost")).first.wait_for()
    assert page.locator("#question textarea").input_value() == "the tax"


def test_without_a_connection_the_page_says_so(context: BrowserContext, address: str) -> None:
    page = open_chat(context, address, "ru")
    page.locator("#question textarea").fill("the tax")
    context.set_offline(offline=True)
    page.keyboard.press("Enter")

    page.get_by_text(Words(Language.RUSSIAN)("connection_lost")).first.wait_for()
    assert page.locator("#question textarea").input_value() == "the tax"
