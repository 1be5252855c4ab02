"""What a portal's crawl cost: requests, bytes and errors, nearest to the wire."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.middlewares.refusals import count, portal_of


class TallyMiddleware:
    """Counts under `portal/<id>/`: `requests` (robots.txt and retries included), `bytes` of bodies as sent, `errors`
    (failed transfers and 5xx)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        if portal := portal_of(self._crawler, request):
            count(self._crawler, portal, "requests")
            count(self._crawler, portal, "bytes", len(response.body))
            if response.status >= 500:
                count(self._crawler, portal, "errors")
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if isinstance(exception, IgnoreRequest):
            return
        if portal := portal_of(self._crawler, request):
            count(self._crawler, portal, "requests")
            count(self._crawler, portal, "errors")
