"""`scrapy portals check NAME…`: does the entry find what the portal has? Seen with the manners of a crawl."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path

from scrapy.settings import Settings

from crawler.arguments import BEIJING
from crawler.catalogue.edit import write_values
from crawler.cms.check import CheckSpider
from crawler.cms.findings import ColumnFindings, Findings, Sample, evidence_of, opening
from crawler.cms.recipe import Recipe
from crawler.commands.portals.catalogue import add_catalogue, catalogue_of, named
from crawler.items import Metadata
from crawler.middlewares.contact import require_contact
from crawler.output import write_text
from crawler.visit import visit

HELP = "fetch pages 1 and 2 of each column and one report, say whether the entry is right, keep that in it"
SHOWN = 3
"""Titles shown of a page."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which entries, and what to write down."""
    parser.description = f"{HELP}. Exit status: 0 all passed, 1 one failed, 2 wrong usage."
    parser.add_argument("names", nargs="+", metavar="NAME", help="ids of entries, whatever their status")
    add_catalogue(parser)
    writing = parser.add_mutually_exclusive_group()
    writing.add_argument("--dry-run", action="store_true", help="only show; leave the file alone")
    writing.add_argument("--activate", action="store_true", help="set status: active where the check passes")
    parser.add_argument(
        "--by", metavar="WHO", help="who stands for a new entry (evidence.added_by; default: login name)"
    )


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print what was seen and keep it. Raises `ArgumentError`."""
    catalogue = catalogue_of(options, settings)
    portals = {name: named(catalogue, name) for name in options.names}
    require_contact(portals.values(), settings.get("CRAWL_CONTACT"))
    for portal in portals.values():
        Recipe.of(portal)
    spider = visit(type("CheckSpider", (CheckSpider,), {"portals": portals}), settings).spider
    assert isinstance(spider, CheckSpider)
    today = datetime.now(BEIJING).date().isoformat()
    passed = True
    for found in spider.findings.values():
        lines = list(report(found))
        if not options.dry_run:
            lines.append(keep(found, day=today, by=options.by, activate=options.activate))
        write_text("\n".join(lines) + "\n\n")
        passed = passed and not found.problems()
    return 0 if passed else 1


def keep(found: Findings, *, day: str, by: str | None, activate: bool) -> str:
    """Write the evidence into the entry; what was done, for people. Raises `CatalogueError`."""
    portal, problems = found.portal, found.problems()
    if problems and not found.conclusive:
        return "not written down: this says nothing of the entry, only of this hour"
    values = {"evidence": evidence_of(found, day=day, added_by=by or getpass.getuser())}
    activated = activate and not problems and portal.status != "active"
    write_values(Path(portal.file), portal.id, values | ({"status": "active"} if activated else {}))
    told = f"written down in {portal.file}"
    if activated:
        return f"{told}; status: active"
    if not problems and portal.status == "unverified":
        return f"{told}; still unverified: --activate, or your own hand, makes it active"
    return f"{told}; its status is still active: change it by hand" if problems and portal.status == "active" else told


def report(found: Findings) -> Iterator[str]:
    """What was seen, line by line."""
    portal, problems = found.portal, found.problems()
    yield f"{portal.id}  {portal.name}  ({portal.family}, {portal.status})"
    yield f"robots.txt  {found.robots_verdict}"
    for column in found.columns:
        yield from _column(column)
    if found.sample is not None:
        yield from _sample(found.sample)
    yield from (f"look at this: {remark}" for remark in found.remarks())
    yield "passed" if not problems else "FAILED"
    yield from (f"  {problem}" for problem in problems)


def _column(found: ColumnFindings) -> Iterator[str]:
    yield f"column      {found.column.url}  ({found.column.kind})"
    for number, page in enumerate(found.pages, 1):
        what = f"{len(page.items)} items" if page.items is not None else "no list"
        total = f" of {page.total} declared" if page.total is not None else ""
        status = "" if page.status == 200 else f", status {page.status}"
        answer = f", {page.answer}" if page.answer else ""
        again = f", {found.overlap} of them on page 1 too" if number == 2 and found.overlap is not None else ""
        yield f"  page {number}    {what}{total}{again}{status}{answer}  {page.url}"
        for item in list((page.items or {}).values())[:SHOWN]:
            yield f"              {item.date or '-':<10}  {item.title}"
    if found.hubs:
        yield f"  followed  {'  '.join(found.hubs)}"
    if found.refused:
        yield f"  not had   {found.refused}"


def _sample(sample: Sample) -> Iterator[str]:
    yield f"sample      {sample.url}"
    yield f"  listed as {sample.title or '-'}"
    if sample.reason is not None:
        yield f"  not a report: {sample.reason}"
    if sample.report is not None:
        report, header = sample.report, sample.report.metadata
        yield f"  read as   {report.title or '-'}; {report.agency.name or '-'}; {report.report_year or '-'}"
        for name in (field.name for field in fields(Metadata)):
            value = getattr(header, name)
            if value and name not in ("header", "keywords", "abstract") and not name.endswith("_raw"):
                yield f"  {name:<18} {value}"
        yield f"  text      {opening(report)}"
