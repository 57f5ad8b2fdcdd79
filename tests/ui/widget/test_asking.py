"""Asking from a host page of another origin, and what the widget shows."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.ui.chat.test_browser import LANGUAGES, Watch
from tests.ui.fakes import FakeAssistant
from tests.ui.widget.answers import VERSION, answer, citation, hit, refusal, reply
from tests.ui.widget.driver import visit
from tests.ui.widget.host import Host, host_page, strict_policy, tag

pytestmark = pytest.mark.browser


def test_a_question_from_a_strict_page_of_another_origin_leads_to_the_marked_place(
    context: BrowserContext, strict: str, service: str
) -> None:
    watch = Watch(context, service)
    asked = visit(context, strict).open()
    shown = asked.ask("the tax")
    assert shown.locator(".text > span").inner_text() == "The tax is due on 1 July 2016."
    assert shown.locator(".source-title").inner_text() == "1 Tax"
    assert shown.locator(".facts").inner_text() == "2 September 2015 · English"
    assert shown.locator("blockquote").get_attribute("lang") == "en"
    expect(asked.status).to_have_text("The answer is here. Sources: 1.")
    assert asked.focused() == "question"

    with context.expect_page() as opened:
        shown.get_by_text("Open in the document").click()
    document = opened.value
    document.wait_for_load_state()
    assert document.locator("h1").inner_text() == "Tax"
    assert document.locator("mark").first.is_visible()
    assert document.evaluate("opener") is None
    assert [url for url in watch.foreign if "/strict" not in url] == []
    assert watch.complaints == []


def test_the_number_of_a_sentence_leads_there_too(context: BrowserContext, strict: str) -> None:
    shown = visit(context, strict).open().ask("the tax")
    marker, opening = shown.locator(".marker"), shown.locator(".open a")

    assert marker.get_attribute("href") == opening.get_attribute("href")
    assert marker.get_attribute("aria-label") == "[1] Source 1 (opens in a new tab)"


def test_each_question_of_a_message_stands_before_its_quotation(
    context: BrowserContext, strict: str
) -> None:
    parts = [
        {"question": "When is the tax due?", "status": "answered", "citations": [1]},
        {"question": "Who paints zebras?", "status": "unanswerable_x", "citations": []},
        {"question": "Where is it paid?", "status": "answered", "citations": [2]},
    ]
    reply(context, answer(citations=[citation(), citation(number=2)], parts=parts))

    shown = visit(context, strict).open().ask("the tax")

    asked = shown.locator(".part")
    assert asked.all_inner_texts() == ["When is the tax due?", "Where is it paid?"]
    assert shown.locator(".part + .text").count() == 2


def test_a_follow_up_carries_what_was_answered_and_a_new_conversation_nothing(
    context: BrowserContext, strict: str, fake: FakeAssistant
) -> None:
    asked = visit(context, strict).open()
    asked.ask("the tax")
    asked.ask("zzz")
    asked.ask("paid")
    [turn] = fake.histories[-1]
    assert (turn.question, turn.answer) == ("the tax", "The tax is due on 1 July 2016. [1]")

    asked.button("New conversation").click()
    assert asked.answers.count() == 0
    asked.ask("the tax")
    assert list(fake.histories[-1]) == []


def test_a_reading_is_chosen_and_asked(context: BrowserContext, strict: str) -> None:
    asked = visit(context, strict).open()
    asked.ask("When is the deadline?")
    assert asked.answers.last.locator(".outcome").inner_text() == "What do you mean?"
    asked.button("When is the deadline? — the tax is due").click()
    asked.answers.nth(1).wait_for()

    assert asked.panel.locator(".asked").last.inner_text().endswith("the tax is due")
    assert asked.answers.last.locator("blockquote").count() == 1
    assert asked.focused() == "question"


def test_the_period_of_an_answer_is_taken_away(context: BrowserContext, strict: str) -> None:
    asked = visit(context, strict).open()
    asked.ask("the tax of 2016")
    asked.button("Period “2016”: remove").click()
    asked.answers.nth(1).wait_for()

    assert asked.answers.last.locator(".period").count() == 0


def test_an_example_is_asked(context: BrowserContext, strict: str) -> None:
    asked = visit(context, strict).open()
    assert asked.panel.locator(".start .choice").count() == 4
    asked.button("When was Directive No. 5 signed?").click()
    asked.answers.first.wait_for()

    assert asked.panel.locator(".asked").inner_text().endswith("When was Directive No. 5 signed?")
    assert not asked.panel.locator(".start").is_visible()


@pytest.mark.parametrize(
    ("language", "launcher", "send"),
    [
        ("en", "Ask a question", "Ask"),
        ("ru", "Задать вопрос", "Спросить"),
        ("be", "Задаць пытанне", "Спытаць"),
        ("zh", "提问", "提问"),
    ],
)
def test_the_language_is_that_of_the_tag(
    context: BrowserContext, host: Host, service: str, language: str, launcher: str, send: str
) -> None:
    page = host_page(tag(service, language=language), language="de")
    asked = visit(context, host.add("/language", page))
    assert asked.launcher.inner_text() == launcher
    asked.open()

    assert asked.button(send).count() == 1
    assert asked.page.locator("committee-assistant").get_attribute("lang") == language


@pytest.mark.parametrize(
    ("page_language", "expected"), [("be-BY", "be"), ("zh-Hans", "zh"), ("de", "en"), ("", "en")]
)
def test_without_one_it_is_that_of_the_page(
    context: BrowserContext, host: Host, service: str, page_language: str, expected: str
) -> None:
    page = host_page(tag(service), language=page_language)
    asked = visit(context, host.add("/language", page))

    assert asked.page.locator("committee-assistant").get_attribute("lang") == expected


def test_a_page_in_an_old_encoding_shows_the_words_right(
    context: BrowserContext, host: Host, service: str
) -> None:
    page = host_page(tag(service, language="be"))
    asked = visit(context, host.add("/old", page, charset="windows-1251"))

    assert asked.launcher.inner_text() == "Задаць пытанне"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_is_sent_as_the_api_takes_it(
    context: BrowserContext, host: Host, service: str, language: str
) -> None:
    sent = reply(context, answer())
    page = host_page(tag(service, language=language))
    visit(context, host.add("/sent", page)).open().ask("  the tax ")

    assert sent == [
        {
            "path": "ask",
            "question": "the tax",
            "history": [],
            "language": language,
            "read_period": True,
        }
    ]


def test_the_answering_words_are_marked_by_code_points_of_the_document(
    context: BrowserContext, strict: str
) -> None:
    quoted = "𝔘𝔫𝔱𝔦𝔩 1 July."
    reply(context, answer(citations=[citation(quote=quoted, answer_start=106, answer_end=112)]))
    shown = visit(context, strict).open().ask("q")

    assert shown.locator("blockquote mark").inner_text() == "1 July"
    assert shown.locator("blockquote").inner_text() == quoted


def test_offsets_outside_the_quotation_mark_nothing(context: BrowserContext, strict: str) -> None:
    reply(context, answer(citations=[citation(answer_start=90, answer_end=999)]))
    shown = visit(context, strict).open().ask("q")

    assert shown.locator("mark").count() == 0
    assert shown.locator("blockquote").inner_text() == "The tax is due on 1 July 2016."


def test_a_quotation_of_another_language_is_introduced_and_its_speaker_named(
    context: BrowserContext, strict: str
) -> None:
    said = {"text": "посол", "start": 0, "end": 5, "kind": "said"}
    frame = "The document, in Russian, says:"
    abroad = citation(language="ru", frame=frame, attribution=said, published=None)
    notices = [
        {"code": "other_language", "text": "x"},
        {"code": "old_source", "text": "It is old."},
    ]
    reply(context, answer(citations=[abroad, citation(2)], notices=notices))
    shown = visit(context, strict).open().ask("q")

    assert shown.locator(".frame").all_inner_texts() == [frame]
    assert shown.locator(".text > span").first.get_attribute("lang") == "ru"
    assert shown.locator(".speaker").inner_text() == "Said by: посол"
    assert shown.locator(".notice").all_inner_texts() == ["It is old."]
    assert shown.locator(".facts").first.inner_text() == "no date · Russian"
    assert shown.locator(".as-of").inner_text() == "As of 2 September 2015"


def test_what_comes_near_a_refusal_is_linked_once_a_document(
    context: BrowserContext, strict: str, service: str
) -> None:
    notices = [
        {"code": "unanswerable_not_supported", "text": "Ask us."},
        {"code": "closest_found", "text": "Closest found, not an answer:"},
    ]
    hits = [hit("a b.txt"), hit("a b.txt"), hit("b"), hit("c"), hit("d")]
    reply(context, refusal(notices=notices, hits=hits))
    shown = visit(context, strict).open().ask("q")

    assert shown.locator(".outcome").inner_text() == "No answer in the documents"
    assert shown.locator(".notice").all_inner_texts() == ["Ask us."]
    assert shown.locator(".label").inner_text() == "Closest found, not an answer:"
    addresses = [link.get_attribute("href") for link in shown.locator(".related a").all()]
    assert len(addresses) == 3
    assert addresses[0] == f"{service}/documents/a%20b.txt?start=3&end=9&version={VERSION}#quote"


def test_an_answer_is_copied_with_its_sources(
    context: BrowserContext, strict: str, service: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    asked = visit(context, strict).open()
    asked.ask("the tax")
    asked.button("Copy with sources").click()
    expect(asked.status).to_have_text("Copied.")
    text = asked.page.evaluate("navigator.clipboard.readText()")

    lines = text.splitlines()
    assert lines[0] == "The tax is due on 1 July 2016. [1]"
    assert lines[1] == "Sources"
    assert re.fullmatch(
        rf"\[1\] Tax, 2 September 2015, {service}/documents/news/tax.txt\?start=0&end=30"
        r"&version=[0-9a-f]{64}#quote",
        lines[2],
    )
    assert lines[3] == "As of 2 September 2015"


def test_the_copy_says_who_speaks_in_what_language_and_what_there_is_to_know(
    context: BrowserContext, strict: str, service: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    frame = "The document, in Russian, says:"
    said = {"text": "посол", "start": 0, "end": 5, "kind": "interview"}
    abroad = {"language": "ru", "frame": frame, "published": None, "document_id": "налог.txt"}
    citations = [
        citation(published=None),
        citation(2, **abroad, quote="Раз.", attribution=said),
        citation(3, **abroad, quote="Два."),
    ]
    notices = [
        {"code": "other_language", "text": "x"},
        {"code": "closest_found", "text": "x"},
        {"code": "old_source", "text": "It is old."},
    ]
    reply(context, answer(citations=citations, notices=notices))
    asked = visit(context, strict).open()
    shown = asked.ask("q")
    asked.button("Copy with sources").click()
    expect(asked.status).to_have_text("Copied.")
    text = asked.page.evaluate("navigator.clipboard.readText()")

    news, tax = (f"{service}/documents/{one}?" for one in ("news/tax.txt", quote("налог.txt")))
    place = f"start=100&end=130&version={VERSION}#quote"
    assert text.splitlines() == [
        "The tax is due on 1 July 2016. [1]",
        frame,
        "Раз. [2] Два. [3]",
        "It is old.",
        "Sources",
        f"[1] Tax, no date, {news}{place}",
        f"[2] Tax, no date, {tax}{place}",
        "Interview with: посол",
        f"[3] Tax, no date, {tax}{place}",
    ]
    assert shown.locator(".as-of").count() == 0


def test_where_there_is_no_clipboard_the_text_is_shown_to_be_copied(
    context: BrowserContext, strict: str
) -> None:
    context.add_init_script("delete Navigator.prototype.clipboard")
    asked = visit(context, strict).open()
    asked.ask("the tax")
    for _ in range(3):
        asked.button("Copy with sources").click()
        byhand = asked.page.get_by_label("Copy this text:")
        expect(byhand).to_have_value(re.compile("^The tax is due"))

    assert byhand.count() == 1


def test_in_the_page_it_stands_where_the_tag_says(
    context: BrowserContext, host: Host, service: str
) -> None:
    page = host_page(tag(service, target="#here"), body='<div id="here"></div><p>After.</p>')
    asked = visit(context, host.add("/inline", page, policy=strict_policy(service)))
    asked.box.wait_for()
    asked.ask("the tax")

    assert asked.launcher.count() == 0
    assert asked.page.locator("#here committee-assistant").count() == 1
    assert asked.button("Close").count() == 0
    assert asked.panel.get_attribute("role") == "region"


@pytest.mark.parametrize("target", ["#nowhere", "]["])
def test_a_target_that_is_not_there_gives_a_button_and_a_hint(
    context: BrowserContext, host: Host, service: str, target: str
) -> None:
    watch = Watch(context, service)
    asked = visit(context, host.add("/inline", host_page(tag(service, target=target))))
    asked.launcher.wait_for()

    assert any("nothing on this page" in words for words in watch.complaints)
