import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import pytest
from lxml import html

from assistant.answer import Answer, AnswerPart, Attribution, AttributionKind, Citation, Notice
from assistant.sharing.kept_answers import KeptAnswers
from assistant.sharing.shared_answer import shared_answer
from assistant.status import Status
from corpus.document import Document, Language
from tests.fakes import make_document
from tests.ui.fakes import FakeAssistant
from tests.ui.payloads import PAYLOADS
from tests.ui.sharing import QUESTION, Sharing, sharing

LANGUAGES = ["en", "ru", "be", "zh"]
RUSSIAN = make_document(
    "Налог уплачивается до 1 июля. Его принимает банк.",
    id="tax.txt",
    title="Налог",
    language=Language.RUSSIAN,
)
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sharing]:
    with sharing(tmp_path_factory.mktemp("store")) as service:
        service.assistant.documents[RUSSIAN.id] = RUSSIAN
        yield service


def cited(document: Document, **changes: object) -> Answer:
    """An answer that quotes a whole document."""
    citation = Citation(
        number=1, document=document, start=0, end=len(document.text), quote=document.text
    )
    answer = replace(
        FakeAssistant().answer("tax"),
        id=uuid.uuid4().hex,
        citations=(replace(citation, **changes),),  # type: ignore[arg-type]  # any of its fields
    )
    return replace(answer, text=f"{document.text} [1]")


def keep(service: Sharing, answer: Answer, *, with_question: bool = True) -> str:
    """Share an answer as it is; give its address."""
    kept = shared_answer(
        answer, shared_id=uuid.uuid4().hex, with_question=with_question, day=date(2026, 11, 25)
    )
    KeptAnswers(service.directory).share(kept, answer_id=answer.id, removal_key="key")
    return f"/answers/{kept.id}"


def page_of(service: Sharing, address: str, *, status: int = 200) -> html.HtmlElement:
    response = service.client.get(address)
    assert response.status_code == status
    assert response.headers["cache-control"] == "no-store"
    assert "noindex" in response.headers["x-robots-tag"]
    page = html.document_fromstring(response.text)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, noarchive"]
    assert page.xpath("//script|//@style") == []
    return page


def test_a_shared_answer_is_shown_with_its_question_and_quotations(service: Sharing) -> None:
    answer_id = service.ask()
    page = page_of(service, service.share(answer_id, with_question=True)["url"])

    assert page.xpath("//h1")[0].text_content() == QUESTION
    assert page.xpath("//h1/@lang") == ["en"]
    [card] = page.xpath("//ol/li")
    assert card.xpath(".//blockquote")[0].text_content() == "The tax is due on 1 July 2016."
    assert "2 September 2015 · English" in card.text_content()
    [link] = card.xpath(".//a/@href")
    assert html.document_fromstring(service.client.get(link).text).xpath("//mark[@id='quote']")
    assert "As of 2 September 2015" in page.text_content()
    assert page.xpath("//a[@class='action']/@href") == ["/chat/en/"]
    assert "Every sentence of an answer is an exact quotation" in page.text_content()


def test_without_consent_the_question_is_not_shown(service: Sharing) -> None:
    answer_id = service.ask()
    page = page_of(service, service.share(answer_id)["url"])

    assert page.xpath("//h1")[0].text_content() == "A shared answer"
    assert "kanareikav" not in html.tostring(page, encoding="unicode")


def test_each_question_of_a_message_stands_above_the_quotations_that_answer_it(
    service: Sharing,
) -> None:
    once = cited(RUSSIAN)
    second = replace(once.citations[0], number=2, start=0, end=5, quote="Налог")
    parts = tuple(
        AnswerPart(question=question, status=Status.ANSWERED, citations=(number,))
        for number, question in enumerate(("When?", "What <b>tax</b>?"), start=1)
    )
    several = replace(once, citations=(once.citations[0], second), parts=parts)
    page = page_of(service, keep(service, several))

    headings = [card.xpath("./p[@class='part']")[0].text for card in page.xpath("//ol/li")]
    assert headings == ["When?", "What <b>tax</b>?"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_language_of_the_reader_and_a_quotation_in_its_own(
    service: Sharing, language: str
) -> None:
    speaker = Attribution(text="банк", start=44, end=48, kind=AttributionKind.SAID)
    address = keep(service, cited(RUSSIAN, answer=(22, 28), attribution=speaker))
    page = page_of(service, f"{address}?ui={language}")

    assert page.get("lang") == language
    [quotation] = page.xpath("//blockquote")
    assert quotation.get("lang") == "ru"
    assert quotation.text_content() == RUSSIAN.text
    assert [mark.text for mark in quotation.xpath("mark")] == ["1 июля"]
    assert page.xpath("//h2/span[@lang='ru']")[0].text == "Налог"
    assert page.xpath("//span[@lang='ru' and text()='банк']")
    introductions = page.xpath("//p[@class='introduction']")
    assert len(introductions) == (language != "ru")
    switches = page.xpath("//nav//a/@href")
    assert switches == [f"{address}?ui={code}" for code in LANGUAGES]


@pytest.mark.parametrize(
    ("language", "changed", "gone"),
    [
        ("en", "has changed since", "no longer among"),
        ("ru", "документ изменился", "документа больше нет"),
        ("be", "дакумент змяніўся", "дакумента больш няма"),
        ("zh", "已有变动", "已不在"),
    ],
)
def test_a_source_that_is_another_or_gone_since_is_said_to_be(
    service: Sharing, language: str, changed: str, gone: str
) -> None:
    document = make_document("Fees are 5 roubles.", id=f"fees-{language}.txt")
    documents = service.assistant.documents
    documents[document.id] = document
    address = f"{keep(service, cited(document))}?ui={language}"
    same = page_of(service, address)
    documents[document.id] = replace(document, text="Fees are 6 roubles.")
    other = page_of(service, address)
    del documents[document.id]
    vanished = page_of(service, address)

    assert same.xpath("//*[@role='note']") == []
    assert changed in other.xpath("//ol/li//*[@role='note']")[0].text_content()
    assert other.xpath("//ol/li//a")
    assert gone in vanished.xpath("//ol/li//*[@role='note']")[0].text_content()
    assert vanished.xpath("//ol/li//a") == []
    for page in (same, other, vanished):
        assert page.xpath("//blockquote")[0].text_content() == "Fees are 5 roubles."


def test_that_the_documents_do_not_answer_is_shown_with_the_reason(service: Sharing) -> None:
    answer_id = service.ask("zzz")
    page = page_of(service, service.share(answer_id, with_question=True)["url"])

    assert page.xpath("//h1")[0].text_content() == "zzz"
    assert page.xpath("//p[@class='outcome']")[0].text == "No answer in the documents"
    assert page.xpath("//p[@class='notice' and @lang='en']")[0].text == "No answer. Ask us."
    assert page.xpath("//ol") == []


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload[:40])
def test_nothing_shared_becomes_markup(service: Sharing, payload: str) -> None:
    document = Document(
        id=payload,
        title=payload,
        source=payload,
        language=Language.RUSSIAN,
        published=None,
        text=f"{payload} {payload}",
    )
    speaker = Attribution(text=payload, start=0, end=len(payload), kind=AttributionKind.SAID)
    hostile = cited(document, answer=(0, len(payload)), attribution=speaker)
    hostile = replace(hostile, question=payload, notices=(Notice(code="x", text=payload),))
    plain = cited(
        replace(document, id="x", title="x", source="x", text="x x"),
        answer=(0, 1),
        attribution=replace(speaker, text="x"),
    )
    plain = replace(plain, question="x", notices=(Notice(code="x", text="x"),))
    service.assistant.documents[payload] = document
    service.assistant.documents["x"] = plain.citations[0].document
    page = page_of(service, keep(service, hostile))
    harmless = page_of(service, keep(service, plain))

    tags = [element.tag for element in page.iter()]
    assert tags == [element.tag for element in harmless.iter()]
    assert [sorted(element.keys()) for element in page.iter()] == [
        sorted(element.keys()) for element in harmless.iter()
    ]
    assert page.xpath("//h1")[0].text_content() == payload
    assert page.xpath("//h2/span[@lang]")[0].text_content() == payload
    assert page.xpath("//blockquote")[0].text_content() == document.text
    assert page.xpath("//p[@class='notice']")[0].text_content() == payload
    assert not [link for link in page.xpath("//@href|//@src") if not link.startswith("/")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_answer_is_a_friendly_404(service: Sharing, language: str) -> None:
    page = page_of(service, f"/answers/{'0' * 32}?ui={language}", status=404)

    assert page.get("lang") == language
    assert page.xpath("//a[@class='action']/@href") == [f"/chat/{language}/"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_removed_by_a_plain_form(service: Sharing, language: str) -> None:
    answer_id = service.ask()
    shared = service.share(answer_id, with_question=True)
    asked = service.client.get(f"{shared['removal_url']}&ui={language}")
    [form] = html.document_fromstring(asked.text).forms
    sent = service.client.post(
        form.action, data=dict(form.fields), headers={"origin": "http://assistant.example"}
    )

    assert form.method == "POST"
    assert "form-action 'self'" in asked.headers["content-security-policy"]
    assert asked.headers["referrer-policy"] == "strict-origin"
    assert asked.headers["cache-control"] == "no-store"
    page = html.document_fromstring(sent.text)
    assert sent.status_code == 200
    assert page.get("lang") == language
    assert "form" not in [element.tag for element in page.iter()]
    assert service.client.get(shared["url"]).status_code == 404
    assert service.client.get(shared["removal_url"]).status_code == 404
    assert service.client.post(form.action, data=dict(form.fields)).status_code == 404


def test_the_removal_page_keeps_its_key_in_another_language(service: Sharing) -> None:
    shared = service.share(service.ask())
    page = html.document_fromstring(service.client.get(shared["removal_url"]).text)

    assert page.xpath("//nav//a[@hreflang='be']/@href") == [f"{shared['removal_url']}&ui=be"]


@pytest.mark.parametrize("key", [None, "", "x", "<script>alert(1)</script>", "\ufffd", "é" * 300])
def test_a_wrong_key_is_the_page_of_an_unknown_answer(service: Sharing, key: str | None) -> None:
    shared = service.share(service.ask())
    address = f"{shared['url']}/remove"
    query = "" if key is None else f"?{urlencode({'key': key})}"
    asked = service.client.get(f"{address}{query}")
    sent = service.client.post(address, data={} if key is None else {"key": key}, headers=FORM)

    assert (asked.status_code, sent.status_code) == (404, 404 if len(key or "") < 300 else 413)
    assert "<script" not in asked.text
    assert service.client.get(shared["url"]).status_code == 200


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b'{"key": "x"}', {"content-type": "application/json"}, 415),
        (b"key=x", {"content-type": "text/plain"}, 415),
        (b"key=x", {}, 415),
        (b"key=x", {**FORM, "content-encoding": "gzip"}, 415),
        (b"key=" + b"x" * 1021, FORM, 413),
        (b"key=" + b"x" * 40_000, FORM, 413),
        (b"key=x&key=y", FORM, 404),
        (b"\xff\xfe=&&&;%zz", FORM, 404),
        (b"key=%ff%00", FORM, 404),
    ],
)
def test_a_form_that_is_not_ours_removes_nothing(
    service: Sharing, content: bytes, headers: dict[str, str], status: int
) -> None:
    shared = service.share(service.ask())
    response = service.client.post(f"{shared['url']}/remove", content=content, headers=headers)

    assert response.status_code == status
    assert service.client.get(shared["url"]).status_code == 200


def test_a_page_of_another_site_cannot_send_the_form(service: Sharing) -> None:
    shared = service.share(service.ask())
    response = service.client.post(
        f"{shared['url']}/remove",
        data={"key": shared["removal_key"]},
        headers={"origin": "https://evil.example"},
    )

    assert response.status_code == 403
    assert service.client.get(shared["url"]).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/documents/news/tax.txt", f"/answers/{'0' * 32}"])
def test_no_other_page_may_send_a_form(service: Sharing, path: str) -> None:
    assert "form-action 'none'" in service.client.get(path).headers["content-security-policy"]


def test_a_head_request_is_answered(service: Sharing) -> None:
    shared = service.share(service.ask())

    assert service.client.head(shared["url"]).status_code == 200
    assert service.client.head(shared["removal_url"]).status_code == 200
