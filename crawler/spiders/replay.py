"""`scrapy crawl replay -a path=PATH`: saved pages through the same pipelines as a live crawl."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.arguments import ArgumentError, refuse_unknown
from crawler.ending import is_ending
from crawler.items import AnnualReport, Reject
from crawler.replay.read import ReplayedPage, read_saved, source_of
from crawler.replay.saved_pages import check_root, saved_pages, survey, utf8_name


class ReplaySpider(Spider):
    """Reads files around the download engine: `file://` through it costs forty times the reading itself."""

    name = "replay"
    root: Path
    path: str
    custom_settings = {  # noqa: RUF012 - declared by Scrapy as an instance's
        # Items wait for the spool's group commit together: more of them share one fsync.
        "CONCURRENT_ITEMS": 64,
    }

    @classmethod
    def check_arguments(cls, arguments: dict[str, str]) -> None:
        """Raises `ArgumentError` before anything starts where the arguments make no sense."""
        refuse_unknown(arguments, ["path"])
        _root(arguments)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.root = _root(kwargs)
        spider.path = utf8_name(kwargs["path"])  # the run's record keeps it, as text
        return spider

    async def start(self) -> AsyncIterator[Any]:
        # Items yielded from here would wait for the engine's heartbeat; those of a callback flow at once.
        yield Request("data:,replay", callback=self.read_all)

    async def read_all(self, response: Response) -> AsyncIterator[AnnualReport | Reject]:
        """Every page below the root, as an accepted report or as a reject with its reason."""
        del response
        stats = self.crawler.stats
        assert stats is not None
        found = survey(self.root)
        if found.passed_over:
            stats.set_value("replay/ignored", found.passed_over.total())
        if remark := found.remark():
            self.logger.log(logging.INFO if found.pages else logging.WARNING, "%s", remark)
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


def _root(arguments: Mapping[str, str]) -> Path:
    if not arguments.get("path"):
        raise ArgumentError("replay needs the pages to read: -a path=FILE_OR_FOLDER")
    return check_root(arguments["path"])
