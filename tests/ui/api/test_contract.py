"""What programs get, to the byte. A field may be added to the files of `contract/`; no more."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from assistant.__main__ import command
from assistant.answer import (
    Answer,
    AnswerPart,
    Attribution,
    AttributionKind,
    Citation,
    Findings,
    Notice,
    Reading,
    SearchedPeriod,
)
from assistant.settings import ServerSettings, Settings
from assistant.sharing.kept_answers import KeptAnswers
from assistant.sharing.shared_answer import shared_answer
from assistant.status import Status
from corpus.document import Document, Language
from corpus.passage import Passage
from index.search.hit import Hit
from tests.fakes import make_document
from tests.ui.fakes import FakeAssistant
from ui.app import create_app

FILES = Path(__file__).parent / "contract"
ROOT = "https://ask.example.by"
TAX = replace(
    make_document(
        "The mayor said: “The tax is due on 1 July 2016.” It is paid 😀 to the office.",
        id="news/tax № 5.txt",
        title='Tax & "dues"',
    ),
    source="https://example.by/tax?a=1&b=2",
)
UNDATED = make_document(
    "Падатак плаціцца ў банку.",
    id="падатак.html",
    title="Падатак",
    language=Language.BELARUSIAN,
    published=None,
)
PERIOD = SearchedPeriod(first=date(2016, 1, 1), last=None, words="с 2016 года", applied=True)
SHARED_ID = "c" * 32


def hit(document: Document, *, rank: int, score: float) -> Hit:
    passage = Passage.cut(document, start=0, end=len(document.text))
    return Hit(passage=passage, rank=rank, score=score)


def quoted(document: Document, start: int, end: int, *, number: int) -> Citation:
    quote = document.text[start:end]
    return Citation(number=number, document=document, start=start, end=end, quote=quote)


SPEAKER = Attribution(text="The mayor", start=0, end=9, kind=AttributionKind.SAID)
ANSWERED = Answer(
    id="a" * 32,
    question="Когда срок уплаты налога с 2016 года?",
    status=Status.ANSWERED,
    language=Language.RUSSIAN,
    text="The tax is due on 1 July 2016. [1] Падатак плаціцца ў банку. [2]",
    citations=(
        replace(quoted(TAX, 17, 47, number=1), answer=(35, 46), attribution=SPEAKER),
        quoted(UNDATED, 0, 25, number=2),
    ),
    notices=(
        Notice(code="period", text="Искали только за период «с 2016 года»."),
        Notice(code="other_language", text="Источники на другом языке."),
    ),
    hits=(hit(TAX, rank=1, score=0.8312), hit(UNDATED, rank=2, score=0.25)),
    as_of=date(2015, 9, 2),
    index_version="v000001-abc",
    period=PERIOD,
    confidence=0.75,
    parts=(
        AnswerPart(question="Когда срок?", status=Status.ANSWERED, citations=(1, 2)),
        AnswerPart(question="А где?", status=Status.UNANSWERABLE_NOT_SUPPORTED, citations=()),
    ),
)
REFUSED = replace(
    ANSWERED,
    question="What do you think?",
    status=Status.REFUSED_OPINION,
    language=Language.ENGLISH,
    text=None,
    citations=(),
    notices=(Notice(code="refused_opinion", text="No opinions are given."),),
    hits=(),
    period=None,
    confidence=None,
    parts=(),
)
UNANSWERABLE = replace(
    REFUSED,
    status=Status.UNANSWERABLE_NOT_SUPPORTED,
    notices=(
        Notice(code="unanswerable_not_supported", text="The documents do not answer."),
        Notice(code="closest_found", text="Closest found, not an answer:"),
    ),
    hits=(hit(TAX, rank=1, score=-1.0),),
    period=replace(PERIOD, first=None, applied=False),
    confidence=0.125,
)
CLARIFICATION = replace(
    REFUSED,
    status=Status.CLARIFICATION_NEEDED,
    notices=(
        Notice(code="clarification", text="Which one?"),
        Notice(code="reading", text="When — the tax is due"),
    ),
    readings=(Reading(question="When — the tax is due", document=TAX, start=17, end=47),),
)
ANSWERS = {
    "answered": ANSWERED,
    "refused": REFUSED,
    "unanswerable": UNANSWERABLE,
    "clarification": CLARIFICATION,
}
FINDINGS = Findings(hits=ANSWERED.hits, period=PERIOD)


class SettledAssistant(FakeAssistant):
    """Knows the two documents, and says always the same."""

    def __init__(self, settled: Answer) -> None:
        super().__init__(TAX, UNDATED)
        self.settled = settled

    def answer(self, *_: object, **__: object) -> Answer:
        return self.settled

    def search(self, *_: object, **__: object) -> Findings:
        return FINDINGS


def written(name: str) -> str:
    return (FILES / f"{name}.json").read_text(encoding="utf-8")


def sent(name: str) -> str:
    """The same as the service sends it: in one line, with whole addresses."""
    body = json.dumps(json.loads(written(name)), ensure_ascii=False, separators=(",", ":"))
    return body.replace('"url":"/', f'"url":"{ROOT}/')


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A served assistant, and where it keeps what is shared."""

    client: TestClient
    assistant: SettledAssistant
    directory: Path


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    assistant, directory = SettledAssistant(ANSWERED), tmp_path_factory.mktemp("store")
    settings = Settings(server=ServerSettings(public_address=ROOT)).with_store(directory)
    with TestClient(create_app(assistant, settings, chat_languages=())) as client:
        yield Service(client=client, assistant=assistant, directory=directory)


def printed(assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch, verb: str) -> str:
    monkeypatch.setattr("assistant.wiring.open_assistant", lambda _: assistant)
    return CliRunner().invoke(command, [verb, "question", "--json"]).stdout


@pytest.mark.parametrize("name", ANSWERS)
def test_the_service_sends_an_answer_in_its_form(name: str, service: Service) -> None:
    service.assistant.settled = ANSWERS[name]

    response = service.client.post("/api/v1/ask", json={"question": "question"})

    assert response.text == sent(name)


def test_the_service_sends_hits_in_their_form(service: Service) -> None:
    response = service.client.post("/api/v1/search", json={"question": "question"})

    assert response.text == sent("search")


def test_the_service_sends_a_shared_answer_in_its_form(service: Service) -> None:
    """The second document is another one by now."""
    shared = shared_answer(
        ANSWERED, shared_id=SHARED_ID, with_question=True, day=date(2026, 11, 25)
    )
    KeptAnswers(service.directory).share(shared, answer_id=ANSWERED.id, removal_key="key")
    service.assistant.documents[UNDATED.id] = TAX

    response = service.client.get(f"/api/v1/answers/{SHARED_ID}")

    assert response.text == sent("shared")


@pytest.mark.parametrize("name", ANSWERS)
def test_the_command_prints_an_answer_in_its_form(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert printed(SettledAssistant(ANSWERS[name]), monkeypatch, "ask") == written(name)


def test_the_command_prints_hits_in_their_form(monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed(SettledAssistant(ANSWERED), monkeypatch, "search") == written("search")
