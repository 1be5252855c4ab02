"""`scrapy reports list`: all stored reports that the filters let through."""

from __future__ import annotations

import argparse
from contextlib import closing

from scrapy.settings import Settings

from crawler.commands.reports.query import add_filters, add_json, query_from
from crawler.commands.reports.summary import SUMMARY_COLUMNS, counted, summary
from crawler.database import open_repository
from crawler.output import write_json
from crawler.tables import write_table

HELP = "stored reports, by id"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Filters."""
    add_filters(parser)
    add_json(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the reports in the order of their ids."""
    with closing(open_repository(settings)) as repository:
        query = query_from(options, repository)
        rows = [summary(report) for report in repository.find(query, sort=[("_id", 1)], limit=options.limit)]
    if options.json:
        write_json(rows)
    else:
        write_table(rows, SUMMARY_COLUMNS, title=counted(len(rows), "report"))
    return 0
