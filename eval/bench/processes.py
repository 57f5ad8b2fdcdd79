"""Processes: what a command and the service cost as a whole, as their user has them."""

import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from eval.errors import EvalError

_RUNS = 5
_IDLE_SECONDS = 20.0
_MANY_CLIENTS = 20
_LONGEST_SECONDS = 120.0
_BASE = ("-c", "import numpy")
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessCosts:
    """What the commands and the service took.

    Attributes:
        import_numpy: Seconds of `python -c "import numpy"`, the measure of the machine.
        ask: Seconds of `assistant ask`, the whole process.
        ready: Seconds from the start of `assistant serve` until questions are answered.
        chat: Seconds until the chat page is there.
        megabytes_ready: Resident memory when questions are answered, the chat library not loaded.
        megabytes_chat: The same with the chat pages.
        megabytes_after: After all the answers.
        answers: How many answers that were.
        idle: Share of a core while nobody asks, 0..1.
        one_client: Answers a second, one client.
        many_clients: Answers a second, 20 clients.
    """

    import_numpy: float
    ask: float
    ready: float
    chat: float
    megabytes_ready: float
    megabytes_chat: float
    megabytes_after: float
    answers: int
    idle: float
    one_client: float
    many_clients: float


def measure_processes(
    store: Path, questions: Sequence[str], *, runs: int = _RUNS, idle_seconds: float = _IDLE_SECONDS
) -> ProcessCosts:
    """Run the commands and the service over an index that is there already.

    Args:
        store: Where the index lies.
        questions: To ask, each once: a half by one client, a half by 20.
        runs: Of each command; the median counts.
        idle_seconds: How long the service is watched while nobody asks.

    Raises:
        EvalError: A command failed, or the service did not start.
    """
    environment = {**os.environ, "ASSISTANT__STORE__DIRECTORY": str(store)}
    asked = ("-m", "assistant", "ask", questions[0])
    import_numpy = statistics.median(_seconds(_BASE, environment) for _ in range(runs))
    ask = statistics.median(_seconds(asked, environment) for _ in range(runs))
    half = len(questions) // 2
    with _service(environment) as (process, address, started):
        _wait(f"{address}/readyz", process)
        ready, megabytes_ready = time.monotonic() - started, _megabytes(process)
        _wait(f"{address}/chat/en/", process)
        chat, megabytes_chat = time.monotonic() - started, _megabytes(process)
        idle = _share_of_a_core(process, idle_seconds)
        one_client = _answers_a_second(address, questions[:half], clients=1)
        many_clients = _answers_a_second(address, questions[half:], clients=_MANY_CLIENTS)
        megabytes_after = _megabytes(process)
    return ProcessCosts(
        import_numpy=import_numpy,
        ask=ask,
        ready=ready,
        chat=chat,
        megabytes_ready=megabytes_ready,
        megabytes_chat=megabytes_chat,
        megabytes_after=megabytes_after,
        answers=len(questions),
        idle=idle,
        one_client=one_client,
        many_clients=many_clients,
    )


def process_lines(costs: ProcessCosts) -> list[str]:
    """A table for the terminal."""
    ratio = costs.ask / costs.import_numpy
    rows: Mapping[str, str] = {
        'python -c "import numpy"': f"{costs.import_numpy:.2f} s",
        "assistant ask": f"{costs.ask:.2f} s, {ratio:.1f} times that",
        "assistant serve answers after": f"{costs.ready:.1f} s",
        "its chat pages are there after": f"{costs.chat:.1f} s",
        "memory when it answers": f"{costs.megabytes_ready:.0f} MB",
        "with the chat pages": f"{costs.megabytes_chat:.0f} MB",
        f"after {costs.answers} answers": f"{costs.megabytes_after:.0f} MB",
        "processor while nobody asks": f"{100 * costs.idle:.1f} % of a core",
        "answers a second, one client": f"{costs.one_client:.2f}",
        f"answers a second, {_MANY_CLIENTS} clients": f"{costs.many_clients:.2f}",
    }
    return [f"{what:<32} {value}" for what, value in rows.items()]


def _seconds(arguments: Sequence[str], environment: Mapping[str, str]) -> float:
    started = time.monotonic()
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise EvalError(
            f"`python {' '.join(arguments)}` failed: {done.stderr.strip()[-200:]}",
            fix="Run it by hand.",
        )
    return time.monotonic() - started


@contextmanager
def _service(
    environment: Mapping[str, str],
) -> Iterator[tuple["subprocess.Popen[bytes]", str, float]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = time.monotonic()
    command = [sys.executable, "-m", "assistant", "serve", "--port", str(port)]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process, f"http://127.0.0.1:{port}", started
        finally:
            process.terminate()


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _LONGEST_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own service
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.05)
    raise EvalError(f"{address} was never there.", fix="Run `assistant serve` by hand.")


def _answers_a_second(address: str, questions: Sequence[str], *, clients: int) -> float:
    started = time.monotonic()
    with ThreadPoolExecutor(clients) as people:
        list(people.map(lambda question: _ask(address, question), questions))
    return len(questions) / (time.monotonic() - started)


def _ask(address: str, question: str) -> None:
    request = urllib.request.Request(  # noqa: S310 - our own service
        f"{address}/api/v1/ask",
        data=json.dumps({"question": question}).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=_LONGEST_SECONDS) as answer:  # noqa: S310 - ours
            answer.read()
    except urllib.error.HTTPError as error:
        if error.code != HTTPStatus.UNPROCESSABLE_ENTITY:  # a question without a word is refused
            raise EvalError(
                f"The service answered {error.code} to {question!r}.", fix="Ask it by hand."
            ) from error


def _megabytes(process: "subprocess.Popen[bytes]") -> float:
    pages = int(Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _share_of_a_core(process: "subprocess.Popen[bytes]", seconds: float) -> float:
    before = _processor_seconds(process)
    time.sleep(seconds)
    return (_processor_seconds(process) - before) / seconds


def _processor_seconds(process: "subprocess.Popen[bytes]") -> float:
    fields = (
        Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    )
    return (int(fields[11]) + int(fields[12])) / _TICKS
