"""Only hosts that the catalogue lists for a portal are asked, in the scheme it gives, and only while they may be."""

from __future__ import annotations

import logging
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.catalogue import Portal, plain_netloc
from crawler.middlewares.blocked import look_again
from crawler.middlewares.refusals import portal_of, refuse

logger = logging.getLogger(__name__)


class HostsMiddleware:
    """The first to see a request, whoever made it: the spider, a redirect, a retry."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> Request | None:
        """Raises `Refused`; gives the request anew where the catalogue knows the host under the other scheme."""
        portal = portal_of(self._crawler, request)
        if portal is None:
            return None
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https") or not portal.serves(parts.netloc):
            logger.info("%s: %s is on none of its hosts and is not asked", portal.id, request.url)
            raise refuse(self._crawler, portal, "foreign_host", f"{request.url} is on none of its hosts")
        look_again(self._crawler, portal)
        listed = in_listed_scheme(portal, request.url)
        # A redirect to the other scheme is the host's own word and newer than the catalogue.
        if listed != request.url and not request.meta.get("redirect_times"):
            return request.replace(url=listed, dont_filter=True)
        return None


def in_listed_scheme(portal: Portal, url: str) -> str:
    """The address with the scheme that the catalogue gives its host; many portals speak http only, some https only.

    >>> from crawler.catalogue import Host
    >>> portal = Portal("a", "甲县", (Host("www.a.gov.cn", "https"),), "trs", ())
    >>> in_listed_scheme(portal, "http://www.a.gov.cn/xxgk/")
    'https://www.a.gov.cn/xxgk/'
    """
    parts = urlsplit(url)
    netloc = plain_netloc(parts.netloc)
    schemes = {host.scheme for host in portal.hosts if host.host == netloc}
    if parts.scheme in schemes or not schemes:
        return url
    return parts._replace(scheme=min(schemes), netloc=netloc).geturl()
