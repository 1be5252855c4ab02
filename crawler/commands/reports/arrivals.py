"""`scrapy reports new` and `changed`: what came in, or came in otherwise, since a time, a run or the last question."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from scrapy.settings import Settings

from crawler.arguments import ArgumentError, parse_text
from crawler.commands.reports.query import add_filters, add_json, add_time, query_from
from crawler.commands.reports.summary import SUMMARY_COLUMNS, counted, summary
from crawler.database import open_repository
from crawler.output import write_json, write_text
from crawler.tables import write_table
from pipelines.bookmarks import Bookmark
from pipelines.drain import utc_now
from pipelines.repository import Repository

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
        parser.add_argument(
            "--bookmark", type=parse_text, metavar="NAME", help="what this bookmark has not given yet; moves it on"
        )
        parser.add_argument(
            "--again", action="store_true", help="what the bookmark gave last, which was lost; it stays where it is"
        )
        add_filters(parser)
        add_json(parser)

    def run(self, options: argparse.Namespace, settings: Settings) -> int:
        """Print the reports, oldest first. Raises `ArgumentError` for arguments that do not go together."""
        if options.bookmark and (options.since or options.run):
            raise ArgumentError("--bookmark tells since when: leave --since and --run out")
        if options.again and not options.bookmark:
            raise ArgumentError("--again needs --bookmark NAME")
        with closing(open_repository(settings)) as repository:
            record = None
            if options.bookmark:
                found: Iterable[Mapping[str, Any]] = self._since_bookmark(options, repository)
            else:
                query = query_from(options, repository, since=DEFAULT_SINCE, changed=self.changed)
                found = repository.find(query, sort=[(self.order, 1), ("_id", 1)], limit=options.limit)
                record = repository.get_run(query.run) if query.run else None
            rows = [summary(report) for report in found]
        if options.json:
            write_json(rows)
            return 0
        write_table(rows, self.columns, title=counted(len(rows), f"{self.word} report"))
        if record:
            write_text(run_line(record) + "\n")
        return 0

    def _since_bookmark(self, options: argparse.Namespace, repository: Repository) -> Sequence[Mapping[str, Any]]:
        """What is printed is claimed first: two readers of one bookmark never print the same report."""
        query = query_from(options, repository)
        bookmark = Bookmark(repository, options.bookmark, "changed" if self.changed else "new")
        if options.again:
            return bookmark.read_again(query).reports
        while True:
            delivery = bookmark.read(query, limit=options.limit)
            if bookmark.advance(delivery, now=utc_now()):
                return delivery.reports


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
