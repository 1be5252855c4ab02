"""The downloader of portals: one queue a host, whose turns the catalogue sets, and a last look before sending."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from scrapy import Request, Spider
from scrapy.core.downloader import Downloader, Slot
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.pqueues import DownloaderAwarePriorityQueue, DownloaderInterface
from scrapy.utils.httpobj import urlparse_cached

from crawler.catalogue import Politeness, plain_netloc
from crawler.middlewares.blocked import look_again
from crawler.middlewares.refusals import portal_of, portals_of
from crawler.middlewares.turns import HostTurns

SOON = 5.0
"""Seconds before its turn that a request leaves the scheduler: the engine looks that often, and a crawl that is told
to end waits so long."""


class PoliteDownloader(Downloader):
    """Queues of hosts instead of Scrapy's slots. Spiders without portals get the stock downloader."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._hosts: dict[str, HostTurns] = {}

    def turns(self, netloc: str) -> HostTurns:
        """The turns of `host[:port]`: the longest delay, the lowest concurrency of the portals it serves."""
        host = plain_netloc(netloc)
        if host not in self._hosts:
            asked = [portal.politeness for portal in (portals_of(self.crawler) or {}).values() if portal.serves(host)]
            asked = asked or [Politeness()]
            self._hosts[host] = HostTurns(
                delay=max(wish.delay_s for wish in asked), concurrency=min(wish.concurrency for wish in asked)
            )
        return self._hosts[host]

    def ready(self, slots: Iterable[str]) -> list[tuple[int, str]]:
        """(Requests under way, host) of the hosts that may be asked now or soon."""
        under_way = Counter(map(self.get_slot_key, self.active))
        return [
            (under_way[slot], slot)
            for slot in slots
            if portals_of(self.crawler) is None
            or (under_way[slot] < self.turns(slot).concurrency and self.turns(slot).next_turn() <= SOON)
        ]

    def get_slot_key(self, request: Request) -> str:
        """The host that the address names; never the one that a redirect came from."""
        if portals_of(self.crawler) is None:
            return super().get_slot_key(request)
        return plain_netloc(urlparse_cached(request).netloc)

    def _get_slot(self, request: Request, spider: Spider | None = None) -> tuple[str, Slot]:  # noqa: ARG002
        if portals_of(self.crawler) is None:
            return super()._get_slot(request)
        key = self.get_slot_key(request)
        # Scrapy forgets a queue that stood idle for a minute; a host's last turn must not be forgotten.
        return key, self.slots.setdefault(key, self.turns(key))

    async def _download(self, slot: Slot, request: Request) -> Response:
        if portal := portal_of(self.crawler, request):
            look_again(self.crawler, portal)
        return await super()._download(slot, request)


class TurnQueue(DownloaderAwarePriorityQueue):
    """Requests wait here, on disk with JOBDIR, until their host's turn is near: what was not sent is not lost."""

    def __init__(self, crawler: Crawler, *args: Any, **kwargs: Any) -> None:
        super().__init__(crawler, *args, **kwargs)
        self._downloader_interface = _ReadyHosts(crawler)


class _ReadyHosts(DownloaderInterface):
    def stats(self, possible_slots: Iterable[str]) -> list[tuple[int, str]]:
        if isinstance(self.downloader, PoliteDownloader):
            return self.downloader.ready(possible_slots)
        return super().stats(possible_slots)
