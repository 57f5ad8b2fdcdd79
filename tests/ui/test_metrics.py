from concurrent.futures import ThreadPoolExecutor

from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from assistant.certificate import Fault
from assistant.settings import Settings
from assistant.status import Status
from tests.fakes import make_document
from tests.ui.conftest import ADDRESS
from tests.ui.fakes import FakeAssistant
from ui.app import create_app
from ui.metrics import Metrics, Place

LABELS = ("status", "place", "outcome", "event", "helpful")
QUESTION = "When is the tax due, kanareikav?"


def counted(text: str) -> dict[tuple[str, ...], float]:
    """What is not zero, by name and labels."""
    return {
        (
            sample.name.removeprefix("assistant_"),
            *(sample.labels[label] for label in LABELS if label in sample.labels),
        ): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.value
    }


def scrape(client: TestClient) -> dict[tuple[str, ...], float]:
    return counted(client.get("/metrics").text)


def test_before_anything_is_asked_every_counter_is_there_and_zero() -> None:
    families = {
        family.name: family
        for family in text_string_to_metric_families(Metrics().text().decode("utf-8"))
    }

    answers = families["assistant_answers"]
    checks = families["assistant_certificate_checks"]
    assert len(families) == 4
    assert answers.type == checks.type == "counter"
    assert {sample.labels["status"] for sample in answers.samples} == set(Status)
    assert len(checks.samples) == len(Place) * (len(Fault) + 1)
    samples = [sample for family in families.values() for sample in family.samples]
    assert {sample.value for sample in samples} == {0.0}


def test_threads_count_together_without_losing_any() -> None:
    metrics = Metrics()

    def count(_: int) -> None:
        for _ in range(500):
            metrics.count_answer(Status.ANSWERED)
            metrics.count_check(Place.API, Fault.TEXT_DIFFERS)
            metrics.count_check(Place.API, None, number=2)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count, range(8)))

    assert counted(metrics.text().decode()) == {
        ("answers_total", "answered"): 4000,
        ("certificate_checks_total", "api", "text_differs"): 4000,
        ("certificate_checks_total", "api", "valid"): 8000,
    }


def test_answers_and_their_quotations_are_counted_without_a_word_of_them() -> None:
    with TestClient(
        create_app(FakeAssistant(), Settings(), chat_languages=()), base_url=ADDRESS
    ) as client:
        for question in [QUESTION, QUESTION, "zzz", "?"]:
            client.post("/api/v1/ask", json={"question": question})
        response = client.get("/metrics")

    assert response.headers["content-type"].startswith("text/plain; version=")
    assert response.headers["cache-control"] == "no-store"
    assert "kanareikav" not in response.text
    assert "tax" not in response.text
    assert counted(response.text) == {
        ("answers_total", "answered"): 2,
        ("answers_total", "unanswerable_nothing_found"): 1,
        ("answers_total", "refused_empty_question"): 1,
        ("certificate_checks_total", "composed", "valid"): 2,
        ("certificate_checks_total", "api", "valid"): 2,
    }


def test_two_applications_count_apart() -> None:
    first, second = (
        TestClient(create_app(FakeAssistant(), Settings(), chat_languages=()), base_url=ADDRESS)
        for _ in range(2)
    )
    with first, second:
        first.post("/api/v1/ask", json={"question": "zzz"})

        assert scrape(first) == {("answers_total", "unanswerable_nothing_found"): 1}
        assert scrape(second) == {}


def test_each_fault_is_counted_where_it_was_found() -> None:
    assistant = FakeAssistant()
    document = make_document()
    address = "/documents/news/tax.txt?start=0&end={end}&version={version}"
    with TestClient(
        create_app(assistant, Settings(), chat_languages=()),
        base_url=ADDRESS,
        raise_server_exceptions=False,
    ) as client:
        client.get("/documents/news/tax.txt?start=0&end=9")
        client.get(address.format(end=9, version=document.version))
        client.get(address.format(end=999, version=document.version))
        client.get(address.format(end=9, version="x"))
        client.get("/documents/none?start=0&end=9&version=x")
        claim = {
            "document_id": document.id,
            "version": document.version,
            "start": 0,
            "end": 7,
            "quote": "A tax",
        }
        client.post("/api/v1/verify", json=claim)
        assistant.answer_from = make_document("The tax is due on 2 July 2016. Said once.")
        client.post("/api/v1/ask", json={"question": QUESTION})
        client.post("/api/v1/ask", json={"question": "explode"})

        assert scrape(client) == {
            ("answers_total", "error_internal"): 2,
            ("certificate_checks_total", "viewer", "valid"): 1,
            ("certificate_checks_total", "viewer", "outside_the_text"): 1,
            ("certificate_checks_total", "viewer", "other_version"): 1,
            ("certificate_checks_total", "viewer", "unknown_document"): 1,
            ("certificate_checks_total", "verify", "text_differs"): 1,
            ("certificate_checks_total", "composed", "valid"): 1,
            ("certificate_checks_total", "api", "other_version"): 1,
        }
