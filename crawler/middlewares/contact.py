"""Without a contact in the user agent only this machine may be asked."""

from __future__ import annotations

import ipaddress
import logging
import re
from collections.abc import Iterable
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from crawler.arguments import ArgumentError
from crawler.catalogue import Portal
from crawler.middlewares.refusals import portals_of

logger = logging.getLogger(__name__)

_REACHABLE = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|https?://[^\s/]+")

CLOSED = "no_contact"
"""The reason a crawl without contact is closed for."""


def require_contact(portals: Iterable[Portal], contact: str | None) -> None:
    """Raises `ArgumentError` where a portal is not on this machine and nobody could be reached about the crawl.

    >>> from crawler.catalogue import Host
    >>> require_contact([Portal("a", "甲县", (Host("127.0.0.1:8001"),), "trs", ())], None)
    """
    if contact and _REACHABLE.search(contact):
        return
    lacking = "names nobody" if contact and contact.strip() else "is not set"
    for portal in portals:
        for host in portal.hosts:
            if not is_loopback(host.host):
                raise ArgumentError(
                    f"CRAWL_CONTACT {lacking}: {host.host} may only be asked by one who says how to be reached, "
                    "an e-mail address or a page"
                )


def is_loopback(netloc: str) -> bool:
    """Whether `host[:port]` is this machine.

    >>> [is_loopback(host) for host in ("127.0.0.1:8001", "localhost", "[::1]:80", "www.a.gov.cn", "127.a.cn")]
    [True, True, True, False, False]
    """
    name = netloc[1 : netloc.index("]")] if netloc.startswith("[") else netloc.partition(":")[0]
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


class ContactRequired:
    """Closes a crawl of portals before its first request where `require_contact` does not hold, however it began."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        required = cls(crawler)
        crawler.signals.connect(required.spider_opened, signals.spider_opened)
        return required

    def spider_opened(self, spider: Spider) -> None:
        """Raises `CloseSpider`, which Scrapy heeds from this signal."""
        del spider
        try:
            require_contact((portals_of(self._crawler) or {}).values(), self._crawler.settings.get("CRAWL_CONTACT"))
        except ArgumentError as error:
            logger.error("%s", error)
            raise CloseSpider(CLOSED) from None
