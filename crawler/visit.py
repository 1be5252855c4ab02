"""A short crawl on behalf of a command: the manners of any crawl, quiet, and no database unless it is to store."""

from __future__ import annotations

from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import SETTINGS_PRIORITIES, Settings


class VisitError(RuntimeError):
    """The visit was cut short, or the program has an error, which the log shows."""


def visit(spider: type[Spider], settings: Settings, *, store: bool = False, **arguments: Any) -> Crawler:
    """Run a spider to its end in this process, once. Raises `VisitError`."""
    settings = settings.copy()
    if not store:
        settings.set("ITEM_PIPELINES", {}, priority="cmdline")
        kept = {name: order for name, order in settings["EXTENSIONS"].items() if not name.startswith("pipelines.")}
        settings.set("EXTENSIONS", kept, priority="cmdline")
    if (settings.getpriority("LOG_LEVEL") or 0) < SETTINGS_PRIORITIES["cmdline"]:
        settings.set("LOG_LEVEL", "WARNING", priority="cmdline")
    failures: list[Any] = []
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(spider)

    def note(failure: Any) -> None:
        failures.append(failure)

    crawler.signals.connect(note, signals.spider_error, weak=False)
    crawler.signals.connect(note, signals.item_error, weak=False)
    process.crawl(crawler, **arguments)
    process.start()
    assert crawler.stats is not None
    reason = crawler.stats.get_value("finish_reason")
    if failures or reason != "finished":
        raise VisitError(f"the visit ended early: {'an error, see above' if failures else reason}")
    return crawler
