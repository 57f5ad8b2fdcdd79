"""A real server on a free port, for tests below and above HTTP."""

import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import uvicorn

from assistant.settings import Settings
from corpus.document import Language
from ui.app import create_app
from ui.executor import Answering
from ui.server import configuration, listen


@contextmanager
def serving(
    assistant: Answering,
    settings: Settings | None = None,
    *,
    chat_languages: Collection[Language] = tuple(Language),
) -> Iterator[int]:
    """Run a real server on a free port; give the port."""
    listener = listen("127.0.0.1", 0)
    app = create_app(assistant, settings or Settings(), chat_languages=chat_languages)
    server = uvicorn.Server(configuration(app, shutdown_seconds=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
