"""Certified: quotations are compared with the stored documents again before they are shown."""

from collections.abc import Callable, Sequence

from assistant.answer import Answer, Citation, Status
from assistant.certificate import Certificate, Fault, alike, find_fault
from assistant.citations import verify
from assistant.errors import CitationError
from assistant.sharing.shared_answer import SharedAnswer
from ui.executor import Answering, Desk
from ui.metrics import Metrics, Place


async def ask_certified(desk: Desk, call: Callable[[Answering], Answer], *, place: Place) -> Answer:
    """Get an answer whose every quotation stands in its document; count both, and remember it.

    Args:
        desk: Where questions are answered.
        call: Asks the assistant.
        place: Where the answer will be shown.

    Raises:
        CitationError: A quotation does not match its document.
        BusyError: As `Desk.ask`.
        NotReadyError: As `Desk.ask`.
    """
    return await desk.ask(lambda assistant: _answer(assistant, call, desk, place))


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


def check_returned(certificate: Certificate, desk: Desk) -> Fault | None:
    """Compare a quotation that comes back from elsewhere; its typography may have changed.

    Raises:
        NotReadyError: There is no assistant.
    """
    stored = desk.assistant.document(certificate.document_id)
    fault = find_fault(certificate, stored, same=alike)
    desk.metrics.count_check(Place.VERIFY, fault)
    return fault


def find_changes(shared: SharedAnswer, desk: Desk) -> dict[int, Fault]:
    """Compare the quotations of a shared answer with the documents as they are now.

    Returns:
        What is wrong with each that does not stand there any more, by its number.

    Raises:
        NotReadyError: There is no assistant.
    """
    assistant = desk.assistant
    changes = {}
    for citation in shared.citations:
        fault = find_fault(citation.certificate, assistant.document(citation.document_id))
        desk.metrics.count_check(Place.SHARED, fault)
        if fault is not None:
            changes[citation.number] = fault
    return changes


def _answer(
    assistant: Answering, call: Callable[[Answering], Answer], desk: Desk, place: Place
) -> Answer:
    status = Status.ERROR_INTERNAL
    try:
        answer = _composed(assistant, call, desk.metrics)
        verify_shown(answer.citations, assistant, desk.metrics, place=place)
        status = answer.status
    finally:
        desk.metrics.count_answer(status)
    desk.recent.remember(answer)
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
