"""`scrapy reports stats`: how many there are, by year, form, province, quality and issue."""

from __future__ import annotations

import argparse
from contextlib import closing

from scrapy.settings import Settings

from crawler.commands.reports.query import add_json
from crawler.database import open_repository
from crawler.output import write_json
from crawler.tables import write_table

HELP = "counts by year, form, province, quality and issue"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Output."""
    add_json(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print one table for each way of counting."""
    with closing(open_repository(settings)) as repository:
        counts = repository.stats()
    if options.json:
        write_json(counts)
        return 0
    write_table([{"reports": counts["reports"]}], ["reports"])
    for dimension, groups in counts.items():
        if isinstance(groups, dict):
            rows = [{dimension: name, "reports": count} for name, count in groups.items()]
            write_table(rows, [dimension, "reports"])
    return 0
