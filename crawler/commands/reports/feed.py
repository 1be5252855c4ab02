"""`scrapy reports feed -o FILE` or `--webhook URL`: for people who would rather be told."""

from __future__ import annotations

import argparse
import hashlib
import json
from contextlib import closing
from pathlib import Path

from scrapy.settings import Settings

from crawler.arguments import ArgumentError, parse_text
from crawler.commands.reports.query import add_filters, query_from
from crawler.commands.reports.summary import counted, summary
from crawler.database import open_repository
from crawler.feeds import atom, json_feed
from crawler.items import as_json
from crawler.output import dump, write_note
from crawler.webhook import check_url, send
from pipelines.bookmarks import Bookmark
from pipelines.drain import utc_now
from pipelines.queries import ReportQuery
from pipelines.repository import Repository

HELP = "the newest reports as an Atom (.xml) or JSON feed (.json), or new ones to a web hook"
DEFAULT_LIMIT = 100
FILTERS = ("year", "region", "agency", "form", "kind", "issue")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to and filters."""
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("-o", "--output", type=parse_text, metavar="FILE", help=".xml (Atom) or .json (JSON Feed)")
    where.add_argument(
        "--webhook",
        type=check_url,
        metavar="URL",
        help="POST what is new since the last time, signed with OGI_WEBHOOK_SECRET, until it is taken",
    )
    parser.add_argument(
        "--bookmark", type=parse_text, metavar="NAME", help="of the web hook; default: one for each URL"
    )
    add_filters(parser)
    parser.set_defaults(limit=DEFAULT_LIMIT)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Write or send. Raises `ArgumentError`, or `NotDelivered` where the receiver takes nothing."""
    if options.bookmark and not options.webhook:
        raise ArgumentError("--bookmark goes with --webhook")
    if options.output and Path(options.output).suffix.lower() not in (".xml", ".json"):
        raise ArgumentError(f"-o {options.output!r}: write .xml (Atom) or .json (JSON Feed)")
    secret = settings["WEBHOOK_SECRET"]
    if options.webhook and not secret:
        raise ArgumentError("--webhook needs the secret that both ends know in OGI_WEBHOOK_SECRET")
    with closing(open_repository(settings)) as repository:
        query = query_from(options, repository)
        if options.webhook:
            sent = deliver(repository, options.webhook, secret, query, name=options.bookmark, limit=options.limit)
            write_note(f"{counted(sent, 'report')} delivered")
        else:
            _write(Path(options.output), repository, query, _title(options), options.limit)
    return 0


def deliver(repository: Repository, url: str, secret: str, query: ReportQuery, *, name: str | None, limit: int) -> int:
    """Send what is new, at most `limit` reports a message; how many were taken.

    The bookmark moves on when a message was taken: one that was lost is sent again the next time, under its id.
    """
    name = name or "webhook " + hashlib.sha256(url.encode()).hexdigest()[:16]
    bookmark, sent = Bookmark(repository, name, "new"), 0
    while (delivery := bookmark.read(query, limit=limit)).end > delivery.start:
        if delivery.reports:
            rows = [summary(report) for report in delivery.reports]
            message = {"type": "reports.new", "timestamp": as_json(utc_now()), "data": {"reports": rows}}
            identity = hashlib.sha256(f"{name} {delivery.start} {delivery.end}".encode()).hexdigest()[:32]
            send(url, secret, f"msg_{identity}", dump(message).encode(), now=utc_now())
            sent += len(rows)
        bookmark.advance(delivery, now=utc_now())
    return sent


def _write(path: Path, repository: Repository, query: ReportQuery, title: str, limit: int) -> None:
    reports = list(repository.find(query, limit=limit))
    if path.suffix.lower() == ".xml":
        content = atom(reports, title=title, now=utc_now())
    else:
        content = (json.dumps(json_feed(reports, title=title), ensure_ascii=False, indent=1) + "\n").encode()
    partial = path.with_name(path.name + ".part")  # readers fetch it at any time
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    write_note(f"{counted(len(reports), 'report')} written to {path}")


def _title(options: argparse.Namespace) -> str:
    """One title, and so one id, for each choice of filters."""
    chosen = [str(value) for name in FILTERS if (value := getattr(options, name)) is not None]
    return " · ".join(["政府信息公开工作年度报告", *chosen])
