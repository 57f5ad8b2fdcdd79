"""The widget as a guest: what it does to its host page, and what the page cannot do to it."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.ui.chat.test_browser import Watch
from tests.ui.widget.answers import answer, reply
from tests.ui.widget.driver import Visit, visit
from tests.ui.widget.host import Host, host_page, strict_policy, tag

pytestmark = pytest.mark.browser


def test_it_is_used_with_the_keyboard_alone(context: BrowserContext, strict: str) -> None:
    asked = visit(context, strict)
    asked.launcher.wait_for()
    keys = asked.page.keyboard
    keys.press("Tab")
    keys.press("Tab")
    assert asked.focused() == "launcher"
    keys.press("Enter")
    assert asked.focused() == "question"
    keys.type("the")
    keys.press("Shift+Enter")
    keys.type("tax")
    assert asked.box.input_value() == "the\ntax"
    keys.press("Enter")
    asked.panel.locator(".answered").wait_for()
    assert asked.box.input_value() == ""

    keys.press("Shift+Tab")
    assert asked.page.evaluate("document.activeElement.tagName") == "COMMITTEE-ASSISTANT"
    keys.press("Escape")
    assert not asked.panel.is_visible()
    assert asked.focused() == "launcher"
    keys.press("Enter")
    assert asked.panel.locator(".answered").count() == 1


def test_the_focus_is_not_trapped(context: BrowserContext, strict: str) -> None:
    asked = visit(context, strict).open()
    for _ in range(12):
        asked.page.keyboard.press("Shift+Tab")
        if asked.page.evaluate("document.activeElement.id") == "own":
            break

    assert asked.page.evaluate("document.activeElement.id") == "own"
    assert asked.panel.is_visible()
    asked.page.keyboard.press("Escape")
    assert not asked.panel.is_visible()
    assert asked.page.evaluate("document.activeElement.id") == "own"


def test_where_it_covers_the_page_it_makes_way_for_the_focus(
    context: BrowserContext, strict: str
) -> None:
    asked = visit(context, strict)
    asked.page.set_viewport_size({"width": 320, "height": 256})
    asked.open()
    box = asked.panel.bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 320, 256)
    asked.page.locator("#own").focus()

    assert not asked.panel.is_visible()
    assert asked.launcher.is_visible()


@pytest.mark.parametrize("width", [320, 640, 768, 1280])
def test_nothing_is_wider_than_the_window(
    context: BrowserContext, host: Host, service: str, width: int
) -> None:
    long = "x" * 300
    reply(context, answer(readings=[{"question": long}], notices=[{"code": "n", "text": long}]))
    head = '<meta name="viewport" content="width=device-width">' + tag(service)
    asked = visit(context, host.add("/narrow", host_page(head)))
    asked.page.set_viewport_size({"width": width, "height": width * 3 // 4})
    asked.open()
    asked.ask(long)

    assert asked.page.evaluate("document.documentElement.scrollWidth") <= width
    for scroller in (asked.panel, asked.panel.locator(".log")):
        assert scroller.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_at_four_hundred_per_cent_every_part_can_be_reached(
    context: BrowserContext, strict: str
) -> None:
    asked = visit(context, strict)
    asked.page.set_viewport_size({"width": 320, "height": 256})
    asked.open()
    asked.ask("the tax")
    for part in (".asked", ".marker", ".open a", ".feedback button", ".promise"):
        place = asked.panel.locator(part).first
        place.scroll_into_view_if_needed()
        expect(place).to_be_in_viewport()


def test_sizes_for_fingers(browser: Browser, strict: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    asked = visit(context, strict)
    asked.launcher.tap()
    asked.box.wait_for()
    assert asked.focused() == "start"
    asked.box.tap()
    asked.ask("the tax")
    sizes = asked.panel.locator("button:visible, a, .consent:visible").evaluate_all(
        "all => all.map(e => [e.className || e.textContent, e.getBoundingClientRect().height])"
    )
    context.close()

    assert [name for name, height in sizes if height < 44] == []


def test_styles_of_the_host_do_not_reach_it(
    context: BrowserContext, host: Host, service: str
) -> None:
    policy = strict_policy(service)
    plain = visit(context, host.add("/plain", host_page(tag(service)), policy=policy)).open()
    head = '<link rel="stylesheet" href="/host.css">' + tag(service)
    unset = host.add("/unset", host_page(head), policy=policy + "; style-src 'self'")
    dressed = visit(context, unset).open()

    assert dressed.page.locator("#own").evaluate("e => getComputedStyle(e).display") == "inline"
    assert looks(dressed) == looks(plain)


def test_a_page_without_a_doctype_shows_it_alike(
    context: BrowserContext, host: Host, service: str
) -> None:
    plain = host_page(tag(service))
    quirky = plain.removeprefix("<!doctype html>")
    standard = visit(context, host.add("/plain", plain)).open()
    old = visit(context, host.add("/quirky", quirky)).open()

    assert old.page.evaluate("document.compatMode") == "BackCompat"
    assert looks(old) == looks(standard)


def looks(asked: Visit) -> object:
    return asked.panel.locator("h2, .choice, #question, .promise").evaluate_all(
        "all => all.map(e => { const s = getComputedStyle(e), b = e.getBoundingClientRect();"
        " return [b.x, b.y, b.width, b.height, s.color, s.fontSize, s.textTransform, s.direction,"
        " s.backgroundColor, s.fontFamily]; })"
    )


SECOND_TAG = "this page has a second tag for widget.js, which does nothing: remove one of them."


def test_further_tags_do_nothing_but_are_told_of(
    context: BrowserContext, host: Host, service: str
) -> None:
    watch = Watch(context, service)
    page = host_page(tag(service) + tag(service, language="ru"), body=tag(service))
    asked = visit(context, host.add("/twice", page)).open()

    assert asked.page.locator("committee-assistant").count() == 1
    assert asked.page.locator("committee-assistant").get_attribute("lang") == "en"
    assert [words.partition(": ")[2] for words in watch.complaints] == [SECOND_TAG] * 2


@pytest.mark.parametrize("how", ["", "async"])
def test_a_page_without_a_body_yet_gets_it_later(
    context: BrowserContext, host: Host, service: str, how: str
) -> None:
    early = tag(service).replace("defer", how)
    asked = visit(context, host.add("/early", f"<!doctype html><title>x</title>{early}<p>Text"))
    asked.open()

    assert asked.page.locator("body > committee-assistant").count() == 1


def test_nothing_is_asked_or_kept_before_the_first_question_and_nothing_kept_after(
    context: BrowserContext, strict: str, service: str
) -> None:
    requests: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    asked = visit(context, strict).open()
    asked.page.keyboard.press("Escape")
    asked.page.wait_for_timeout(300)
    assert requests == [strict, f"{service}/widget.js"]

    asked.open()
    asked.ask("the tax")
    assert requests[2:] == [f"{service}/api/v1/ask"]
    assert context.cookies() == []
    assert asked.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert asked.page.evaluate("indexedDB.databases()") == []


def test_what_is_typed_does_not_reach_the_shortcuts_of_the_page(
    context: BrowserContext, strict: str
) -> None:
    asked = visit(context, strict)
    asked.page.evaluate(
        "() => { window.keys = []; document.addEventListener('keydown', e => keys.push(e.key)); }"
    )
    asked.open()
    asked.page.keyboard.type("s/k")

    assert asked.page.evaluate("keys") == []
    assert asked.box.input_value() == "s/k"


def test_printed_it_is_not_there(context: BrowserContext, strict: str) -> None:
    asked = visit(context, strict).open()
    asked.page.emulate_media(media="print")

    assert not asked.panel.is_visible()


def test_it_stands_on_the_side_that_the_tag_says(
    context: BrowserContext, host: Host, service: str
) -> None:
    asked = visit(context, host.add("/left", host_page(tag(service, position="left"))))
    box = asked.launcher.bounding_box()

    assert box is not None
    assert box["x"] == 16


@pytest.mark.parametrize(("wanted", "animation"), [("reduce", "none"), ("no-preference", "rise")])
def test_the_motion_of_the_panel_is_left_out_where_it_is_not_wanted(
    context: BrowserContext,
    strict: str,
    wanted: Literal["reduce", "no-preference"],
    animation: str,
) -> None:
    asked = visit(context, strict)
    asked.page.emulate_media(reduced_motion=wanted)
    asked.open()

    assert asked.panel.evaluate("e => getComputedStyle(e).animationName") == animation


def test_the_panel_can_be_used_at_once(context: BrowserContext, strict: str) -> None:
    took = sorted(opening_milliseconds(context, strict) for _ in range(7))
    print(f"The panel took {took[3]:.0f} ms.")  # noqa: T201 - shown with pytest -s

    assert took[3] < 150


def opening_milliseconds(context: BrowserContext, address: str) -> float:
    """From the first click on a page to a panel that is shown and takes keys."""
    asked = visit(context, address)
    asked.launcher.wait_for()
    milliseconds: float = asked.launcher.evaluate(
        """async launcher => {
             const start = performance.now();
             launcher.click();
             await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
             return performance.now() - start;
           }"""
    )
    assert asked.focused() == "question"
    asked.page.keyboard.type("x")
    assert asked.box.input_value() == "x"
    asked.page.close()
    return milliseconds


def test_the_first_element_that_is_tabbed_to_behind_it_is_not_hidden_at_once(
    context: BrowserContext, strict: str
) -> None:
    asked = visit(context, strict).open()
    asked.ask("the tax")
    asked.page.locator("#own").focus()

    expect(asked.page.locator("#own")).to_be_in_viewport()
    assert asked.panel.is_visible()
