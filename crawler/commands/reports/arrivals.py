"""`scrapy reports new` and `changed`: what came in, or came in otherwise, since a time or with a run."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from scrapy.settings import Settings

from crawler.commands.reports.query import add_filters, add_json, add_time, query_from
from crawler.commands.reports.summary import SUMMARY_COLUMNS, counted, summary
from crawler.database import open_repository
from crawler.output import write_json, write_text
from crawler.tables import write_table

DEFAULT_SINCE = "7d"


@dataclass(frozen=True)
class Arrivals:
    """One of the two subcommands; they differ in which instant and run of a report they ask for."""

    HELP: str
    word: str
    run_help: str
    order: str
    columns: tuple[str, ...]
    changed: bool

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Time, filters and output."""
        add_time(parser, self.run_help)
        add_filters(parser)
        add_json(parser)

    def run(self, options: argparse.Namespace, settings: Settings) -> int:
        """Print the reports, oldest first."""
        with closing(open_repository(settings)) as repository:
            query = query_from(options, repository, since=DEFAULT_SINCE, changed=self.changed)
            found = repository.find(query, sort=[(self.order, 1), ("_id", 1)], limit=options.limit)
            rows = [summary(report) for report in found]
            record = repository.get_run(query.run) if query.run else None
        if options.json:
            write_json(rows)
            return 0
        write_table(rows, self.columns, title=counted(len(rows), f"{self.word} report"))
        if record:
            write_text(run_line(record) + "\n")
        return 0


NEW = Arrivals(
    HELP="reports first stored since a time (default: 7 days) or by a run",
    word="new",
    run_help="first stored by this run",
    order="first_seen_at",
    columns=SUMMARY_COLUMNS,
    changed=False,
)
CHANGED = Arrivals(
    HELP="reports of which a new revision was stored since a time (default: 7 days) or by a run",
    word="changed",
    run_help="whose present revision this run stored",
    order="changed_at",
    columns=(*SUMMARY_COLUMNS, "revision"),
    changed=True,
)


def run_line(run: Mapping[str, Any]) -> str:
    """What a run did, in one line.

    >>> run_line({"_id": "20261124T133000Z-replay-ab12", "counts": {"new": 5, "unchanged": 5}})
    'run 20261124T133000Z-replay-ab12: 5 new, 0 changed, 5 unchanged, 0 rejected, 0 refused'
    """
    counts = run.get("counts", {})
    words = {"new": "new", "changed": "changed", "unchanged": "unchanged", "rejects": "rejected", "refused": "refused"}
    return f"run {run['_id']}: " + ", ".join(f"{counts.get(name, 0)} {word}" for name, word in words.items())
