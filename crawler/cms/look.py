"""The spider behind `scrapy portals new`: a column's page, and the one that says more where it says too little."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler.catalogue import Portal
from crawler.cms.draft import FetchedPage, leads_to


class LookSpider(Spider):
    """Fetches the column of its only portal; yields no items."""

    name = "look"
    portals: Mapping[str, Portal]
    pages: list[FetchedPage]
    """The column's page, and the one that it leads to."""
    refused: str | None = None
    """Why a page was not had."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.pages = []
        return spider

    async def start(self) -> AsyncIterator[Request]:
        (portal,) = self.portals.values()
        yield self._request(portal, portal.columns[0].url)

    def _request(self, portal: Portal, url: str) -> Request:
        meta = {"portal": portal.id, "role": "list", "column": portal.columns[0].url}
        return Request(url, callback=self.parse, errback=self.failed, meta=meta, dont_filter=True)

    async def parse(self, response: Response, **_: Any) -> AsyncIterator[Request]:
        """Keep a page that is one."""
        answer = response.meta.get("answer")
        if answer or not isinstance(response, TextResponse):
            self.refused = answer or "no page of text"
            return
        (portal,) = self.portals.values()
        fragment = portal.columns[0].url.partition("#")[1:] if not self.pages else ()
        page = FetchedPage(response.url.partition("#")[0] + "".join(fragment), response.text)
        self.pages.append(page)
        following = leads_to(portal, page) if len(self.pages) == 1 else None
        if following:
            yield self._request(portal, following)

    def failed(self, failure: Failure) -> None:
        """Keep why there is no answer."""
        reason = getattr(failure.value, "reason", None)
        self.refused = reason if isinstance(reason, str) else failure.getErrorMessage()
