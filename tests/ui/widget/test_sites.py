"""The widget on sites as they are: old libraries, replaced bodies, tag managers, modules."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.ui.chat.test_browser import Watch
from tests.ui.widget.driver import Visit, visit
from tests.ui.widget.host import Host, host_page, strict_policy, tag

pytestmark = pytest.mark.browser

PROTOTYPE = """
function text(v) { return typeof v === 'string' ? '"' + v + '"' : String(v); }
Array.prototype.toJSON = function () { return '[' + Array.prototype.join.call(this, ', ') + ']'; };
String.prototype.toJSON = function () { return text(String(this)); };
Number.prototype.toJSON = function () { return String(this); };
Array.prototype.each = function (f) { for (var i = 0; i < this.length; i++) f(this[i], i); };
Array.prototype.without = function () { return this; };
Array.prototype.entries = Array.prototype.toArray = function () { return this.slice(); };
Element.prototype.hide = function () { this.style.display = 'none'; return this; };
"""
OBJECTS = """
Object.prototype.toJSON = function () { return '{}'; };
Object.prototype.frame = Object.prototype.period = Object.prototype.extend = function () {};
"""
MOOTOOLS = """
Array.from = function (item) { return item == null ? [] : [item]; };
Array.prototype.find = function (text) { return this.indexOf(text); };
Function.prototype.bind = function (bound, given) {
  var self = this; return function () { return self.apply(bound, given || []); };
};
JSON.stringify = function (value) { return '(' + String(value) + ')'; };
JSON.parse = function () { throw new Error('unsafe'); };
JSON.encode = JSON.stringify; JSON.decode = JSON.parse;
Element.prototype.set = Element.prototype.get = function () { return this; };
var URL = '/base/';
"""


@pytest.mark.parametrize(
    "library",
    [PROTOTYPE, OBJECTS, MOOTOOLS, PROTOTYPE + OBJECTS + MOOTOOLS],
    ids=["prototype", "objects", "mootools", "all"],
)
def test_old_libraries_do_not_change_what_is_asked_and_read(
    context: BrowserContext, host: Host, service: str, library: str
) -> None:
    page = host_page(f"<script>{library}</script>{tag(service)}")
    sent: list[object] = []
    context.on("request", lambda request: sent.append(request.post_data_json))
    asked = visit(context, host.add("/old", page)).open()
    asked.ask('When is the "tax" due? \\ 税 😀\n')
    asked.ask("And the tax office?")

    first, second = [body for body in sent if body]
    said = "The tax is due on 1 July 2016. [1]"
    question = 'When is the "tax" due? \\ 税 😀'
    alike = {"language": "en", "read_period": True}
    assert first == {"question": question, "history": [], **alike}
    turn = {"question": question, "answer": said}
    assert second == {"question": "And the tax office?", "history": [turn], **alike}
    expect(asked.panel.locator("blockquote").last).to_have_text(said.removesuffix(" [1]"))
    assert asked.panel.locator(".answer.error").count() == 0


@pytest.mark.parametrize("code", range(0, 0x300, 0x80))
def test_every_letter_arrives(context: BrowserContext, strict: str, code: int) -> None:
    letters = "".join(chr(one) for one in range(code + 1, code + 0x80) if one not in (0xD, 0xA))
    sent: list[object] = []
    context.on("request", lambda request: sent.append(request.post_data_json))
    asked = visit(context, strict).open()
    asked.ask(f"tax{letters}tax")

    body = {"question": f"tax{letters}tax", "history": [], "language": "en", "read_period": True}
    assert sent[-1] == body


SWAPS = {
    "turbo": """
        const next = document.createElement('body');
        next.innerHTML = MARKUP;
        for (const old of next.querySelectorAll('script')) {
          const made = document.createElement('script');
          for (const one of old.attributes) made.setAttribute(one.name, one.value);
          made.async = false;
          old.replaceWith(made);
        }
        document.documentElement.replaceChild(next, document.body);""",
    "markup": "document.body.innerHTML = MARKUP;",
    "pjax": "document.querySelector('main').outerHTML = MARKUP;",
    "one by one": "document.querySelector('committee-assistant').remove();",
    "cached copy": """
        const copy = document.body.cloneNode(true);
        document.body.innerHTML = MARKUP;
        setTimeout(() => document.documentElement.replaceChild(copy, document.body), 30);""",
}


def swap(page: Page, way: str, markup: str = "<h1>Second</h1>") -> None:
    """Replace the page's content, as libraries that load the next page do."""
    page.evaluate(f"(MARKUP) => {{ {SWAPS[way]} }}", markup)
    page.wait_for_timeout(150)


def only_one(asked: Visit) -> bool:
    """Wait for the one widget that is alive: libraries put copies without a root there."""
    asked.page.wait_for_function(
        """() => {
            const [host, ...others] = document.querySelectorAll("committee-assistant");
            return host?.isConnected && host.shadowRoot !== null && others.length === 0;
        }"""
    )
    return True


@pytest.mark.parametrize("way", SWAPS)
@pytest.mark.parametrize("where", ["head", "body"])
def test_the_button_is_there_again_after_the_page_was_replaced(
    context: BrowserContext, host: Host, service: str, way: str, where: str
) -> None:
    watch = Watch(context, service)
    mine = tag(service)
    page = host_page(mine if where == "head" else "", body=mine if where == "body" else "")
    asked = visit(context, host.add("/swapped", page)).open()
    asked.ask("the tax")
    for _ in range(2):
        swap(asked.page, way, f"<main><h1>Next</h1>{mine if where == 'body' else ''}</main>")
        assert only_one(asked)

    assert asked.panel.locator(".answered").count() == 1
    asked.ask("the tax office")
    assert asked.panel.locator(".answered").count() == 2
    assert watch.complaints == []


def test_a_new_page_in_another_language_has_a_widget_in_it(
    context: BrowserContext, host: Host, service: str
) -> None:
    asked = visit(context, host.add("/language", host_page("", body=tag(service, language="be"))))
    asked.launcher.wait_for()
    swap(asked.page, "turbo", tag(service, language="ru", position="left"))
    found = asked.page.locator("committee-assistant")
    expect(found).to_have_attribute("lang", "ru")
    asked.page.evaluate("document.documentElement.lang = 'zh'")
    swap(asked.page, "turbo", tag(service))
    expect(found).to_have_attribute("lang", "zh")

    assert only_one(asked)


HEARS = """
window.heard = [];
const add = document.addEventListener;
document.addEventListener = function (kind, listener, options) {
  if (['keydown', 'securitypolicyviolation'].includes(kind)) heard.push(options?.signal);
  return add.apply(this, arguments);
};
"""


def test_a_widget_that_made_way_for_another_listens_to_the_page_no_longer(
    context: BrowserContext, host: Host, service: str
) -> None:
    page = host_page(f"<script>{HEARS}</script>", body=tag(service, language="be"))
    asked = visit(context, host.add("/listening", page))
    asked.launcher.wait_for()
    listening = "heard.filter((signal) => !signal?.aborted).length"
    assert asked.page.evaluate(listening) == 2
    swap(asked.page, "turbo", tag(service, language="ru"))
    expect(asked.page.locator("committee-assistant")).to_have_attribute("lang", "ru")

    assert asked.page.evaluate("heard.length") == 4
    assert asked.page.evaluate(listening) == 2


def test_a_box_that_is_replaced_gets_the_widget_again(
    context: BrowserContext, host: Host, service: str
) -> None:
    watch = Watch(context, service)
    box = '<div id="here"></div>'
    asked = visit(context, host.add("/box", host_page(tag(service, target="#here"), body=box)))
    asked.ask("the tax")
    swap(asked.page, "turbo", f"<main>{box}</main>")
    expect(asked.page.locator("#here > committee-assistant")).to_have_count(1)
    swap(asked.page, "pjax", "<main><h1>Loading</h1></main>")
    asked.page.evaluate("document.querySelector('main').innerHTML = '<p id=here></p>'")
    expect(asked.page.locator("#here > committee-assistant")).to_have_count(1)
    assert asked.panel.get_attribute("role") == "region"
    assert asked.panel.locator(".answered").count() == 1
    assert watch.complaints == []

    swap(asked.page, "turbo", "<h1>No box</h1>")
    asked.launcher.click()
    assert asked.panel.get_attribute("role") == "dialog"
    assert asked.panel.locator(".answered").count() == 1
    swap(asked.page, "turbo", "<h1>No box here either</h1>")
    assert only_one(asked)
    asked.page.evaluate(
        "document.body.append(Object.assign(document.createElement('p'), {id: 'here'}))"
    )
    expect(asked.page.locator("#here > committee-assistant")).to_have_count(1)
    asked.page.keyboard.press("Escape")
    assert asked.panel.is_visible()
    assert not asked.panel.get_by_role("button", name="Close").is_visible()
    assert len(watch.complaints) == 1


@pytest.mark.parametrize("late", [100, 700])
def test_a_box_that_comes_late_gets_the_widget_without_a_hint(
    context: BrowserContext, host: Host, service: str, late: int
) -> None:
    watch = Watch(context, service)
    box = f"setTimeout(() => document.body.innerHTML = '<div id=here></div>', {late})"
    page = host_page(tag(service, target="#here"), body=f"<script>{box}</script>")
    asked = visit(context, host.add("/late", page))

    expect(asked.page.locator("#here > committee-assistant")).to_have_count(1)
    assert watch.complaints == []


def test_a_page_that_takes_it_out_again_and_again_is_not_held_up(
    context: BrowserContext, host: Host, service: str
) -> None:
    takes = """new MutationObserver(() => document.querySelector('committee-assistant')?.remove())
        .observe(document, { childList: true, subtree: true });"""
    page = host_page(f"<script>{takes}</script>{tag(service)}")
    asked = visit(context, host.add("/takes", page))
    asked.page.wait_for_timeout(300)

    assert asked.page.evaluate("1 + 1") == 2


MODULE = '<script type="module" src="SRC" data-language="ru"></script>'
INJECTED = """<script>
const made = document.createElement('script');
made.src = 'SRC'; made.dataset.language = 'ru'; ASYNC
document.head.append(made);
</script>"""
LATER = "<script>window.addEventListener('load', () => setTimeout(() => {{ {} }}, 50));</script>"
WAYS = {
    "module": MODULE,
    "module, with a version": MODULE.replace("SRC", "SRC?v=3"),
    "module among others": '<script type="module" src="/widget.js"></script>' + MODULE,
    "async": '<script async src="SRC" data-language="ru"></script>',
    "async module": MODULE.replace(" src", " async src"),
    "at once": '<script src="SRC" data-language="ru"></script>',
    "injected": INJECTED.replace("ASYNC", ""),
    "injected in order": INJECTED.replace("ASYNC", "made.async = false;"),
    "injected module": INJECTED.replace("ASYNC", "made.type = 'module';"),
    "injected and taken out": INJECTED.replace("ASYNC", "made.onload = () => made.remove();"),
}


@pytest.mark.parametrize("way", WAYS)
def test_it_is_loaded_in_every_way_that_sites_load_scripts(
    context: BrowserContext, host: Host, service: str, way: str
) -> None:
    watch = Watch(context, service)
    head = WAYS[way].replace("SRC", f"{service}/widget.js")
    asked = visit(context, host.add("/loaded", host_page(head, language="en"))).open()
    asked.ask("the tax")

    assert asked.page.locator("committee-assistant").get_attribute("lang") == "ru"
    assert only_one(asked)
    assert [words for words in watch.complaints if "committee-assistant" in words] == []


def test_another_module_may_import_it(context: BrowserContext, host: Host, service: str) -> None:
    imports = f'<script type="module">await import("{service}/widget.js");</script>'
    asked = visit(context, host.add("/imported", host_page(imports, language="be"))).open()
    asked.ask("the tax")

    assert asked.page.locator("committee-assistant").get_attribute("lang") == "be"


def test_after_the_page_was_loaded_it_begins_at_once(
    context: BrowserContext, host: Host, service: str
) -> None:
    asked = visit(context, host.add("/loaded-long-ago", host_page("")))
    asked.page.wait_for_load_state("networkidle")
    asked.page.add_script_tag(url=f"{service}/widget.js")

    asked.open().ask("the tax")


def test_a_base_of_the_page_changes_nothing(
    context: BrowserContext, host: Host, service: str
) -> None:
    base = '<base href="https://elsewhere.example/deep/" target="_top">'
    early = visit(context, host.add("/base", host_page(base + tag(service)))).open()
    late = visit(context, host.add("/late-base", host_page(tag(service) + base))).open()

    for asked in (early, late):
        link = asked.ask("the tax").locator("a.marker").get_attribute("href")
        assert str(link).startswith(f"{service}/documents/news/tax.txt?")


def test_a_strict_page_that_replaces_its_body_keeps_it(
    context: BrowserContext, host: Host, service: str
) -> None:
    watch = Watch(context, service)
    module = MODULE.replace("SRC", f"{service}/widget.js")
    page = host.add("/strict-swap", host_page(module), policy=strict_policy(service))
    asked = visit(context, page).open()
    asked.page.evaluate(
        "document.documentElement.replaceChild(document.createElement('body'), document.body)"
    )
    expect(asked.box).to_be_visible()
    asked.ask("the tax")

    assert watch.complaints == []


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ('<script src="SRC" data-language="de"></script>', r'data-language="de" is none of en'),
        ('<script src="SRC" data-position="top"></script>', r'data-position="top" is neither'),
        ('<script src="SRC"></script><script src="SRC"></script>', "a second tag for widget.js"),
        ('<script src="SRC" data-target="#x"></script>', "nothing on this page is #x"),
    ],
)
def test_the_console_says_once_what_is_wrong_with_the_tag(
    context: BrowserContext, host: Host, service: str, head: str, words: str
) -> None:
    watch = Watch(context, service)
    page = host_page(head.replace("SRC", f"{service}/widget.js"))
    asked = visit(context, host.add("/wrong", page)).open()
    asked.ask("the tax")

    [said] = watch.complaints
    assert said.startswith("committee-assistant: ")
    assert words in said


def test_the_console_says_that_no_tag_was_found(
    context: BrowserContext, host: Host, service: str
) -> None:
    watch = Watch(context, service)
    asked = visit(context, host.add("/none", host_page("")))
    script = asked.page.request.get(f"{service}/widget.js").text()
    asked.page.evaluate("text => (0, eval)(text)", script)

    [said] = watch.complaints
    assert re.match("committee-assistant: no script tag with the address of widget.js", said)


def test_the_console_says_which_policy_forbids_asking(
    context: BrowserContext, host: Host, service: str
) -> None:
    watch = Watch(context, service)
    policy = strict_policy(service).replace(f"connect-src {service}", "connect-src 'self'")
    asked = visit(context, host.add("/policy", host_page(tag(service)), policy=policy)).open()
    asked.ask("the tax")
    asked.page.wait_for_timeout(200)

    [said] = [words for words in watch.complaints if words.startswith("committee-assistant: ")]
    assert (
        f"Content-Security-Policy of this page forbids asking the service: add {service} " in said
    )
