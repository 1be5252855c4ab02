"""`scrapy reports gone`: reports whose page is not on its portal any more; the documents stay."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from scrapy.settings import Settings

from crawler.database import open_repository
from crawler.output import write_json
from crawler.tables import write_table
from pipelines import layout

HELP = "reports with a source that was gone twice, a week apart"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--json", action="store_true", help="JSON for programs")


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print them, one line a source. Raises `DatabaseUnreachable`."""
    with closing(open_repository(settings)) as repository:
        found = repository.select(layout.REPORTS, {"sources.gone_at": {"$ne": None}}, sort=[("_id", 1)])
        lines: list[dict[str, Any]] = [
            {
                "id": document["_id"],
                "gone_at": source["gone_at"],
                "url": source["url"],
                "left": sum(other["gone_at"] is None for other in document["sources"]),
            }
            for document in found
            for source in document["sources"]
            if source["gone_at"] is not None
        ]
    if options.json:
        write_json(lines)
    else:
        write_table(lines, ("id", "gone_at", "url", "left"), title=f"{len(lines)} sources are gone")
    return 0
