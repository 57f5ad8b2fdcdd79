"""HTTP protocol: what cannot be read as HTTP at all is refused as problem JSON too."""

from http import HTTPStatus

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from ui.problems import problem


class ProblemProtocol(H11Protocol):
    """The server's HTTP/1.1, whose own refusal is a problem like every other."""

    def send_400_response(self, msg: str) -> None:
        """Refuse and close."""
        refusal = problem(HTTPStatus.BAD_REQUEST, "malformed_http", msg)
        head = h11.Response(
            status_code=refusal.status_code,
            headers=[*refusal.raw_headers, (b"connection", b"close")],
            reason=HTTPStatus.BAD_REQUEST.phrase,
        )
        for event in (head, h11.Data(data=bytes(refusal.body)), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
