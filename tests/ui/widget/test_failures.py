"""Everything that can go wrong, in friendly words, with the question kept."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.ui.chat.test_browser import LANGUAGES, Watch
from tests.ui.fakes import FakeAssistant
from tests.ui.serving import serving
from tests.ui.widget.answers import ANY_API, answer, citation, refusal, reply
from tests.ui.widget.driver import visit
from tests.ui.widget.host import Host, host_page, tag

pytestmark = pytest.mark.browser

LOST = {
    "en": "The service cannot be reached at the moment. Please try again in a minute.",
    "ru": "Связь с сервисом прервалась. Пожалуйста, повторите через минуту.",
    "be": "Сувязь з сэрвісам перапынілася. Калі ласка, паўтарыце праз хвіліну.",
    "zh": "暂时无法连接服务，请一分钟后再试。",
}
BUSY = "Many people are asking right now. Please ask again in a few seconds."
UNEXPECTED = "What came back cannot be shown. Please try again later."


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_origin_that_is_not_on_the_list_is_refused_in_friendly_words(
    context: BrowserContext, host: Host, language: str
) -> None:
    assistant = FakeAssistant()
    with serving(assistant) as port:
        page = host_page(tag(f"http://127.0.0.1:{port}", language=language))
        watch = Watch(context, host.origin)
        asked = visit(context, host.add("/unlisted", page)).open()
        shown = asked.ask("the tax")
        assert shown.locator(".notice").inner_text() == LOST[language]
        assert shown.locator(".action").count() == 1

    assert assistant.histories == []
    assert any(f"is {host.origin} in its server.allowed_origins?" in w for w in watch.complaints)


def test_offline_is_told_and_asked_again_when_it_is_over(
    context: BrowserContext, strict: str
) -> None:
    asked = visit(context, strict).open()
    context.set_offline(True)
    shown = asked.ask("the tax")
    words = "There is no internet connection. Please try again when it is back."
    assert shown.locator(".notice").inner_text() == words
    expect(asked.status).to_have_text(words)

    context.set_offline(False)
    asked.button("Try again").focus()
    asked.page.keyboard.press("Enter")
    asked.panel.locator(".answered").wait_for()
    assert asked.panel.locator(".asked").count() == 1
    assert asked.focused() == "question"


def test_a_busy_service_is_asked_again_when_it_wants_to_be(
    context: BrowserContext, strict: str
) -> None:
    problem = {"code": "busy"}
    sent = reply(context, problem, status=503, headers={"retry-after": "2"})
    asked = visit(context, strict).open()
    assert asked.ask("the tax").locator(".notice").inner_text() == BUSY

    asked.panel.locator(".error .action").click(force=True)
    assert len(sent) == 1
    asked.button("Try again").click(timeout=4000)
    expect(asked.panel.locator(".error .notice")).to_have_text(BUSY)
    assert len(sent) == 2


REFUSALS: list[tuple[int, object, str]] = [
    (503, {"code": "not_ready"}, "The service is not ready to answer yet."),
    (503, "<html>", "Many people are asking right now."),
    (429, {"code": "too_many_questions"}, "You have asked many questions in a short time."),
    (500, {"code": "error_internal"}, "Something went wrong on our side."),
    (403, {"code": "foreign_origin"}, "Something went wrong on our side."),
    (404, "", "Something went wrong on our side."),
]
STRANGE: list[object] = [
    *("", "<!doctype html>", "null", "[]", {}),
    answer(citations=[{"number": 1}]),
    answer(citations=[citation(start=-1)]),
    answer(citations=[citation(language="<b>")]),
    answer(as_of="yesterday"),
    answer(notices=[None]),
]


def test_a_refusal_or_a_strange_body_is_explained_and_can_be_tried_again(
    context: BrowserContext, strict: str
) -> None:
    asked = visit(context, strict).open()
    for status, body, words in [*REFUSALS, *((200, body, UNEXPECTED) for body in STRANGE)]:
        reply(context, body, status=status)
        shown = asked.ask("the tax")
        assert shown.locator(".notice").inner_text().startswith(words), body
        context.unroute(ANY_API)

    asked.button("Try again").last.click()
    asked.panel.locator(".answered").wait_for()


@pytest.mark.parametrize(
    ("question", "words"),
    [("x" * 1001, "The question is too long."), ("???", "There is no question in this.")],
)
def test_what_cannot_be_a_question_goes_back_into_the_box(
    context: BrowserContext, strict: str, question: str, words: str
) -> None:
    asked = visit(context, strict).open()
    shown = asked.ask(question)

    assert shown.locator(".notice").inner_text().startswith(words)
    assert asked.box.input_value() == question
    assert shown.get_by_role("button").count() == 0


def test_an_answer_that_failed_inside_is_told_as_the_service_tells_it(
    context: BrowserContext, strict: str
) -> None:
    failed = refusal(
        status="error_internal", notices=[{"code": "error_internal", "text": "Sorry."}]
    )
    reply(context, failed)
    shown = visit(context, strict).open().ask("q")

    assert shown.locator(".outcome").inner_text() == "Something went wrong"
    assert shown.locator(".notice").inner_text() == "Sorry."


def test_after_a_minute_the_question_has_taken_too_long(
    context: BrowserContext, strict: str
) -> None:
    context.clock.install()
    context.route(ANY_API, lambda _: None)
    asked = visit(context, strict).open()
    asked.box.fill("the tax")
    asked.page.keyboard.press("Enter")
    asked.panel.locator(".waiting").wait_for()
    context.clock.fast_forward(61_000)

    expect(asked.answers).to_have_text("The answer took too long. Please try again.Try again")


def test_a_running_question_is_cancelled_and_stays_in_the_box(
    context: BrowserContext, strict: str
) -> None:
    context.route(ANY_API, lambda _: None)
    asked = visit(context, strict).open()
    asked.box.fill("the tax")
    asked.page.keyboard.press("Enter")
    assert asked.panel.locator(".waiting p").inner_text() == "Searching the documents…"
    asked.button("Cancel").click()

    assert asked.panel.locator(".turn").count() == 0
    assert asked.panel.locator(".start").is_visible()
    assert asked.box.input_value() == "the tax"
    assert asked.focused() == "question"
    context.unroute(ANY_API)
    asked.page.keyboard.press("Enter")
    asked.panel.locator(".answered").wait_for()


def test_while_one_question_runs_another_waits_in_the_box(
    context: BrowserContext, strict: str
) -> None:
    context.route(ANY_API, lambda _: None)
    asked = visit(context, strict).open()
    asked.box.fill("the tax")
    asked.page.keyboard.press("Enter")
    asked.box.fill("paid")
    expect(asked.status).to_have_text("")
    for _ in range(5):
        asked.page.keyboard.press("Enter")

    expect(asked.status).to_have_text("Searching the documents…")
    assert asked.panel.locator(".turn").count() == 1
    assert asked.box.input_value() == "paid"
    context.unroute(ANY_API)
