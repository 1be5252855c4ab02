"""`scrapy reports watch`: a line for each report as it is stored."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import closing, suppress
from typing import Any

from scrapy.settings import Settings

from crawler.commands.reports.query import add_filters, add_json, query_from
from crawler.commands.reports.summary import summary
from crawler.database import open_repository
from crawler.output import write_json, write_note, write_text
from crawler.tables import shown

HELP = "follow live what is stored, until Ctrl-C: new reports and new revisions (the database must be a replica set)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Filters and output."""
    add_filters(parser)
    add_json(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print lines until interrupted, or until `--limit` of them."""
    with closing(open_repository(settings)) as repository:
        query = query_from(options, repository)
        with suppress(KeyboardInterrupt), repository.arrivals() as arrivals:
            write_note("watching; Ctrl-C ends it")
            printed = 0
            for kind, name in arrivals:
                if report := repository.get_if(name, query):
                    _print(kind, report, as_json=options.json)
                    printed += 1
                if printed == options.limit > 0:
                    break
    return 0


def _print(kind: str, report: Mapping[str, Any], *, as_json: bool) -> None:
    line = {"event": kind, **summary(report)}
    if as_json:
        write_json(line)
    else:
        write_text("  ".join(shown(line[name]) for name in ("changed_at", "event", "id", "title")) + "\n")
