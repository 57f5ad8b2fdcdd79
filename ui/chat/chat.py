"""Chat: whether the chat pages can be opened yet. The library that makes them loads in seconds."""

import asyncio
import logging
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

    Attributes:
        may_open: Set once questions can be answered: two things that load at once are both late.
        is_open: Whether the pages are there.
    """

    def __init__(self, mount: "Callable[[], Sequence[MountedPage]]") -> None:
        self._mount = mount
        self.may_open = asyncio.Event()
        self.is_open = False

    def open(self) -> None:
        """Mount the pages now; the application starts them when it starts."""
        self._mount()
        self.is_open = True

    async def open_later(self, until: AsyncExitStack) -> None:
        """Mount the pages in a thread, once they may be, on an application that runs already.

        Args:
            until: Ends what the pages have started.
        """
        await self.may_open.wait()
        started = time.perf_counter()
        pages = await asyncio.to_thread(self._mount)
        if pages:
            from ui.chat.mounting import start_chat

            await start_chat(pages, until)
        self.is_open = True
        logger.info("the chat pages are open after %.1f s", time.perf_counter() - started)
