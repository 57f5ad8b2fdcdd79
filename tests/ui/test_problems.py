import pytest

from assistant.answer import Notice
from assistant.errors import QuestionRefusedError
from assistant.status import Status
from corpus.errors import KnownError
from index.errors import IndexVersionError
from ui.errors import BusyError
from ui.problems import OUTCOMES, known_problem

STAGES = ("corpus", "index", "assistant", "ui")


def tree(kind: type[KnownError]) -> set[type[KnownError]]:
    return {kind}.union(*(tree(child) for child in kind.__subclasses__()))


def test_every_known_error_of_the_service_has_an_outcome() -> None:
    known = {kind for kind in tree(KnownError) if kind.__module__.split(".")[0] in STAGES}

    assert known == set(OUTCOMES)


def test_a_new_kind_of_error_has_the_outcome_of_its_parent() -> None:
    class VeryBusyError(BusyError):
        pass

    response = known_problem(VeryBusyError("x", fix="y"))

    assert (response.status_code, response.headers["retry-after"]) == (503, "3")


def test_what_is_our_own_fault_is_logged_and_not_explained(
    caplog: pytest.LogCaptureFixture,
) -> None:
    error = IndexVersionError("/srv/secret/index.faiss is damaged.", fix="Rebuild.")
    response = known_problem(error)

    assert response.status_code == 500
    assert b"secret" not in response.body
    assert "/srv/secret/index.faiss is damaged." in caplog.text


def test_a_long_detail_is_cut() -> None:
    notice = Notice(code="x", text="я" * 10_000)
    response = known_problem(QuestionRefusedError(Status.REFUSED_EMPTY_QUESTION, notice))

    assert len(response.body) < 4096
