"""What all replicas share: a portal on loopback with its documents, faults, robots.txt, validators, entry and truth."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from html import escape
from typing import Any, Self
from urllib.parse import unquote, urlencode

from crawler.extraction.regions.divisions import named
from tests.portals.content import Content, Document
from tests.portals.faults import Faults
from tests.portals.server import Answer, Asked, Server
from tests.portals.truth import Expected, Refused, Truth

Routes = dict[str, Callable[[], Answer]]
"""Path -> what makes its answer."""
VALIDATORS = frozenset(("etag", "last_modified"))


@dataclass(slots=True)
class Robots:
    """The answer to /robots.txt."""

    body: str = "User-agent: *\nDisallow: /manage/\n"
    status: int = 200
    delay: float = 0.0
    """Seconds before it is answered."""
    content_type: str = "text/plain"
    location: str | None = None
    """Where a redirect leads."""


class Replica:
    """A portal of one family; use it as a context manager. Families give `column`, `paths`, `detail` and `lists`."""

    family = ""
    column = "/"
    page_size = 10
    county = ""
    """Of `bench.prose.PLACES`; another for each family, so that all can be stored side by side."""

    def __init__(self, *, seed: int | None = None, county: str | None = None, extra: int = 0) -> None:
        """`extra`: so many more reports, of the county's bureaus."""
        county = county or self.county
        self.division = next(place.code for place in named(county) if len(place.code) == 6)
        self.content = Content(int(self.division) if seed is None else seed, county)
        for _ in range(extra):
            self.content.add()
        self.friends: list[tuple[str, str]] = []
        """Name and address of the sites that every page links in its footer (友情链接)."""
        self.robots = Robots()
        self.validators: set[str] = set(VALIDATORS)
        """Which of `etag` and `last_modified` are sent, and answered with 304 when they come back."""
        self.server = Server(self.answer)
        self.faults = Faults(self.first_page, self.server.closing)
        self.netloc = self.server.netloc
        self.base = f"http://{self.netloc}"
        self.log = self.server.log
        """Every request, in order of arrival."""
        self._routes: tuple[int, Routes] = (-1, {})

    def __enter__(self) -> Self:
        self.server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()

    # What a family gives

    def paths(self, document: Document) -> tuple[str, ...]:
        """The document's paths, the main one first; a second one for twins."""
        raise NotImplementedError

    def detail(self, document: Document, path: str) -> Answer:
        """The page of a document under one of its paths."""
        raise NotImplementedError

    def lists(self) -> Routes:
        """The pages of the columns."""
        raise NotImplementedError

    def files(self, document: Document) -> dict[str, str]:
        """Path -> name of its attachments."""
        raise NotImplementedError

    def canonical(self, path: str) -> str:
        """The path that twins of the family are rewritten to."""
        return path

    def published(self, document: Document) -> datetime:
        """The date of publication that the header block states."""
        return document.posted

    def first_page(self, asked: Asked) -> Asked:
        """The request for page 1 of the list that is asked for."""
        return replace(asked, target=self.column)

    def site(self, asked: Asked) -> Answer:
        """The answer of a portal without faults; families with scripts on the server override it."""
        make = self.routes.get(unquote(asked.target)) or self.routes.get(unquote(asked.path))
        return make() if make else not_found()

    # What all have

    @property
    def routes(self) -> Routes:
        """Every static path, as the documents are now."""
        if self._routes[0] != self.content.revision:
            routes: Routes = {"/": self.home, **self.lists()}
            for document in self.content.documents:
                for path in self.paths(document):
                    routes[path] = lambda d=document, p=path: self._dated(self.detail(d, p), d.modified)
                for path in self.files(document):
                    routes[path] = lambda d=document: self._dated(attachment(d), d.modified)
            for image in ("nb", "tujie"):
                routes[f"/images/{image}.jpg"] = picture
            self._routes = self.content.revision, routes
        return self._routes[1]

    def items(self) -> list[tuple[Document, str]]:
        """Document and path of every item of the column, newest first; twins are listed under both addresses."""
        return [(document, path) for document in self.content.listed for path in self.paths(document)]

    def pages(self) -> list[list[tuple[Document, str]]]:
        """The items by page."""
        items = self.items()
        return [items[at : at + self.page_size] for at in range(0, len(items), self.page_size)] or [[]]

    def home(self) -> Answer:
        """The front page."""
        return self.page("首页", f'<a href="{escape(self.column)}">政府信息公开年报</a>')

    def page(self, title: str, body: str, *, head: str = "", charset: str = "utf-8") -> Answer:
        """A page in the portal's frame."""
        county = self.content.place[2]
        friends = "".join(f'<a href="{escape(url)}">{escape(name)}</a> ' for name, url in self.friends)
        html = (
            f'<!DOCTYPE html>\n<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">\n'
            f"<title>{escape(title)}</title>\n{head}</head><body>\n"
            f'<div class="top"><a href="/">{county}人民政府门户网站</a></div>\n'
            f'<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="{escape(self.column)}">政府信息公开年报</a></div>\n'
            f"{body}\n"
            f'<div class="footer"><p>友情链接：{friends}</p><p>主办：{county}人民政府办公室</p><p>网站标识码：{self.site_code}</p></div>\n</body></html>\n'
        )
        return Answer(html.encode(charset, "xmlcharrefreplace"), modified=self.content.modified)

    @property
    def site_code(self) -> str:
        """网站标识码."""
        return f"{self.division}0001"

    def answer(self, asked: Asked) -> Answer:
        """robots.txt, faults, the site, validators, in this order."""
        if asked.path == "/robots.txt":
            return self._robots_txt()
        answer = self.faults.answer(asked, self.site)
        return self._validated(asked, answer) if answer.status == 200 and asked.method == "GET" else answer

    def entry(self, **overrides: Any) -> dict[str, Any]:
        """The catalogue entry of the portal; keys given replace those of the same name."""
        return {
            "id": f"replica-{self.family.replace('_', '-')}",
            "name": f"{self.content.place[2]}人民政府",
            "level": "county",
            "division": self.division,
            "issuer_default": self.content.government,
            "site_id_code": self.site_code,
            "hosts": [{"host": self.netloc, "scheme": "http"}],
            "family": self.family,
            "status": "active",
            "columns": [{"url": self.column, "kind": "annual_report"}],
            "politeness": {"delay_s": 0, "concurrency": 8, "window": None, "robots": "obey"},
        } | overrides

    @property
    def truth(self) -> Truth:
        """What a perfect crawl stores now."""
        documents = self.content.listed
        return Truth(
            reports=tuple(self._expected(document) for document in documents if document.reason is None),
            rejected=tuple(
                Refused(document.title, url, document.reason)
                for document in documents
                for url in self._urls(document)
                if document.reason
            ),
            removed=tuple(self._expected(document) for document in self.content.removed),
        )

    def _expected(self, document: Document) -> Expected:
        assert document.agency
        assert document.year
        assert document.form
        return Expected(
            agency=document.agency,
            year=document.year,
            title=document.title,
            urls=tuple(self._urls(document)),
            former_urls=tuple(url for former in document.former for url in self._urls(former)),
            received=document.received,
            form=document.form,
            published=f"{self.published(document):%Y-%m-%d}",
            attachments=document.files,
        )

    def _urls(self, document: Document) -> list[str]:
        return [self.base + path for path in dict.fromkeys(map(self.canonical, self.paths(document)))]

    def _robots_txt(self) -> Answer:
        robots = self.robots
        if robots.delay:
            self.server.closing.wait(robots.delay)
        headers = {"Location": robots.location} if robots.location else {}
        return Answer(robots.body.encode(), robots.status, robots.content_type, headers)

    def _dated(self, answer: Answer, modified: float) -> Answer:
        answer.modified = modified
        return answer

    def _validated(self, asked: Asked, answer: Answer) -> Answer:
        """Adds the validators; 304 where the client has the same already."""
        tag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        if "etag" in self.validators:
            answer.headers["ETag"] = tag
            if asked.headers.get("if-none-match") is not None:
                return replace(answer, status=304) if asked.headers["if-none-match"] == tag else answer
        if "last_modified" in self.validators and answer.modified is not None:
            changed = datetime.fromtimestamp(int(answer.modified), UTC)
            answer.headers["Last-Modified"] = format_datetime(changed, usegmt=True)
            since = asked.headers.get("if-modified-since")
            if since and changed <= parsedate_to_datetime(since):
                return replace(answer, status=304)
        return answer


def with_parameters(asked: Asked, **parameters: str) -> Asked:
    """The request with other values of parameters, in its query and in its form, where it has them.

    >>> with_parameters(Asked("POST", "/list?page=3&a=b", {}, b"page=3"), page="1")
    Asked(method='POST', target='/list?page=1&a=b', headers={}, body=b'page=1', at=0.0, status=0)
    """
    query, form = (
        {name: parameters.get(name, value) for name, value in said.items()} for said in (asked.query, asked.form)
    )
    target = f"{asked.path}?{urlencode(query)}" if query else asked.path
    return replace(asked, target=target, body=urlencode(form).encode() if form else asked.body)


def not_found() -> Answer:
    """A plain 404."""
    return Answer(b"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>", 404)


def attachment(document: Document) -> Answer:
    """The bytes of a file that no test reads: the head of a Word document."""
    return Answer(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + str(document.number).encode() * 64, content_type="application/msword"
    )


def picture() -> Answer:
    """A JPEG in name only."""
    return Answer(b"\xff\xd8\xff\xe0" + b"\0" * 200, content_type="image/jpeg")
