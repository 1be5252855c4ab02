"""How far a crawl of portals is, on a terminal, while it runs."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from typing import Self

from rich.console import Console
from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.summary import progress_line

SECONDS = 0.5


class Progress:
    """One line on standard error, where that is a terminal; PROGRESS_ENABLED=False switches it off."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._task: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not sys.stderr.isatty() or not crawler.settings.getbool("PROGRESS_ENABLED", True):
            raise NotConfigured
        progress = cls(crawler)
        crawler.signals.connect(progress.spider_opened, signals.spider_opened)
        crawler.signals.connect(progress.spider_closed, signals.spider_closed)
        return progress

    def spider_opened(self, spider: Spider) -> None:
        """Begin to show."""
        if hasattr(spider, "portals"):
            self._task = asyncio.ensure_future(self._show())

    async def spider_closed(self) -> None:
        """Take the line away."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _show(self) -> None:
        assert self._crawler.stats is not None
        with Console(stderr=True).status("") as status:
            while True:
                status.update(progress_line(self._crawler.stats.get_stats()))
                await asyncio.sleep(SECONDS)
