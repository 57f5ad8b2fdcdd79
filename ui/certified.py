"""Certified: quotations are compared with the stored documents again before they are shown."""

from collections.abc import Callable, Sequence

from assistant.answer import Answer, Citation, Status
from assistant.certificate import Certificate, Fault, alike, find_fault
from assistant.citations import verify
from assistant.errors import CitationError
from ui.desk import Answering, Desk
from ui.metrics import Metrics, Place


async def ask_certified(desk: Desk, call: Callable[[Answering], Answer], *, place: Place) -> Answer:
    """Get an answer whose every quotation stands in its document; count both.

    Args:
        desk: Where questions are answered.
        call: Asks the assistant.
        place: Where the answer will be shown.

    Raises:
        CitationError: A quotation does not match its document.
        BusyError: As `Desk.ask`.
        NotReadyError: As `Desk.ask`.
    """
    return await desk.ask(lambda assistant: _answer(assistant, call, desk.metrics, place))


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


def _answer(
    assistant: Answering, call: Callable[[Answering], Answer], metrics: Metrics, place: Place
) -> Answer:
    status = Status.ERROR_INTERNAL
    try:
        answer = _composed(assistant, call, metrics)
        verify_shown(answer.citations, assistant, metrics, place=place)
        status = answer.status
    finally:
        metrics.count_answer(status)
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
