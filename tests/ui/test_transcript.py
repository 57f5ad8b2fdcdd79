from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import lxml.html
import pytest
from markdown_it import MarkdownIt

from assistant.answer import Answer
from corpus.document import Document, Language
from tests.fakes import make_document
from tests.ui.fakes import UNCLEAR, FakeAssistant
from tests.ui.payloads import PAYLOADS
from ui.transcript import transcribe
from ui.transcript_files import markdown, plain_text, word
from ui.words import Words

WORDS = Words(Language.ENGLISH)
ROOT = "https://ask.example"
DAY = date(2020, 11, 30)


def answers(*questions: str, document: Document | None = None) -> list[Answer]:
    assistant = FakeAssistant(document or make_document("The tax is paid in May. It is small."))
    return [assistant.answer(question) for question in questions]


def test_sources_are_numbered_through_the_whole_conversation() -> None:
    tax = make_document("The tax is paid in May.", id="tax.txt", title="Tax")
    road = make_document("The road is closed.", id="road.txt", title="Road")
    assistant = FakeAssistant(tax, road)
    asked = [assistant.answer(one) for one in ("tax paid", "road closed", "tax paid")]

    transcript = transcribe(asked, WORDS, root=ROOT)

    said = [said for entry in transcript.entries for said in entry.said]
    numbers = [one.number for group in said for one in group.quoted]
    assert numbers == [1, 2, 1]
    assert [one.title for one in transcript.sources] == ["Tax", "Road"]
    assert all(one.address.startswith(f"{ROOT}/documents/") for one in transcript.sources)


def test_a_refusal_keeps_its_reason_and_readings_are_listed() -> None:
    transcript = transcribe(answers("zebra?", UNCLEAR), WORDS, root=ROOT)

    refused, unclear = transcript.entries
    assert refused.said == ()
    assert refused.remarks
    assert any("deadline" in remark.lower() for remark in unclear.remarks)


def test_markdown_shows_question_quotation_and_source() -> None:
    text = markdown(transcribe(answers("tax paid"), WORDS, root=ROOT), WORDS, made=DAY)

    html = MarkdownIt().render(text)
    assert "<h2>tax paid</h2>" in html
    assert "<blockquote>\n<p>The tax is paid in May. [1]</p>" in html
    assert f'<a href="{ROOT}/documents/' in html
    assert "30 November 2020" in html


def test_plain_text_can_be_pasted() -> None:
    text = plain_text(transcribe(answers("tax paid"), WORDS, root=ROOT), WORDS)

    assert text.startswith("The tax is paid in May. [1]\n")
    assert f"{ROOT}/documents/" in text


def test_word_reads_the_document_it_wrote() -> None:
    russian = make_document("Налог платят в мае.", title="Налог", language=Language.RUSSIAN)
    file = word(
        transcribe(answers("Налог платят", document=russian), WORDS, root=ROOT), WORDS, made=DAY
    )

    read = docx.Document(BytesIO(file))
    texts = [paragraph.text for paragraph in read.paragraphs]
    body = ZipFile(BytesIO(file)).read("word/document.xml").decode()
    assert "Налог платят" in texts
    assert any(text.startswith("Налог платят в мае. [1]") for text in texts)
    assert 'w:lang w:val="ru-RU"' in body
    assert "w:hyperlink" in body


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_document_or_question_becomes_markup(payload: str) -> None:
    document = make_document(f"tax {payload}", title=payload)
    asked = answers(f"tax {payload}", document=document)
    transcript = transcribe(asked, WORDS, root=ROOT)

    html = MarkdownIt("commonmark").render(markdown(transcript, WORDS, made=DAY))
    body = ZipFile(BytesIO(word(transcript, WORDS, made=DAY))).read("word/document.xml")

    allowed = {"h1", "h2", "p", "blockquote", "em", "ol", "li", "a", "br"}
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    assert {element.tag for element in root.iterdescendants()} <= allowed
    assert all(link.get("href").startswith(ROOT) for link in root.iter("a"))
    assert b"<script" not in body


def test_a_character_that_xml_cannot_hold_is_left_out() -> None:
    asked = answers("tax \x0b?")

    word(transcribe(asked, WORDS, root=ROOT), WORDS, made=DAY)
