"""Metrics: what is counted, for Prometheus. No label holds a word of a question or a document."""

import threading
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from itertools import product

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector
from starlette.responses import Response

from assistant.certificate import Fault
from assistant.status import Status

_VALID = "valid"
_EVENTS = ("shared", "removed")
_YES_OR_NO = ("yes", "no")
_OUTCOMES = (_VALID, *(fault.value for fault in Fault))


class Place(StrEnum):
    """Where certificates are compared."""

    COMPOSED = "composed"
    API = "api"
    CHAT = "chat"
    CHAT_AGAIN = "chat_again"
    VIEWER = "viewer"
    VERIFY = "verify"
    SHARED = "shared"


class Metrics(Collector):
    """Counters of one application; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers = Counter(dict.fromkeys(Status, 0))
        self._checks = Counter(dict.fromkeys(product(Place, _OUTCOMES), 0))
        self._shared = Counter(dict.fromkeys(_EVENTS, 0))
        self._feedback = Counter(dict.fromkeys(_YES_OR_NO, 0))
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def count_answer(self, status: Status) -> None:
        """Count one answer."""
        with self._lock:
            self._answers[status] += 1

    def count_check(self, place: Place, fault: Fault | None, *, number: int = 1) -> None:
        """Count comparisons that came to the same."""
        outcome = _VALID if fault is None else fault.value
        with self._lock:
            self._checks[place, outcome] += number

    def count_shared(self) -> None:
        """Count one answer that was given an address."""
        with self._lock:
            self._shared["shared"] += 1

    def count_removed(self) -> None:
        """Count one answer whose address was taken away."""
        with self._lock:
            self._shared["removed"] += 1

    def count_feedback(self, *, helpful: bool) -> None:
        """Count one judgement of a reader."""
        with self._lock:
            self._feedback["yes" if helpful else "no"] += 1

    def collect(self) -> Iterable[CounterMetricFamily]:
        """Everything counted so far, as the library wants it."""
        answers = CounterMetricFamily(
            "assistant_answers", "Questions answered or not, by status.", labels=["status"]
        )
        checks = CounterMetricFamily(
            "assistant_certificate_checks",
            "Quotations compared with the stored document, by place and outcome.",
            labels=["place", "outcome"],
        )
        shared = CounterMetricFamily(
            "assistant_shared_answers", "Answers shared and removed again.", labels=["event"]
        )
        feedback = CounterMetricFamily(
            "assistant_feedback", "Whether answers helped, by their readers.", labels=["helpful"]
        )
        with self._lock:
            for status, number in self._answers.items():
                answers.add_metric([status.value], number)
            for (place, outcome), number in self._checks.items():
                checks.add_metric([place.value, outcome], number)
            for event, number in self._shared.items():
                shared.add_metric([event], number)
            for helpful, number in self._feedback.items():
                feedback.add_metric([helpful], number)
        return [answers, checks, shared, feedback]

    def text(self) -> bytes:
        """Everything counted so far, in Prometheus' text format."""
        return generate_latest(self._registry)


def metrics_router(metrics: Metrics) -> APIRouter:
    """Make the route `/metrics`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/metrics")
    async def counted() -> Response:
        headers = {"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"}
        return Response(metrics.text(), headers=headers)

    return router
