"""Errors of the interface stage.

InterfaceError (KnownError)
├── RequestError             a request that cannot be served as it is
│   ├── HostError            the Host header is not a host name
│   ├── OriginError          another site's page sent it
│   ├── MediaTypeError       the body is not announced as plain UTF-8 JSON
│   ├── BodyTooLargeError    the body is over the limit
│   ├── SlowBodyError        the body did not arrive in time
│   ├── MalformedJsonError   the body is not strict JSON
│   ├── ChatMessageError     the chat page did not write this
│   ├── UnknownDocumentError no document has this id
│   ├── UnknownAnswerError   no answer has this id, or the key is another's
│   ├── AlreadySharedError   the answer has an address already
│   └── NotShareableError    the answer says nothing to others
├── BusyError                too many questions are waiting
├── NotReadyError            the index is still loading, or could not be loaded
└── ListenError              the port cannot be listened on
"""

from corpus.errors import KnownError


class InterfaceError(KnownError):
    """Something about asking."""


class RequestError(InterfaceError):
    """A request that cannot be served as it is. Its words never repeat what was sent."""


class HostError(RequestError):
    """The Host header is not a host name."""


class OriginError(RequestError):
    """A page of another site sent it, and that site is not allowed to."""


class MediaTypeError(RequestError):
    """The body is not announced as plain UTF-8 JSON."""


class BodyTooLargeError(RequestError):
    """The body is over the limit."""


class SlowBodyError(RequestError):
    """The body did not arrive in time."""


class MalformedJsonError(RequestError):
    """The body is not strict JSON."""


class ChatMessageError(RequestError):
    """A message that the chat page does not write."""


class UnknownDocumentError(RequestError):
    """No document has this id."""


class UnknownAnswerError(RequestError):
    """No answer has this id, or it has another key."""


class AlreadySharedError(RequestError):
    """The answer has an address already."""


class NotShareableError(RequestError):
    """The answer says nothing to others than whoever asked."""


class BusyError(InterfaceError):
    """Too many questions are waiting."""


class NotReadyError(InterfaceError):
    """The index is still loading, or could not be loaded."""


class ChatNotReadyError(NotReadyError):
    """The chat pages are still being loaded, or could not be."""


class ListenError(InterfaceError):
    """The port cannot be listened on."""
