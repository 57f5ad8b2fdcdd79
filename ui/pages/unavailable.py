"""The page instead of one that cannot be shown for now: 503, in the reader's language."""

import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse

from assistant.errors import KeptAnswersError
from corpus.document import Language
from ui.errors import ChatNotReadyError, NotReadyError
from ui.pages.layout import Pages
from ui.problems import RETRY_AFTER_SECONDS
from ui.words import Words

logger = logging.getLogger(__name__)

Unavailable = KeptAnswersError | NotReadyError
UNAVAILABLE = (KeptAnswersError, NotReadyError)
_HEADERS = {
    "retry-after": RETRY_AFTER_SECONDS,
    "cache-control": "no-store",
    "x-robots-tag": "noindex, noarchive",
    # The address of a page that removes an answer holds its key.
    "referrer-policy": "strict-origin",
}


def unavailable_page(
    error: Unavailable,
    request: Request,
    pages: Pages,
    *,
    switch: Callable[[Language], str],
    words: Words | None = None,
) -> HTMLResponse:
    """Make the page; what an error says of files is logged and not shown.

    Args:
        error: Why the page cannot be shown.
        request: Says the language.
        pages: Renders it.
        switch: Gives the address of the page, to try again, in a language.
        words: In the language of the page; of the request if not given.
    """
    if isinstance(error, KeptAnswersError):
        logger.error("%s: %s", type(error).__name__, error)
    words = words or pages.words(request)
    html = pages.html(
        "unavailable.html",
        root=pages.root(request),
        words=words,
        switch=switch,
        reason=_reason(error),
        again=switch(words.language),
    )
    response = pages.response(html, words=words, status=503)
    response.headers.update(_HEADERS)
    return response


def _reason(error: Unavailable) -> str:
    if isinstance(error, KeptAnswersError):
        return "answers_unavailable"
    return "chat_not_ready" if isinstance(error, ChatNotReadyError) else "service_not_ready"
