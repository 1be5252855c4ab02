"""`scrapy reports diff ID`: what a correction changed, field by field."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any

from scrapy.settings import Settings

from crawler.arguments import ArgumentError, parse_limit, parse_text
from crawler.commands.reports.query import add_json
from crawler.database import open_repository
from crawler.difference import Change, compare
from crawler.items import as_document
from crawler.output import write_json, write_text
from crawler.tables import write_table

HELP = "what differs between two revisions of a report (default: the last two): fields, cells, sentences"
Versions = Mapping[int, Mapping[str, Any]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which report and which revisions."""
    parser.add_argument("id", type=parse_text, help="e.g. 441900112:樟木头镇人民政府:2016")
    parser.add_argument("--from", dest="earlier", type=parse_limit, metavar="N", help="revision to start from")
    parser.add_argument("--to", dest="later", type=parse_limit, metavar="N", help="revision to compare with it")
    add_json(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the changes. Raises `ArgumentError` where there is no such report or revision."""
    with closing(open_repository(settings)) as repository:
        current = repository.get(options.id)
        versions = {version["revision"]: version for version in repository.revisions(options.id)}
    if current is None:
        raise ArgumentError(f"there is no report {options.id!r}; `scrapy reports list` shows the ids")
    versions[current["revision"]] = current
    pair = _chosen(versions, options.earlier, options.later)
    changes = compare(versions[pair[0]], versions[pair[1]]) if pair else []
    if options.json:
        earlier, later = pair or (None, current["revision"])
        write_json({"id": options.id, "from": earlier, "to": later, "changes": as_document(changes)})
    elif pair is None:
        write_text(f"{options.id} has one revision, there is nothing to compare\n")
    else:
        _print(f"{options.id}: revision {pair[0]} to {pair[1]}", changes)
    return 0


def _chosen(versions: Versions, earlier: int | None, later: int | None) -> tuple[int, int] | None:
    """The revisions to compare, None where there is but one and none was asked for."""
    known = sorted(versions)
    for asked in (earlier, later):
        if asked is not None and asked not in versions:
            raise ArgumentError(f"there is no revision {asked}; there are: {', '.join(map(str, known))}")
    if later is None:
        later = known[-1]
    if earlier is None:
        before = [number for number in known if number < later]
        if not before:
            return None
        earlier = before[-1]
    return earlier, later


def _print(title: str, changes: Sequence[Change]) -> None:
    fields = [as_document(change) for change in changes if change.lines is None]
    write_table(fields, ["path", "kind", "before", "after"], title=title)
    for change in changes:
        if change.lines is not None:
            write_text("\n".join([f"\n{change.path}", *(f"  {line}" for line in change.lines)]) + "\n")
    if not changes:
        write_text("nothing that was read differs\n")
