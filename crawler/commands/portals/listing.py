"""`scrapy portals list`: the entries of the catalogue, and when each was crawled last."""

from __future__ import annotations

import argparse
from typing import Any

from scrapy.settings import Settings

from crawler.catalogue import Portal, select
from crawler.commands.portals.catalogue import add_catalogue, catalogue_of
from crawler.output import write_json
from crawler.tables import write_table

HELP = "the portals of the catalogue"
_COLUMNS = ("id", "name", "level", "family", "status", "host", "columns", "checked")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--select", default=None, metavar="WORDS", help="as in -a select=…; without it everything")
    add_catalogue(parser)
    parser.add_argument("--json", action="store_true", help="JSON for programs")


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print them."""
    portals = catalogue_of(options, settings)
    if options.select:
        portals = select(portals, options.select)
    lines = [line(portal) for portal in portals.values()]
    if options.json:
        write_json(lines)
    else:
        write_table(lines, _COLUMNS, title=f"{len(lines)} portals")
    return 0


def line(portal: Portal) -> dict[str, Any]:
    """One entry in a table."""
    return {
        "id": portal.id,
        "name": portal.name,
        "level": portal.level,
        "division": portal.division,
        "family": portal.family,
        "status": portal.status,
        "host": portal.hosts[0].host,
        "columns": len(portal.columns),
        "checked": portal.evidence.get("checked") or portal.checked,
    }
