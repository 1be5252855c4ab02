"""`scrapy portals new URL`: a draft entry from a live column page."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from scrapy.settings import Settings

from crawler.arguments import BEIJING
from crawler.catalogue import CatalogueError, Portal, plain_netloc
from crawler.catalogue.load import parse_entries, portals_of
from crawler.catalogue.lone import entry_of, lone_portal
from crawler.cms.draft import Draft, draft
from crawler.cms.look import LookSpider
from crawler.commands.portals.catalogue import add_catalogue, catalogue_of
from crawler.middlewares.contact import require_contact
from crawler.output import write_note, write_text
from crawler.visit import VisitError, visit

HELP = "recognise the system behind a column's page and write a draft entry"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which page, and where to."""
    parser.description = f"{HELP}. Exit status: 0 drafted, 1 the page was not had, 2 wrong usage."
    parser.add_argument("url", metavar="URL", help="the list of annual reports as a person sees it")
    parser.add_argument(
        "-o", dest="file", type=Path, metavar="FILE", help="add it to this file, made where there is none"
    )
    parser.add_argument("--by", metavar="WHO", help="evidence.added_by (default: login name)")
    add_catalogue(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the draft, or add it to a file. Raises `ArgumentError` or `VisitError`."""
    catalogue = catalogue_of(options, settings)
    portal = lone_portal("new", options.url, catalogue)
    require_contact([portal], settings.get("CRAWL_CONTACT"))
    spider = visit(type("LookSpider", (LookSpider,), {"portals": {portal.id: portal}}), settings).spider
    assert isinstance(spider, LookSpider)
    if not spider.pages:
        raise VisitError(f"{options.url}: {spider.refused or 'no page'}")
    made = draft(portal, *spider.pages)
    made.entry["id"] = free_id(made.entry["id"], catalogue)
    made.entry["evidence"] = {
        "added_by": options.by or getpass.getuser(),
        "source": f"drafted by scrapy portals new on {datetime.now(BEIJING).date().isoformat()}",
    }
    text = written(made)
    portals_of(parse_entries(text), file=str(options.file or "draft"))
    if options.file:
        add_to(options.file, text)
    else:
        write_text(text)
    for line in told(made, options, catalogue):
        write_note(line)
    return 0


def told(made: Draft, options: argparse.Namespace, catalogue: Mapping[str, Portal]) -> list[str]:
    """What a person should know of the draft."""
    known_by = f", by {'; '.join(made.known_by)}" if made.known_by else ": of no system that is known"
    lines = [f"family {made.entry['family']}{known_by}"]
    served = entry_of(plain_netloc(urlsplit(options.url).netloc), catalogue)
    if served:
        lines.append(f"note: the catalogue has this host already: a column of {served.id}?")
    where = options.file or "FILE"
    return [
        *lines,
        *(f"to do: {remark}" for remark in made.remarks),
        f"next: scrapy portals check {made.entry['id']} --catalogue {where}",
    ]


def free_id(wanted: str, catalogue: Mapping[str, Portal]) -> str:
    """The id, or with the first number behind it that makes it one of its own."""
    number, name = 2, wanted
    while name in catalogue:
        name, number = f"{wanted}-{number}", number + 1
    return name


def written(made: Draft) -> str:
    """The entry as a person would write it, with what is to be done above it; evidence line by line: it grows."""
    remarks = "".join(f"# to do: {remark}\n" for remark in made.remarks)
    entry = {name: value for name, value in made.entry.items() if name != "evidence"}
    evidence = _yaml(made.entry["evidence"], flow=False)
    lines = "".join(f"    {line}\n" for line in evidence.splitlines())
    return f"{remarks}{_yaml([entry], flow=None)}  evidence:\n{lines}"


def add_to(file: Path, text: str) -> None:
    """Add entries to the end of a catalogue file. Raises `CatalogueError` where the whole would not be valid."""
    before = file.read_bytes().decode("utf-8") if file.exists() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    whole = before + ("\n" if before else "") + text
    try:
        entries = parse_entries(whole)
    except yaml.YAMLError as error:
        raise CatalogueError(
            f"{file}: the draft does not fit to what is there: {' '.join(str(error).split())}"
        ) from None
    names = [portal.id for portal in portals_of(entries, file=str(file))]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise CatalogueError(f"{file}: entry {twice} is there already")
    file.write_bytes(whole.encode())


def _yaml(value: Any, *, flow: bool | None) -> str:
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=118, default_flow_style=flow)
    return text
