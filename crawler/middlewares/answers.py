"""Whether an answer is what was asked for, noted in `response.meta["answer"]` for the spider."""

from __future__ import annotations

from collections import defaultdict
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response
from scrapy.utils.request import fingerprint as request_fingerprint

from crawler.catalogue import Portal
from crawler.extraction.answers import fingerprint, is_index_instead, is_soft_404, is_stub, leads_home, view_of
from crawler.extraction.answers.view import View
from crawler.middlewares.refusals import count, portal_of

MAX_LOOKED_AT = 2 * 1024**2
"""Bytes of a page that is looked at; a longer one is a page."""


class AnswersMiddleware:
    """Notes `soft_404`, `home_redirect`, `stub`, `burst` (an index instead of the article) and `repeat` (a list page
    that was given before under another address); counts each under its name. Notes nothing of an ordinary answer.

    `request.meta["title"]`, the title under which a list names an article, makes a burst answer known by one look.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._lists: defaultdict[str, dict[str, tuple[bytes, str]]] = defaultdict(dict)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        portal = portal_of(self._crawler, request)
        if portal is None or request.meta.get("role") == "robots":
            return response
        request.meta.pop("answer", None)  # of an earlier try
        if response.status == 200 and (answer := self._recognise(portal, request, response)):
            request.meta["answer"] = answer
            count(self._crawler, portal, answer)
        return response

    def _recognise(self, portal: Portal, request: Request, response: Response) -> str | None:
        asked = request.meta.get("redirect_urls", [request.url])[0]
        if leads_home(asked, request.url, {host.path_prefix for host in portal.hosts}):
            return "home_redirect"
        if not isinstance(response, HtmlResponse) or len(response.body) > MAX_LOOKED_AT:
            return None
        view = view_of(response.text)
        if is_soft_404(view):
            return "soft_404"
        if request.meta.get("role") == "list":
            return self._recognise_list(portal, request, view)
        if request.meta.get("role") == "detail":
            listed = fingerprint(view) in self._lists[portal.id]
            if is_index_instead(view, request.meta.get("title") or "", listed=listed):
                return "burst"
        return "stub" if "html" in view.elements and is_stub(view) else None

    def _recognise_list(self, portal: Portal, request: Request, view: View) -> str | None:
        if not view.links:
            return "stub" if "html" in view.elements and is_stub(view) else None
        this = request_fingerprint(request), request.meta.get("column", "")
        first = self._lists[portal.id].setdefault(fingerprint(view), this)
        return "repeat" if first[1] == this[1] and first[0] != this[0] else None
