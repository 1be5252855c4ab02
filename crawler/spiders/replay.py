"""`scrapy crawl replay -a path=PATH`: saved pages through the same pipelines as a live crawl."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.ending import is_ending
from crawler.items import AnnualReport, Reject
from crawler.replay.read import ReplayedPage, read_saved, source_of
from crawler.replay.saved_pages import check_root, ignored_files, saved_pages


class ReplaySpider(Spider):
    """Reads files around the download engine: `file://` through it costs forty times the reading itself."""

    name = "replay"
    root: Path
    custom_settings = {  # noqa: RUF012 - declared by Scrapy as an instance's
        # Items wait for the spool's group commit together: more of them share one fsync.
        "CONCURRENT_ITEMS": 64,
    }

    @classmethod
    def check_arguments(cls, arguments: dict[str, str]) -> None:
        """Raises `ArgumentError` before anything starts where the arguments make no sense."""
        check_root(arguments.get("path"))

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.root = check_root(kwargs.get("path"))
        return spider

    async def start(self) -> AsyncIterator[Any]:
        # Items yielded from here would wait for the engine's heartbeat; those of a callback flow at once.
        yield Request("data:,replay", callback=self.read_all)

    async def read_all(self, response: Response) -> AsyncIterator[AnnualReport | Reject]:
        """Every page below the root, as an accepted report or as a reject with its reason."""
        del response
        stats = self.crawler.stats
        assert stats is not None
        if ignored := ignored_files(self.root):
            stats.set_value("replay/ignored", len(ignored))
            self.logger.info("%d files are no pages and were passed over", len(ignored))
        for saved in saved_pages(self.root):
            if is_ending(self.crawler):
                self.logger.info("the crawl ends here; the pages from %s on are not read", saved.url)
                return
            replayed = read_saved(saved)
            stats.inc_value("replay/pages")
            if replayed.reading is not None:
                for field, witness in replayed.reading.witnesses.items():
                    stats.inc_value(f"witness/{field}/{witness}")
            if replayed.accepted:
                yield self._report(replayed)
            else:
                stats.inc_value(f"rejected/{replayed.reason}")
                yield self._reject(replayed)
            await asyncio.sleep(0)  # reading is CPU: let the spool's writer have the loop between two pages

    def _report(self, replayed: ReplayedPage) -> AnnualReport:
        assert replayed.reading is not None
        report = replayed.reading.report
        report.sources = [source_of(replayed, spider=self.name)]
        return report

    def _reject(self, replayed: ReplayedPage) -> Reject:
        assert replayed.reason is not None
        return Reject(replayed.saved.url, replayed.reason, replayed.detail, replayed.sha256, spider=self.name)
