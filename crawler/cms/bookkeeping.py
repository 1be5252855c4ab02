"""What the spider of portals counts, and which walks and locks it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from scrapy.crawler import Crawler

from crawler.cms.walk import Walk
from crawler.locks import PortalLocks
from crawler.pages import PageVisit


class Bookkeeping:
    """Counters of portals, and the walks that are under way."""

    crawler: Crawler
    walks: dict[str, Walk]
    """Name -> walk; part of the state of an interrupted crawl."""
    locks: PortalLocks
    began: dict[str, float]
    """Portal -> when its crawl began, on the monotonic clock."""
    failing: set[str]
    """Portals with a list that could not be had."""

    def settled(self, meta: Mapping[str, Any]) -> Iterator[PageVisit]:
        """A page is done with; its walk is remembered when it was the last."""
        walk = self.walks.get(meta.get("walk", ""))
        if walk is not None:
            walk.pending -= 1
            yield from self._remembered(walk)

    def _remembered(self, walk: Walk) -> Iterator[PageVisit]:
        if walk.closing is not None and walk.pending <= 0:
            yield walk.closing
            walk.closing = None

    def now(self) -> datetime:
        """The present instant."""
        return datetime.now(UTC)

    def count(self, portal: str, counter: str, by: int = 1) -> None:
        """Book something under `portal/<id>/<counter>`."""
        stats = self.crawler.stats
        assert stats is not None
        stats.inc_value(f"portal/{portal}/{counter}", by)
        began = self.began.setdefault(portal, monotonic())
        stats.set_value(f"portal/{portal}/seconds", round(monotonic() - began, 1))

    def note_failing(self, portal: str) -> None:
        """A list that cannot be had: what stands in it may be missed."""
        if portal not in self.failing:
            self.failing.add(portal)
            assert self.crawler.stats is not None
            self.crawler.stats.inc_value("portals/failing")
        self.count(portal, "failed_lists")

    def closed(self, reason: str) -> None:
        """Let other jobs have the portals."""
        del reason
        self.locks.free()
