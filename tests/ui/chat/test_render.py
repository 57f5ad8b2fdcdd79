from dataclasses import replace
from datetime import date

import pytest
from lxml import html

from assistant.answer import Answer, AnswerPart, Citation, Notice
from assistant.answer_json import answer_record
from assistant.status import Status
from corpus.document import Document, Language
from corpus.passage import Passage
from index.search.hit import Hit
from tests.fakes import make_document
from tests.ui.payloads import PAYLOADS
from ui.chat.render import answer_html, escape, note_html, question_html
from ui.words import Words

WORDS = Words(Language.ENGLISH)
ALLOWED_TAGS = {"div", "p", "span", "a", "ol", "ul", "li", "blockquote", "mark"}
ALLOWED_ATTRIBUTES = {"class", "lang", "href", "title", "target", "rel"}


def answered(document: Document) -> Answer:
    quote = document.text
    citation = Citation(number=1, document=document, start=0, end=len(quote), quote=quote)
    return make_answer(Status.ANSWERED, text=f"{quote} [1]", citations=(citation,))


def make_answer(
    status: Status,
    *,
    text: str | None = None,
    citations: tuple[Citation, ...] = (),
    notices: tuple[Notice, ...] = (),
    hits: tuple[Hit, ...] = (),
) -> Answer:
    return Answer(
        id="a",
        question="q",
        status=status,
        language=Language.RUSSIAN,
        text=text,
        citations=citations,
        notices=notices,
        hits=hits,
        as_of=date(2015, 9, 2),
        index_version="v1",
    )


def rendered(answer: Answer, *, root: str = "") -> str:
    return answer_html(answer_record(answer, root=root), WORDS)


def parsed(markup: str) -> html.HtmlElement:
    return html.fragment_fromstring(markup, create_parent="main")


def test_a_marker_links_to_the_quotation_in_its_document() -> None:
    page = parsed(rendered(answered(make_document("It is due.")), root="https://a.by"))

    [marker] = page.xpath("//a[@class='marker']")
    assert marker.text_content() == "[1]"
    address = (
        f"/documents/news/tax.txt?start=0&end=10&version={make_document('It is due.').version}"
    )
    assert marker.get("href") == f"https://a.by{address}&ui=en#quote"
    assert marker.get("target") == "_blank"
    assert "noopener" in marker.get("rel")


def test_a_source_shows_title_date_language_quotation_and_link() -> None:
    document = make_document("Налог уплачен.", title="Налог", language=Language.RUSSIAN)
    page = parsed(rendered(answered(document)))

    [source] = page.xpath("//li[@class='source']")
    assert source.xpath("p[@class='source-title']")[0].text_content() == "1 Налог"
    assert source.xpath("p[@class='facts']")[0].text_content() == "2 September 2015 · Russian"
    assert source.xpath("blockquote[@lang='ru']")[0].text_content() == "Налог уплачен."
    [address] = source.xpath(".//a/@href")
    assert (
        address == f"/documents/news/tax.txt?start=0&end=14&version={document.version}&ui=en#quote"
    )
    assert page.xpath("//p[@class='text']/span/@lang") == ["ru"]
    assert page.xpath("//p[@class='as-of']")[0].text_content() == "As of 2 September 2015"


def test_without_a_dated_source_no_day_is_claimed() -> None:
    document = make_document("It is due.", published=None)
    page = parsed(rendered(answered(document)))

    assert page.xpath("//p[@class='as-of']") == []


def test_a_bracketed_number_in_a_quotation_stays_text() -> None:
    quote = "See [1] and [7]."
    page = parsed(rendered(answered(make_document(quote))))

    [text] = page.xpath("//p[@class='text']")
    assert text.text_content() == f"{quote}\u00a0[1]"
    assert text.xpath("span")[0].text_content() == quote
    assert [link.text_content() for link in text.xpath("a")] == ["[1]"]


def test_several_quotations_stand_in_the_order_of_their_markers() -> None:
    document = make_document("It is due. It is paid.")
    citations = tuple(
        Citation(number=number, document=document, start=start, end=end, quote=quote)
        for number, start, end, quote in [(1, 11, 22, "It is paid."), (2, 0, 10, "It is due.")]
    )
    answer = make_answer(
        Status.ANSWERED, text="It is paid. [1] It is due. [2]", citations=citations
    )
    [text] = parsed(rendered(answer)).xpath("//p[@class='text']")

    assert text.text_content() == "It is paid.\u00a0[1] It is due.\u00a0[2]"


def test_a_quotation_of_another_language_is_introduced_in_the_readers() -> None:
    documents = [
        make_document("It is due. It is paid."),
        make_document("Налог уплачен.", id="b", language=Language.RUSSIAN),
        make_document("该税已缴。", id="c", language=Language.CHINESE),
    ]
    places = [(0, 0, 10), (0, 11, 22), (1, 0, 14), (2, 0, 5)]
    citations = tuple(
        Citation(
            number=number,
            document=documents[which],
            start=start,
            end=end,
            quote=documents[which].text[start:end],
        )
        for number, (which, start, end) in enumerate(places, start=1)
    )
    said = Notice(code="other_language", text="Источники на другом языке.")
    answer = make_answer(Status.ANSWERED, text="…", citations=citations, notices=(said,))
    page = parsed(rendered(answer))

    assert page.xpath("//p[@class='notice']") == []
    shown = page.xpath("//p[@class='frame' or @class='text']")
    assert [(line.get("class"), line.text_content()) for line in shown] == [
        ("frame", "В документе на английском языке говорится:"),
        ("text", "It is due.\u00a0[1] It is paid.\u00a0[2]"),
        ("text", "Налог уплачен.\u00a0[3]"),
        ("frame", "В документе на китайском языке говорится:"),
        ("text", "该税已缴。\u00a0[4]"),
    ]
    assert page.xpath("//p[@class='frame']/@lang") == ["ru", "ru"]
    assert page.xpath("//p[@class='text']/span/@lang") == ["en", "en", "ru", "zh"]
    assert page.xpath("//blockquote/@lang") == ["en", "en", "ru", "zh"]


@pytest.mark.parametrize(
    ("status", "heading"),
    [
        (Status.UNANSWERABLE_NOTHING_FOUND, "No answer in the documents"),
        (Status.UNANSWERABLE_NOT_SUPPORTED, "No answer in the documents"),
        (Status.REFUSED_EMPTY_QUESTION, "This cannot be answered as it is"),
        (Status.ERROR_INTERNAL, "Something went wrong"),
    ],
)
def test_without_an_answer_the_reason_and_next_step_are_shown(status: Status, heading: str) -> None:
    notice = Notice(code=status.value, text="Обратитесь в комитет.")
    page = parsed(rendered(make_answer(status, notices=(notice,))))

    assert page.xpath("//p[@class='outcome']")[0].text_content() == heading
    assert page.xpath("//p[@lang='ru']")[0].text_content() == "Обратитесь в комитет."


def test_an_unsupported_question_names_each_near_document_once() -> None:
    documents = [make_document("a b c", id=name, title=name) for name in "wxyz"]
    passages = [Passage.cut(document, start=0, end=1) for document in documents]
    again = Passage.cut(documents[0], start=2, end=3)
    hits = tuple(
        Hit(passage=passage, rank=rank, score=1.0)
        for rank, passage in enumerate([passages[0], again, *passages[1:]], start=1)
    )
    heading = Notice(code="closest_found", text="Бліжэй за ўсё:")
    answer = make_answer(Status.UNANSWERABLE_NOT_SUPPORTED, notices=(heading,), hits=hits)
    page = parsed(rendered(answer))

    assert page.xpath("//p[@class='label' and @lang='ru']")[0].text_content() == heading.text
    assert page.xpath("//p[@class='notice']") == []
    assert page.xpath("//ul[@class='related']/li[1]")[0].text_content() == (
        "w 2 September 2015 · English"
    )
    links = page.xpath("//ul[@class='related']//a")
    assert [link.text_content() for link in links] == ["w", "x", "y"]


def test_hits_that_do_not_come_near_are_not_shown() -> None:
    hits = (Hit(passage=Passage.cut(make_document(), start=0, end=3), rank=1, score=0.1),)
    answer = make_answer(Status.UNANSWERABLE_NOTHING_FOUND, hits=hits)

    assert parsed(rendered(answer)).xpath("//a") == []


def test_a_greeting_is_returned_without_a_heading() -> None:
    notice = Notice(code="refused_greeting", text="Здравствуйте!")
    answer = make_answer(Status.REFUSED_GREETING, notices=(notice,))
    page = parsed(rendered(answer))

    assert [line.text_content() for line in page.xpath("//p")] == ["Здравствуйте!"]


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload[:40])
def test_nothing_foreign_becomes_markup(payload: str) -> None:
    document = Document(
        id=payload,
        title=payload,
        source=payload,
        language=Language.ENGLISH,
        published=None,
        text=payload,
    )
    notice = Notice(code="x", text=payload)
    markup = (
        rendered(answered(document))
        + rendered(make_answer(Status.UNANSWERABLE_NOTHING_FOUND, notices=(notice,)))
        + question_html(payload, WORDS)
        + note_html(payload)
    )
    page = parsed(markup)

    tags = {element.tag for element in page.iterdescendants()}
    assert tags <= ALLOWED_TAGS
    assert {name for element in page.iter() for name in element.attrib} <= ALLOWED_ATTRIBUTES
    assert all(link.startswith("/documents/") for link in page.xpath("//@href"))
    assert page.xpath("//blockquote")[0].text_content() == payload
    assert page.xpath("//p[@class='asked']")[0].text_content() == f"You asked {payload}"
    assert "\n" not in markup


@pytest.mark.parametrize("sign", [chr(code) for code in range(128)])
def test_only_letters_digits_space_and_comma_are_written_as_they_are(sign: str) -> None:
    plain = sign.isalnum() or sign in " ,"

    assert escape(sign) == (sign if plain else f"&#{ord(sign)};")


def test_the_words_that_answer_are_marked_in_text_and_source() -> None:
    document = make_document("It is <due> in May.")
    answer = answered(document)
    [citation] = answer.citations
    marked = replace(answer, citations=(replace(citation, answer=(6, 15)),))

    page = parsed(rendered(marked))

    assert [mark.text_content() for mark in page.xpath("//mark")] == ["<due> in "] * 2
    assert page.xpath("//blockquote")[0].text_content() == "It is <due> in May."


def test_the_questions_of_a_message_stand_before_their_quotations() -> None:
    document = make_document()
    first = Citation(number=1, document=document, start=0, end=30, quote=document.text[:30])
    second = Citation(number=2, document=document, start=31, end=56, quote=document.text[31:])
    asked = [("When is <b>it</b> due?", (1,)), ("Where is it paid?", (2,))]
    parts = tuple(
        AnswerPart(question=words, status=Status.ANSWERED, citations=numbers)
        for words, numbers in asked
    )
    answer = replace(make_answer(Status.ANSWERED, text="…", citations=(first, second)), parts=parts)

    page = html.fromstring(rendered(answer))

    told = [(one.get("class"), one.text_content()[:12]) for one in page.xpath("//p")][:5]
    assert told == [
        ("part", "When is <b>i"),
        ("frame", told[1][1]),
        ("text", "The tax is d"),
        ("part", "Where is it "),
        ("frame", told[4][1]),
    ]
