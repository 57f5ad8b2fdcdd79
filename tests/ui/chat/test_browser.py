import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from assistant.settings import Settings
from corpus.document import Document, Language
from tests.fakes import make_document
from tests.ui.fakes import FakeAssistant
from tests.ui.payloads import PAYLOADS
from tests.ui.serving import serving

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
LONG = "\n\n".join(f"Пункт {number} о дорогах." for number in range(80))
RUSSIAN = make_document(
    f"{LONG}\n\nНалог уплачивается до 1 июля. Его принимает банк.\n\n{LONG}",
    id="налог.txt",
    title="Налог",
    language=Language.RUSSIAN,
)
LANGUAGES = ["en", "ru", "be", "zh"]


def hostile(number: int, payload: str) -> Document:
    return Document(
        id=f"{number}{payload[:80]}",
        title=payload,
        source=payload,
        language=Language.ENGLISH,
        published=None,
        text=f"word{number} {payload}",
    )


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    documents = [hostile(number, payload) for number, payload in enumerate(PAYLOADS)]
    with serving(FakeAssistant(make_document(), RUSSIAN, *documents)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("Chromium is not installed: `make browser` installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Watch:
    """Collects what a page must not do: ask other hosts, complain, open dialogs."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self._host = urlsplit(address).netloc
        context.on("request", lambda request: self._asked(request.url))
        context.on("console", lambda message: self.complaints.append(message.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self._host:
            self.foreign.append(url)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(20_000)
    yield context
    context.close()


def open_chat(context: BrowserContext, address: str, language: str = "en") -> Page:
    page = context.new_page()
    page.goto(f"{address}/chat/{language}/")
    page.locator("#question textarea").wait_for()
    return page


def ask(page: Page, question: str) -> None:
    answers = page.locator(".answer").count()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator(".answer").nth(answers).wait_for()


def test_no_page_asks_another_host_for_anything_or_breaks_its_policy(
    context: BrowserContext, address: str
) -> None:
    watch = Watch(context, address)
    for language in LANGUAGES:
        page = open_chat(context, address, language)
        ask(page, "the tax")
    page.goto(f"{address}/documents/news/tax.txt?start=0&end=5")
    page.goto(f"{address}/api/docs")
    page.locator(".opblock").first.wait_for()
    page.wait_for_timeout(500)

    assert watch.foreign == []
    assert watch.complaints == []


def test_a_shared_answer_is_read_and_removed_without_a_script(
    browser: Browser, tmp_path: Path
) -> None:
    with serving(FakeAssistant(make_document()), Settings().with_store(tmp_path)) as port:
        address = f"http://127.0.0.1:{port}"
        context = browser.new_context(viewport={"width": 320, "height": 640}, base_url=address)
        watch = Watch(context, address)
        asked = context.request.post("/api/v1/ask", data={"question": "When is the tax due?"})
        shared = context.request.post(
            f"/api/v1/answers/{asked.json()['id']}/share", data={"with_question": True}
        ).json()
        plain = browser.new_context(java_script_enabled=False, base_url=address)
        page = plain.new_page()
        page.goto(shared["removal_url"])
        read = context.new_page()
        read.goto(shared["url"])

        assert read.locator("h1").inner_text() == "When is the tax due?"
        assert read.evaluate("document.documentElement.scrollWidth") == 320
        assert (watch.foreign, watch.complaints) == ([], [])
        page.locator("button").click()
        assert page.locator("h1").inner_text() == "The link has been removed"
        assert context.request.get(shared["url"]).status == 404
        plain.close()
        context.close()


def test_a_question_from_the_keyboard_leads_to_the_marked_place_in_the_document(
    context: BrowserContext, address: str
) -> None:
    page = open_chat(context, address, "ru")
    page.locator("#question textarea").focus()
    page.keyboard.type("налог уплачивается")
    page.keyboard.press("Enter")
    page.locator(".source").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    assert page.locator(".source blockquote").get_attribute("lang") == "ru"
    assert page.locator(".text > span").get_attribute("lang") == "ru"
    assert page.locator(".frame").inner_text() == "The document, in Russian, says:"
    assert page.locator(".frame").get_attribute("lang") == "en"

    with context.expect_page() as opened:
        page.locator(".source a").click()
    document = opened.value
    document.wait_for_load_state()
    assert document.locator("h1").inner_text() == "Налог"
    assert document.locator("mark").first.is_visible()
    assert document.evaluate("opener") is None


def test_the_viewer_scrolls_to_the_quotation_without_javascript(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 600}, java_script_enabled=False)
    page = context.new_page()
    start = RUSSIAN.text.index("Его")
    page.goto(f"{address}/documents/налог.txt?start={start}&end={start + 19}#quote")
    box = page.locator("#quote").bounding_box()
    context.close()

    assert box is not None
    assert 0 < box["y"] < 600


def test_an_example_starts_a_conversation_and_a_new_one_brings_the_examples_back(
    context: BrowserContext, address: str
) -> None:
    page = open_chat(context, address)
    page.locator(".example").first.click()
    page.locator(".answer").wait_for()
    assert page.locator(".asked").inner_text().endswith("When was Directive No. 5 signed?")
    assert not page.locator(".example").first.is_visible()

    page.locator("#new").click()
    page.locator(".example").first.wait_for()
    assert page.locator(".asked").count() == 0


def test_an_unanswerable_question_is_told_with_the_next_step(
    context: BrowserContext, address: str
) -> None:
    page = open_chat(context, address, "zh")
    ask(page, "zzz")

    assert page.locator(".outcome").inner_text() == "文件中没有答案"
    assert page.locator(".answer .notice").inner_text() == "No answer. Ask us."


def test_the_language_switch_changes_every_word(context: BrowserContext, address: str) -> None:
    page = open_chat(context, address)
    page.locator(".languages a[lang=be]").click()
    page.wait_for_url("**/chat/be/")
    page.locator("#question textarea").wait_for()

    assert page.locator("html").get_attribute("lang") == "be"
    assert page.locator("#ask").inner_text() == "Спытаць"
    assert page.get_by_label("Ваша пытанне").count() == 1


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_window(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = open_chat(context, address)
    widths = [page.evaluate("document.documentElement.scrollWidth")]
    ask(page, "tax " + "x" * 600)
    ask(page, f"word{len(PAYLOADS) - 1} in 2016")
    page.locator("#period").wait_for()
    widths.append(page.evaluate("document.documentElement.scrollWidth"))
    page.goto(f"{address}/documents/{len(PAYLOADS) - 1}{'x' * 80}")
    widths.append(page.evaluate("document.documentElement.scrollWidth"))
    page.goto(f"{address}/api/docs")
    page.locator(".opblock").first.wait_for()
    widths.append(page.evaluate("document.documentElement.scrollWidth"))
    context.close()

    assert widths == [width] * 4


def test_nothing_in_a_question_or_document_runs_or_loads(
    context: BrowserContext, address: str
) -> None:
    watch = Watch(context, address)
    page = open_chat(context, address)
    for number, payload in enumerate(PAYLOADS):
        if number % 10 == 9:
            page.locator("#new").click()
            page.locator(".example").first.wait_for()
        ask(page, f"word{number} {payload}"[:999])
        assert page.locator(".answer .source-title").last.inner_text().strip().startswith("1")
    page.wait_for_timeout(500)

    tags = page.evaluate(
        "[...new Set([...document.querySelectorAll('.asked *, .answer *')].map(e => e.tagName))]"
    )
    links = page.evaluate(
        "[...document.querySelectorAll('.asked a, .answer a')].map(a => a.getAttribute('href'))"
    )
    assert set(tags) <= {"P", "SPAN", "A", "OL", "LI", "BLOCKQUOTE"}
    assert all(link.startswith("/documents/") for link in links)
    assert (watch.foreign, watch.complaints) == ([], [])


def test_enter_pressed_many_times_asks_once(context: BrowserContext, address: str) -> None:
    page = open_chat(context, address)
    page.locator("#question textarea").fill("the tax")
    for _ in range(20):
        page.keyboard.press("Enter")
    page.locator(".answer").wait_for()
    page.wait_for_timeout(300)

    assert page.locator(".asked").count() == 1


REMOVALS = {
    "en": "Period “2016”: remove",
    "ru": "Период «2016»: убрать",
    "be": "Перыяд «2016»: прыбраць",
    "zh": "时间段“2016”：取消限制",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_period_of_an_answer_is_removed_from_the_keyboard(
    context: BrowserContext, address: str, language: str
) -> None:
    page = open_chat(context, address, language)
    ask(page, "the tax")
    period = page.get_by_role("button", name=REMOVALS[language], exact=True)
    assert period.count() == 0

    ask(page, "the tax of 2016")
    period.focus()
    page.keyboard.press("Enter")
    period.wait_for(state="hidden")
    page.locator(".answer").nth(1).wait_for()

    assert page.locator(".asked").count() == 2
    assert page.locator(".asked").last.inner_text().endswith("the tax of 2016")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.wait_for_timeout(300)
    assert not page.locator("#period").is_visible()


def test_a_new_conversation_takes_the_period_away(context: BrowserContext, address: str) -> None:
    page = open_chat(context, address)
    ask(page, "the tax of 2016")
    page.locator("#period").wait_for()
    page.locator("#new").click()
    page.locator(".example").first.wait_for()

    assert not page.locator("#period").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reading_is_chosen_from_the_keyboard_and_asked(
    context: BrowserContext, address: str, language: str
) -> None:
    page = open_chat(context, address, language)
    ask(page, "When is the deadline?")
    reading = page.get_by_role("button", name="When is the deadline? — the tax is due", exact=True)
    reading.focus()
    page.keyboard.press("Enter")
    page.locator(".answer").nth(1).wait_for()
    reading.wait_for(state="hidden")

    assert page.locator(".answer.clarification").count() == 1
    assert page.locator(".asked").last.inner_text().endswith("the tax is due")
    assert page.locator(".answer").last.locator("blockquote").count() == 1
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_readings_fit_every_width(context: BrowserContext, address: str, width: int) -> None:
    page = open_chat(context, address)
    page.set_viewport_size({"width": width, "height": 800})
    ask(page, "When is the deadline?")
    page.locator(".reading").nth(1).wait_for()

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for button in page.locator(".reading").all()[:2]:
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
