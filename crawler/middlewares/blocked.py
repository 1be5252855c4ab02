"""The portals that a crawl leaves alone from some moment on, and the hours in which it may ask one at all."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Self
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from crawler.arguments import BEIJING
from crawler.catalogue import Portal
from crawler.middlewares.refusals import Reason, Refused, count, refuse
from crawler.middlewares.turns import within

logger = logging.getLogger(__name__)


class BlockedPortals(Mapping[str, Reason]):
    """Portals that this crawl asks no more, with the reason: written by middlewares, read by them and by the spider."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._reasons: dict[str, Reason] = {}

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """The one registry of a crawl."""
        return _REGISTRIES.setdefault(crawler, cls(crawler))  # type: ignore[return-value]

    def stop(self, portal: str, reason: Reason, detail: str) -> None:
        """From now on no request of the portal is sent; said once."""
        if portal not in self._reasons:
            self._reasons[portal] = reason
            logger.warning("%s is left alone for this run, %s: %s", portal, reason, detail)
            assert self._crawler.stats is not None
            self._crawler.stats.inc_value("portals/blocked")

    def __getitem__(self, portal: str) -> Reason:
        return self._reasons[portal]

    def __iter__(self) -> Iterator[str]:
        return iter(self._reasons)

    def __len__(self) -> int:
        return len(self._reasons)


_REGISTRIES: WeakKeyDictionary[Crawler, BlockedPortals] = WeakKeyDictionary()


def look_again(crawler: Crawler, portal: Portal) -> None:
    """Raises `Refused` where the portal may not be asked now: it was stopped, or its window is closed."""
    if reason := BlockedPortals.of(crawler).get(portal.id):
        count(crawler, portal, "left_due")
        raise Refused(reason, f"{portal.id} is left alone for this run")
    if not within(portal.politeness.window, datetime.now(BEIJING)):
        count(crawler, portal, "left_due")
        raise refuse(crawler, portal, "outside_window", f"{portal.id} is asked {portal.politeness.window} Beijing time")
