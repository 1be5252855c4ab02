"""`scrapy reports read URL`: one live page, read with the manners of a crawl and shown; stored only where asked."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from scrapy.settings import Settings

from crawler.arguments import parse_text
from crawler.cms.read import ReadSpider, portal_of_page
from crawler.commands.crawl import exit_status
from crawler.commands.portals.catalogue import add_catalogue, catalogue_of
from crawler.commands.reports.query import add_json
from crawler.commands.reports.show import print_report
from crawler.database import mongo_uri, open_repository
from crawler.items import AnnualReport, Reject, Source, as_document
from crawler.middlewares.contact import require_contact
from crawler.output import write_json, write_note
from crawler.visit import VisitError, visit
from pipelines.identify import identify

HELP = "read one live page with the manners of a crawl and show it; --store keeps it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which page, and what to do with it."""
    parser.description = f"{HELP}. Exit status: 0 a report, 1 none, 2 wrong usage; with --store as of a crawl."
    parser.add_argument("url", type=parse_text, metavar="URL", help="address of a report's page, of any host")
    parser.add_argument("--store", action="store_true", help="store it as a crawl would")
    add_catalogue(parser)
    add_json(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print what the page is. Raises `ArgumentError`, `VisitError` or `DatabaseUnreachable`."""
    portal = portal_of_page(options.url, catalogue_of(options, settings))
    require_contact([portal], settings.get("CRAWL_CONTACT"))
    if options.store:
        settings.set("MONGO_URI", mongo_uri(settings), priority="cmdline")
        open_repository(settings).close()
    kind = type("ReadSpider", (ReadSpider,), {"portals": {portal.id: portal}, "url": options.url})
    crawler = visit(kind, settings, store=options.store)
    spider, stats = crawler.spider, crawler.stats
    assert isinstance(spider, ReadSpider)
    assert stats is not None
    if spider.result is None:
        raise VisitError(f"{options.url}: {spider.refused or 'no page'}")
    read = spider.result
    report = read.reading.report if read.reading is not None else None
    reason = None if read.outcome == "report" else read.outcome
    if report is not None and report.id is None:
        report.sources = report.sources or [_source(options.url, read.item)]
        identify(report)
    if options.json:
        write_json({"url": options.url, "accepted": reason is None, "reason": reason, "report": report})
    elif report is not None:
        print_report(as_document(report))
    if reason is not None:
        write_note(f"not a report: {reason}")
    if options.store:
        write_note(_kept(stats.get_stats(), report, reason))
        if status := exit_status(stats.get_stats(), failed=0, strict=False):
            return status
    return 0 if reason is None else 1


def _source(url: str, item: AnnualReport | Reject) -> Source:
    """The source of a page that is no report: it has an id, too, so that a person can see why it is not another."""
    assert isinstance(item, Reject)
    return Source(url, urlsplit(url).hostname, item.spider, "", page_sha256=item.page_sha256)


def _kept(stats: Mapping[str, Any], report: AnnualReport | None, reason: str | None) -> str:
    """What became of it in the database."""
    names = ("new", "changed", "unchanged", "rejects", "waiting", "refused")
    done = next((name for name in names if stats.get(f"store/{name}")), "not stored")
    what = report.id if report is not None and reason is None else "the page"
    return f"{what}: {'noted among the rejects' if done == 'rejects' else done}"
