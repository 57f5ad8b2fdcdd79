import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from ui.server import SHUTDOWN_SECONDS

pytestmark = pytest.mark.process

PROGRAM = """
import sys
from assistant.settings import Settings
from tests.ui.fakes import FakeAssistant
from ui.server import serve

serve(
    Settings(), host="127.0.0.1", port=0, load=lambda _: FakeAssistant(seconds=float(sys.argv[1]))
)
"""
WITHOUT_INDEX = """
from assistant.__main__ import command, main
from assistant.settings import Settings
from index.errors import IndexVersionError
from ui.server import serve


def load(_):
    raise IndexVersionError("There is no index in var/index.", fix="Run `assistant sync`.")


command.command("serve-nothing")(lambda: serve(Settings(), host="127.0.0.1", port=0, load=load))
main()
"""
SLOWLY = "lambda _: time.sleep(2) or"
SECONDS = 60


@pytest.fixture
def started() -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A served program whose answers take half a second, and its address."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "0.5"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert program.stdout is not None
    lines = iter(program.stdout.readline, "")
    ready = next(line for line in lines if line.startswith("Ready. Open "))
    yield program, ready.removeprefix("Ready. Open ").strip().rstrip("/")
    program.kill()
    program.wait()
    program.stdout.close()


def test_the_chat_page_says_that_it_is_not_there_yet_and_a_stop_does_not_wait_for_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "0"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as program:
        assert program.stdout is not None
        listening = program.stdout.readline()
        address = listening.split()[2].rstrip("/")
        while httpx2.get(f"{address}/readyz", timeout=SECONDS).status_code != 200:
            time.sleep(0.05)
        early = httpx2.get(f"{address}/chat/be/", timeout=SECONDS)
        program.terminate()
        stopped = time.monotonic()
        program.wait(SECONDS)

    assert program.returncode == 0
    assert time.monotonic() - stopped < SHUTDOWN_SECONDS
    assert early.status_code == 503
    assert early.headers["content-language"] == "be"
    assert 'href="/chat/be/"' in early.text


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_lets_the_answer_in_work_finish_and_ends_the_streams_of_open_pages(
    started: tuple["subprocess.Popen[str]", str], kind: signal.Signals
) -> None:
    program, address = started
    with (
        ThreadPoolExecutor() as people,
        httpx2.Client(base_url=address, timeout=SECONDS) as page,
        page.stream("GET", "/chat/en/gradio_api/heartbeat/abc") as heartbeat,
    ):
        assert heartbeat.status_code == 200
        question = {"question": "When is the tax due?"}
        asked = people.submit(httpx2.post, f"{address}/api/v1/ask", json=question, timeout=SECONDS)
        time.sleep(0.25)
        program.send_signal(kind)
        stopped = time.monotonic()

        assert program.wait(SECONDS) == 0
        assert time.monotonic() - stopped < SHUTDOWN_SECONDS - 1
        assert asked.result().json()["status"] == "answered"


def ended(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        timeout=SECONDS,
        check=False,
    )


def test_without_a_sound_index_the_server_ends_with_one_line_and_exit_code_1() -> None:
    program = ended("-c", WITHOUT_INDEX, "serve-nothing")

    assert program.returncode == 1
    assert program.stderr == "assistant: There is no index in var/index. Run `assistant sync`.\n"
    assert "Ready" not in program.stdout


def test_an_unexpected_fault_while_loading_ends_the_server_with_its_traceback() -> None:
    program = ended("-c", PROGRAM, "a word, not a number")

    assert program.returncode == 1
    assert "ValueError: could not convert string to float" in program.stderr


def test_a_stop_while_loading_ends_without_a_word_of_being_ready() -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", f"import time\n{PROGRAM}".replace("lambda _:", SLOWLY), "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert program.stdout is not None
    first = program.stdout.readline()
    time.sleep(0.5)
    program.send_signal(signal.SIGTERM)
    rest, complaints = program.communicate(timeout=SECONDS)

    assert first.startswith("Listening on ")
    assert (program.returncode, rest, complaints) == (0, "", "")
