"""Portals at the edge: challenged, hijacked, moved, closed by robots.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from html import escape
from typing import Any
from urllib.parse import unquote

from tests.extraction.obfuscation import family_a
from tests.portals.content import Document
from tests.portals.gkmlpt import Gkmlpt
from tests.portals.replica import Replica, Robots
from tests.portals.server import Answer, Asked, Server
from tests.portals.trs import Trs

CHALLENGES = ("challenge412", "challenge202", "jsl521", "jsl512", "wzws202", "js_stub")
SPAM = "赌博软件app"
TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")

ROBOTS: dict[str, Robots] = {
    "all": Robots("User-agent: *\nDisallow: /\n"),
    "all_but_baidu": Robots("User-agent: Baiduspider\nAllow: /\n\nUser-agent: *\nDisallow: /\n"),
    "column": Robots("User-agent: *\nDisallow: /xxgk/gkndbg/\n"),
    "details": Robots("User-agent: *\nDisallow: /xxgk/gkndbg/20\n"),
    "crawl_delay": Robots("User-agent: *\nCrawl-delay: 1\n"),
    "html": Robots("<html><body>首页</body></html>", content_type="text/html"),
    "401": Robots("", 401),
    "403": Robots("<html><body>403 Forbidden</body></html>", 403, content_type="text/html"),
    "404": Robots("<html><body>404</body></html>", 404, content_type="text/html"),
    "429": Robots("", 429),
    "500": Robots("<html><body>500</body></html>", 500, content_type="text/html"),
    "503": Robots("", 503),
    "timeout": Robots(delay=60.0),
}
"""Case -> the robots.txt of a TRS portal whose column is /xxgk/gkndbg/."""


def challenged(kind: str, **options: Any) -> Trs:
    """A portal whose every page but robots.txt is a challenge of that kind."""
    portal = Trs(**options)
    portal.faults.set("*", kind)
    return portal


class Mirror:
    """A hijacked copy of a portal under a name of its own: the same paths, traditional script with pinyin, spam for the name.

    `log` must stay empty: it is no host of the catalogue.
    """

    def __init__(self, original: Replica) -> None:
        self.original = original
        self.server = Server(self._answer)
        self.base = f"http://{self.server.netloc.replace('127.0.0.1', 'localhost')}"
        self.log = self.server.log

    def __enter__(self) -> Mirror:
        self.server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()

    def _answer(self, asked: Asked) -> Answer:
        answer = self.original.site(asked)
        if answer.status == 200 and answer.content_type.startswith("text/html"):
            answer.body = TEXT.sub(self._spoiled, answer.body.decode()).encode()
        return answer

    def _spoiled(self, found: re.Match[str]) -> str:
        text = found[0].replace(self.original.content.government, SPAM)
        return family_a(text, "s2t", 0.3, len(text)) if re.search("[一-龥]", text) else text


class Planted(Trs):
    """A portal whose list, articles and footer link the mirror too: hijackers add links where they can.

    `mirror` is set once that is known. One item of the list has an address there.
    """

    mirror: Mirror | None = None
    county = "渠县"

    def _list(self, folder: str, number: int, pages: int, items: list[tuple[Document, str]]) -> Answer:
        return self._planted(super()._list(folder, number, pages, items))

    def detail(self, document: Document, path: str) -> Answer:
        answer = super().detail(document, path)
        return answer if document.year == 2011 else self._planted(answer)  # that one is not UTF-8

    def _planted(self, answer: Answer) -> Answer:
        if self.mirror is not None:
            original = self.mirror.original
            document = original.content.report_of(2018)
            url = self.mirror.base + original.paths(document)[0]
            link = f'<tr><td></td><td><a href="{escape(url)}">{document.title}</a></td><td>2019-01-20</td></tr>'
            answer.body = answer.body.replace(b"</table>", f"{link}</table>".encode(), 1)
        return answer


@contextmanager
def hijacked() -> Iterator[tuple[Planted, Gkmlpt, Mirror]]:
    """A real portal that links a mirror of another, the mirrored portal, and the mirror."""
    with ExitStack() as stack:
        original = stack.enter_context(Gkmlpt(county="盐亭县"))
        mirror = stack.enter_context(Mirror(original))
        portal = stack.enter_context(Planted())
        portal.mirror = mirror
        portal.friends = [(f"{original.content.government}网", f"{mirror.base}{original.column}")]
        yield portal, original, mirror


class Moved:
    """An old host that sends every path on to another base with 301, robots.txt apart."""

    def __init__(self, to: str) -> None:
        self.to = to
        self.server = Server(self._answer)
        self.netloc = self.server.netloc
        self.base = f"http://{self.netloc}"
        self.log = self.server.log

    def __enter__(self) -> Moved:
        self.server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()

    def _answer(self, asked: Asked) -> Answer:
        if asked.path == "/robots.txt":
            return Answer(status=404)
        return Answer(status=301, headers={"Location": self.to + unquote(asked.target)})


@contextmanager
def all_edges() -> Iterator[list[tuple[dict[str, Any], Replica]]]:
    """One of each, under way side by side: catalogue entry and portal."""
    with ExitStack() as stack:
        blocked = stack.enter_context(challenged("challenge412", county="栾川县"))
        closed = stack.enter_context(Trs(county="潢川县"))
        closed.robots = ROBOTS["all"]
        planted, _, _ = stack.enter_context(hijacked())
        entry, now, _ = stack.enter_context(moved())
        named = {"replica-blocked": blocked, "replica-closed": closed, "replica-hijacked": planted}
        yield [*((portal.entry(id=name), portal) for name, portal in named.items()), (entry, now)]


@contextmanager
def moved(*, chain: int = 1, listed: bool = True) -> Iterator[tuple[dict[str, Any], Trs, list[Moved]]]:
    """The catalogue entry of a portal that moved, the portal where it is now, the hosts that send there, oldest first.

    `chain`: so many redirects. `listed`: whether the new host is an alias in the entry; the ones between always are.
    """
    with ExitStack() as stack:
        portal = stack.enter_context(Trs(county="新宁县"))
        hosts: list[Moved] = []
        to = portal.base
        for _ in range(chain):
            hosts.insert(0, stack.enter_context(Moved(to)))
            to = hosts[0].base
        netlocs = [host.netloc for host in hosts] + ([portal.netloc] if listed else [])
        entry = portal.entry(id="replica-moved", hosts=[{"host": netloc, "scheme": "http"} for netloc in netlocs])
        yield entry, portal, hosts
