import asyncio

import pytest

from assistant.answer import Answer
from assistant.certificate import Certificate, Fault
from assistant.errors import CitationError
from assistant.settings import LimitsSettings
from tests.fakes import make_document
from tests.ui.fakes import FakeAssistant
from ui.certified import ask_certified, check_returned
from ui.executor import AnswerExecutor, Answering
from ui.metrics import Place

QUESTION = "When is the tax due?"
OTHER = make_document("The tax is due on 2 July 2016. Said once.")


def asked(executor: AnswerExecutor) -> Answer:
    def call(assistant: Answering) -> Answer:
        return assistant.answer(QUESTION)

    return asyncio.run(ask_certified(executor, call, place=Place.API))


def lines(executor: AnswerExecutor) -> list[str]:
    """Names, labels and values of the counters that are not zero."""
    text = executor.metrics.text().decode().splitlines()
    return [line for line in text if not line.startswith("#") and not line.endswith(" 0.0")]


def test_an_answer_passes_and_each_of_its_quotations_is_compared_twice() -> None:
    executor = AnswerExecutor.ready(FakeAssistant(), LimitsSettings())

    answer = asked(executor)

    assert answer.citations[0].quote == "The tax is due on 1 July 2016."
    assert lines(executor) == [
        'assistant_answers_total{status="answered"} 1.0',
        'assistant_certificate_checks_total{outcome="valid",place="composed"} 1.0',
        'assistant_certificate_checks_total{outcome="valid",place="api"} 1.0',
    ]


def test_an_answer_is_remembered_once_it_has_passed() -> None:
    assistant = FakeAssistant()
    executor = AnswerExecutor.ready(assistant, LimitsSettings())

    answer = asked(executor)
    assert executor.recent.find(answer.id) is answer

    assistant.answer_id, assistant.answer_from = "b" * 32, OTHER
    with pytest.raises(CitationError):
        asked(executor)
    assert executor.recent.find("b" * 32) is None


def test_an_answer_that_quotes_another_text_does_not_pass() -> None:
    assistant = FakeAssistant()
    assistant.answer_from = OTHER
    executor = AnswerExecutor.ready(assistant, LimitsSettings())

    with pytest.raises(CitationError) as caught:
        asked(executor)

    assert caught.value.fault is Fault.OTHER_VERSION
    assert lines(executor)[0] == 'assistant_answers_total{status="error_internal"} 1.0'


def test_a_fault_found_when_composing_is_counted_as_such() -> None:
    class Misquoting(FakeAssistant):
        def answer(self, question: str, **_: object) -> Answer:
            raise CitationError(question, fix="", fault=Fault.TEXT_DIFFERS)

    executor = AnswerExecutor.ready(Misquoting(), LimitsSettings())

    with pytest.raises(CitationError):
        asked(executor)

    assert lines(executor) == [
        'assistant_answers_total{status="error_internal"} 1.0',
        'assistant_certificate_checks_total{outcome="text_differs",place="composed"} 1.0',
    ]


def test_a_quotation_that_comes_back_may_be_set_otherwise() -> None:
    document = make_document("He said “no” — twice.")
    executor = AnswerExecutor.ready(FakeAssistant(document), LimitsSettings())
    claim = Certificate(
        document_id=document.id,
        version=document.version,
        start=0,
        end=len(document.text),
        quote='He said "no" - twice.',
    )

    assert check_returned(claim, executor) is None
    assert lines(executor) == [
        'assistant_certificate_checks_total{outcome="valid",place="verify"} 1.0'
    ]
