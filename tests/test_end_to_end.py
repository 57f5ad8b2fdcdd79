"""The product as its users have it: real commands, real model, real server, bundled documents."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from corpus.document import Language
from ui.words import Words

pytestmark = pytest.mark.model

QUESTIONS = {
    "en": ("What is the phone number of the committee?", "3-25-1"),
    "ru": ("Сколько тракторов нужно выпустить в 2016 году?", "000"),
    "be": ("Якую суму штогод павінна прыцягваць кожная вобласць?", "100"),
    "zh": ("到2020年对华出口应达到多少？", "15"),
}


NETWORKS = {"torch", "transformers", "sentence_transformers", "onnx", "tokenizers"}
WEB = {"gradio", "fastapi", "starlette", "uvicorn"}
TOLD = {"PYTHONPROFILEIMPORTTIME": "1"}
"""Has Python tell every module that it imports, on standard error."""


def run(*arguments: str, store: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ASSISTANT__STORE__DIRECTORY": str(store), **more}
    command = [sys.executable, "-m", "assistant", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    done = run("sync", store=folder)
    assert done.returncode == 0, done.stderr
    assert re.search(r"added \d+, changed 0, removed 0, unchanged 0, failed 0", done.stdout)
    return folder


@pytest.mark.parametrize("language", list(QUESTIONS))
def test_a_question_in_each_language_is_answered_with_an_exact_quotation(
    language: str, address: str
) -> None:
    question, words = QUESTIONS[language]

    answer = httpx.post(f"{address}/api/v1/ask", json={"question": question}).json()

    assert (answer["status"], answer["language"]) == ("answered", language)
    assert any(words in citation["quote"] for citation in answer["citations"])


@pytest.mark.parametrize(
    "question", ["When is the deadline?", "Какой срок?", "Які тэрмін?", "期限是哪一天？"]
)
def test_each_reading_of_an_underspecified_question_is_answered_by_its_sentence(
    question: str, address: str
) -> None:
    unclear = httpx.post(f"{address}/api/v1/ask", json={"question": question}).json()

    assert unclear["status"] == "clarification_needed"
    assert len(unclear["readings"]) >= 2
    for reading in unclear["readings"]:
        asked = {"question": reading["question"]}
        first = httpx.post(f"{address}/api/v1/ask", json=asked).json()["citations"][0]
        assert (first["document_id"], first["start"]) == (reading["document_id"], reading["start"])


def test_a_question_far_from_the_documents_is_not_answered(store: Path) -> None:
    done = run("ask", "At what temperature does copper melt?", store=store)

    assert "say nothing about this" in done.stdout
    assert "3-25-10" in done.stdout


def test_a_second_sync_finds_nothing_to_do_and_check_passes(store: Path) -> None:
    again = run("sync", store=store)
    check = run("check", store=store)

    assert "(up to date)" in again.stdout
    assert (check.returncode, check.stderr) == (0, "")
    assert "every file matches its SHA-256" in check.stdout


def test_search_lists_the_passages(store: Path) -> None:
    done = run("search", "harvesters", "--limit", "2", store=store)

    assert [line[:2] for line in done.stdout.splitlines()[::2]] == ["1.", "2."]


def test_errors_are_one_line_with_what_to_do(tmp_path: Path) -> None:
    missing = run("ask", "Why?", store=tmp_path)
    usage = run("ask", store=tmp_path)
    folder = run("sync", "--documents", str(tmp_path / "nowhere"), store=tmp_path)

    assert missing.returncode == folder.returncode == 1
    assert usage.returncode == 2
    for done in (missing, folder):
        assert len(done.stderr.splitlines()) == 1
        assert "Traceback" not in done.stderr
    assert "assistant sync" in missing.stderr
    assert "nowhere" in folder.stderr


@pytest.mark.parametrize(
    "command",
    [("ask", "When?"), ("search", "harvesters"), ("sync",)],
    ids=lambda c: c[0],
)
def test_a_command_loads_neither_networks_nor_what_serves_once_the_model_is_converted(
    command: tuple[str, ...], store: Path, tmp_path: Path
) -> None:
    told = {**TOLD, "ASSISTANT__MODEL__CACHE_DIRECTORY": str(store / "model")}
    done = run(*command, store=tmp_path if command == ("sync",) else store, **told)

    assert done.returncode == 0
    assert not imported(done.stderr) & (NETWORKS | WEB)


@pytest.mark.usefixtures("address")
def test_the_service_loads_no_networks_but_its_own(log: Path) -> None:
    loaded = imported(log.read_text(encoding="utf-8"))

    assert {"gradio", "onnxruntime"} < loaded
    assert loaded & NETWORKS == set()


def imported(told: str) -> set[str]:
    """Top-level packages that Python told of."""
    lines = (line for line in told.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server writes on standard error."""
    return tmp_path_factory.mktemp("log") / "stderr"


@pytest.fixture(scope="module")
def address(store: Path, log: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "ASSISTANT__STORE__DIRECTORY": str(store), **TOLD}
    command = [sys.executable, "-m", "assistant", "serve", "--port", str(port)]
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=errors
        ) as server,
    ):
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until_shown(f"{url}/readyz")
            wait_until_shown(f"{url}/chat/en/")
            yield url
        finally:
            server.terminate()
            assert server.wait(timeout=30) == 0


def wait_until_shown(url: str) -> None:
    for _ in range(240):
        try:
            if httpx.get(url).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    raise AssertionError(f"{url} was not there within two minutes")


def test_two_hundred_questions_at_once_are_all_answered(address: str) -> None:
    asked = [QUESTIONS[language][0] for language in QUESTIONS] * 50

    with httpx.Client(base_url=address, timeout=120) as client, ThreadPoolExecutor(200) as pool:
        replies = list(pool.map(lambda question: ask_until_answered(client, question), asked))

    assert [reply.status_code for reply in replies] == [200] * 200
    assert {reply.json()["status"] for reply in replies} == {"answered"}


def ask_until_answered(client: httpx.Client, question: str) -> httpx.Response:
    """As a client does that heeds `Retry-After`: a slow machine says that it is busy."""
    for _ in range(5):
        reply = client.post("/api/v1/ask", json={"question": question})
        if reply.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            break
        assert reply.json()["code"] == "busy"
        time.sleep(float(reply.headers["Retry-After"]))
    return reply


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("example", [f"example_{number}" for number in range(1, 5)])
def test_every_question_that_the_pages_suggest_is_answered(
    address: str, language: Language, example: str
) -> None:
    question = Words(language)(example)
    answer = httpx.post(f"{address}/api/v1/ask", json={"question": question}, timeout=60).json()

    assert answer["status"] == "answered"


@pytest.mark.parametrize(
    ("question", "before", "document", "words"),
    [
        (
            "З якімі Шаўковымі шляхамі звязваюць беларускія транспартныя праграмы?",
            None,
            "news/2015/zhiling-5-jiaotong.txt",
            "海上丝绸之路",
        ),
        (
            "为什么要在黄金外汇储备中使用人民币？",
            None,
            "news/2015/dyrektyva-5-finansy.html",
            "золатавалютных рэзерваў",
        ),
        (
            "How did Belarus get medical supplies to China during the epidemic?",
            None,
            "interviews/posol-o-pandemii.txt",
            "военными самолётами",
        ),
        (
            "Сколько жителей Китая имеют средний доход?",
            None,
            "interviews/five-year-plan.md",
            "400 million",
        ),
        (
            "А чым яны займаюцца?",
            {
                "question": "Колькі рэзідэнтаў у «Вялікім камені»?",
                "answer": "По состоянию на конец октября парк насчитывал 66 компаний-резидентов.",
            },
            "interviews/posol-velikij-kamen.html",
            "биофармацевтика",
        ),
    ],
    ids=["be-zh", "zh-be", "en-ru", "ru-en", "follow-up-be-ru"],
)
def test_a_passage_that_is_only_there_in_another_language_is_among_the_first_five(
    question: str, before: dict[str, str] | None, document: str, words: str, address: str
) -> None:
    history = [before] if before else []

    body = {"question": question, "history": history, "limit": 5}
    hits = httpx.post(f"{address}/api/v1/search", json=body).json()["hits"]

    assert len(hits) == 5
    found = [hit["text"] for hit in hits if hit["document_id"] == document]
    assert any(words in text for text in found), [hit["document_id"] for hit in hits]


def test_a_quotation_of_the_api_is_found_in_the_document_it_names(address: str) -> None:
    answer = httpx.post(f"{address}/api/v1/ask", json={"question": QUESTIONS["ru"][0]}).json()

    for citation in answer["citations"]:
        document = httpx.get(f"{address}/api/v1/documents/{citation['document_id']}").json()
        start, end = citation["start"], citation["end"]
        assert document["text"][start:end] == citation["quote"]
        page = httpx.get(f"{address}{citation['url'].split('#')[0]}")
        assert page.status_code == httpx.codes.OK
        assert 'id="quote"' in page.text


def test_the_command_and_the_api_say_the_same(address: str, store: Path) -> None:
    question = QUESTIONS["be"][0]
    printed = json.loads(run("ask", question, "--json", store=store).stdout)
    sent = httpx.post(f"{address}/api/v1/ask", json={"question": question}).json()

    for varying in ("id",):
        printed.pop(varying)
        sent.pop(varying)
    relative = json.loads(json.dumps(sent).replace(address, ""))
    assert relative == printed
