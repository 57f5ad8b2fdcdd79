"""Feedback on an answer, and a link to it."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.ui.widget.answers import REMOVAL_KEY, SHARED_ID, refusal, reply, shared
from tests.ui.widget.driver import Visit, visit
from tests.ui.widget.host import Host, host_page, tag

pytestmark = pytest.mark.browser

ID = "a" * 32
THANKS = "Thank you. Your feedback has been kept."


@pytest.fixture
def answered(context: BrowserContext, strict: str) -> Visit:
    asked = visit(context, strict).open()
    asked.ask("the tax")
    return asked


def test_helpful_is_sent_and_thanked_for(context: BrowserContext, answered: Visit) -> None:
    sent = reply(context, {"kept": True})
    answered.button("Yes").click()
    expect(answered.status).to_have_text(THANKS)

    assert answered.panel.locator(".feedback").inner_text() == THANKS
    assert answered.focused() == "feedback"
    assert answered.panel.get_by_role("group", name="Was this answer helpful?").count() == 0
    assert answered.panel.locator(".feedback").get_attribute("aria-label") is None
    assert sent == [{"path": "feedback", "answer_id": ID, "helpful": True, "reason": None}]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("It is wrong", "wrong"),
        ("It does not answer my question", "not_answered"),
        ("It is outdated", "outdated"),
        ("It is hard to understand", "unclear"),
        ("Something else", "other"),
    ],
)
def test_not_helpful_asks_why(
    context: BrowserContext, answered: Visit, words: str, reason: str
) -> None:
    sent = reply(context, {"kept": True})
    answered.button("No").click()
    assert sent == []
    answered.button(words).click()
    expect(answered.status).to_have_text(THANKS)

    assert sent == [{"path": "feedback", "answer_id": ID, "helpful": False, "reason": reason}]


def test_feedback_that_is_not_kept_can_be_given_again(
    context: BrowserContext, answered: Visit
) -> None:
    reply(context, {"code": "busy"}, status=503)
    answered.button("Yes").click()

    expect(answered.panel.locator(".feedback .said")).to_have_text(
        "This did not work. Please try again."
    )
    assert answered.button("Yes").count() == 1


@pytest.mark.parametrize("with_question", [True, False])
def test_a_link_is_made_with_consent_and_removed(
    context: BrowserContext, answered: Visit, service: str, with_question: bool
) -> None:
    sent = reply(context, shared())
    answered.button("Share").click()
    consent = answered.panel.get_by_label("with my question")
    assert not consent.is_checked()
    consent.set_checked(with_question)
    answered.button("Make the link").click()
    expect(answered.panel.locator(".sharing a")).to_have_count(2)
    link, removal = answered.panel.locator(".sharing a").all()
    assert link.get_attribute("href") == f"{service}/answers/{SHARED_ID}"
    assert link.text_content() == "Link to this answer (opens in a new tab)"
    removed = f"{service}/answers/{SHARED_ID}/remove?key={REMOVAL_KEY}"
    assert removal.get_attribute("href") == removed

    answered.button("Remove the link").click()
    expect(answered.status).to_have_text("The link no longer works.")
    assert answered.panel.locator(".sharing a").count() == 0
    assert sent == [
        {"path": f"answers/{ID}/share", "with_question": with_question},
        {"path": f"answers/{SHARED_ID}/remove", "removal_key": REMOVAL_KEY},
    ]


def test_after_a_link_was_removed_another_can_be_made(
    context: BrowserContext, answered: Visit
) -> None:
    sent = reply(context, shared())
    answered.button("Share").click()
    answered.panel.get_by_label("with my question").check()
    answered.button("Make the link").click()
    answered.button("Remove the link").click()
    expect(answered.panel.locator(".sharing .said")).to_have_text("The link no longer works.")
    assert answered.focused() == "sharing"

    answered.button("Share").click()
    answered.button("Share").click()
    assert not answered.panel.get_by_label("with my question").is_checked()
    answered.button("Make the link").click()
    expect(answered.panel.locator(".sharing a")).to_have_count(2)
    assert answered.panel.locator(".sharing .said").count() == 0
    assert [one["path"] for one in sent] == [
        f"answers/{ID}/share",
        f"answers/{SHARED_ID}/remove",
        f"answers/{ID}/share",
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "Ссылка на этот ответ"),
        ("be", "Спасылка на гэты адказ"),
        ("zh", "此答案的链接"),
    ],
)
def test_the_finished_link_has_words_of_its_own(
    context: BrowserContext, host: Host, service: str, language: str, words: str
) -> None:
    reply(context, shared(), path="**/share")
    page = host_page(tag(service, language=language), language=language)
    asked = visit(context, host.add("/shared", page)).open()
    asked.ask("the tax")
    asked.panel.locator(".row > .quiet").last.click()
    asked.panel.locator(".sharing .action").click()

    expect(asked.status).to_have_text(words)
    assert (asked.panel.locator(".sharing a").first.text_content() or "").startswith(words)


def test_the_link_is_copied(context: BrowserContext, answered: Visit, service: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    reply(context, shared())
    answered.button("Share").click()
    answered.button("Make the link").click()
    answered.button("Copy the link").click()
    expect(answered.status).to_have_text("Copied.")

    copied = answered.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{service}/answers/{SHARED_ID}"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "The answer is no longer kept. Please ask again."),
        (409, "This answer has a link already."),
        (500, "This did not work. Please try again."),
    ],
)
def test_why_there_is_no_link_is_told(
    context: BrowserContext, answered: Visit, status: int, words: str
) -> None:
    reply(context, {"code": "x"}, status=status)
    answered.button("Share").click()
    answered.button("Make the link").click()

    expect(answered.panel.locator(".sharing .said")).to_have_text(words)
    expect(answered.status).to_have_text(words)


@pytest.mark.parametrize(
    ("status", "judged"),
    [
        ("unanswerable_nothing_found", 1),
        ("unanswerable_not_supported", 1),
        ("clarification_needed", 0),
        ("refused_greeting", 0),
        ("refused_opinion", 0),
        ("error_internal", 0),
    ],
)
def test_only_what_the_documents_say_or_do_not_say_is_judged(
    context: BrowserContext, strict: str, status: str, judged: int
) -> None:
    reply(context, refusal(status=status))
    asked = visit(context, strict).open()
    asked.ask("q")

    assert asked.button("Yes").count() == judged
    assert asked.button("Share").count() == 0


def test_the_service_itself_keeps_shares_and_removes(
    context: BrowserContext, answered: Visit
) -> None:
    answered.button("Yes").click()
    expect(answered.status).to_have_text(THANKS)
    answered.button("Share").click()
    answered.panel.get_by_label("with my question").check()
    answered.button("Make the link").click()
    with context.expect_page() as opened:
        answered.panel.locator(".sharing a").first.click()
    page = opened.value
    page.wait_for_load_state()
    assert "The tax is due on 1 July 2016." in page.locator("main").inner_text()
    assert "the tax" in page.locator("main").inner_text()

    answered.button("Remove the link").click()
    expect(answered.status).to_have_text("The link no longer works.")
    gone = page.reload()
    assert gone is not None
    assert gone.status == 404
