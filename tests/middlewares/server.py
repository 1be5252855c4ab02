"""A small portal on loopback: answers by path, and a log of who asked for what and when."""

from __future__ import annotations

import contextlib
import itertools
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What is sent; `reset` breaks the connection, `wait` seconds pass before."""

    body: bytes | str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0
    reset: bool = False


@dataclass(frozen=True)
class Asked:
    """One request: seconds on the server's clock, path with query, headers."""

    at: float
    path: str
    headers: Mapping[str, str]


Route = Answer | Sequence[Answer] | Callable[[Asked, int], Answer]
"""One answer for ever, answers one after the other (the last stays), or a function of request and its number."""

LATE = 0.05
"""Seconds by which a request may arrive later than the next one on a busy machine; no pace at all is far below."""


class SmallPortal:
    """Serves routes by path; everything else is 404."""

    def __init__(self, routes: Mapping[str, Route], tls: ssl.SSLContext | None = None) -> None:
        self.routes = dict(routes)
        self.scheme = "https" if tls else "http"
        self.log: list[Asked] = []
        self._lock = threading.Lock()
        portal = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                portal._serve(self)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.netloc = f"127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.log]

    def gaps(self) -> list[float]:
        """Seconds between the arrivals of requests, in their order: what was sent in time may be `LATE`."""
        times = sorted(asked.at for asked in self.log)
        return [later - earlier for earlier, later in itertools.pairwise(times)]

    def url(self, path: str) -> str:
        return f"{self.scheme}://{self.netloc}{path}"

    def entry(self, *aliases: SmallPortal, **politeness: Any) -> dict[str, Any]:
        """Its entry in a catalogue."""
        return {
            "id": f"p{self.server.server_port}",
            "name": "甲县人民政府",
            "level": "county",
            "hosts": [{"host": portal.netloc, "scheme": portal.scheme} for portal in (self, *aliases)],
            "family": "generic",
            "status": "active",
            "columns": [{"url": "/list/"}],
            "politeness": {"delay_s": 0.01} | politeness,
        }

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        asked = Asked(time.monotonic(), handler.path, dict(handler.headers))
        with self._lock:
            self.log.append(asked)
            number = sum(seen.path == handler.path for seen in self.log)
        route = self.routes.get(handler.path, self.routes.get("*", Answer("没有", 404)))
        if callable(route):
            answer = route(asked, number)
        else:
            answer = route if isinstance(route, Answer) else route[min(number, len(route)) - 1]
        time.sleep(answer.wait)
        if answer.reset:
            handler.close_connection = True
            return
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | dict(answer.headers)
        with contextlib.suppress(ConnectionError):
            handler.send_response(answer.status)
            for name, value in headers.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)


@contextlib.contextmanager
def serving(*routes: Mapping[str, Route], tls: ssl.SSLContext | None = None) -> Iterator[list[SmallPortal]]:
    """Small portals that run for the length of a `with`."""
    portals = [SmallPortal(each, tls) for each in routes]
    try:
        for portal in portals:
            portal.thread.start()
        yield portals
    finally:
        for portal in portals:
            portal.server.shutdown()
            portal.server.server_close()
            portal.thread.join()
