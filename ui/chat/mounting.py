"""The chat pages: mounted with everything closed that a conversation does not need."""

import asyncio
from collections.abc import Collection, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

import gradio as gr
from fastapi import FastAPI
from starlette.routing import Mount

from assistant.settings import Settings
from corpus.document import Language
from ui.chat.page import ChatPage, theme
from ui.executor import AnswerExecutor
from ui.sharing import Sharing
from ui.words import Words

_LOOKED_FOR_WORK_SECONDS = 0.05
"""Each page's queue looks so often; the library's thousandth takes a sixth of a core."""
_TOLD_OF_PROGRESS_SECONDS = 60.0
"""No page shows progress inside an answer."""


@dataclass(frozen=True, slots=True)
class MountedPage:
    """A chat page, and the application that the library made for it."""

    blocks: gr.Blocks
    app: FastAPI


def mount_chat(
    app: FastAPI,
    executor: AnswerExecutor,
    sharing: Sharing,
    settings: Settings,
    *,
    languages: Collection[Language],
) -> list[MountedPage]:
    """Mount one chat page for each language under `/chat/{language}/`, and give them.

    The application starts them when it starts; `start_chat` does, where it runs already.
    """

    def mount() -> list[MountedPage]:
        return [
            _mount(app, ChatPage(executor, sharing, Words(language), settings).blocks, language)
            for language in languages
        ]

    async def mounting() -> list[MountedPage]:
        return mount()

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        # Outside a loop the library would make several of its own and never close them.
        return asyncio.run(mounting())
    return mount()


async def start_chat(pages: Sequence[MountedPage], until: AsyncExitStack) -> None:
    """Start pages that were mounted on an application that runs already; they end with `until`."""
    for page in pages:
        await until.enter_async_context(page.app.router.lifespan_context(page.app))
        page.blocks.run_startup_events()  # type: ignore[no-untyped-call]  # theirs
        await page.blocks.run_extra_startup_events()  # type: ignore[no-untyped-call]  # theirs


def _mount(app: FastAPI, blocks: gr.Blocks, language: Language) -> MountedPage:
    queue = blocks._queue  # noqa: SLF001 - how often it looks cannot be set otherwise
    queue.sleep_when_free = _LOOKED_FOR_WORK_SECONDS
    queue.progress_update_sleep_when_free = _TOLD_OF_PROGRESS_SECONDS
    gr.mount_gradio_app(
        app,
        blocks,
        f"/chat/{language.value}",
        theme=theme(),
        show_error=False,
        max_file_size="1kb",
        footer_links=[],
        run_history=False,
        allowed_paths=None,
        enable_monitoring=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
    )
    # Mounted pages check which files they may read only once this is set.
    blocks.has_launched = True
    mount = app.routes[-1]
    assert isinstance(mount, Mount)  # noqa: S101 - what the library has just added
    assert isinstance(mount.app, FastAPI)  # noqa: S101 - as above
    return MountedPage(blocks, mount.app)
