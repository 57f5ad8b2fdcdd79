"""A site of somebody else's, on another origin, that has the widget in its pages."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

UNSET = "*{all:unset} body{font-size:9px;color:red;text-transform:uppercase;direction:rtl}"


class Host:
    """Pages by path.

    Attributes:
        origin: Scheme, host and port.
    """

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.origin = f"http://127.0.0.1:{server.server_port}"
        self.pages: dict[str, tuple[bytes, dict[str, str]]] = {
            "/host.css": (UNSET.encode(), {"content-type": "text/css"})
        }

    def add(self, path: str, markup: str, *, policy: str = "", charset: str = "utf-8") -> str:
        """Publish a page; give its address."""
        headers = {"content-type": f"text/html; charset={charset}"}
        if policy:
            headers["content-security-policy"] = policy
        self.pages[path] = (markup.encode(charset), headers)
        return self.origin + path


def strict_policy(service: str) -> str:
    """The strictest policy that a host may have: no style, no image, no font, no markup."""
    allowed = f"default-src 'none'; script-src {service}; connect-src {service}"
    return f"{allowed}; require-trusted-types-for 'script'; trusted-types 'none'"


def tag(service: str, **options: str) -> str:
    """The tag that people copy."""
    attributes = "".join(f' data-{name}="{value}"' for name, value in options.items())
    return f'<script src="{service}/widget.js"{attributes} defer></script>'


def host_page(head: str, *, language: str = "en", body: str = "") -> str:
    """A page with a field and a link of its own."""
    return (
        f'<!doctype html><html lang="{language}"><head><title>A committee</title>{head}</head>'
        f'<body><main><h1>News</h1><p><a id="own" href="/">A link</a></p>{body}</main></body>'
        "</html>"
    )


@contextmanager
def hosting() -> Iterator[Host]:
    """Run a site on a free port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    host = Host(server)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, headers = host.pages.get(self.path, (b"", {}))
            self.send_response(200 if headers else 204)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - overridden
            pass

    server.RequestHandlerClass = Handler
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
