"""The web application: every door of the service, assembled. START HERE in `ui/`."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from assistant.settings import ServerSettings, Settings
from assistant.sharing.kept_answers import KeptAnswers
from corpus.document import Language
from ui.api.health import health_router
from ui.api.reference import api_docs_router
from ui.api.routes import api_router
from ui.api.shared_answers import answers_api_router
from ui.chat.chat import Chat
from ui.chat.dressing import DressedChat, chat_router
from ui.chat.stream import QuietStream
from ui.chat.transcript_page import transcript_router
from ui.errors import InterfaceError
from ui.executor import AnswerExecutor, Answering
from ui.head_requests import HeadRequests
from ui.metrics import metrics_router
from ui.pages.answer_page import answer_router
from ui.pages.layout import Pages
from ui.pages.static_files import StaticFiles
from ui.pages.viewer import viewer_router
from ui.problems import install_problem_handlers
from ui.public_path import PublicPath
from ui.recent import keep_forgetting
from ui.request_filter import RequestFilter, is_open
from ui.sharing import Sharing
from ui.widget.pages import widget_router

if TYPE_CHECKING:
    from ui.chat.mounting import MountedPage

_DESCRIPTION = """Questions in English, Russian, Belarusian or Chinese, answered with exact
quotations of published documents. `quote == text[start:end]` of the document, always; offsets
count Unicode code points. What the documents do not answer ends in a status that says why.

    curl -s localhost:8000/api/v1/ask -H 'content-type: application/json' \\
      -d '{"question": "When was Directive No. 5 signed?"}'
"""


def create_app(
    assistant: Answering,
    settings: Settings,
    *,
    chat_languages: Collection[Language] = tuple(Language),
) -> FastAPI:
    """Make the application around a loaded assistant."""
    executor = AnswerExecutor.ready(assistant, settings.limits)
    return assemble(executor, settings, chat_languages=chat_languages)


def assemble(
    executor: AnswerExecutor,
    settings: Settings,
    *,
    on_ready: Callable[[], None] = lambda: None,
    chat_languages: Collection[Language] = tuple(Language),
    chat_later: bool = False,
) -> FastAPI:
    """Make the application around a executor, which opens when the server starts.

    Args:
        executor: Where questions are answered.
        settings: All settings.
        on_ready: Called once questions can be answered, and the chat pages opened.
        chat_later: Make the chat pages only when questions can be answered, and say so meanwhile:
            the chat library takes seconds to load.
        chat_languages: Languages with a chat page. Each takes a second to make, which a test that
            opens none need not wait for.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        answering = asyncio.Event()

        def opened(opening: asyncio.Task[None]) -> None:
            if not opening.cancelled():
                executor.failure = opening.exception()
                if executor.failure is None:
                    on_ready()

        async with asyncio.TaskGroup() as tasks, AsyncExitStack() as until:
            at_work = [tasks.create_task(keep_forgetting(executor.recent))]
            if chat_later:
                at_work.append(asyncio.create_task(chat.open_later(answering, until)))
                at_work[-1].add_done_callback(opened)
            executor.open(answering.set if chat_later else on_ready)
            try:
                yield
            finally:
                executor.close()
                for task in at_work:
                    task.cancel()

    _prepare_chat_library(settings)
    files = StaticFiles()
    pages = Pages(settings, files)
    sharing = Sharing(executor.recent, KeptAnswers(settings.store.directory), executor.metrics)
    app = FastAPI(
        title="Committee assistant",
        version="1",
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
        lifespan=lifespan,
    )
    install_problem_handlers(app)
    app.include_router(
        api_router(
            executor,
            public_address=settings.server.public_address,
            most_hits=settings.limits.hits,
        )
    )
    app.include_router(answers_api_router(sharing, executor, pages))
    app.include_router(answer_router(sharing, executor, pages))
    app.include_router(health_router(executor))
    app.include_router(metrics_router(executor.metrics))
    app.include_router(api_docs_router(pages))
    app.include_router(files.router())
    app.include_router(viewer_router(executor, pages))
    app.include_router(widget_router(pages, files))
    app.include_router(chat_router(pages))
    app.include_router(transcript_router(executor, pages))
    chat = Chat(lambda: _mount_chat(app, executor, sharing, settings, chat_languages))
    if not chat_later:
        chat.open()
    app.add_middleware(DressedChat, pages=pages, chat=chat)
    _guard(app, executor, settings)
    return app


def _mount_chat(
    app: FastAPI,
    executor: AnswerExecutor,
    sharing: Sharing,
    settings: Settings,
    languages: Collection[Language],
) -> "Sequence[MountedPage]":
    if not languages:
        return ()
    from ui.chat.mounting import mount_chat  # the chat library takes seconds

    return mount_chat(app, executor, sharing, settings, languages=languages)


def _guard(app: FastAPI, executor: AnswerExecutor, settings: Settings) -> None:
    """Put in front of the routes what every request passes; the last one added is met first."""
    app.add_middleware(QuietStream)
    app.add_middleware(
        RequestFilter,
        body_bytes=settings.limits.body_bytes,
        allowed_origins=_senders(settings.server),
        closing=executor.closing,
    )
    # Outside it, so that an allowed page can read the request filter's refusals too. It also keeps
    # the chat library, which looks for this class, from granting every origin everything.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(settings.server.allowed_origins),
        allow_methods=["GET", "POST"],
        allow_headers=["content-type"],
        expose_headers=["retry-after"],
    )
    app.add_middleware(PublicPath, path=settings.server.public_path, known=is_open)
    app.add_middleware(HeadRequests)


def _senders(server: ServerSettings) -> list[str]:
    """Origins whose pages may send: ours too, which a proxy may hide by changing the Host."""
    own = [server.public_origin] if server.public_origin else []
    return [*server.allowed_origins, *own]


def _prepare_chat_library(settings: Settings) -> None:
    """Set what the library reads from the environment, some of it when it is imported.

    It neither reports home nor sums up its events after each one, and what it may ever write lies
    below the store, unless the operator says otherwise.

    Raises:
        InterfaceError: There it cannot write.
    """
    default = (settings.store.directory / "tmp" / "gradio").absolute()
    directory = os.environ.get("GRADIO_TEMP_DIR") or str(default)
    try:
        Path(directory).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InterfaceError(
            f"The chat page cannot write to {directory}: {error.strerror}.",
            fix="Correct store.directory in the settings, or set GRADIO_TEMP_DIR.",
        ) from error
    os.environ["GRADIO_TEMP_DIR"] = directory
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = "1000000000"
