"""A real crawl of made-up reports, in its own process: `python -m tests.pipelines.small_crawl '{"uri": …}'`.

Prints the id of each item when it is scraped, and the stats as JSON at the end.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess

from crawler.items import Reject
from tests.pipelines.reports import prose, report

OPTIONS: dict[str, Any] = {"reports": 20, "rejects": 0, "pause": 0.0, "padding": 0, "settings": {}}


class SmallSpider(Spider):
    name = "small"
    options: dict[str, Any] = OPTIONS

    async def start(self) -> AsyncIterator[Any]:
        yield Request("data:,x", callback=self.read)

    async def read(self, response: Any) -> AsyncIterator[Any]:  # noqa: ARG002 - Scrapy gives it
        for number in range(self.options["reports"]):
            await asyncio.sleep(self.options["pause"])
            text = prose(first=number + 1) + "附" * self.options["padding"]
            item = report(text, agency=f"第{number}局", url=f"file:{number}.html", run="")
            item.sources[0].spider = ""
            if number in self.options.get("invalid", ()):
                item.report_year = "二〇一六"  # type: ignore[assignment]
            if number in self.options.get("surrogate", ()):
                item.title = "\ud800"
            yield item
        for number in range(self.options["rejects"]):
            yield Reject(f"file:reject{number}.html", "notice", {"title": "通知"})


def say(item: Any) -> None:
    sys.stdout.write(f"scraped {getattr(item, 'id', None) or item.url}\n")
    sys.stdout.flush()


def main(options: dict[str, Any]) -> None:
    SmallSpider.options = OPTIONS | options
    settings = {
        "MONGO_URI": options["uri"],
        "MONGO_DATABASE": options["database"],
        "SPOOL_DIR": options["spool"],
        "SPOOL_MAX_BYTES": 10**9,
        "STORE_BATCH_SIZE": 10,
        "STORE_DRAIN_SECONDS": 1,
        "CONCURRENT_ITEMS": 16,
        "LOG_LEVEL": "WARNING",
        "TELNETCONSOLE_ENABLED": False,
        "ITEM_PIPELINES": {
            "pipelines.identify.IdentifyPipeline": 100,
            "pipelines.validate.ValidatePipeline": 200,
            "pipelines.store.StorePipeline": 300,
        },
    }
    process = AsyncCrawlerProcess(settings | options.get("settings", {}))
    crawler = process.create_crawler(SmallSpider)
    crawler.signals.connect(say, signals.item_scraped)
    process.crawl(crawler, shade="blue")
    process.start()
    assert crawler.stats is not None
    stats = {name: value for name, value in crawler.stats.get_stats().items() if isinstance(value, int | str)}
    sys.stdout.write(json.dumps(stats) + "\n")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
