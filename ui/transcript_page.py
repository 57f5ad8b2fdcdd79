"""The transcript of a conversation, to be saved: `/transcript.docx` and `/transcript.md`."""

from datetime import date, datetime

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from assistant.answer import Answer
from assistant.errors import CitationError
from ui.certified import verify_shown
from ui.desk import Desk
from ui.errors import UnknownAnswerError
from ui.metrics import Place
from ui.page import EXCHANGES_SHOWN
from ui.pages import Pages
from ui.transcript import transcribe
from ui.transcript_files import markdown, word

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HEADERS = {"cache-control": "no-store", "x-robots-tag": "noindex"}


def transcript_router(desk: Desk, pages: Pages) -> APIRouter:
    """Make the routes: `?answer=ID&answer=ID`, oldest first, of answers that were just given."""
    router = APIRouter(include_in_schema=False)

    @router.get("/transcript.md")
    def as_markdown(
        request: Request,
        answer: list[str] = Query(max_length=EXCHANGES_SHOWN),  # noqa: B008
    ) -> Response:
        words, root = pages.words(request), _root(request, pages)
        transcript = transcribe(_recent(answer, desk), words, root=root)
        text = markdown(transcript, words, made=_today())
        return Response(
            text, media_type="text/markdown; charset=utf-8", headers=_attached("answers.md")
        )

    @router.get("/transcript.docx")
    def as_word(
        request: Request,
        answer: list[str] = Query(max_length=EXCHANGES_SHOWN),  # noqa: B008
    ) -> Response:
        words, root = pages.words(request), _root(request, pages)
        transcript = transcribe(_recent(answer, desk), words, root=root)
        file = word(transcript, words, made=_today())
        return Response(file, media_type=_WORD, headers=_attached("answers.docx"))

    return router


def _recent(answer_ids: list[str], desk: Desk) -> list[Answer]:
    """The answers whose quotations still stand in their documents.

    Raises:
        UnknownAnswerError: One is no longer remembered, or no longer holds.
    """
    answers = []
    for answer_id in answer_ids:
        found = desk.recent.find(answer_id)
        if found is None:
            raise _forgotten()
        try:
            verify_shown(found.citations, desk.assistant, desk.metrics, place=Place.CHAT_AGAIN)
        except CitationError as error:
            raise _forgotten() from error
        answers.append(found)
    return answers


def _forgotten() -> UnknownAnswerError:
    return UnknownAnswerError(
        "An answer of this conversation is no longer kept, or its documents have changed.",
        fix="Ask the questions again and save them within an hour.",
    )


def _root(request: Request, pages: Pages) -> str:
    return pages.public_address or str(request.base_url).rstrip("/")


def _today() -> date:
    return datetime.now().astimezone().date()


def _attached(name: str) -> dict[str, str]:
    return {**_HEADERS, "content-disposition": f'attachment; filename="{name}"'}
