"""Text by what the bytes are: the ladder of the extraction room decides, not the header and not the page."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from w3lib.encoding import http_content_type_encoding

from crawler.extraction.doors.encoding import decode
from crawler.extraction.page import UnreadablePage
from crawler.middlewares.refusals import portal_of

_FIXED = {"utf-8": "utf-8", "gb18030": "gb18030", "big5": "big5hkscs"}


class CharsetMiddleware:
    """Sets the encoding of text answers and notes `{"declared": …, "used": …}` in `response.meta["charset"]`."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        portal = portal_of(self._crawler, request)
        if portal is None or not isinstance(response, TextResponse) or request.meta.get("role") == "robots":
            return response
        header = http_content_type_encoding((response.headers.get("Content-Type") or b"").decode("latin-1"))
        try:
            decoded = decode(response.body, declared=header)
        except UnreadablePage:
            return response
        used = _FIXED.get(portal.encoding, decoded.used)
        request.meta["charset"] = {"declared": decoded.declared, "used": used}
        return response.replace(encoding=used)
