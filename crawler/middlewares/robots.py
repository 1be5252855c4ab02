"""robots.txt, obeyed: no request to a host before its rules are known, none that they forbid."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler

from crawler.catalogue import Portal, plain_netloc
from crawler.middlewares.blocked import BlockedPortals
from crawler.middlewares.downloader import PoliteDownloader
from crawler.middlewares.refusals import Reason, Refused, portal_of, refuse

logger = logging.getLogger(__name__)

MAX_REDIRECTS = 5
"""RFC 9309 §2.3.1.2."""
_FIRST = 1000
_BOM = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host's robots.txt says: rules, or why nothing may be fetched, or neither (everything may)."""

    parser: RobotParser | None = None
    refused: Reason | None = None
    why: str = ""

    @property
    def told(self) -> str:
        """In a few words, for people.

        >>> Rules(refused="robots_denied", why="status 403").told, Rules().told
        ('robots_denied: status 403', 'no rules')
        """
        return ": ".join(filter(None, (self.refused or ("rules" if self.parser else "no rules"), self.why)))


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's middleware lets requests through that wait for robots.txt together, parses error pages as rules and
    takes a failed download for a permission; here a host's rules are one task that all its requests await."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    async def process_request(  # type: ignore[override]
        self,
        request: Request,
        spider: Spider | None = None,  # noqa: ARG002 - Scrapy's signature
    ) -> Request | None:
        """Raises `Refused` as `robots_denied` or `robots_unreachable`."""
        portal = portal_of(self.crawler, request)
        if portal is None:
            await super().process_request(request)
            return None
        if request.meta.get("role") == "robots":
            return None
        rules = await self._of_host(portal, request.url)
        agent = self._robotstxt_useragent or self._default_useragent
        if rules.refused:
            raise refuse(self.crawler, portal, rules.refused, f"{request.url}: {rules.why}")
        if rules.parser is not None and not rules.parser.allowed(request.url, agent):
            raise refuse(self.crawler, portal, "robots_denied", f"{request.url} is disallowed by robots.txt")
        assert self.crawler.engine is not None
        # Told to end while it waited: back to the scheduler, whose queue on disk the next run goes on with.
        return None if self.crawler.engine.running else request.replace(dont_filter=True)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """For spiders of another kind: the third request that waits for one robots.txt would get no parser."""
        await super().robot_parser(request)
        parser = self._parsers[urlparse_cached(request).netloc]
        return parser if isinstance(parser, RobotParser) else None

    async def _of_host(self, portal: Portal, url: str) -> Rules:
        host = plain_netloc(urlsplit(url).netloc)
        if host not in self._rules:
            self._rules[host] = asyncio.ensure_future(self._ask(portal, url))
        try:
            # One who waits may be cancelled without taking the answer from the others.
            return await asyncio.shield(self._rules[host])
        except Refused:
            # The portal was stopped meanwhile: that says nothing of the host, which may serve others.
            self._rules.pop(host, None)
            raise

    async def _ask(self, portal: Portal, url: str) -> Rules:
        parts = urlsplit(url)
        request = Request(
            f"{parts.scheme}://{parts.netloc}/robots.txt",
            priority=_FIRST,
            callback=NO_CALLBACK,
            meta={"portal": portal.id, "role": "robots", "redirect_ttl": MAX_REDIRECTS, "dont_retry": True},
        )
        assert self.crawler.engine is not None
        try:
            rules = self._read(await self.crawler.engine.download_async(request))
        except Refused as refused:
            if refused.reason not in ("foreign_host", "loop"):
                raise
            rules = Rules(refused="robots_unreachable", why=f"its redirects cannot be followed ({refused})")
        except Exception as error:  # whatever hindered it: permission is not established
            rules = Rules(refused="robots_unreachable", why=f"it could not be fetched ({type(error).__name__})")
        host = plain_netloc(parts.netloc)
        assert self.crawler.stats is not None
        self.crawler.stats.set_value(f"robots/{host}", rules.told)
        if rules.why:
            logger.warning("%s: robots.txt of %s: %s", portal.id, host, rules.why)
        if rules.refused and host == portal.hosts[0].host:
            BlockedPortals.of(self.crawler).stop(portal.id, rules.refused, f"robots.txt of {host}: {rules.why}")
        if rules.parser is not None:
            delay = rules.parser.crawl_delay(self._robotstxt_useragent or self._default_useragent)
            downloader = self.crawler.engine.downloader
            assert isinstance(downloader, PoliteDownloader)
            downloader.turns(host).crawl_delay = delay or 0.0
        return rules

    def _read(self, response: Response) -> Rules:
        """RFC 9309 §2.3.1, stricter in one point: 401 and 403 forbid everything."""
        status = response.status
        if status in (401, 403):
            return Rules(refused="robots_denied", why=f"status {status}")
        if status == 429 or not (200 <= status < 300 or 400 <= status < 500):
            return Rules(refused="robots_unreachable", why=f"status {status}")
        if status >= 400:
            return Rules()
        body = response.body.removeprefix(_BOM)
        if body.lstrip().startswith(b"<"):
            return Rules(why="a page instead of rules, everything is allowed")
        return Rules(parser=build_from_crawler(self._parserimpl, self.crawler, body))
