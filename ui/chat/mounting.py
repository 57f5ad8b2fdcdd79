"""The chat pages: mounted with everything closed that a conversation does not need."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from functools import partial

import gradio as gr
from fastapi import FastAPI

from assistant.settings import Settings
from corpus.document import Language
from ui.chat.page import ChatPage, theme
from ui.executor import AnswerExecutor
from ui.sharing import Sharing
from ui.words import Words

_Pages = Mapping[Language, Callable[[], ChatPage]]


def mount_chat(
    app: FastAPI,
    executor: AnswerExecutor,
    sharing: Sharing,
    settings: Settings,
    *,
    languages: Collection[Language],
) -> None:
    """Mount one chat page for each language under `/chat/{language}/`."""
    pages = {
        language: partial(ChatPage, executor, sharing, Words(language), settings)
        for language in languages
    }
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        # Outside a loop the library would make several of its own and never close them.
        asyncio.run(_mounting(app, pages))
    else:
        _mount_pages(app, pages)


async def _mounting(app: FastAPI, pages: _Pages) -> None:
    _mount_pages(app, pages)


def _mount_pages(app: FastAPI, pages: _Pages) -> None:
    for language, make in pages.items():
        page = make()
        gr.mount_gradio_app(
            app,
            page.blocks,
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
        page.blocks.has_launched = True
