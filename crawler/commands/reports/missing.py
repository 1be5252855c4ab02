"""`scrapy reports missing --year 2019`: who has no report on a year."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import get_args

from scrapy.settings import Settings

from crawler.arguments import parse_text, parse_year
from crawler.commands.reports.query import add_json
from crawler.database import open_repository
from crawler.items import Level, as_document
from crawler.missing import missing_agencies, missing_governments
from crawler.output import write_json
from crawler.tables import write_table
from pipelines.agencies import known_agencies
from pipelines.queries import ReportQuery

LEVELS: tuple[str, ...] = get_args(Level)

HELP = "agencies without a report on a year: known from other years, or governments in the table of divisions"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which year, where, which level."""
    parser.add_argument("--year", type=parse_year, required=True, help="report year, e.g. 2019")
    parser.add_argument("--region", type=parse_text, help="code or its beginning (4419) or a name (云南, 楚雄市)")
    parser.add_argument("--level", choices=LEVELS, help="only these; townships without any report are listed only so")
    add_json(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print those that reported on other years first."""
    with closing(open_repository(settings)) as repository:
        known = known_agencies(repository, ReportQuery(region=options.region))
    found = missing_agencies(known, options.year, options.level)
    found += missing_governments(known, options.year, options.level, options.region)
    if options.json:
        write_json([as_document(one) for one in found])
        return 0
    title = f"without a report on {options.year}: {len(found)}"
    columns = ["agency", "level", "region", "code", "known_from", "years"]
    write_table([as_document(one) for one in found], columns, title=title)
    return 0
