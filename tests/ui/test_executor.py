import asyncio
import threading
import time
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from assistant.settings import LimitsSettings, Settings
from index.errors import IndexVersionError
from tests.ui.fakes import FakeAssistant
from ui.app import assemble
from ui.errors import BusyError, NotReadyError
from ui.executor import AnswerExecutor, Answering

LIMITS = LimitsSettings(answers_at_once=2, waiting_answers=3)


def test_questions_beyond_those_waiting_are_refused_at_once() -> None:
    release = threading.Event()

    async def crowd() -> list[object]:
        executor = AnswerExecutor.ready(FakeAssistant(), LIMITS)
        asked = [asyncio.create_task(executor.ask(lambda _: release.wait(10))) for _ in range(7)]
        await asyncio.sleep(0.05)
        refused = [task for task in asked if task.done()]
        release.set()
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert len(refused) == 2
        return [*answers, await executor.ask(lambda assistant: assistant.index_version)]

    answers = asyncio.run(crowd())

    assert answers[:5] == [True] * 5
    assert [type(answer) for answer in answers[5:7]] == [BusyError] * 2
    assert answers[7] == "v1"


def test_no_more_than_the_allowed_number_is_answered_at_once() -> None:
    at_once = 0
    most = 0
    lock = threading.Lock()

    def work(_: Answering) -> None:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        threading.Event().wait(0.02)
        with lock:
            at_once -= 1

    async def crowd() -> None:
        executor = AnswerExecutor.ready(FakeAssistant(), LIMITS)
        await asyncio.gather(*(executor.ask(work) for _ in range(5)))

    asyncio.run(crowd())

    assert most == 2


def test_a_question_that_waits_too_long_is_let_go_and_leaves_its_place() -> None:
    release = threading.Event()

    async def crowd() -> list[object]:
        executor = AnswerExecutor.ready(FakeAssistant(), LIMITS, deadline_seconds=0.05)
        asked = [executor.ask(lambda _: release.wait(10)) for _ in range(5)]
        late = await asyncio.gather(*asked, return_exceptions=True)
        release.set()
        return [*late, await executor.ask(lambda assistant: assistant.index_version)]

    *late, answer = asyncio.run(crowd())

    assert [type(error) for error in late] == [BusyError] * 5
    assert answer == "v1"


def test_what_waited_too_long_keeps_its_room_while_it_is_at_work() -> None:
    release = threading.Event()

    async def crowd() -> list[object]:
        executor = AnswerExecutor.ready(FakeAssistant(), LIMITS, deadline_seconds=0.05)
        for _ in range(2):
            asked = [executor.ask(lambda _: release.wait(10)) for _ in range(5)]
            late = await asyncio.gather(*asked, return_exceptions=True)
        release.set()
        return [*late]

    late = asyncio.run(crowd())

    words = sorted(str(error).partition(".")[0] for error in late)
    assert (
        words == ["The question has waited too long"] * 3 + ["Too many questions are waiting"] * 2
    )


def test_an_executor_closed_while_loading_does_not_become_ready(
    caplog: pytest.LogCaptureFixture,
) -> None:
    release, ready = threading.Event(), threading.Event()
    ended = threading.Event()

    def load() -> Answering:
        release.wait(10)
        ended.set()
        return FakeAssistant()

    with loading(load, ready.set) as client:
        assert client.get("/readyz").status_code == 503
    release.set()
    ended.wait(10)
    time.sleep(0.05)

    assert not ready.is_set()
    assert caplog.text == ""


def test_a_closed_executor_takes_no_questions() -> None:
    executor = AnswerExecutor.ready(FakeAssistant(), LIMITS)
    executor.close()

    with pytest.raises(NotReadyError, match="shutting down"):
        asyncio.run(executor.ask(lambda assistant: assistant.index_version))


def loading(load: Callable[[], Answering], on_ready: Callable[[], None]) -> TestClient:
    settings = Settings()
    return TestClient(
        assemble(
            AnswerExecutor(load, settings.limits), settings, on_ready=on_ready, chat_languages=()
        )
    )


def test_readiness_waits_for_the_load_while_the_process_lives() -> None:
    release, ready = threading.Event(), threading.Event()

    def load() -> Answering:
        release.wait(10)
        return FakeAssistant()

    with loading(load, ready.set) as client:
        early = client.get("/readyz")
        alive = client.get("/healthz")
        asked = client.post("/api/v1/ask", json={"question": "tax"})
        release.set()
        ready.wait(10)
        late = client.get("/readyz")

    assert (early.status_code, early.json()["code"]) == (503, "not_ready")
    assert "still being loaded" in early.json()["detail"]
    assert alive.status_code == 200
    assert (asked.status_code, asked.headers["retry-after"]) == (503, "3")
    assert (late.status_code, late.json()["index_version"]) == (200, "v1")


def test_chat_pages_that_cannot_be_made_are_a_failure_for_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("another version of the library")

    monkeypatch.setattr("ui.app._mount_chat", fail)
    ready = threading.Event()
    executor = AnswerExecutor.ready(FakeAssistant(), LIMITS)
    app = assemble(executor, Settings(), on_ready=ready.set, chat_later=True)
    with TestClient(app) as client:
        for _ in range(100):
            if executor.failure is not None:
                break
            time.sleep(0.02)
        page = client.get("/chat/zh/")

    assert str(executor.failure) == "another version of the library"
    assert not ready.is_set()
    assert (page.status_code, page.headers["content-language"]) == (503, "zh")
    assert executor.closing.is_set()


@pytest.mark.parametrize(
    "error",
    [IndexVersionError("/srv/secret/index.faiss is damaged.", fix="x"), RuntimeError("secret")],
)
def test_a_failed_load_is_told_without_its_details_and_kept_for_the_server(
    error: Exception,
) -> None:
    def load() -> Answering:
        raise error

    settings = Settings()
    executor = AnswerExecutor(load, settings.limits)
    with TestClient(assemble(executor, settings, chat_languages=())) as client:
        response = client.get("/readyz")
        while "still" in response.text:
            response = client.get("/readyz")

    assert executor.failure is error
    assert response.status_code == 503
    assert "could not be loaded" in response.json()["detail"]
    assert "secret" not in response.text
