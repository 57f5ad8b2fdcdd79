"""Take the screenshots in this folder: `python docs/screenshots/make.py http://127.0.0.1:8000`.

The service at that address has to answer from the sample documents.
"""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent
WIDTHS = {320: 640, 768: 1024, 1280: 800}
COLOURS = 128
QUESTION = "When was Directive No. 5 signed?"


def main(address: str) -> None:
    """Take every state at every width."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for width, height in WIDTHS.items():
            for name, show in STATES.items():
                take(browser, show, address, width, height, FOLDER / f"{name}-{width}.png")
        browser.close()


def take(
    browser: Browser,
    show: Callable[[Page, str], None],
    address: str,
    width: int,
    height: int,
    file: Path,
) -> None:
    """Take one state at one width."""
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    show(page, address)
    page.wait_for_timeout(500)
    whole = not file.name.startswith("widget")
    picture = Image.open(BytesIO(page.screenshot(full_page=whole))).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    page.close()


def chat(page: Page, address: str, language: str = "en") -> None:
    """The page at its start."""
    page.goto(f"{address}/chat/{language}/")
    page.locator("#question textarea").wait_for()


def ask(page: Page, question: str) -> None:
    """Ask, and wait for the answer."""
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator(".answer").last.wait_for()
    page.locator("#tools").wait_for()


def answer(page: Page, address: str) -> None:
    """An answer with its source."""
    chat(page, address)
    ask(page, QUESTION)


def tools(page: Page, address: str) -> None:
    """What can be done with it: why it did not help, and a link of its own; filters open."""
    answer(page, address)
    page.locator("#unhelpful").click()
    page.locator(".reason").first.wait_for()
    page.locator("#share").click()
    page.locator("#sharing button").first.wait_for()
    page.locator("#filters > button").click()


def other_language(page: Page, address: str) -> None:
    """Documents of another language than the question."""
    chat(page, address, "ru")
    ask(page, "На какую сумму Китай собирается закупить товаров за рубежом за десять лет?")


def no_answer(page: Page, address: str) -> None:
    """Nothing answers; what comes nearest."""
    chat(page, address)
    ask(page, "How much is Poland to invest in Belarus every year?")


def clarification(page: Page, address: str) -> None:
    """A question that may mean several things."""
    chat(page, address, "be")
    ask(page, "Які тэрмін?")


def viewer(page: Page, address: str) -> None:
    """The document with the quotation marked."""
    answer(page, address)
    page.goto(address + (page.locator(".open a").first.get_attribute("href") or ""))


def shared(page: Page, address: str) -> None:
    """A shared answer."""
    answer(page, address)
    page.locator("#share").click()
    page.locator("#sharing button").last.click()
    page.locator("#links-given a").first.wait_for()
    page.goto(page.locator("#links-given a").first.get_attribute("href") or "")


def widget(page: Page, address: str) -> None:
    """The widget with an answer."""
    page.goto(f"{address}/widget/demo?ui=zh")
    page.locator("committee-assistant .launcher").click()
    page.locator("committee-assistant #question").fill("第5号指令是何时签署的？")
    page.keyboard.press("Enter")
    page.locator("committee-assistant .answer").wait_for()


STATES: dict[str, Callable[[Page, str], None]] = {
    "start": chat,
    "answer": answer,
    "tools": tools,
    "other-language": other_language,
    "no-answer": no_answer,
    "clarification": clarification,
    "viewer": viewer,
    "shared": shared,
    "widget": widget,
}

if __name__ == "__main__":
    main(sys.argv[1])
