"""The filters that `scrapy reports new|list|export` share."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import Any, get_args

from crawler.arguments import ArgumentError, parse_since
from crawler.items import Form, Kind
from pipelines.queries import ReportQuery
from pipelines.repository import Repository

FORMS: tuple[str, ...] = get_args(Form)
KINDS: tuple[str, ...] = get_args(Kind)


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Options that narrow a list of reports; all given ones must hold."""
    parser.add_argument("--year", type=int, help="report year, e.g. 2019")
    parser.add_argument("--region", help="code or its beginning (4419) or a name (云南, 楚雄市)")
    parser.add_argument("--agency", help="part of the reporting agency's name, e.g. 樟木头")
    parser.add_argument("--form", choices=FORMS, help="form of the report")
    parser.add_argument("--kind", choices=KINDS, help="has a section of this kind")
    parser.add_argument("--issue", help="has an issue of this code, e.g. spam_phrase")
    parser.add_argument("--limit", type=_positive, default=0, help="at most that many")
    parser.add_argument("--json", action="store_true", help="print JSON in place of a table")


def add_time(parser: argparse.ArgumentParser) -> None:
    """Since when, or in which run."""
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--since", type=_instant, metavar="7d|2026-11-01", help="12h, 7d, 2w ago or a day (Beijing)")
    when.add_argument("--run", metavar="ID|last", help="first stored by this run")


def query_from(options: argparse.Namespace, repository: Repository, *, since: str | None = None) -> ReportQuery:
    """The query that the options mean; `since` holds where neither --since nor --run is given.

    Raises `ArgumentError` for a run that does not exist.
    """
    fields: dict[str, Any] = {
        name: getattr(options, name) for name in ("year", "region", "agency", "form", "kind", "issue")
    }
    run = getattr(options, "run", None)
    when = getattr(options, "since", None) or (_instant(since) if since and not run else None)
    return ReportQuery(
        **fields,
        run=run_id(run, repository) if run else None,
        since=when,
    )


def run_id(name: str, repository: Repository) -> str:
    """The id of the run named, `last` being the newest. Raises `ArgumentError` where there is none."""
    run = repository.last_run() if name == "last" else repository.get_run(name)
    if run is None:
        known = "no run is recorded yet" if name == "last" else f"there is no run {name!r}"
        raise ArgumentError(f"{known}: scrapy crawl records one each time")
    return str(run["_id"])


def _instant(text: str) -> datetime:
    try:
        return parse_since(text, now=datetime.now(UTC))
    except ArgumentError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
