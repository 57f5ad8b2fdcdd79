import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from lxml import html

from assistant.settings import Settings
from corpus.document import Language
from tests.ui.api.test_routes import assert_problem
from tests.ui.conftest import ADDRESS
from tests.ui.fakes import FakeAssistant
from tests.ui.sharing import Sharing, sharing
from ui.app import assemble
from ui.executor import AnswerExecutor, Answering
from ui.words import Words

LANGUAGES = ["en", *(pytest.param(code, marks=pytest.mark.slow) for code in ("ru", "be", "zh"))]
DOCUMENT = "/documents/news/tax.txt?start=0&end=5"


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Where a stopped server kept an answer, and what the asker got."""
    directory = tmp_path_factory.mktemp("stopped")
    with sharing(directory) as service:
        return directory, service.share(service.ask(), with_question=True)


@pytest.fixture
def shared(stopped: tuple[Path, dict[str, str]], tmp_path: Path) -> dict[str, str]:
    """What the asker of an answer got, before the server stopped."""
    directory, answer = stopped
    shutil.copytree(directory, tmp_path, dirs_exist_ok=True)
    return answer


@pytest.fixture
def loading(tmp_path: Path) -> Iterator[TestClient]:
    """A server whose index is still being loaded."""
    release = threading.Event()

    def load() -> Answering:
        release.wait(10)
        return FakeAssistant()

    settings = Settings().with_store(tmp_path)
    with TestClient(
        assemble(AnswerExecutor(load, settings.limits), settings, chat_languages=()),
        base_url=ADDRESS,
    ) as client:
        yield client
        release.set()


@pytest.fixture
def damaged(tmp_path: Path) -> Iterator[Sharing]:
    """A server whose file of shared answers cannot be read."""
    with sharing(tmp_path) as service:
        (tmp_path / "answers.sqlite").write_bytes(b"kanareikav" * 1000)
        yield service


def assert_told(response: Response, said: str, *, language: str, again: str) -> None:
    """A page in the reader's language says that it can be opened later, and where."""
    words = Words(Language(language))
    page = html.document_fromstring(response.text)
    assert response.status_code == 503
    assert response.headers["retry-after"] == "3"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["referrer-policy"] == "strict-origin"
    assert "noindex" in response.headers["x-robots-tag"]
    assert response.headers["content-language"] == page.get("lang") == language
    assert page.xpath("//h1")[0].text == words("unavailable")
    assert page.xpath("//main//p")[0].text == words(said)
    assert page.xpath("//a[@class='action']/@href") == [f"{again}ui={language}"]
    assert "kanareikav" not in response.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shared_answer_that_is_opened_while_the_index_loads(
    shared: dict[str, str], loading: TestClient, language: str
) -> None:
    response = loading.get(f"{shared['url']}?ui={language}")

    assert_told(response, "service_not_ready", language=language, again=f"{shared['url']}?")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_that_is_opened_while_the_index_loads(
    loading: TestClient, language: str
) -> None:
    response = loading.get(DOCUMENT, headers={"accept-language": language})
    page = html.document_fromstring(response.text)

    assert response.status_code == 503
    assert response.headers["retry-after"] == "3"
    assert page.get("lang") == language
    assert page.xpath("//h1")[0].text == Words(Language(language))("unavailable")
    assert page.xpath("//a[@class='action']/@href") == [f"{DOCUMENT}&ui={language}#quote"]


def test_an_answer_is_removed_while_the_index_loads(
    shared: dict[str, str], loading: TestClient
) -> None:
    asked = loading.get(shared["removal_url"])
    sent = loading.post(f"{shared['url']}/remove", data={"key": shared["removal_key"]})

    assert (asked.status_code, sent.status_code) == (200, 200)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_read_is_told_in_the_language_of_the_reader_and_logged(
    shared: dict[str, str], damaged: Sharing, caplog: pytest.LogCaptureFixture, language: str
) -> None:
    client, query = damaged.client, f"ui={language}"
    opened = client.get(f"{shared['url']}?{query}")
    asked = client.get(f"{shared['removal_url']}&{query}")
    sent = client.post(f"{shared['url']}/remove?{query}", data={"key": shared["removal_key"]})

    assert_told(opened, "answers_unavailable", language=language, again=f"{shared['url']}?")
    for response in (asked, sent):
        again = f"{shared['removal_url']}&"
        assert_told(response, "answers_unavailable", language=language, again=again)
    assert str(damaged.directory) not in opened.text
    assert caplog.text.count(f"{damaged.directory}/answers.sqlite is damaged") == 3


def test_programs_still_get_a_problem(shared: dict[str, str], damaged: Sharing) -> None:
    response = damaged.client.get(f"/api/v1/answers/{shared['id']}")

    assert assert_problem(response, 503)["code"] == "answers_not_kept"
