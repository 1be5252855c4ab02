"""`scrapy reports search WORDS…`: reports that have all these words, with the place where they stand."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any

from rich.console import Console
from rich.text import Text
from scrapy.settings import Settings

from crawler.arguments import parse_text
from crawler.commands.reports.query import add_filters, add_json, query_from
from crawler.commands.reports.summary import counted
from crawler.database import open_repository
from crawler.items import as_document
from crawler.output import write_json, write_note, write_text
from pipelines.phrases import Hit, Phrase
from pipelines.search import search, unsearchable

HELP = "reports that have all the words in title, agency or text, newest year first, with the places"
DEFAULT_LIMIT = 20
MANY = 2000
"""Reports that take longer to index than people wait without a word."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Words and filters."""
    parser.add_argument(
        "words", nargs="+", type=parse_text, metavar="WORD", help="found letter by letter: 自流井 依申请公开"
    )
    add_filters(parser)
    parser.set_defaults(limit=DEFAULT_LIMIT)
    add_json(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the reports."""
    asked = [Phrase(word) for word in options.words]
    with closing(open_repository(settings)) as repository:
        if (waiting := unsearchable(repository)) > MANY:
            write_note(f"{waiting} reports came in since the last search and are indexed first")
        # One more than is shown tells whether there are more.
        found = list(search(repository, asked, query_from(options, repository), limit=options.limit + 1))
    rows = [_row(report, asked) for report in found[: options.limit]]
    if options.json:
        write_json([{**row, "hits": as_document(row["hits"])} for row in rows])
        return 0
    more = len(found) > options.limit
    write_text(f"{'the first ' * more}{counted(len(rows), 'report')}{', more with --limit N' * more}\n")
    for row in rows:
        write_text(f"\n{row['id']}  {row['title'] or ''}\n{_places(row['hits'])}")
    return 0


def _row(report: Mapping[str, Any], asked: Iterable[Phrase]) -> dict[str, Any]:
    region = report["agency"]["region"]
    return {
        "id": report["_id"],
        "title": report["title"],
        "agency": report["agency"]["name"],
        "region": " ".join(region["path"]) if region else None,
        "year": report["report_year"],
        "form": report["form"],
        "url": report["sources"][0]["url"] if report["sources"] else None,
        "hits": [hit for phrase in asked if (hit := phrase.hit(report))],
    }


def _places(hits: Iterable[Hit]) -> str:
    """The places, one a line; the match stands out by colour on a terminal and in 【】 elsewhere."""
    console = Console(soft_wrap=True, highlight=False)
    with console.capture() as printed:
        for hit in hits:
            marked = ("", hit.match, "") if console.is_terminal else ("【", hit.match, "】")
            line = Text(f"  {hit.field}: {hit.before}").append("".join(marked), style="bold red").append(hit.after)
            console.print(line)
    return printed.get()
