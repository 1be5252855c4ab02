"""`scrapy reports inspect PATH…`: what would be read from saved pages; no database."""

from __future__ import annotations

import argparse
from typing import Any

from scrapy.settings import Settings

from crawler.items import AnnualReport
from crawler.output import write_json, write_note
from crawler.replay.read import ReplayedPage, read_saved, source_of
from crawler.replay.saved_pages import check_root, saved_pages, survey, utf8_name
from pipelines.identify import identify

HELP = "read saved pages without a database: one JSON line a page on standard output, nothing else"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which pages."""
    parser.add_argument("paths", nargs="+", type=check_root, metavar="PATH", help="file or folder of saved pages")


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print `{"path", "accepted", "reason", "report"}` for each page; what is passed over is told on standard error."""
    del settings
    for root in options.paths:
        if remark := survey(root).remark():
            write_note(f"note: {remark}")
        for saved in saved_pages(root):
            write_json(line(read_saved(saved)))
    return 0


def line(replayed: ReplayedPage) -> dict[str, Any]:
    """The record of one page; `report` is None only if no page could be read."""
    return {
        "path": utf8_name(str(replayed.saved.path)),
        "accepted": replayed.accepted,
        "reason": replayed.reason,
        "report": _identified(replayed),
    }


def _identified(replayed: ReplayedPage) -> AnnualReport | None:
    """The report with its id and hashes, as it would be stored."""
    if replayed.reading is None:
        return None
    report = replayed.reading.report
    report.sources = [source_of(replayed, spider="inspect")]
    identify(report)
    return report
