"""Static files: read once, and addressed by content, so that browsers may keep them."""

import hashlib
from importlib import resources
from importlib.resources.abc import Traversable

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

_MEDIA_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_API_PAGE = ("swagger-ui-bundle.js", "swagger-ui.css")
_FOREVER = "public, max-age=31536000, immutable"
_CHECKED = "no-cache"


class StaticFiles:
    """The files of `ui/static` and of the packaged API page, by name."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}
        for file in (resources.files("ui") / "static").iterdir():
            self._read(file)
        for name in _API_PAGE:
            self._read(resources.files("fastapi_offline") / "static" / name)

    def address(self, name: str) -> str:
        """The address of a file, which changes when its content does."""
        return f"/static/{name}?v={self._digests[name]}"

    def content(self, name: str) -> bytes:
        """The bytes of a file."""
        return self._contents[name]

    def digest(self, name: str) -> str:
        """What tells one content of a file from another."""
        return self._digests[name]

    def router(self) -> APIRouter:
        """Make the route that serves the files."""
        router = APIRouter(include_in_schema=False)

        @router.get("/favicon.ico")
        async def icon() -> Response:
            return self._response("icon.svg", cache=_CHECKED)

        @router.get("/static/{name}")
        async def file(name: str, request: Request) -> Response:
            if name not in self._contents:
                raise HTTPException(404)
            named_by_content = request.query_params.get("v") == self._digests[name]
            return self._response(name, cache=_FOREVER if named_by_content else _CHECKED)

        return router

    def _read(self, file: Traversable) -> None:
        content = file.read_bytes()
        self._contents[file.name] = content
        self._digests[file.name] = hashlib.sha256(content).hexdigest()[:12]

    def _response(self, name: str, *, cache: str) -> Response:
        media_type = _MEDIA_TYPES[name.rpartition(".")[2]]
        return Response(
            self._contents[name], media_type=media_type, headers={"cache-control": cache}
        )
