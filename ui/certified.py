"""Certified: quotations are compared with the stored documents again before they are shown."""

from collections.abc import Callable, Sequence

from assistant.answer import Answer, Citation
from assistant.certificate import Certificate, Fault, alike, find_fault
from assistant.citations import verify
from assistant.errors import CitationError
from assistant.sharing.shared_answer import SharedAnswer
from assistant.status import Status
from ui.executor import AnswerExecutor, Answering
from ui.metrics import Metrics, Place


async def ask_certified(
    executor: AnswerExecutor, call: Callable[[Answering], Answer], *, place: Place
) -> Answer:
    """Get an answer whose every quotation stands in its document; count both, and remember it.

    Args:
        executor: Where questions are answered.
        call: Asks the assistant.
        place: Where the answer will be shown.

    Raises:
        CitationError: A quotation does not match its document.
        BusyError: As `AnswerExecutor.ask`.
        NotReadyError: As `AnswerExecutor.ask`.
    """
    return await executor.ask(lambda assistant: _answer(assistant, call, executor, place))


def verify_shown(
    citations: Sequence[Citation], assistant: Answering, metrics: Metrics, *, place: Place
) -> None:
    """Compare the quotations of an answer that is about to be shown, and count them.

    Raises:
        CitationError: One does not match its document.
    """
    for citation in citations:
        try:
            verify([citation], assistant.document)
        except CitationError as error:
            metrics.count_check(place, error.fault)
            raise
        metrics.count_check(place, None)


def check_returned(certificate: Certificate, executor: AnswerExecutor) -> Fault | None:
    """Compare a quotation that comes back from elsewhere; its typography may have changed.

    Raises:
        NotReadyError: There is no assistant.
    """
    stored = executor.assistant.document(certificate.document_id)
    fault = find_fault(certificate, stored, same=alike)
    executor.metrics.count_check(Place.VERIFY, fault)
    return fault


def find_changes(shared: SharedAnswer, executor: AnswerExecutor) -> dict[int, Fault]:
    """Compare the quotations of a shared answer with the documents as they are now.

    Returns:
        What is wrong with each that does not stand there any more, by its number.

    Raises:
        NotReadyError: There is no assistant.
    """
    assistant = executor.assistant
    changes = {}
    for citation in shared.citations:
        fault = find_fault(citation.certificate, assistant.document(citation.document_id))
        executor.metrics.count_check(Place.SHARED, fault)
        if fault is not None:
            changes[citation.number] = fault
    return changes


def _answer(
    assistant: Answering,
    call: Callable[[Answering], Answer],
    executor: AnswerExecutor,
    place: Place,
) -> Answer:
    status = Status.ERROR_INTERNAL
    try:
        answer = _composed(assistant, call, executor.metrics)
        verify_shown(answer.citations, assistant, executor.metrics, place=place)
        status = answer.status
    finally:
        executor.metrics.count_answer(status)
    executor.recent.remember(answer)
    return answer


def _composed(
    assistant: Answering, call: Callable[[Answering], Answer], metrics: Metrics
) -> Answer:
    try:
        answer = call(assistant)
    except CitationError as error:
        metrics.count_check(Place.COMPOSED, error.fault)
        raise
    metrics.count_check(Place.COMPOSED, None, number=len(answer.citations))
    return answer
