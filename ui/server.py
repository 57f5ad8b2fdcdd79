"""Server: listens at once on one port, loads the assistant meanwhile, stops politely."""

import errno
import logging
import signal
import socket
import sys
import time
from collections.abc import Callable
from types import FrameType

import click
import uvicorn
from starlette.types import ASGIApp

from assistant.settings import Settings
from ui.answer_cache import CachedAnswers
from ui.app import assemble
from ui.errors import ListenError
from ui.executor import AnswerExecutor, Answering
from ui.http_protocol import ProblemProtocol
from ui.recent import RecentAnswers

logger = logging.getLogger(__name__)


def _open_assistant(settings: Settings) -> Answering:
    from assistant.wiring import open_assistant

    return open_assistant(settings)


SHUTDOWN_SECONDS = 5
BACKLOG = 2048
_ANY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not listened on


def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    announce: Callable[[str], None] = click.echo,
    load: Callable[[Settings], Answering] = _open_assistant,
) -> None:
    """Serve until told to stop.

    Args:
        settings: All settings.
        host: Address to listen on.
        port: Port to listen on; 0 lets the system choose.
        announce: Told the address to open, once questions can be answered.
        load: Makes the assistant.

    Raises:
        ListenError: The port is in use or not ours to listen on.
        KnownError: The assistant cannot be loaded; like any other error of `load`.
    """
    listener = listen(host, port)
    address = settings.server.public_address or _address(host, listener.getsockname()[1])
    recent = RecentAnswers()
    executor = AnswerExecutor(
        lambda: _load_warm(settings, load, recent), settings.limits, recent=recent
    )
    app = assemble(
        executor,
        settings,
        on_ready=lambda: announce(f"Ready. Open {address}/"),
        chat_later=True,
    )
    announce(f"Listening on {address}/ and loading the index.")
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, _leave)
    Server(configuration(app), executor).run(sockets=[listener])
    if executor.failure is not None:
        raise executor.failure


def configuration(app: ASGIApp, *, shutdown_seconds: int = SHUTDOWN_SECONDS) -> uvicorn.Config:
    """How an application is served."""
    return uvicorn.Config(
        app,
        http=ProblemProtocol,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=shutdown_seconds,
    )


class Server(uvicorn.Server):
    """A server that ends when loading fails, and tells open pages first when it stops.

    Args:
        config: How to serve.
        executor: Where questions are answered.
    """

    def __init__(self, config: uvicorn.Config, executor: AnswerExecutor) -> None:
        super().__init__(config)
        self._executor = executor

    async def on_tick(self, counter: int) -> bool:
        """Say, ten times a second, whether to stop."""
        return await super().on_tick(counter) or self._executor.failure is not None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop listening, let what is being answered finish, and end."""
        self._executor.closing.set()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """Open the listening socket, so that a port in use is told before anything is loaded.

    Raises:
        ListenError: The port is in use or not ours to listen on.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ListenError(
                f"Port {port} on {host} is in use.",
                fix="Stop the other program, or name another port: `assistant serve --port 8001`.",
            ) from error
        raise ListenError(
            f"Cannot listen on {host}, port {port}: {error.strerror}.",
            fix="Correct server.host and server.port in the settings, or --host and --port.",
        ) from error


def _leave(_: int, __: FrameType | None) -> None:
    """End with exit code 0: the server raises the signal again once it has stopped."""
    sys.exit(0)


def _load_warm(
    settings: Settings, load: Callable[[Settings], Answering], recent: RecentAnswers
) -> Answering:
    """Load the assistant and answer once: the first question pays for what is set up only then."""
    started = time.perf_counter()
    assistant = load(settings)
    assistant.answer("Who signed the directive, and when?")
    logger.info("loaded and warm in %.1f s", time.perf_counter() - started)
    return CachedAnswers(assistant, recent)


def _address(host: str, port: int) -> str:
    name = "localhost" if host in _ANY_ADDRESS else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
