import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from assistant.sharing.kept_answers import KeptAnswers
from corpus.document import Language
from tests.fakes import make_document
from tests.ui.api.test_routes import assert_problem
from tests.ui.conftest import ALLOWED_ORIGIN
from tests.ui.fakes import UNCLEAR
from tests.ui.sharing import QUESTION, Sharing, sharing
from tests.ui.test_metrics import scrape

UNKNOWN = "0" * 32


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sharing]:
    with sharing(tmp_path_factory.mktemp("store")) as service:
        yield service


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Sharing]:
    with sharing(tmp_path) as service:
        yield service


@pytest.fixture
def chatting(tmp_path: Path) -> Iterator[Sharing]:
    """As `alone`, with a chat page."""
    with sharing(tmp_path, chat_languages=[Language.ENGLISH]) as service:
        yield service


def read(service: Sharing, shared: dict[str, Any]) -> dict[str, Any]:
    """A shared answer as programs read it."""
    answer: dict[str, Any] = service.client.get(f"/api/v1/answers/{shared['id']}").json()
    return answer


def test_a_shared_answer_can_be_read_with_every_field_of_the_contract(service: Sharing) -> None:
    answer_id = service.ask()
    shared = service.share(answer_id, with_question=True)
    response = service.client.get(f"/api/v1/answers/{shared['id']}")

    assert set(shared) == {"id", "url", "removal_key", "removal_url"}
    assert re.fullmatch("[0-9a-f]{32}", shared["id"])
    assert shared["id"] != answer_id
    assert shared["url"] == f"/answers/{shared['id']}"
    assert len(shared["removal_key"]) == 32
    assert shared["removal_url"] == f"{shared['url']}/remove?key={shared['removal_key']}"
    answer = response.json()
    shared_on = answer.pop("shared_on")
    version = make_document().version
    assert len(shared_on) == len("2026-11-25")
    assert answer == {
        "id": shared["id"],
        "question": QUESTION,
        "status": "answered",
        "language": "en",
        "answer": "The tax is due on 1 July 2016. [1]",
        "citations": [
            {
                "number": 1,
                "document_id": "news/tax.txt",
                "title": "Tax",
                "source": "news/tax.txt",
                "language": "en",
                "published": "2015-09-02",
                "version": version,
                "start": 0,
                "end": 30,
                "quote": "The tax is due on 1 July 2016.",
                "answer_start": None,
                "answer_end": None,
                "frame": None,
                "url": f"/documents/news/tax.txt?start=0&end=30&version={version}#quote",
                "attribution": None,
            }
        ],
        "notices": [],
        "as_of": "2015-09-02",
        "index_version": "v1",
        "changed": [],
        "parts": [],
    }
    assert response.headers["cache-control"] == "no-store"


def test_a_key_is_given_once_and_never_stored_by_a_cache(service: Sharing) -> None:
    answer_id = service.ask()
    first = service.send(f"answers/{answer_id}/share", with_question=False)
    second = service.send(f"answers/{answer_id}/share", with_question=True)

    assert first.headers["cache-control"] == "no-store"
    assert assert_problem(second, 409)["code"] == "already_shared"
    assert read(service, first.json())["question"] is None


@pytest.mark.parametrize("with_question", [True, False])
def test_a_link_opens_nothing_but_what_was_shared(service: Sharing, *, with_question: bool) -> None:
    answer_id = service.ask()
    shared_id = service.share(answer_id, with_question=with_question)["id"]
    tried = [
        service.client.get(f"/transcript.md?answer={shared_id}"),
        service.client.get(f"/transcript.docx?answer={shared_id}"),
        service.send(f"answers/{shared_id}/share", with_question=True),
        service.client.get(f"/api/v1/answers/{answer_id}"),
        service.client.get(f"/answers/{answer_id}"),
    ]
    page = service.client.get(f"/answers/{shared_id}")
    answer = service.client.get(f"/api/v1/answers/{shared_id}")

    assert service.client.get(f"/transcript.md?answer={answer_id}").status_code == 200
    assert [response.status_code for response in tried] == [404] * len(tried)
    assert not [response for response in tried if "kanareikav" in response.text]
    for opened in (page, answer):
        assert ("kanareikav" in opened.text) is with_question
        assert answer_id not in opened.text


def test_only_its_asker_shares_a_removed_answer_again(service: Sharing) -> None:
    answer_id = service.ask()
    first = service.share(answer_id)
    service.send(f"answers/{first['id']}/remove", removal_key=first["removal_key"])
    by_others = service.send(f"answers/{first['id']}/share", with_question=True)
    second = service.share(answer_id, with_question=True)

    assert_problem(by_others, 404)
    assert second["id"] not in {first["id"], answer_id}
    assert second["removal_key"] != first["removal_key"]
    assert read(service, second)["question"] == QUESTION
    assert service.client.get(first["url"]).status_code == 404


def test_what_readers_of_a_link_say_leaves_the_word_of_the_asker(alone: Sharing) -> None:
    answer_id = alone.ask()
    shared_id = alone.share(answer_id)["id"]
    alone.send("feedback", answer_id=answer_id, helpful=True)
    alone.send("feedback", answer_id=shared_id, helpful=False, reason="wrong")

    kept = {one.answer_id: one.helpful for one in KeptAnswers(alone.directory).feedback()}
    assert kept == {answer_id: True, shared_id: False}


def test_without_consent_no_word_of_the_question_is_written(alone: Sharing) -> None:
    answer_id = alone.ask("Is the tax due in 2016, kanareikav?")
    shared = alone.share(answer_id)
    alone.send("feedback", answer_id=answer_id, helpful=False, reason="wrong")

    assert read(alone, shared)["question"] is None
    assert b"The tax is due" in alone.bytes()
    assert b"kanareikav" not in alone.bytes()


def test_what_is_removed_is_gone_to_the_last_byte(alone: Sharing) -> None:
    shared = alone.share(alone.ask(), with_question=True)
    address, key = f"answers/{shared['id']}", shared["removal_key"]
    assert b"kanareikav" in alone.bytes()

    removed = alone.send(f"{address}/remove", removal_key=key)

    assert removed.json() == {"removed": True}
    assert b"kanareikav" not in alone.bytes()
    assert b"The tax is due" not in alone.bytes()
    for response in (
        alone.client.get(f"/api/v1/{address}"),
        alone.send(f"{address}/remove", removal_key=key),
    ):
        assert assert_problem(response, 404)["code"] == "unknown_answer"


def test_a_wrong_key_and_an_unknown_answer_cannot_be_told_apart(service: Sharing) -> None:
    shared = service.share(service.ask())
    key = shared["removal_key"]
    wrong = service.send(f"answers/{shared['id']}/remove", removal_key=f"{key}x")
    unknown = service.send(f"answers/{UNKNOWN}/remove", removal_key=key)

    assert assert_problem(wrong, 404)["code"] == "unknown_answer"
    assert wrong.content == unknown.content
    assert service.client.get(f"/api/v1/answers/{shared['id']}").status_code == 200


def test_that_the_documents_do_not_answer_is_shared_with_the_question_only(
    service: Sharing,
) -> None:
    answer_id = service.ask("zzz")
    refused = service.send(f"answers/{answer_id}/share", with_question=False)
    answer = read(service, service.share(answer_id, with_question=True))

    assert assert_problem(refused, 422)["code"] == "not_shareable"
    assert (answer["question"], answer["status"]) == ("zzz", "unanswerable_nothing_found")


@pytest.mark.parametrize("question", [UNCLEAR, "What do you think of the tax?"])
def test_what_says_nothing_to_others_is_not_shared(service: Sharing, question: str) -> None:
    answer_id = service.ask(question)
    response = service.send(f"answers/{answer_id}/share", with_question=True)

    assert assert_problem(response, 422)["code"] == "not_shareable"


def test_the_numbers_of_changed_and_vanished_sources_are_told(service: Sharing) -> None:
    document = make_document("fees are 5 roubles. And so on.", id="fees.txt")
    service.assistant.documents[document.id] = document
    shared = service.share(service.ask("fees"))
    service.assistant.documents[document.id] = make_document(
        "fees are 5 roubles. And no more.", id="fees.txt"
    )
    changed = read(service, shared)
    del service.assistant.documents[document.id]
    gone = read(service, shared)

    assert changed["changed"] == gone["changed"] == [1]
    assert changed["citations"] == gone["citations"]
    assert gone["citations"][0]["quote"] == "fees are 5 roubles."


@pytest.mark.parametrize("reason", ["wrong", "not_answered", "outdated", "unclear", "other", None])
def test_feedback_is_kept_and_said_again_replaces(alone: Sharing, reason: str | None) -> None:
    answer_id = alone.ask()
    first = alone.send("feedback", answer_id=answer_id, helpful=True)
    second = alone.send("feedback", answer_id=answer_id, helpful=False, reason=reason)

    assert (first.json(), second.json()) == ({"kept": True}, {"kept": True})
    [kept] = KeptAnswers(alone.directory).feedback()
    assert (kept.helpful, kept.reason) == (False, reason)
    assert (kept.status, kept.index_version) == ("answered", "v1")
    assert (kept.language, kept.quoted_languages) == ("en", ("en",))
    assert kept.document_ids == ("news/tax.txt",)
    assert b"kanareikav" not in alone.bytes()


def test_a_shared_answer_can_be_judged_after_a_restart(tmp_path: Path) -> None:
    with sharing(tmp_path) as service:
        answer_id = service.ask()
        shared_id = service.share(answer_id)["id"]
    with sharing(tmp_path) as service:
        judged = service.send("feedback", answer_id=shared_id, helpful=True)
        shared = service.send(f"answers/{answer_id}/share", with_question=True)

    assert judged.status_code == 200
    assert KeptAnswers(tmp_path).feedback()[0].document_ids == ("news/tax.txt",)
    assert assert_problem(shared, 404)["code"] == "unknown_answer"


@pytest.mark.parametrize("answer_id", [UNKNOWN, "", "kanareikav", "' OR 1=1 --"])
def test_feedback_on_an_unknown_answer_is_a_404_problem(service: Sharing, answer_id: str) -> None:
    response = service.send("feedback", answer_id=answer_id, helpful=True)

    assert assert_problem(response, 404)["code"] == "unknown_answer"


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("feedback", {"answer_id": UNKNOWN, "helpful": True, "reason": "wrong"}),
        ("feedback", {"answer_id": UNKNOWN, "helpful": False, "reason": "kanareikav"}),
        ("feedback", {"answer_id": UNKNOWN, "helpful": "yes"}),
        ("feedback", {"answer_id": UNKNOWN, "helpful": 1}),
        ("feedback", {"answer_id": 5, "helpful": True}),
        ("feedback", {"answer_id": UNKNOWN}),
        ("feedback", {"answer_id": UNKNOWN, "helpful": True, "question": "kanareikav"}),
        (f"answers/{UNKNOWN}/share", {}),
        (f"answers/{UNKNOWN}/share", {"with_question": "true"}),
        (f"answers/{UNKNOWN}/share", {"with_question": None}),
        (f"answers/{UNKNOWN}/share", {"with_question": True, "question": "kanareikav"}),
        (f"answers/{UNKNOWN}/remove", {}),
        (f"answers/{UNKNOWN}/remove", {"removal_key": None}),
        (f"answers/{UNKNOWN}/remove", {"removal_key": ["kanareikav"]}),
    ],
)
def test_a_body_of_another_shape_is_a_422_problem(
    service: Sharing, address: str, body: dict[str, object]
) -> None:
    assert_problem(service.send(address, **body), 422)


@pytest.mark.parametrize("address", ["feedback", f"answers/{UNKNOWN}/share"])
def test_only_json_is_read(service: Sharing, address: str) -> None:
    response = service.client.post(f"/api/v1/{address}", data={"helpful": "true"})

    assert_problem(response, 415)


@pytest.mark.parametrize(
    "path",
    [
        f"/api/v1/answers/{'A' * 32}",
        f"/api/v1/answers/{'a' * 31}",
        f"/api/v1/answers/{'a' * 33}",
        f"/api/v1/answers/{'a' * 32}/",
        f"/api/v1/answers/{'a' * 32}/hide",
        f"/answers/{'a' * 32}/share",
        f"/answers/{'a' * 32}%0a",
        "/answers",
        "/answers/",
        "/api/v1/feedback/",
    ],
)
def test_the_request_filter_opens_nothing_else(service: Sharing, path: str) -> None:
    assert assert_problem(service.client.get(path), 404)["code"] == "not_found"


def test_an_allowed_site_may_share_and_judge_and_another_may_not(service: Sharing) -> None:
    answer_id = service.ask()
    for path, body in (
        (f"/api/v1/answers/{answer_id}/share", {"with_question": False}),
        ("/api/v1/feedback", {"answer_id": answer_id, "helpful": True}),
    ):
        for origin, status in (("https://evil.example", 403), (ALLOWED_ORIGIN, 200)):
            response = service.client.post(path, json=body, headers={"origin": origin})
            assert response.status_code == status


def test_of_two_who_share_at_once_one_gets_the_key(service: Sharing) -> None:
    answer_id = service.ask()

    def share(_: int) -> int:
        return service.send(f"answers/{answer_id}/share", with_question=True).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(share, range(4)))

    assert statuses == [200, 409, 409, 409]


@pytest.mark.chat
def test_a_store_that_cannot_be_used_is_a_503_and_asking_goes_on(
    chatting: Sharing, caplog: pytest.LogCaptureFixture
) -> None:
    (chatting.directory / "answers.sqlite").mkdir()
    answer_id = chatting.ask()
    responses = [
        chatting.send(f"answers/{answer_id}/share", with_question=True),
        chatting.send(f"answers/{answer_id}/remove", removal_key="x"),
        chatting.send("feedback", answer_id=answer_id, helpful=True),
        chatting.client.get(f"/api/v1/answers/{UNKNOWN}"),
    ]

    for response in responses:
        problem = assert_problem(response, 503)
        assert problem["code"] == "answers_not_kept"
        assert str(chatting.directory) not in response.text
        assert response.headers["retry-after"]
    assert str(chatting.directory) in caplog.text
    assert len(chatting.ask()) == 32
    assert chatting.client.get("/chat/en/").status_code == 200


def test_what_is_shared_removed_and_judged_is_counted(alone: Sharing) -> None:
    answer_id = alone.ask()
    shared = alone.share(answer_id)
    alone.send(f"answers/{answer_id}/share", with_question=True)
    read(alone, shared)
    for key in ("x", shared["removal_key"]):
        alone.send(f"answers/{shared['id']}/remove", removal_key=key)
    for helpful in (True, False, False):
        alone.send("feedback", answer_id=answer_id, helpful=helpful)

    assert scrape(alone.client) == {
        ("answers_total", "answered"): 1,
        ("certificate_checks_total", "composed", "valid"): 1,
        ("certificate_checks_total", "api", "valid"): 1,
        ("certificate_checks_total", "shared", "valid"): 1,
        ("shared_answers_total", "shared"): 1,
        ("shared_answers_total", "removed"): 1,
        ("feedback_total", "yes"): 1,
        ("feedback_total", "no"): 2,
    }


def test_the_description_names_the_routes(service: Sharing) -> None:
    paths = service.client.get("/api/openapi.json").json()["paths"]

    assert {
        "/api/v1/answers/{shared_id}",
        "/api/v1/answers/{answer_id}/share",
        "/api/v1/answers/{shared_id}/remove",
        "/api/v1/feedback",
    } <= paths.keys()
