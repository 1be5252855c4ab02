"""429, 503 and burst answers: the host rests, the page is tried again a few times, else it stays due."""

from __future__ import annotations

import math
from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.catalogue import Portal
from crawler.middlewares.blocked import BlockedPortals
from crawler.middlewares.downloader import PoliteDownloader
from crawler.middlewares.refusals import Reason, count, portal_of, refuse

TRIES = 3
"""Requests for one page, the first included."""
FIRST_REST = 10
"""Delays of the host that it rests for where it does not say how long; doubled at each further try."""
ENOUGH = 3
"""So many pages given up one after the other, and the portal is left alone for this run."""


class BackoffMiddleware(RetryMiddleware):
    """Scrapy's middleware tries again at once, whatever the host asks for; it still sees to broken connections."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self._longest = crawler.settings.getfloat("BACKOFF_MAX_SECONDS")
        self._given_up: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BackoffMiddleware:
        return cls(crawler)

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002 - Scrapy's signature
    ) -> Request | Response:
        """Gives the request to try again. Raises `Refused` as `rate_limited` or `burst` where the page stays due."""
        portal = portal_of(self.crawler, request)
        if portal is None or request.meta.get("role") == "robots":
            return super().process_response(request, response)
        if response.status in (429, 503):
            return self._later(portal, request, "rate_limited", retry_after(response, datetime.now(UTC)))
        if request.meta.get("answer") == "burst":
            return self._later(portal, request, "burst", retry_after(response, datetime.now(UTC)))
        self._given_up.pop(portal.id, None)
        return super().process_response(request, response)

    def _later(self, portal: Portal, request: Request, reason: Reason, asked: float | None) -> Request:
        if asked is not None and asked > self._longest:
            BlockedPortals.of(self.crawler).stop(portal.id, "rate_limited", f"Retry-After of {asked:.0f} s")
            count(self.crawler, portal, "left_due")
            raise refuse(self.crawler, portal, reason, f"{request.url}: Retry-After of {asked:.0f} s")
        assert self.crawler.engine is not None
        downloader = self.crawler.engine.downloader
        assert isinstance(downloader, PoliteDownloader)
        host = downloader.turns(urlparse_cached(request).netloc)
        tries = request.meta.get("backoff_tries", 1)
        host.rest(min(host.delay * FIRST_REST * 2 ** (tries - 1) if asked is None else asked, self._longest))
        if tries >= TRIES:
            self._give_up(portal)
            raise refuse(self.crawler, portal, reason, f"{request.url} after {tries} tries")
        if reason == "rate_limited":
            host.slow_down()
        # Before the others: one page tells whether the host has recovered, not each of them in turn.
        again = request.replace(dont_filter=True, priority=request.priority + 1)
        again.meta["backoff_tries"] = tries + 1
        again.meta.pop("answer", None)
        return again

    def _give_up(self, portal: Portal) -> None:
        count(self.crawler, portal, "left_due")
        self._given_up[portal.id] += 1
        if self._given_up[portal.id] >= ENOUGH:
            detail = f"{ENOUGH} pages in a row had to be given up"
            BlockedPortals.of(self.crawler).stop(portal.id, "rate_limited", detail)


def retry_after(response: Response, now: datetime) -> float | None:
    """Seconds that a host asks to wait, as a number or until a date (RFC 9110 §10.2.3); `None`: it does not say.

    >>> noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    >>> retry_after(Response("http://a", headers={"Retry-After": "Wed, 25 Nov 2026 12:01:30 GMT"}), noon)
    90.0
    >>> retry_after(Response("http://a", headers={"Retry-After": "120"}), noon)
    120.0
    >>> retry_after(Response("http://a", headers={"Retry-After": "soon"}), noon)
    """
    written = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if not written:
        return None
    try:
        seconds = float(written)
    except ValueError:
        try:
            until = parsedate_to_datetime(written)
        except ValueError:
            return None
        seconds = (until if until.tzinfo else until.replace(tzinfo=UTC)).timestamp() - now.timestamp()
    return max(0.0, seconds) if math.isfinite(seconds) else None
