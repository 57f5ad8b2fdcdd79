"""Problems: every error as RFC 9457 problem JSON, without traceback and without what was sent."""

import json
import logging
from http import HTTPStatus
from typing import NamedTuple

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant.errors import (
    AnsweringError,
    CitationError,
    KeptAnswersError,
    QuestionRefusedError,
    SettingsError,
)
from corpus.errors import CorpusError, DocumentError, KnownError, PassageError, StoreError
from index.errors import IndexBusyError, IndexVersionError, ModelError, SearchError
from ui.errors import (
    AlreadySharedError,
    BodyTooLargeError,
    BusyError,
    ChatMessageError,
    ChatNotReadyError,
    HostError,
    InterfaceError,
    ListenError,
    MalformedJsonError,
    MediaTypeError,
    NotReadyError,
    NotShareableError,
    OriginError,
    RequestError,
    SlowBodyError,
    UnknownAnswerError,
    UnknownDocumentError,
)
from ui.security_headers import SECURITY_HEADERS

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
FAULTS_SHOWN = 5
RETRY_AFTER_SECONDS = "3"
_DETAIL_CHARACTERS = 600
_OURS = "Something went wrong on our side. Try again later."
_NOT_KEPT = "Answers cannot be shared or judged at the moment. Asking goes on; try again later."


class Outcome(NamedTuple):
    """What a known error becomes.

    Attributes:
        status: The HTTP status.
        code: Stable, for programs.
        said: Words for others instead of the error's own, which are for the operator and logged.
    """

    status: HTTPStatus
    code: str
    said: str | None = None


_DAMAGED = Outcome(HTTPStatus.INTERNAL_SERVER_ERROR, "error_internal", _OURS)

OUTCOMES: dict[type[KnownError], Outcome] = {
    KnownError: _DAMAGED,
    CorpusError: _DAMAGED,
    DocumentError: _DAMAGED,
    PassageError: _DAMAGED,
    StoreError: _DAMAGED,
    SearchError: _DAMAGED,
    ModelError: _DAMAGED,
    IndexVersionError: _DAMAGED,
    IndexBusyError: _DAMAGED,
    AnsweringError: _DAMAGED,
    QuestionRefusedError: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, "refused"),
    SettingsError: _DAMAGED,
    CitationError: _DAMAGED,
    KeptAnswersError: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, "answers_not_kept", _NOT_KEPT),
    InterfaceError: _DAMAGED,
    ListenError: _DAMAGED,
    RequestError: Outcome(HTTPStatus.BAD_REQUEST, "bad_request"),
    HostError: Outcome(HTTPStatus.BAD_REQUEST, "bad_host"),
    OriginError: Outcome(HTTPStatus.FORBIDDEN, "foreign_origin"),
    MediaTypeError: Outcome(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"),
    BodyTooLargeError: Outcome(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body_too_large"),
    SlowBodyError: Outcome(HTTPStatus.REQUEST_TIMEOUT, "body_too_slow"),
    MalformedJsonError: Outcome(HTTPStatus.BAD_REQUEST, "malformed_json"),
    ChatMessageError: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, "bad_chat_message"),
    UnknownDocumentError: Outcome(HTTPStatus.NOT_FOUND, "unknown_document"),
    UnknownAnswerError: Outcome(HTTPStatus.NOT_FOUND, "unknown_answer"),
    AlreadySharedError: Outcome(HTTPStatus.CONFLICT, "already_shared"),
    NotShareableError: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, "not_shareable"),
    BusyError: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, "busy"),
    ChatNotReadyError: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, "not_ready"),
    NotReadyError: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, "not_ready"),
}


def problem(
    status: HTTPStatus, code: str, detail: str, *, headers: dict[str, str] | None = None
) -> Response:
    """Make a problem response; long details are cut, so that it stays under 4 KB."""
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "code": code,
        "detail": detail[:_DETAIL_CHARACTERS],
    }
    return Response(
        json.dumps(body, ensure_ascii=False),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers={**SECURITY_HEADERS, **(headers or {})},
    )


def known_problem(error: KnownError) -> Response:
    """The problem of a known error. What is our own fault is logged and not explained."""
    outcome = next(OUTCOMES[kind] for kind in type(error).__mro__ if kind in OUTCOMES)
    code = error.status.value if isinstance(error, QuestionRefusedError) else outcome.code
    if outcome.said is not None:
        logger.error("%s: %s", type(error).__name__, error)
    headers = {}
    if outcome.status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers = {"Retry-After": RETRY_AFTER_SECONDS}
    return problem(outcome.status, code, outcome.said or str(error), headers=headers)


def install_problem_handlers(app: FastAPI) -> None:
    """Answer every exception of an application with a problem."""
    for kind in (KnownError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _handle)


async def _handle(_: Request, error: Exception) -> Response:
    if isinstance(error, KnownError):
        return known_problem(error)
    if isinstance(error, RequestValidationError):
        return _invalid(error)
    if isinstance(error, HTTPException):
        status = HTTPStatus(error.status_code)
        detail = f"{status.description or status.phrase}."
        return problem(status, status.name.lower(), detail, headers=dict(error.headers or {}))
    logger.error("unexpected %s", type(error).__name__)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, _DAMAGED.code, _OURS)


def _invalid(error: RequestValidationError) -> Response:
    faults = error.errors()
    shown = [
        _describe(fault["loc"], kind=fault["type"], message=fault["msg"])
        for fault in faults[:FAULTS_SHOWN]
    ]
    if len(faults) > FAULTS_SHOWN:
        shown.append(f"and {len(faults) - FAULTS_SHOWN} more")
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "; ".join(shown) + ".")


def _describe(location: tuple[int | str, ...], *, kind: str, message: str) -> str:
    """Name the place by JSON pointer; an unknown field's name is the sender's and not repeated."""
    if kind == "extra_forbidden":
        location, message = location[:-1], "has a field that is not in the contract (/api/docs)"
    return f"/{'/'.join(str(part) for part in location[1:])}: {message}"
