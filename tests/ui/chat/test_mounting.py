import html
import json
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.settings import ServerSettings, Settings
from assistant.sharing.feedback import Reason
from assistant.sharing.kept_answers import KeptAnswers
from corpus.document import Language
from tests.fakes import make_document
from tests.ui.conftest import ADDRESS
from tests.ui.fakes import FakeAssistant
from ui.app import create_app
from ui.chat.dressing import LibraryPage
from ui.executor import AnswerExecutor
from ui.sharing import Sharing

pytestmark = pytest.mark.chat

LANGUAGES = ["en", "ru", "be", "zh"]
CANARY = secrets.token_hex(16)
JOIN = "/chat/en/gradio_api/queue/join"
DATA = "/chat/en/gradio_api/queue/data"


def configuration(client: TestClient, language: str = "en") -> dict[str, Any]:
    page = client.get(f"/chat/{language}/").text
    found, _ = json.JSONDecoder().raw_decode(page.split("window.gradio_config = ")[1])
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_is_private_and_takes_nothing_but_text(
    client: TestClient, language: str
) -> None:
    found = configuration(client, language)
    kinds = {component["id"]: component["type"] for component in found["components"]}

    for event in found["dependencies"]:
        assert event["api_visibility"] == "private"
        assert {kinds[place] for place in event["inputs"]} <= {"textbox", "radio", "state"}
    assert found["analytics_enabled"] is False
    assert found["show_error"] is False


def test_behind_a_proxy_the_page_is_served_and_calls_the_public_address() -> None:
    server = ServerSettings(public_address="https://ask.example.org")
    app = create_app(FakeAssistant(), Settings(server=server), chat_languages=[Language.ENGLISH])
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        found = configuration(client)
        shown = talk(client, ASK, "When is the tax due?", None, session="w1")

    assert found["root"] == "https://ask.example.org/chat/en"
    assert "https&#58;&#47;&#47;ask&#46;example&#46;org&#47;documents" in conversation(shown)


ASK, EXAMPLE, PERIOD, READING, NEW = 0, 1, 5, 6, 10
HELPFUL, UNHELPFUL, SHARE, SHARE_ANSWER, SHARE_ALL, REASON = 11, 12, 13, 14, 15, 16
"""The numbers of events; of several in a row that of the first."""

NO_FILTERS = ("", "", "any")


def talk(
    client: TestClient,
    event: int,
    *data: object,
    session: str = "s1",
    filters: tuple[str, ...] = NO_FILTERS,
) -> list[Any]:
    """Send one message as the page does; give what the last update shows."""
    sent = [*data, *filters] if event < NEW else [*data]
    message = {"data": sent, "fn_index": event, "session_hash": session, "trigger_id": 1}
    assert client.post(JOIN, json=message).status_code == 200
    [shown] = completed(client, session=session)
    return shown


def completed(client: TestClient, *, session: str) -> list[list[Any]]:
    """What the last update of each pending event shows, in the order in which they ended."""
    stream = client.get(DATA, params={"session_hash": session}).text
    updates = [json.loads(line[6:]) for line in stream.splitlines() if line.startswith("data: ")]
    return [update["output"]["data"] for update in updates if update["msg"] == "process_completed"]


def conversation(shown: list[Any]) -> str:
    return json.dumps(shown[0], ensure_ascii=False)


def test_a_question_and_a_follow_up_are_answered_in_one_conversation(
    assistant: FakeAssistant, client: TestClient
) -> None:
    first = talk(client, ASK, "When is the tax due?", None, session="a1")
    second = talk(client, ASK, "And the tax office?", None, session="a1")
    other = talk(client, ASK, "tax", None, session="a2")

    assert conversation(first).count("blockquote lang") == 1
    assert conversation(second).count("blockquote lang") == 2
    assert conversation(other).count("blockquote lang") == 1
    assert [turn.question for turn in assistant.histories[-2]] == ["When is the tax due?"]
    assert assistant.histories[-1] == []


def test_an_earlier_quotation_is_not_shown_again_once_its_document_has_changed() -> None:
    assistant = FakeAssistant()
    with TestClient(
        create_app(assistant, Settings(), chat_languages=[Language.ENGLISH]), base_url=ADDRESS
    ) as client:
        talk(client, ASK, "When is the tax due?", None, session="c1")
        assistant.documents["news/tax.txt"] = make_document("The tax is due on 2 July 2016. Yes.")
        shown = conversation(talk(client, ASK, "And the tax office?", None, session="c1"))

    assert "1 July" not in shown
    assert "a quotation shown here no longer stands in them" in shown
    assert shown.count("blockquote lang") == 1
    assert assistant.histories[-1] == []


def test_no_more_of_a_long_question_is_kept_than_refuses_it(client: TestClient) -> None:
    shown = talk(client, ASK, "x" * 15_000, None, session="e1")

    assert conversation(shown).count("x" * 1001) == 1
    assert "x" * 1002 not in conversation(shown)
    assert "This cannot be answered as it is" in conversation(shown)


def test_an_example_is_asked_and_a_new_conversation_forgets_it(client: TestClient) -> None:
    example = talk(client, EXAMPLE, None, session="b1")
    talk(client, NEW, None, session="b1")
    after = talk(client, ASK, "tax", None, session="b1")

    assert "When was Directive No" in conversation(example)
    assert conversation(after).count("You asked") == 1


def test_a_question_is_asked_again_without_its_period_in_the_same_place(
    assistant: FakeAssistant, client: TestClient
) -> None:
    before = talk(client, ASK, "Is the tax due?", None, session="p1")
    kept = talk(client, ASK, "And the tax of 2016?", None, session="p1")
    removed = talk(client, PERIOD, None, session="p1")

    button = kept[6]
    assert (button["value"], button["visible"]) == ("Period “2016”: remove", True)
    assert before[6]["visible"] is removed[6]["visible"] is False
    assert conversation(removed).count("You asked") == 2
    assert conversation(removed).count("And the tax of 2016") == 1
    assert [turn.question for turn in assistant.histories[-1]] == ["Is the tax due?"]


def test_what_an_unclear_question_may_mean_is_offered_as_buttons_that_ask_it(
    assistant: FakeAssistant, client: TestClient
) -> None:
    unclear = talk(client, ASK, "When is the deadline?", None, session="r1")
    chosen = talk(client, READING + 1, None, session="r1")

    group, *buttons = unclear[7:12]
    assert group["visible"] is True
    assert [button["visible"] for button in buttons] == [True, True, False, False]
    assert buttons[1]["value"] == "When is the deadline? — it is paid to the office"
    assert "What do you mean" in conversation(unclear)
    assert "it is paid to the office" not in conversation(unclear)
    assert chosen[7]["visible"] is False
    assert conversation(chosen).count("You asked") == 2
    assert "it is paid to the office" in conversation(chosen)
    assert assistant.histories[-1] == []


def test_without_anything_unclear_there_is_no_reading_to_ask(client: TestClient) -> None:
    for event in (READING, READING + 3):
        assert "You asked" not in conversation(talk(client, event, None, session="r2"))


def test_nothing_is_asked_with_an_empty_box(client: TestClient) -> None:
    assert "You asked" not in conversation(talk(client, ASK, " ", None, session="p3"))


def test_without_a_conversation_there_is_no_period_to_remove(client: TestClient) -> None:
    assert "You asked" not in conversation(talk(client, PERIOD, None, session="p2"))


def test_a_new_conversation_is_not_undone_by_an_answer_that_was_pending() -> None:
    slow = FakeAssistant(seconds=0.3)
    message = {"fn_index": 0, "session_hash": "n1", "trigger_id": 1}
    with TestClient(
        create_app(slow, Settings(), chat_languages=[Language.ENGLISH]), base_url=ADDRESS
    ) as client:
        talk(client, ASK, "When is the tax due?", None, session="n1")
        client.post(JOIN, json={**message, "data": ["And the tax office?", None, *NO_FILTERS]})
        while len(slow.histories) < 2:
            time.sleep(0.01)
        client.post(JOIN, json={**message, "fn_index": NEW, "data": [None]})
        begun, late = completed(client, session="n1")
        after = talk(client, ASK, "tax", None, session="n1")

    assert begun[0]["value"] == []
    assert "You asked" not in conversation(late)
    assert late[4]["interactive"] is True
    assert conversation(after).count("You asked") == 1
    assert slow.histories[-1] == []


def markup(shown: list[Any]) -> str:
    """Everything that the last update shows, character references resolved."""
    return html.unescape(json.dumps(shown, ensure_ascii=False))


def test_only_documents_of_the_chosen_period_and_language_are_quoted(client: TestClient) -> None:
    for number, filters in enumerate([("1999", "1999", "any"), ("", "", "zh")]):
        shown = talk(
            client, ASK, "When is the tax due?", None, session=f"f{number}", filters=filters
        )

        assert "blockquote lang" not in conversation(shown)
        assert "Only some documents are searched" in markup(shown)
    shown = talk(client, ASK, "When is the tax due?", None, session="f9")
    assert "Choose period and language" in markup(shown)


def test_a_period_that_cannot_be_read_asks_nothing(
    assistant: FakeAssistant, client: TestClient
) -> None:
    filters = ("yesterday", "", "any")
    before = len(assistant.histories)
    for event, data in ((ASK, ("tax", None)), (EXAMPLE, (None,))):
        shown = talk(client, event, *data, session=f"u{event}", filters=filters)

        assert "Please write the dates as a year" in markup(shown)
    assert len(assistant.histories) == before


def keeping_in(directory: Path) -> TestClient:
    """A chat page whose answers can be kept."""
    store = Settings().with_store(directory)
    app = create_app(FakeAssistant(), store, chat_languages=[Language.ENGLISH])
    return TestClient(app, base_url=ADDRESS)


@pytest.fixture(scope="module")
def keeping(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with keeping_in(tmp_path_factory.mktemp("store")) as client:
        yield client


def test_an_answer_is_judged_and_the_question_is_not_kept(tmp_path: Path) -> None:
    assistant = FakeAssistant()
    app = create_app(assistant, Settings().with_store(tmp_path), chat_languages=[Language.ENGLISH])
    with TestClient(app, base_url=ADDRESS) as client:
        talk(client, ASK, "When is the tax due, kanareika?", None, session="j1")
        asked_why = talk(client, UNHELPFUL, None, session="j1")
        thanked = talk(client, REASON, None, session="j1")
        assistant.answer_id = "f" * 32
        talk(client, ASK, "tax", None, session="j1")
        talk(client, HELPFUL, None, session="j1")

    [wrong, helpful] = sorted(KeptAnswers(tmp_path).feedback(), key=lambda one: one.helpful)
    assert asked_why[2]["visible"] is True
    assert "Thank you" in markup(thanked)
    assert (wrong.reason, helpful.reason) == (Reason.WRONG, None)
    assert b"kanareika" not in (tmp_path / "answers.sqlite").read_bytes()


@pytest.mark.parametrize(("event", "with_question"), [(SHARE_ANSWER, False), (SHARE_ALL, True)])
def test_an_answer_gets_a_link_of_its_own_with_the_question_only_if_wanted(
    tmp_path: Path, event: int, *, with_question: bool
) -> None:
    with keeping_in(tmp_path) as client:
        talk(client, ASK, "When is the tax due, kanareika?", None, session="s1")
        talk(client, SHARE, None, session="s1")
        shared = markup(talk(client, event, None, session="s1"))
        again = markup(talk(client, event, None, session="s1"))

        [page, removal] = re.findall(rf'href=\\?"({ADDRESS}/answers/[^"\\]+)', shared)
        assert ("kanareika" in client.get(page).text) is with_question
        assert "has a link already" in again
        assert client.get(removal).status_code == 200


def test_without_an_answer_nothing_can_be_done_with_it(keeping: TestClient) -> None:
    for event in (HELPFUL, SHARE_ANSWER):
        assert "no longer kept" in markup(talk(keeping, event, None, session="z1"))


def test_a_store_that_cannot_be_used_is_said_and_answers_go_on(tmp_path: Path) -> None:
    with keeping_in(tmp_path) as client:
        (tmp_path / "answers.sqlite").write_bytes(b"not a database" * 1000)
        talk(client, ASK, "tax", None, session="d1")

        assert "could not be kept" in markup(talk(client, HELPFUL, None, session="d1"))
        assert "blockquote lang" in conversation(talk(client, ASK, "tax", None, session="d1"))


def test_the_conversation_is_saved_and_copied(keeping: TestClient) -> None:
    talk(keeping, ASK, "When is the tax due?", None, session="t1")
    shown = markup(talk(keeping, ASK, "And the tax office?", None, session="t1"))

    links = re.findall(r'href=\\?"(/transcript[^"\\]+)', shown)
    word, text = (keeping.get(link.replace("&amp;", "&")) for link in links)
    assert word.content.startswith(b"PK")
    assert text.text.count("\n## ") == 2
    assert 'attachment; filename="answers.md"' in text.headers["content-disposition"]
    assert f"{ADDRESS}/documents/" in shown.split("copied")[1]


@pytest.mark.parametrize(
    ("query", "status"), [("answer=" + "0" * 32, 404), ("", 422), ("answer=x&" * 21, 422)]
)
def test_what_is_not_kept_cannot_be_saved(client: TestClient, query: str, status: int) -> None:
    assert client.get(f"/transcript.docx?{query}").status_code == status


def file_shapes(path: str) -> list[Any]:
    file = {"path": path, "meta": {"_type": "gradio.FileData"}, "orig_name": "x"}
    return [file, [file], {"text": "tax", "files": [file]}, {"value": {"a": file}}]


@pytest.fixture
def secret_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    file = tmp_path / "secret.txt"
    file.write_text(CANARY)
    monkeypatch.setenv("CANARY", CANARY)
    return str(file)


def upload_folder() -> Path:
    from gradio.utils import get_upload_folder  # takes seconds

    return Path(get_upload_folder())


@pytest.fixture
def temporary_files() -> set[Path]:
    """What lies in the chat library's folder before a test."""
    return set(upload_folder().rglob("*"))


PATHS = ["{file}", "/proc/self/environ", "/etc/passwd", "http://127.0.0.1:9/", "https://x.example/"]


@pytest.mark.parametrize("path", PATHS)
def test_the_request_filter_lets_no_file_description_through_to_an_event(
    client: TestClient, secret_file: str, temporary_files: set[Path], path: str
) -> None:
    for event in configuration(client)["dependencies"]:
        for shape in file_shapes(path.format(file=secret_file)):
            message = {"data": [shape, None], "fn_index": event["id"], "session_hash": "c"}
            response = client.post(JOIN, json=message)

            assert response.status_code == 422
            assert len(response.content) < 4096
    assert set(upload_folder().rglob("*")) == temporary_files


@pytest.mark.parametrize("path", PATHS[:3])
@pytest.mark.slow
def test_behind_the_request_filter_an_event_does_not_read_files_either(
    tmp_path: Path, secret_file: str, temporary_files: set[Path], path: str
) -> None:
    from ui.chat.mounting import mount_chat  # imports the chat library

    app = FastAPI()
    executor = AnswerExecutor.ready(FakeAssistant(), Settings().limits)
    sharing = Sharing(executor.recent, KeptAnswers(tmp_path), executor.metrics)
    mount_chat(app, executor, sharing, Settings(), languages=[Language.ENGLISH])
    with TestClient(app) as client:
        page = client.get("/chat/en/", headers={"accept-encoding": "identity"})
        config = json.loads(LibraryPage.read(page.text).config)
        for event in config["dependencies"]:
            for number, shape in enumerate(file_shapes(path.format(file=secret_file))):
                session = f"d{event['id']}x{number}"
                message = {"data": [shape, shape], "fn_index": event["id"], "session_hash": session}
                client.post(JOIN, json=message)
                received = client.get(DATA, params={"session_hash": session}).text

                assert "process_completed" in received
                assert CANARY not in received
                assert "root:x:" not in received
    assert set(upload_folder().rglob("*")) == temporary_files


@pytest.mark.parametrize(
    "message",
    [
        {},
        [],
        {"data": "tax", "fn_index": 0, "session_hash": "x"},
        {"data": ["tax", None], "fn_index": -1, "session_hash": "x"},
        {"data": ["tax", None], "fn_index": 10**9, "session_hash": "x"},
        {"data": ["tax", None], "fn_index": "x", "session_hash": "x"},
        {"data": ["tax", None], "fn_index": 0, "session_hash": "../x"},
        {"data": ["tax", None], "fn_index": 0, "session_hash": "x" * 1000},
        {"data": ["tax", None], "fn_index": 0},
        {"data": ["tax", ["history"]], "fn_index": 0, "session_hash": "x"},
        {"data": ["tax"] * 6, "fn_index": 0, "session_hash": "x"},
        {"data": ["tax", None], "fn_index": 0, "session_hash": "x", "event_data": {"a": 1}},
        {"data": ["tax", None], "fn_index": 0, "session_hash": "x", "simple_format": True},
        {"data": ["\ud800", None], "fn_index": 0, "session_hash": "x"},
    ],
    ids=lambda message: repr(message)[:60],
)
def test_a_message_of_another_shape_is_a_4xx_problem(client: TestClient, message: object) -> None:
    response = client.post(
        JOIN, content=json.dumps(message), headers={"content-type": "application/json"}
    )

    assert response.status_code in {400, 422}
    assert response.headers["content-type"] == "application/problem+json"


def test_a_form_of_another_site_cannot_send_a_message(client: TestClient) -> None:
    message = json.dumps({"data": ["tax", None], "fn_index": 0, "session_hash": "x"})
    plain = client.post(JOIN, content=message, headers={"content-type": "text/plain"})
    foreign = client.post(
        JOIN,
        content=message,
        headers={"content-type": "application/json", "origin": "https://evil.example"},
    )

    assert (plain.status_code, foreign.status_code) == (415, 403)


@pytest.mark.parametrize(
    "path",
    [
        "gradio_api/file={file}",
        "gradio_api/file/{file}",
        "file={file}",
        "file/{file}",
        "gradio_api/stream/{file}",
        "gradio_api/proxy=file://{file}",
        "assets/..{file}",
        "assets/%2e%2e/%2e%2e{file}",
        "static/..{file}",
        "static//{file}",
        "svelte/..{file}",
        "custom_component/x/client/component{file}",
        "gradio_api/api/0",
        "gradio_api/run/0",
        "gradio_api/call/0",
        "gradio_api/reset",
        "api/predict",
        "gradio_api/upload",
        "gradio_api/component_server",
        "gradio_api/deep_link?session_hash=x",
        "gradio_api/info",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_file_of_the_server_can_be_had_through_an_address(
    client: TestClient, secret_file: str, method: str, path: str
) -> None:
    body = {"data": file_shapes(secret_file), "path": secret_file} if method == "POST" else None
    response = client.request(method, f"/chat/en/{path.format(file=secret_file)}", json=body)

    assert response.status_code == 404
    assert CANARY not in response.text


def test_an_upload_is_not_accepted(client: TestClient, temporary_files: set[Path]) -> None:
    response = client.post("/chat/en/gradio_api/upload", files={"files": ("x.html", b"x" * 10**6)})

    assert response.status_code == 404
    assert set(upload_folder().rglob("*")) == temporary_files


def test_a_saved_state_cannot_be_asked_for(client: TestClient) -> None:
    response = client.get("/chat/en/", params={"deep_link": "../x"})

    assert (response.status_code, '"deep_link_state":"invalid"' in response.text) == (200, True)
