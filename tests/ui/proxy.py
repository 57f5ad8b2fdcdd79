"""A reverse proxy as a site has it: the service below a path, next to pages of the site's own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOP = {"connection", "transfer-encoding", "keep-alive"}


class Proxy:
    """Where the proxy listens, and what it does.

    Attributes:
        address: The address that people see, with the path.
        backend: Port of the service; it can be told later, since the service needs the address.
    """

    def __init__(self, port: int, path: str, *, strips: bool) -> None:
        self.address = f"http://127.0.0.1:{port}{path}"
        self.backend = 0
        self.path = path
        self.strips = strips


@contextmanager
def proxying(path: str, *, strips: bool = True) -> Iterator[Proxy]:
    """Run a proxy on a free port, which passes on what lies below a path, shortened by it or not.

    The service sees the proxy's own name for it as Host, as with nginx's `proxy_pass`.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    proxy = Proxy(server.server_port, path, strips=strips)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self.path.startswith(f"{path}/"):
                self.send_error(404)
                return
            self._pass_on(self.path.removeprefix(path) if proxy.strips else self.path)

        do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - named by the library

        def _pass_on(self, place: str) -> None:
            connection = HTTPConnection("127.0.0.1", proxy.backend, timeout=60)
            headers = {name: value for name, value in self.headers.items() if name != "Host"}
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            connection.request(self.command, place, body=body or None, headers=headers)
            reply = connection.getresponse()
            self.send_response(reply.status)
            for name, value in reply.getheaders():
                if name.lower() not in HOP:
                    self.send_header(name, value)
            self.end_headers()
            while piece := reply.read1():
                self.wfile.write(piece)
            connection.close()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - overridden
            pass

    server.RequestHandlerClass = Handler
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
