"""Strict JSON: what a body must be before pydantic sees it.

The standard parser accepts NaN, 1e400, repeated keys, lone surrogates and any depth; each of them
is a fault of the sender and is refused here.
"""

import json
import math
import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from ui.errors import MalformedJsonError, MediaTypeError

MAXIMUM_DEPTH = 8
MAXIMUM_DIGITS = 15
_UTF8_NAMES = frozenset({"utf-8", "utf8"})
# The closing quote may be missing: a search for one from every quote would be quadratic.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FIX = "Send one UTF-8 JSON object as /api/docs describes."

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def check_media_type(headers: Headers) -> None:
    """Check how a body is announced.

    Raises:
        MediaTypeError: It is not `application/json`, not UTF-8, or compressed.
    """
    announced = headers.getlist("content-type")
    essence, *parameters = announced[0].split(";") if len(announced) == 1 else [""]
    if essence.strip().lower() != "application/json":
        raise MediaTypeError("The Content-Type must be application/json.", fix=_FIX)
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        if name.lower() != "charset" or value.strip('"').lower() not in _UTF8_NAMES:
            raise MediaTypeError("The only charset is utf-8.", fix=_FIX)
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise MediaTypeError("A compressed body is not read.", fix="Send it uncompressed.")


def parse_strict(body: bytes) -> Json:
    """Parse a body.

    Raises:
        MalformedJsonError: It is not UTF-8, not JSON, or JSON that two programs could read
            differently.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedJsonError("The body is not UTF-8.", fix=_FIX) from error
    if text.startswith("\ufeff"):
        raise MalformedJsonError("The body starts with a byte order mark.", fix=_FIX)
    _check_depth(text)
    try:
        value: Json = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_number,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        raise MalformedJsonError(
            f"The body is not JSON: {error.msg} at character {error.pos}.", fix=_FIX
        ) from error
    _check_texts(value)
    return value


class StrictJsonRoute(APIRoute):
    """A route that checks a request's body before FastAPI parses it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap FastAPI's handler, which reads the same, cached body."""
        handler = super().get_route_handler()
        if "POST" not in (self.methods or ()):
            return handler

        async def strict_handler(request: Request) -> Response:
            check_media_type(request.headers)
            parse_strict(await request.body())
            return await handler(request)

        return strict_handler


def _check_depth(text: str) -> None:
    depth = 0
    for character in _STRING.sub("", text):
        if character in "[{":
            depth += 1
        elif character in "]}":
            depth -= 1
        if depth > MAXIMUM_DEPTH:
            raise MalformedJsonError(
                f"The body is nested deeper than {MAXIMUM_DEPTH} levels.", fix=_FIX
            )


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    named = dict(pairs)
    if len(named) != len(pairs):
        raise MalformedJsonError("An object has the same key twice.", fix=_FIX)
    return named


def _integer(digits: str) -> int:
    if len(digits.removeprefix("-")) > MAXIMUM_DIGITS:
        raise MalformedJsonError(f"A number has more than {MAXIMUM_DIGITS} digits.", fix=_FIX)
    return int(digits)


def _number(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise MalformedJsonError("A number is too large.", fix=_FIX)
    return value


def _constant(_: str) -> float:
    raise MalformedJsonError("NaN and Infinity are not JSON.", fix=_FIX)


def _check_texts(value: Json) -> None:
    if isinstance(value, str):
        if _FORBIDDEN.search(value):
            raise MalformedJsonError(
                "A text holds a control character or half a surrogate pair.", fix=_FIX
            )
    elif isinstance(value, list):
        for part in value:
            _check_texts(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            _check_texts(key)
            _check_texts(part)
