"""`scrapy reports new`: what came in since a time or with a run."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from scrapy.settings import Settings

from crawler.commands.reports.query import add_filters, add_json, add_time, query_from
from crawler.commands.reports.summary import SUMMARY_COLUMNS, counted, summary
from crawler.database import open_repository
from crawler.output import write_json, write_text
from crawler.tables import write_table

HELP = "reports first stored since a time (default: 7 days) or by a run"
DEFAULT_SINCE = "7d"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Time and filters."""
    add_time(parser)
    add_filters(parser)
    add_json(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the new reports, oldest first."""
    with closing(open_repository(settings)) as repository:
        query = query_from(options, repository, since=DEFAULT_SINCE)
        found = repository.find(query, sort=[("first_seen_at", 1), ("_id", 1)], limit=options.limit)
        rows = [summary(report) for report in found]
        record = repository.get_run(query.run) if query.run else None
    if options.json:
        write_json(rows)
        return 0
    write_table(rows, SUMMARY_COLUMNS, title=counted(len(rows), "new report"))
    if record:
        write_text(run_line(record) + "\n")
    return 0


def run_line(run: Mapping[str, Any]) -> str:
    """What a run did, in one line.

    >>> run_line({"_id": "20261124T133000Z-replay-ab12", "counts": {"new": 5, "unchanged": 5}})
    'run 20261124T133000Z-replay-ab12: 5 new, 0 changed, 5 unchanged, 0 rejected, 0 refused'
    """
    counts = run.get("counts", {})
    words = {"new": "new", "changed": "changed", "unchanged": "unchanged", "rejects": "rejected", "refused": "refused"}
    return f"run {run['_id']}: " + ", ".join(f"{counts.get(name, 0)} {word}" for name, word in words.items())
