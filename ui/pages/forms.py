"""Forms: what a page without JavaScript sends."""

from urllib.parse import parse_qs

from starlette.requests import Request

from ui.errors import BodyTooLargeError, MediaTypeError

MEDIA_TYPE = "application/x-www-form-urlencoded"
MOST_BYTES = 1024
_FIX = "Use the form of the page."


async def read_field(request: Request, name: str) -> str:
    """Read one field of a form; empty when it is not there, or there more than once.

    Raises:
        MediaTypeError: It is no form, or compressed.
        BodyTooLargeError: It is larger than any form of ours.
    """
    announced = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if announced != MEDIA_TYPE or "content-encoding" in request.headers:
        raise MediaTypeError(f"The Content-Type must be {MEDIA_TYPE}.", fix=_FIX)
    body = await request.body()
    if len(body) > MOST_BYTES:
        raise BodyTooLargeError(f"The form is larger than {MOST_BYTES} bytes.", fix=_FIX)
    values = parse_qs(body.decode("ascii", errors="replace")).get(name, [])
    return values[0] if len(values) == 1 else ""
