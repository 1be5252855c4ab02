"""The filters that `scrapy reports new|changed|list|export` share."""

from __future__ import annotations

import argparse
from typing import Any, get_args

from crawler.arguments import ArgumentError, parse_limit, parse_since, parse_text, parse_year
from crawler.items import Form, Kind
from crawler.output import write_note
from pipelines.queries import ReportQuery
from pipelines.repository import Repository

FORMS: tuple[str, ...] = get_args(Form)
KINDS: tuple[str, ...] = get_args(Kind)


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Options that narrow a list of reports; all given ones must hold."""
    parser.add_argument("--year", type=parse_year, help="report year, e.g. 2019")
    parser.add_argument("--region", type=parse_text, help="code or its beginning (4419) or a name (云南, 楚雄市)")
    parser.add_argument("--agency", type=parse_text, help="part of the reporting agency's name, e.g. 樟木头")
    parser.add_argument("--form", choices=FORMS, help="form of the report")
    parser.add_argument("--kind", choices=KINDS, help="has a section of this kind")
    parser.add_argument("--issue", type=parse_text, help="has an issue of this code, e.g. spam_phrase")
    parser.add_argument("--limit", type=parse_limit, default=0, help="at most that many")


def add_json(parser: argparse.ArgumentParser) -> None:
    """The option for programs."""
    parser.add_argument("--json", action="store_true", help="print JSON in place of tables")


def add_time(parser: argparse.ArgumentParser, run: str) -> None:
    """Since when, or in which run; `run` tells what that run did."""
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--since", type=parse_since, metavar="7d|2026-11-01", help="12h, 7d, 2w ago or a day (Beijing)")
    when.add_argument("--run", type=parse_text, metavar="ID|last", help=run)


def query_from(
    options: argparse.Namespace, repository: Repository, *, since: str | None = None, changed: bool = False
) -> ReportQuery:
    """The query that the options mean; `since` holds where neither --since nor --run is given.

    Raises `ArgumentError` for a run that does not exist; an issue that no report has gets a note.
    """
    fields: dict[str, Any] = {
        name: getattr(options, name) for name in ("year", "region", "agency", "form", "kind", "issue")
    }
    run = getattr(options, "run", None)
    when = getattr(options, "since", None) or (parse_since(since) if since and not run else None)
    if options.issue and not repository.count(ReportQuery(issue=options.issue)):
        in_use = ", ".join(repository.issue_codes()) or "none"
        write_note(f"note: no report has the issue {options.issue!r}; in use are: {in_use}")
    return ReportQuery(**fields, run=run_id(run, repository) if run else None, since=when, changed=changed)


def run_id(name: str, repository: Repository) -> str:
    """The id of the run named, `last` being the newest. Raises `ArgumentError` where there is none."""
    run = repository.last_run() if name == "last" else repository.get_run(name)
    if run is None:
        known = "no run is recorded yet" if name == "last" else f"there is no run {name!r}"
        raise ArgumentError(f"{known}: scrapy crawl records one each time")
    return str(run["_id"])
