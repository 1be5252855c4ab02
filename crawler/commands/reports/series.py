"""`scrapy reports series AGENCY`: the figures of one agency over the years."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import closing

from scrapy.settings import Settings

from crawler.arguments import ArgumentError, parse_text
from crawler.commands.reports.query import add_json
from crawler.commands.reports.summary import counted
from crawler.database import open_repository
from crawler.items import as_document
from crawler.output import write_json, write_text
from crawler.series import KEY_FIGURES, YearCheck, YearLine, series, year_checks
from crawler.tables import write_table
from pipelines.agencies import KnownAgency, known_agencies
from pipelines.queries import ReportQuery
from pipelines.repository import Repository

HELP = "an agency's key figures over the years, years without a report, and whether consecutive years fit (I5-I7)"
_NAMED = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which agency."""
    parser.add_argument("agency", type=parse_text, help="its name or a part that no other has, e.g. 紫溪镇人民政府")
    parser.add_argument(
        "--region", type=parse_text, help="code or its beginning or a name, where several have that name"
    )
    add_json(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the years. Raises `ArgumentError` where none or several agencies are meant."""
    with closing(open_repository(settings)) as repository:
        agency = the_agency(repository, options.agency, options.region)
        reports = [report for name in agency.reports if (report := repository.get(name))]
    lines, checks = series(reports), year_checks(reports)
    if options.json:
        write_json(
            {
                "agency": agency.name,
                "region": " ".join(agency.path) or None,
                "years": as_document(lines),
                "checks": [{"years": list(found.years), **as_document(found.check)} for found in checks],
            }
        )
    else:
        _print(agency, lines, checks)
    return 0


def the_agency(repository: Repository, name: str, region: str | None) -> KnownAgency:
    """The one agency of that name, else the one with that in its name. Raises `ArgumentError`."""
    found = known_agencies(repository, ReportQuery(agency=name, region=region))
    found = [agency for agency in found if agency.name == name] or found
    if not found:
        raise ArgumentError(f"there is no report of an agency named {name!r}")
    if len(found) > 1:
        named = "; ".join(f"{' '.join(one.path) or one.place or '-'} {one.name}" for one in found[:_NAMED])
        more = ", …" * (len(found) > _NAMED)
        raise ArgumentError(f"{len(found)} agencies fit {name!r}, add --region or more of the name: {named}{more}")
    return found[0]


def _print(agency: KnownAgency, lines: Sequence[YearLine], checks: Sequence[YearCheck]) -> None:
    figures = [name for name in KEY_FIGURES if any(name in line.figures for line in lines)]
    rows = [
        {
            "year": line.year,
            "form": line.form or "no report",
            **{name: figure.value for name, figure in line.figures.items()},
        }
        for line in lines
    ]
    missing = sum(line.report is None for line in lines)
    title = f"{agency.name} · {' '.join(agency.path) or agency.place or '-'}: {counted(len(lines) - missing, 'report')}"
    write_table(rows, ["year", "form", *figures], title=title + f", {counted(missing, 'year')} without" * bool(missing))
    broken = [
        {"years": "-".join(map(str, found.years)), **as_document(found.check)}
        for found in checks
        if found.check.status in ("fail", "uncertain")
    ]
    passed = sum(found.check.status == "pass" for found in checks)
    if broken:
        write_table(broken, ["years", "identity", "rule", "status", "expected", "actual", "note"], title="do not fit")
    write_text(f"checks over two years: {passed} pass, {len(broken)} do not fit\n")
