"""A server on this machine, for what is read from an address."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, TypeAlias

CERTIFICATE = Path(__file__).with_name("localhost.pem")
"""Of a server that nobody vouches for."""


@dataclass(frozen=True)
class Page:
    """What stands at a path."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Answering: TypeAlias = Callable[[BaseHTTPRequestHandler], None]


class Web:
    """What a server offers, and what it was asked for."""

    def __init__(self, *, secure: bool = False) -> None:  # noqa: C901 - what it answers stands here
        """Start it, on a port that is free."""
        self.pages: dict[str, Page | Answering] = {}
        self.asked: list[str] = []
        """The paths, in the order in which they were asked for."""
        self.methods: list[str] = []
        """How each was asked for."""
        self.knows_head = True
        self.headers: list[dict[str, str]] = []
        """What was sent with each."""
        self.closing = Event()
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                if web.knows_head:
                    self.do_GET()
                else:
                    web.asked.append(self.path)
                    web.methods.append(self.command)
                    self.send_error(405)

            def do_GET(self) -> None:
                web.asked.append(self.path)
                web.methods.append(self.command)
                web.headers.append(dict(self.headers))
                page = web.pages.get(self.path, Page(b"nothing here", 404))
                with suppress(OSError):  # whoever asked may have gone
                    if isinstance(page, Page):
                        self._answer(page)
                    else:
                        page(self)

            def _answer(self, page: Page) -> None:
                given = {name.casefold(): value for name, value in page.headers.items()}
                known = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
                is_known = any(
                    given.get(name) == self.headers[asked] for name, asked in known.items() if name in given
                )
                self.send_response_only(304 if is_known else page.status)
                for name, value in page.headers.items():
                    self.send_header(name, value)
                if "content-length" not in given and not is_known:
                    self.send_header("Content-Length", str(len(page.body)))
                self.end_headers()
                if not is_known and self.command != "HEAD":
                    self.wfile.write(page.body)

            def log_message(self, *_: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_: Any) -> None:
                """A client that does not trust the server hangs up."""

        self._server = Server(("127.0.0.1", 0), Handler)
        if secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        scheme = "https" if secure else "http"
        self.address = f"{scheme}://127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def __setitem__(self, path: str, page: Page | Answering | str) -> None:
        """Put something at a path."""
        self.pages[path] = Page(page.encode()) if isinstance(page, str) else page

    def close(self) -> None:
        """Answer nobody any more."""
        self.closing.set()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
