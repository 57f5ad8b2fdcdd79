"""The public path: where a proxy shows the service below a path of a site, such as `/ask`.

Most proxies take the path off before they pass a request on; some leave it. Behind this, both look
alike: `root_path` is the public path, and `path` begins with it.
"""

from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send


def path_within(scope: Scope) -> str:
    """The path of a request within the service, whatever path the service is shown below."""
    path: str = scope["path"]
    root = str(scope.get("root_path", ""))
    return path.removeprefix(root) if path.startswith(f"{root}/") else path


class PublicPath:
    """ASGI middleware: says below which path people see the service.

    Args:
        app: What stands behind.
        path: The public path, without a closing slash; empty for none.
        known: Whether something is at a path within the service. A path that is known is never
            shortened, since a site may show the service below `/chat` or `/api`.
    """

    def __init__(self, app: ASGIApp, *, path: str, known: Callable[[str], bool]) -> None:
        self._app = app
        self._path = path
        self._known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if self._path and scope["type"] == "http":
            within = self._within(scope["path"])
            scope = {**scope, "root_path": self._path, "path": self._path + within}
        await self._app(scope, receive, send)

    def _within(self, path: str) -> str:
        below = path == self._path or path.startswith(f"{self._path}/")
        if self._known(path) or not below:
            return path
        return path.removeprefix(self._path) or "/"
