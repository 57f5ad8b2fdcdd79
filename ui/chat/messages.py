"""Chat messages: what the browser's chat may send. Only text goes in, as strict JSON.

The chat library itself takes any value for any input, and follows file descriptions and web
addresses inside it. Nothing of another shape reaches it.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from starlette.datastructures import Headers

from ui.errors import ChatMessageError
from ui.strict_json import check_media_type, parse_strict

Session = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,40}$")]
_MOST_INPUTS = 5
_MOST_EVENTS = 64


class _Message(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    data: Annotated[list[str | None], Field(max_length=_MOST_INPUTS)]
    fn_index: Annotated[int, Field(ge=0, lt=_MOST_EVENTS)]
    session_hash: Session
    trigger_id: int | None = None
    event_data: None = None


def check_chat_message(headers: Headers, body: bytes) -> None:
    """Check a message of the browser's chat.

    Raises:
        RequestError: It is not strict JSON of the one shape that is allowed.
    """
    check_media_type(headers)
    message = parse_strict(body)
    try:
        _Message.model_validate(message)
    except ValidationError as error:
        raise ChatMessageError(
            "This is not a message of the chat page.", fix="Use the JSON API at /api/docs."
        ) from error
