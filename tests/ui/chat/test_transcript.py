from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import lxml.html
import pytest
from docx.shared import Mm
from markdown_it import MarkdownIt

from assistant.answer import CLOSEST_FOUND, Answer, Attribution, AttributionKind, Notice
from assistant.answer_json import answer_record
from corpus.document import Document, Language
from tests.fakes import make_document
from tests.ui.fakes import UNCLEAR, FakeAssistant
from tests.ui.payloads import PAYLOADS
from ui.chat.transcript import Transcript, transcribe
from ui.chat.transcript_files import markdown, plain_text, word
from ui.words import Words

WORDS = Words(Language.ENGLISH)
ROOT = "https://ask.example"
DAY = date(2020, 11, 30)


def answers(*questions: str, document: Document | None = None) -> list[Answer]:
    assistant = FakeAssistant(document or make_document("The tax is paid in May. It is small."))
    return [assistant.answer(question) for question in questions]


def transcribed(asked: Sequence[Answer], *, missing: int = 0) -> Transcript:
    records = [answer_record(answer, root=ROOT) for answer in asked]
    return transcribe(records, WORDS, missing=missing)


def test_every_answer_keeps_the_numbers_that_its_notices_name() -> None:
    tax = make_document("The tax is paid in May.", id="tax.txt", title="Tax")
    road = make_document("The road is closed.", id="road.txt", title="Road")
    assistant = FakeAssistant(tax, road)
    asked = [assistant.answer(one) for one in ("tax paid", "road closed")]

    transcript = transcribed(asked)

    first, second = transcript.entries
    for entry, title in ((first, "Tax"), (second, "Road")):
        assert [one.number for said in entry.said for one in said.quoted] == [1]
        assert [one.title for one in entry.sources] == [title]
        assert entry.sources[0].address.startswith(f"{ROOT}/documents/")


def test_whose_words_they_are_goes_with_them() -> None:
    [answer] = answers("tax paid")
    kind = AttributionKind.SAID
    minister = Attribution(text="Minister Tax", start=0, end=3, kind=kind)
    citation = replace(answer.citations[0], attribution=minister)
    transcript = transcribed([replace(answer, citations=(citation,))])

    file = word(transcript, WORDS, made=DAY)
    written = "\n".join(one.text for one in docx.Document(BytesIO(file)).paragraphs)
    for text in (written, plain_text(transcript, WORDS)):
        assert "The tax is paid in May. [1] (Said by: Minister Tax)" in text
    assert "Said by: Minister Tax" in markdown(transcript, WORDS, made=DAY)


def test_what_comes_near_is_listed_under_its_heading() -> None:
    [answered] = answers("tax paid")
    notices = (Notice(code=CLOSEST_FOUND, text="Closest found:"),)
    near = replace(answered, text=None, citations=(), notices=notices)
    transcript = transcribed([near])

    text = markdown(transcript, WORDS, made=DAY)
    file = word(transcript, WORDS, made=DAY)
    assert text.count("Closest found") == 1
    assert f"<{ROOT}/documents/" in text.split("Closest found")[1]
    assert any("– " in one.text for one in docx.Document(BytesIO(file)).paragraphs)


def test_missing_answers_are_counted() -> None:
    transcript = transcribed(answers("tax paid"), missing=2)

    assert "documents have changed: 2." in (transcript.left_out or "")
    assert "changed: 2" in markdown(transcript, WORDS, made=DAY)


def test_a_refusal_keeps_its_reason_and_readings_are_listed() -> None:
    transcript = transcribed(answers("zebra?", UNCLEAR))

    refused, unclear = transcript.entries
    assert refused.said == ()
    assert refused.remarks
    assert any("deadline" in remark.lower() for remark in unclear.remarks)


def test_markdown_shows_question_quotation_and_source() -> None:
    text = markdown(transcribed(answers("tax paid")), WORDS, made=DAY)

    html = MarkdownIt().render(text)
    assert "<h2>tax paid</h2>" in html
    assert "<blockquote>\n<p>The tax is paid in May. [1]</p>" in html
    assert f'<a href="{ROOT}/documents/' in html
    assert "30 November 2020" in html


def test_plain_text_can_be_pasted() -> None:
    text = plain_text(transcribed(answers("tax paid")), WORDS)

    assert text.startswith("The tax is paid in May. [1]\n")
    assert f"{ROOT}/documents/" in text


def test_word_reads_the_document_it_wrote() -> None:
    russian = make_document("Налог платят в мае.", title="Налог", language=Language.RUSSIAN)
    file = word(transcribed(answers("Налог платят", document=russian)), WORDS, made=DAY)

    read = docx.Document(BytesIO(file))
    texts = [paragraph.text for paragraph in read.paragraphs]
    body = ZipFile(BytesIO(file)).read("word/document.xml").decode()
    assert "Налог платят" in texts
    assert any(text.startswith("Налог платят в мае. [1]") for text in texts)
    assert 'w:lang w:val="ru-RU"' in body
    assert read.core_properties.created.date() == DAY
    assert read.sections[0].page_width in range(Mm(209), Mm(211))
    assert "w:hyperlink" in body


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_document_or_question_becomes_markup(payload: str) -> None:
    document = make_document(f"tax {payload}", title=payload)
    asked = answers(f"tax {payload}", document=document)
    transcript = transcribed(asked)

    html = MarkdownIt("commonmark").render(markdown(transcript, WORDS, made=DAY))
    body = ZipFile(BytesIO(word(transcript, WORDS, made=DAY))).read("word/document.xml")

    allowed = {"h1", "h2", "h3", "ul", "p", "blockquote", "em", "ol", "li", "a", "br"}
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    assert {element.tag for element in root.iterdescendants()} <= allowed
    assert all(link.get("href").startswith(ROOT) for link in root.iter("a"))
    assert b"<script" not in body


def test_a_character_that_xml_cannot_hold_is_left_out() -> None:
    asked = answers("tax \x0b?")

    word(transcribed(asked), WORDS, made=DAY)
