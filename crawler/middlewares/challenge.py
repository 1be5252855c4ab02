"""A challenge stops its portal for this run: reported, never repeated, never answered."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse

from crawler.extraction.answers import recognise_challenge
from crawler.middlewares.blocked import BlockedPortals
from crawler.middlewares.refusals import portal_of, refuse

_SIGNS = ("Set-Cookie", "wzws-ray")


class ChallengeMiddleware:
    """Looks at every answer of a portal, robots.txt included, before anything is retried or followed."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Raises `Refused` as `blocked`."""
        portal = portal_of(self._crawler, request)
        if portal is None:
            return response
        text = response.text if isinstance(response, TextResponse) else ""
        headers = {name.lower(): b"; ".join(response.headers.getlist(name)).decode("latin-1") for name in _SIGNS}
        present = {name: value for name, value in headers.items() if value}
        if name := recognise_challenge(response.status, present, text):
            BlockedPortals.of(self._crawler).stop(portal.id, "blocked", f"{name} at {request.url}")
            raise refuse(self._crawler, portal, "blocked", f"{name} at {request.url}")
        return response
