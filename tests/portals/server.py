"""A small HTTP/1.1 server on loopback: every request is kept, and an answer may be no answer at all (a reset)."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

REASONS = {200: "OK", 202: "Accepted", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 404: "Not Found"}
"""Phrases of the status line; other codes go without one."""


@dataclass(slots=True)
class Asked:
    """A request as it came in. `status` is what was answered; 0 while it is open and after a reset."""

    method: str
    target: str
    """Path and query."""
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes = b""
    at: float = 0.0
    """Arrival, seconds on the monotonic clock."""
    status: int = 0

    @property
    def path(self) -> str:
        """The target without its query."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        """Parameters of the query; the last of a name counts."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    @property
    def form(self) -> dict[str, str]:
        """Fields of a posted form."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


@dataclass(slots=True)
class Answer:
    """What is sent back. A status of 0 resets the connection."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    modified: float | None = None
    """When the page last changed, seconds since 1970, for pages that know it."""


class Server:
    """Serves `site` on a free port of 127.0.0.1 between `start` and `stop`."""

    def __init__(self, site: Callable[[Asked], Answer]) -> None:
        self.log: list[Asked] = []
        self._site = site
        self._http = _Http(self)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.closing = threading.Event()
        """Set when the server stops: whoever delays an answer waits on it."""

    @property
    def netloc(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self._http.server_address[1]}"

    def start(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close all connections and the port."""
        self.closing.set()
        self._http.shutdown()
        self._thread.join()
        self._http.close_connections()
        self._http.server_close()

    def respond(self, asked: Asked) -> Answer:
        """Log a request and ask the site."""
        self.log.append(asked)
        answer = self._site(asked)
        asked.status = answer.status
        return answer


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, server: Server) -> None:
        self.owner = server
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        request, address = super().get_request()
        with self._lock:
            self._open.add(request)
        return request, address

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def close_connections(self) -> None:
        """End the kept-alive ones: their threads wait for a next request."""
        with self._lock:
            for request in self._open:
                try:
                    request.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue

    def handle_error(self, request: Any, client_address: Any) -> None:  # a client that went away is no fault of ours
        if not self.owner.closing.is_set():
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Http

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, ValueError):
            self.close_connection = True

    def _handle(self) -> None:
        arrived = time.monotonic()
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, self.path, headers, self.rfile.read(length) if length else b"", arrived)
        answer = self.server.owner.respond(asked)
        if answer.status == 0:
            self._reset()
            return
        lines = [f"HTTP/1.1 {answer.status} {REASONS.get(answer.status, '')}"]
        if answer.status != 304:
            lines += [f"Content-Type: {answer.content_type}", f"Content-Length: {len(answer.body)}"]
        lines += [f"{name}: {value}" for name, value in answer.headers.items()]
        body = b"" if asked.method == "HEAD" or answer.status == 304 else answer.body
        self.wfile.write("\r\n".join([*lines, "", ""]).encode("latin-1") + body)

    do_GET = do_POST = do_HEAD = _handle  # noqa: N815 (names given by http.server)

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on stderr: the log is `Server.log`."""
