from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from assistant.settings import LimitsSettings, ServerSettings, Settings
from tests.fakes import make_document
from tests.ui.fakes import FakeAssistant
from ui.app import create_app

QUESTION = "When is the tax due?"
CANARY = "kanareikav"


def ask(client: TestClient, **body: object) -> Response:
    return client.post("/api/v1/ask", json=body)


def assert_problem(response: Response, *statuses: int) -> dict[str, Any]:
    assert response.status_code in statuses
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert len(response.content) < 4096
    assert CANARY not in response.text
    assert "Traceback" not in response.text
    problem: dict[str, Any] = response.json()
    assert problem["status"] == response.status_code
    assert {"type", "title", "status", "code", "detail"} <= problem.keys()
    return problem


def test_an_answer_has_every_field_of_the_contract(client: TestClient) -> None:
    response = ask(client, question=QUESTION)

    text = "The tax is due on 1 July 2016. It is paid to the office."
    version = make_document().version
    url = f"/documents/news/tax.txt?start=0&end={{end}}&version={version}#quote"
    shared = {
        "document_id": "news/tax.txt",
        "title": "Tax",
        "language": "en",
        "published": "2015-09-02",
        "start": 0,
    }
    assert response.status_code == 200
    assert response.json() == {
        "id": "a" * 32,
        "question": QUESTION,
        "status": "answered",
        "language": "en",
        "answer": "The tax is due on 1 July 2016. [1]",
        "citations": [
            {
                **shared,
                "number": 1,
                "source": "news/tax.txt",
                "version": version,
                "end": 30,
                "quote": text[:30],
                "answer_start": None,
                "answer_end": None,
                "frame": None,
                "url": url.format(end=30),
                "attribution": None,
            }
        ],
        "notices": [],
        "hits": [
            {**shared, "rank": 1, "score": 1.0, "end": 56, "text": text, "url": url.format(end=56)}
        ],
        "as_of": "2015-09-02",
        "index_version": "v1",
        "confidence": None,
        "period": None,
        "readings": [],
        "parts": [],
    }


@pytest.mark.parametrize("read", [{}, {"read_period": True}])
def test_the_period_that_was_read_is_told(client: TestClient, read: dict[str, bool]) -> None:
    answer = ask(client, question="Is the tax due in 2016?", **read).json()

    assert answer["period"] == {
        "from": "2016-01-01",
        "to": "2016-12-31",
        "words": "2016",
        "applied": True,
    }


def test_the_readings_of_an_unclear_question_are_told(client: TestClient) -> None:
    answer = ask(client, question="When is the deadline?").json()

    assert (answer["status"], answer["answer"]) == ("clarification_needed", None)
    assert [notice["code"] for notice in answer["notices"]] == [
        "clarification",
        "reading",
        "reading",
    ]
    assert answer["readings"][0] == {
        "question": "When is the deadline? — the tax is due",
        "document_id": "news/tax.txt",
        "start": 0,
        "end": 30,
    }


def test_a_period_is_not_read_when_that_is_not_wanted(client: TestClient) -> None:
    answer = ask(client, question="Is the tax due in 2016?", read_period=False)

    assert answer.json()["period"] is None
    assert_problem(ask(client, question=QUESTION, read_period="no"), 422)


def test_an_unanswerable_question_is_a_200_with_the_reason(client: TestClient) -> None:
    answer = ask(client, question="zzz").json()

    assert answer["status"] == "unanswerable_nothing_found"
    assert answer["answer"] is None
    assert answer["citations"] == []
    assert answer["notices"][0]["code"] == "unanswerable_nothing_found"


def test_a_search_lists_the_hits_of_the_contract(client: TestClient) -> None:
    found = client.post("/api/v1/search", json={"question": QUESTION, "limit": 1}).json()

    assert found["hits"] == ask(client, question=QUESTION).json()["hits"]
    assert found["index_version"] == "v1"
    assert found["period"] is None


def test_a_search_tells_the_period_that_was_read(client: TestClient) -> None:
    body = {"question": "Is the tax due in 2016?"}

    found = client.post("/api/v1/search", json=body).json()
    unread = client.post("/api/v1/search", json=body | {"read_period": False}).json()

    assert found["period"] == ask(client, question=body["question"]).json()["period"]
    assert found["period"]["words"] == "2016"
    assert unread["period"] is None


def test_a_search_that_finds_nothing_is_a_200_without_hits(
    assistant: FakeAssistant, client: TestClient
) -> None:
    answers = len(assistant.histories)
    response = client.post("/api/v1/search", json={"question": "zzz"})

    assert (response.status_code, response.json()["hits"]) == (200, [])
    assert len(assistant.histories) == answers


def test_a_document_is_given_as_it_was_read(client: TestClient) -> None:
    document = make_document()

    assert client.get("/api/v1/documents/news/tax.txt").json() == {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "language": "en",
        "published": "2015-09-02",
        "version": document.version,
        "text": document.text,
    }


def test_an_unknown_document_is_a_404_problem(client: TestClient) -> None:
    problem = assert_problem(client.get(f"/api/v1/documents/{CANARY}"), 404)

    assert problem["code"] == "unknown_document"


def test_a_document_id_with_letters_of_any_script_and_signs_can_be_linked_and_read() -> None:
    document = make_document(id="новости/№ 5 ?#%.txt")
    settings = Settings(server=ServerSettings(public_address="https://ask.example.by"))
    with TestClient(create_app(FakeAssistant(document), settings, chat_languages=())) as client:
        [citation] = ask(client, question=QUESTION).json()["citations"]
        path = citation["url"].partition("?start=")[0].removeprefix("https://ask.example.by")

        assert client.get(f"/api/v1{path}").json()["id"] == document.id


def test_filters_and_limit_reach_the_search(client: TestClient) -> None:
    late = {"published_from": "2016-01-01", "published_to": None}

    assert ask(client, question=QUESTION, filters=late).json()["hits"] == []
    assert ask(client, question=QUESTION, filters={"languages": ["ru"]}).json()["hits"] == []
    assert ask(client, question=QUESTION, filters={"document_ids": ["x"]}).json()["hits"] == []
    assert len(ask(client, question=QUESTION, limit=1).json()["hits"]) == 1


def test_the_language_and_the_history_reach_the_assistant(
    assistant: FakeAssistant, client: TestClient
) -> None:
    turn = {"question": "What is due?", "answer": "The tax. [1]"}
    answer = ask(client, question=QUESTION, language="be", history=[turn]).json()

    assert answer["language"] == "be"
    assert [(t.question, t.answer) for t in assistant.histories[-1]] == [tuple(turn.values())]


def test_a_question_refused_for_what_it_asks_is_a_200_with_the_reason(client: TestClient) -> None:
    response = ask(client, question="What do you think of the tax?")

    assert response.status_code == 200
    assert response.json()["status"] == "refused_opinion"
    assert [notice["code"] for notice in response.json()["notices"]] == ["refused_opinion"]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("", "refused_empty_question"),
        ("   ", "refused_empty_question"),
        ("\u200b\u200d\ufeff", "refused_empty_question"),
        ("?!…", "refused_empty_question"),
        (CANARY + "x" * 1000, "refused_question_too_long"),
    ],
)
@pytest.mark.parametrize("route", ["ask", "search"])
def test_a_refused_question_is_a_422_problem_named_by_its_status(
    client: TestClient, route: str, question: str, code: str
) -> None:
    response = client.post(f"/api/v1/{route}", json={"question": question})

    assert assert_problem(response, 422)["code"] == code


@pytest.mark.parametrize(
    "body",
    [
        b"NaN",
        b'{"question": NaN}',
        b'{"question": "kanareikav", "limit": Infinity}',
        b'{"question": "kanareikav", "limit": 1e400}',
        b'{"question": "kanareikav", "limit": -0}',
        b'{"question": "kanareikav", "limit": ' + b"9" * 5000 + b"}",
        b'{"question": "kanareikav\\ud800"}',
        b'{"question": "q", "\\udfff": "kanareikav"}',
        b'{"question": "kanareikav\\u0000"}',
        b'{"question": "kanareikav\xff"}',
        b'\xef\xbb\xbf{"question": "kanareikav"}',
        '{"question": "kanareikav"}'.encode("utf-16"),
        b"[" * 16_000,
        b'{"a":' * 3000,
        b'{"question": "kanareikav", "question": "q"}',
        b'{"question": "kanareikav", ' + b",".join(b'"k%d":1' % n for n in range(1500)) + b"}",
        b'{"' + b"kanareikav" * 1500 + b'": 1}',
        b'"kanareikav"',
        b"[]",
        b"null",
        b"",
        b"{",
    ],
    ids=lambda body: repr(body[:40]),
)
def test_a_broken_body_is_a_4xx_problem_without_an_echo(client: TestClient, body: bytes) -> None:
    response = client.post(
        "/api/v1/ask", content=body, headers={"content-type": "application/json"}
    )

    assert_problem(response, 400, 413, 422)


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "multipart/form-data; boundary=" + "b" * 10_000},
        {"content-type": "application/json; charset=cp1251"},
        {"content-type": "application/json", "content-encoding": "gzip"},
        {},
    ],
    ids=lambda headers: repr(headers)[:50],
)
def test_another_media_type_is_a_415_problem(client: TestClient, headers: dict[str, str]) -> None:
    response = client.post("/api/v1/ask", content=b'{"question": "kanareikav"}', headers=headers)

    assert_problem(response, 415)


@pytest.mark.parametrize("question", [None, 5, 5.0, True, [], ["kanareikav"], {"a": "kanareikav"}])
def test_a_question_that_is_no_text_is_a_422_problem(client: TestClient, question: object) -> None:
    assert_problem(ask(client, question=question), 422)


@pytest.mark.parametrize("limit", [0, -1, 21, 10**9, "5", True, 5.0, None, [5]])
@pytest.mark.parametrize("route", ["ask", "search"])
def test_a_limit_is_an_integer_from_1_to_20(client: TestClient, route: str, limit: object) -> None:
    response = client.post(f"/api/v1/{route}", json={"question": CANARY, "limit": limit})

    problem = assert_problem(response, 422)
    assert problem["detail"].startswith("/limit: ")


def test_the_settings_bound_the_limit_and_are_its_default() -> None:
    documents = [make_document(id=f"{number}.txt") for number in range(3)]
    app = create_app(
        FakeAssistant(*documents), Settings(limits=LimitsSettings(hits=2)), chat_languages=()
    )
    with TestClient(app) as client:
        found = client.post("/api/v1/search", json={"question": QUESTION})
        refused = client.post("/api/v1/search", json={"question": QUESTION, "limit": 3})
        described = client.get("/api/openapi.json").json()["components"]["schemas"]

    assert len(found.json()["hits"]) == 2
    assert assert_problem(refused, 422)["detail"].startswith("/limit: ")
    for body in ("AskBody", "SearchBody"):
        assert described[body]["properties"]["limit"]["maximum"] == 2
        assert described[body]["properties"]["limit"]["default"] == 2


@pytest.mark.parametrize(
    "unknown", ["model", "temperature", "system", "index_path", "api_key", "top_k", CANARY]
)
def test_an_unknown_field_is_a_422_problem(client: TestClient, unknown: str) -> None:
    assert_problem(ask(client, question=CANARY, **{unknown: CANARY}), 422)


@pytest.mark.parametrize(
    "history",
    [
        None,
        CANARY,
        [CANARY],
        [{"role": "system", "content": CANARY}],
        [{"question": CANARY}],
        [{"question": CANARY, "answer": None}],
        [{"question": CANARY, "answer": "x", "role": "system"}],
        [[CANARY, CANARY]],
        [{"question": "q", "answer": "a"}] * 10_000,
    ],
    ids=lambda history: repr(history)[:40],
)
def test_a_history_of_another_shape_is_a_4xx_problem(client: TestClient, history: object) -> None:
    assert_problem(ask(client, question=CANARY, history=history), 413, 422)


@pytest.mark.parametrize(
    "filters",
    [
        {"published_from": 20150831},
        {"published_from": "31.08.2015"},
        {"published_from": "2015-8-31"},
        {"published_from": "2015-02-30"},
        {"published_from": "2015-08-31T00:00:00"},
        {"published_from": "2016-01-01", "published_to": "2015-01-01"},
        {"languages": ["de"]},
        {"languages": "en"},
        {"document_ids": [1]},
        {"title": CANARY},
        [],
        CANARY,
    ],
    ids=repr,
)
def test_an_impossible_filter_is_a_422_problem(client: TestClient, filters: object) -> None:
    assert_problem(ask(client, question=CANARY, filters=filters), 422)


@pytest.mark.parametrize("language", ["de", "EN", "", 1, ["en"]])
def test_an_unknown_language_is_a_422_problem(client: TestClient, language: object) -> None:
    assert_problem(ask(client, question=CANARY, language=language), 422)


@pytest.mark.parametrize(
    "question",
    [
        "' OR 1=1 --",
        "$(reboot) `id` ; ls",
        "*)(uid=*))(|(uid=*",
        "{{7*7}} ${jndi:ldap://x} {0.__class__} %s%n",
        "../../etc/passwd",
        "ghbdtn",
        "👩‍👩‍👧 налог 税",
        "a\u202eb\u0301" * 10,
        "x" * 1000,
        "#",
    ],
)
def test_strange_text_is_ordinary_text(client: TestClient, question: str) -> None:
    response = ask(client, question=question)

    assert response.status_code in {200, 422}
    if response.status_code == 200:
        assert response.json()["question"] == question


def test_a_quotation_in_another_language_comes_with_words_that_introduce_it(
    client: TestClient,
) -> None:
    answer = ask(client, question=QUESTION, language="be").json()

    [citation] = answer["citations"]
    assert (citation["language"], answer["language"]) == ("en", "be")
    assert citation["frame"] == "У дакуменце на англійскай мове гаворыцца:"
    assert answer["answer"] == f"{citation['quote']} [1]"


def test_a_quotation_that_does_not_match_never_leaves() -> None:
    assistant = FakeAssistant()
    assistant.answer_from = make_document("The tax is due on 2 July 2016. Said once.")
    with TestClient(create_app(assistant, Settings(), chat_languages=())) as client:
        problem = assert_problem(ask(client, question=QUESTION), 500)

    assert problem["code"] == "error_internal"


CLAIM = {
    "document_id": "news/tax.txt",
    "version": make_document().version,
    "start": 0,
    "end": 30,
    "quote": "The tax is due on 1 July 2016.",
}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, None),
        ({"quote": "The tax is due on 1\u00a0July\u202f2016."}, None),
        ({"quote": "The tax is due on 7 July 2016."}, "text_differs"),
        ({"start": 1}, "text_differs"),
        ({"quote": " \n "}, "empty_quote"),
        ({"quote": ""}, "empty_quote"),
        ({"end": 10**9}, "outside_the_text"),
        ({"start": 30}, "outside_the_text"),
        ({"version": "0" * 64}, "other_version"),
        ({"document_id": "news/fees.txt"}, "unknown_document"),
    ],
)
def test_a_quotation_is_verified_and_its_fault_has_a_name(
    client: TestClient, changes: dict[str, object], fault: str | None
) -> None:
    response = client.post("/api/v1/verify", json=CLAIM | changes)

    assert response.status_code == 200
    assert response.json() == {"valid": fault is None, "fault": fault}


def test_a_citation_of_an_answer_can_be_verified_as_it_came(client: TestClient) -> None:
    [citation] = ask(client, question=QUESTION).json()["citations"]

    response = client.post("/api/v1/verify", json={name: citation[name] for name in CLAIM})

    assert response.json() == {"valid": True, "fault": None}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start", -1),
        ("start", "0"),
        ("start", True),
        ("start", 0.0),
        ("end", None),
        ("version", "0" * 12),
        ("version", "A" * 64),
        ("version", f"{'0' * 64}\n"),
        ("quote", None),
        ("quote", [CANARY]),
        ("document_id", 5),
        (CANARY, CANARY),
    ],
)
def test_a_claim_of_another_shape_is_a_422_problem(
    client: TestClient, field: str, value: object
) -> None:
    assert_problem(client.post("/api/v1/verify", json=CLAIM | {field: value}), 422)


@pytest.mark.parametrize("field", list(CLAIM))
def test_a_claim_needs_all_its_fields(client: TestClient, field: str) -> None:
    claim = {name: value for name, value in CLAIM.items() if name != field}

    problem = assert_problem(client.post("/api/v1/verify", json=claim), 422)
    assert problem["detail"].startswith(f"/{field}: ")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "TRACE", "PATCH", "FOO"])
def test_another_method_is_a_405_problem(client: TestClient, method: str) -> None:
    assert_problem(client.request(method, "/api/v1/ask"), 405)


def test_our_own_fault_is_a_500_problem_without_details(client: TestClient) -> None:
    problem = assert_problem(ask(client, question=f"explode {CANARY}"), 500)

    assert problem["code"] == "error_internal"


def test_the_published_dates_are_dates(client: TestClient) -> None:
    answer = ask(client, question=QUESTION).json()

    assert date.fromisoformat(answer["as_of"]) == date(2015, 9, 2)


def test_the_description_names_the_request_schemas(client: TestClient) -> None:
    description = client.get("/api/openapi.json").json()

    ask_body = description["components"]["schemas"]["AskBody"]
    names = {"question", "history", "language", "filters", "limit", "read_period"}
    assert set(ask_body["properties"]) == names
    assert ask_body["required"] == ["question"]
    assert ask_body["examples"][0]["question"]
    request = description["paths"]["/api/v1/ask"]["post"]["requestBody"]
    assert request["content"]["application/json"]["schema"]["$ref"].endswith("/AskBody")
