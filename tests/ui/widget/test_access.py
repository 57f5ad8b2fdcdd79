"""WCAG 2.2 AA, as far as axe can tell, in every state, language and scheme."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.ui.accessibility import need_axe, violations
from tests.ui.chat.test_browser import LANGUAGES
from tests.ui.widget.answers import ANY_API, answer, citation, hit, refusal, reply
from tests.ui.widget.driver import visit
from tests.ui.widget.host import Host, host_page, strict_policy, tag

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
SCHEMES: list[Scheme] = ["light", "dark"]


@pytest.fixture(params=SCHEMES)
def scheme(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    need_axe()
    context = browser.new_context(color_scheme=request.param, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_any_state(
    scheme: BrowserContext, host: Host, service: str, language: str
) -> None:
    page = host_page(tag(service, language=language), language=language)
    asked = visit(scheme, host.add("/access", page, policy=strict_policy(service)))
    asked.launcher.wait_for()
    found = {"launcher": violations(asked.page)}
    asked.launcher.click()
    asked.box.wait_for()
    found["panel"] = violations(asked.page)
    for state, body, status in STATES:
        reply(scheme, body, status=status)
        asked.ask("the tax")
        found[state] = violations(asked.page)
        scheme.unroute(ANY_API)
    asked.panel.locator(".row > .quiet").last.click()
    asked.panel.locator(".feedback button").last.click()
    found["sharing, feedback"] = violations(asked.page)

    assert found == {state: [] for state in found}


ABROAD = citation(2, language="ru", title="Налог", frame="The document, in Russian, says:")
CLOSEST = [{"code": "closest_found", "text": "Closest:"}, {"code": "x", "text": "Ask us."}]
READINGS = [{"question": "When is the tax due?"}, {"question": "When is it paid?"}]
PERIOD = {"from": None, "to": None, "words": "2016", "applied": True}
STATES: list[tuple[str, dict[str, object], int]] = [
    ("refused", refusal(notices=CLOSEST, hits=[hit("a"), hit("b")]), 200),
    ("clarification", refusal(status="clarification_needed", readings=READINGS), 200),
    ("error", {"code": "busy"}, 503),
    ("answered", answer(citations=[citation(), ABROAD], period=PERIOD), 200),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["", "&inline=1"])
def test_axe_finds_nothing_on_the_demonstration(
    scheme: BrowserContext, service: str, language: str, way: str
) -> None:
    asked = visit(scheme, f"{service}/widget/demo?ui={language}{way}")
    (asked.box if way else asked.launcher).wait_for()

    assert violations(asked.page) == []


def test_the_focus_is_seen_where_the_system_chooses_the_colours(
    browser: Browser, strict: str
) -> None:
    context = browser.new_context(forced_colors="active")
    asked = visit(context, strict).open()
    outline = asked.box.evaluate("e => getComputedStyle(e).outlineStyle")
    border = asked.button("Ask").evaluate("e => getComputedStyle(e).borderTopWidth")
    context.close()

    assert (outline, border) == ("solid", "1px")
