"""The transcript of a conversation, to be saved: `/transcript.docx` and `/transcript.md`."""

import logging
from datetime import date, datetime
from functools import partial
from typing import Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from assistant.answer import Answer
from assistant.answer_json import answer_record
from assistant.errors import CitationError
from ui.certified import verify_shown
from ui.chat.conversation import EXCHANGES_SHOWN
from ui.chat.transcript import transcribe
from ui.chat.transcript_files import markdown, word
from ui.executor import AnswerExecutor
from ui.metrics import Place
from ui.pages.layout import Pages
from ui.words import Words

logger = logging.getLogger(__name__)

_MARKDOWN = "text/markdown; charset=utf-8"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HEADERS = {"cache-control": "no-store", "x-robots-tag": "noindex"}


def transcript_router(executor: AnswerExecutor, pages: Pages) -> APIRouter:
    """Make the routes: `?answer=ID&answer=ID`, oldest first, of answers that were just given."""
    router = APIRouter(include_in_schema=False)

    @router.get("/transcript.{form}")
    def save(
        form: Literal["docx", "md"],
        request: Request,
        answer: list[str] = Query(max_length=EXCHANGES_SHOWN),  # noqa: B008
    ) -> Response:
        words = pages.words(request)
        answers = [one for one in map(partial(_recent, executor), answer) if one is not None]
        if not answers:
            return _forgotten(request, pages, words)
        root = pages.public_address or str(request.base_url).rstrip("/")
        records = [answer_record(one, root=root) for one in answers]
        transcript = transcribe(records, words, missing=len(answer) - len(answers))
        if form == "md":
            text = markdown(transcript, words, made=_today())
            return Response(text, media_type=_MARKDOWN, headers=_attached("answers.md"))
        file = word(transcript, words, made=_today())
        return Response(file, media_type=_WORD, headers=_attached("answers.docx"))

    return router


def _recent(executor: AnswerExecutor, answer_id: str) -> Answer | None:
    """An answer that is remembered and whose quotations still stand in their documents."""
    found = executor.recent.find(answer_id)
    if found is None:
        return None
    try:
        verify_shown(found.citations, executor.assistant, executor.metrics, place=Place.CHAT_AGAIN)
    except CitationError:
        logger.exception("an answer is not saved")
        return None
    return found


def _forgotten(request: Request, pages: Pages, words: Words) -> Response:
    html = pages.html(
        "unknown_answer.html",
        root=pages.root(request),
        words=words,
        switch=lambda language: "?" + request.url.include_query_params(ui=language.value).query,
    )
    return pages.response(html, words=words, status=404)


def _today() -> date:
    return datetime.now().astimezone().date()


def _attached(name: str) -> dict[str, str]:
    return {**_HEADERS, "content-disposition": f'attachment; filename="{name}"'}
