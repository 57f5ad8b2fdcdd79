"""Chat: whether the chat pages can be opened yet. The library that makes them loads in seconds."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.chat.mounting import MountedPage

logger = logging.getLogger(__name__)


class Chat:
    """The chat pages of an application.

    Args:
        mount: Makes and mounts them; takes seconds.
    """

    def __init__(self, mount: "Callable[[], Sequence[MountedPage]]") -> None:
        self._mount = mount
        self._is_open = False

    @property
    def is_open(self) -> bool:
        """Whether the pages are there."""
        return self._is_open

    def open(self) -> None:
        """Mount the pages now; the application starts them when it starts."""
        self._mount()
        self._is_open = True

    async def open_later(self, after: asyncio.Event, until: AsyncExitStack) -> None:
        """Mount the pages in a thread, on an application that runs already.

        Args:
            after: Is waited for: two things that load at once are both late.
            until: Ends what the pages have started.
        """
        await after.wait()
        started = time.perf_counter()
        pages = await _in_a_thread(self._mount)
        if pages:
            from ui.chat.mounting import start_chat

            await start_chat(pages, until)
        self._is_open = True
        logger.info("the chat pages are open after %.1f s", time.perf_counter() - started)


async def _in_a_thread(mount: "Callable[[], Sequence[MountedPage]]") -> "Sequence[MountedPage]":
    """Do it in a thread that a server which stops does not wait for."""
    loop = asyncio.get_running_loop()
    made: asyncio.Future[Sequence[MountedPage]] = loop.create_future()

    def work() -> None:
        try:
            pages = mount()
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            tell(made.set_exception, error)
        else:
            tell(made.set_result, pages)

    def tell(set_: Callable[..., None], what: object) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(lambda: None if made.done() else set_(what))

    threading.Thread(target=work, name="chat", daemon=True).start()
    return await made
