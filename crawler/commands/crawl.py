"""`scrapy crawl`, with an exit status that a scheduler can trust."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any

from scrapy import Spider, signals
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.spiderloader import get_spider_loader

from crawler.arguments import ArgumentError
from crawler.database import mongo_uri, open_repository
from crawler.jobs import Job
from crawler.middlewares.contact import require_contact
from crawler.subcommands import USAGE_ERROR, guarded, one_line_errors
from crawler.summary import columns, progress_line, rows
from crawler.tables import write_table
from pipelines.drain import OUTCOMES, utc_now
from pipelines.run_record import run_id

logger = logging.getLogger(__name__)

CRASHED, WAITING, REFUSED, BLOCKED = 1, 3, 4, 5

NEVER_STARTED = frozenset({"database_unreachable", "spool_unusable", "no_contact"})
"""Why a spider was closed before its first page: the store pipeline could not open what it needs, or nobody says who
asks."""


class Command(ScrapyCrawl):
    """The stock command exits 0 though every item failed; this one tells."""

    def short_desc(self) -> str:
        return "Run a spider: 0 all stored, 2 usage or no database, 3 items wait, 4 items refused, 5 blocked"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        one_line_errors(parser)
        parser.add_argument("--strict", action="store_true", help="exit with 5 where a portal is blocked or failing")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """What is wrong with arguments or database is said here, in one line, before Scrapy logs anything."""
        super().process_options(args, opts)
        if status := guarded(lambda: self._check(args, opts)):
            sys.exit(status)

    def _check(self, args: Sequence[str], opts: argparse.Namespace) -> int:
        assert self.settings is not None
        if catalogue := opts.spargs.get("catalogue"):  # before the spider is looked for: it may be an entry of it
            self.settings.set("CATALOGUE", catalogue, priority="cmdline")
        self.spider = self._spider(args)
        check = getattr(self.spider, "check_arguments", None)
        if check is not None:
            check(opts.spargs)
        chosen = getattr(self.spider, "chosen_portals", None)
        if chosen is not None:
            require_contact(chosen(self.settings, opts.spargs).values(), self.settings.get("CRAWL_CONTACT"))
        self.settings.set("MONGO_URI", mongo_uri(self.settings), priority="cmdline")
        open_repository(self.settings).close()
        return 0

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        del args
        assert self.crawler_process is not None
        crawler = self._create_crawler(self.spider)
        failures: list[Any] = []

        def note(failure: Any) -> None:
            failures.append(failure)

        crawler.signals.connect(note, signals.item_error, weak=False)
        crawler.signals.connect(note, signals.spider_error, weak=False)
        assert self.settings is not None
        job = Job(self.settings["JOBDIR"])
        job.begin()
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        if self.crawler_process.bootstrap_failed:
            self.exitcode = CRASHED
        elif "finish_reason" not in _stats(crawler):
            self.exitcode = guarded(lambda: self._cut_short(crawler))
        else:
            stats = _stats(crawler)
            job.end(stats.get("finish_reason", ""))
            if hasattr(self.spider, "chosen_portals"):
                guarded(lambda: _tell(stats))  # where nothing can be printed, the status still tells
            self.exitcode = exit_status(stats, failed=len(failures), strict=opts.strict)

    def _cut_short(self, crawler: Crawler) -> int:
        """A second signal ends the process before the pipelines are closed: the run's record says so here."""
        assert self.settings is not None
        stats = _stats(crawler)
        spooled, stored = stats.get("store/spooled", 0), sum(stats.get(f"store/{name}", 0) for name in OUTCOMES)
        fields = {"finished_at": utc_now(), "outcome": "forced", "spooled": spooled}
        with closing(open_repository(self.settings)) as repository:
            repository.credit_run(run_id(crawler), "end", {}, fields)
        logger.error("the crawl was cut short; what it had accepted is on disk, `scrapy drain` stores it")
        return WAITING if spooled > stored else CRASHED

    def _spider(self, args: Sequence[str]) -> type[Spider]:
        if len(args) != 1 or args[0].startswith("-"):
            raise ArgumentError(f"scrapy crawl takes one spider's name, not {' '.join(args) or 'nothing'}")
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        try:
            return loader.load(args[0])
        except KeyError:
            raise ArgumentError(
                f"there is no spider {args[0]!r}; there are: {', '.join(sorted(loader.list()))}"
            ) from None


def exit_status(stats: Mapping[str, Any], *, failed: int, strict: bool) -> int:
    """The exit status of a crawl from its stats; `failed` counts items and pages that raised.

    Rejected and unchanged pages are success. A refused item needs a person and outranks one that merely waits.

    >>> exit_status({"store/new": 5}, failed=0, strict=False)
    0
    >>> exit_status({"store/waiting": 2}, failed=0, strict=False)
    3
    >>> exit_status({"store/waiting": 2, "store/refused": 1}, failed=0, strict=False)
    4
    >>> exit_status({"portals/blocked": 1}, failed=0, strict=True)
    5
    >>> exit_status({"finish_reason": "database_unreachable"}, failed=0, strict=False)
    2
    """
    if stats.get("finish_reason") in NEVER_STARTED:
        return USAGE_ERROR
    refused = any(stats.get(name) for name in ("store/refused", "validate/refused"))
    if failed or refused or stats.get("finish_reason") == "spool_full":
        return REFUSED
    if stats.get("store/waiting"):
        return WAITING
    if strict and (stats.get("portals/blocked") or stats.get("portals/failing")):
        return BLOCKED
    return 0


def _tell(stats: Mapping[str, Any]) -> int:
    if table := rows(stats):
        write_table(table, columns(table), title=progress_line(stats))
    return 0


def _stats(crawler: Crawler) -> Mapping[str, Any]:
    assert crawler.stats is not None
    return crawler.stats.get_stats()
