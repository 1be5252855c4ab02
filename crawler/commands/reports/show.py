"""`scrapy reports show ID`: one report as it is stored."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from scrapy.settings import Settings

from crawler.arguments import ArgumentError, parse_text
from crawler.commands.reports.query import add_json
from crawler.commands.reports.summary import summary
from crawler.database import open_repository
from crawler.output import write_json
from crawler.tables import write_table

OFFICIAL_TABLES = ("proactive_disclosure", "applications", "review_and_litigation")
COLUMNS: Mapping[str, Sequence[str]] = {
    "indicators": ("name", "category", "value", "unit", "status", "scope", "quote"),
    "statistics_table": ("label", "unit", "value", "cumulative"),
    "checks that do not hold": ("rule", "status", "expected", "actual", "note"),
    "sources": ("url", "rendition", "charset_used", "first_seen_at", "last_seen_at", "gone_at"),
}
"""What is shown of a table whose rows have more than people read."""
NO_FIELDS = frozenset({"text", "text_as_published", "statistics", "identity"})

HELP = "one report: header, sections, figures, checks that failed, issues (--json: the whole document)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which, and how."""
    parser.add_argument("id", type=parse_text, help="e.g. 441900112:樟木头镇人民政府:2016")
    add_json(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the report. Raises `ArgumentError` where there is no such id."""
    with closing(open_repository(settings)) as repository:
        report = repository.get(options.id)
    if report is None:
        raise ArgumentError(f"there is no report {options.id!r}; `scrapy reports list` shows the ids")
    if options.json:
        write_json(report)
    else:
        print_report(report)
    return 0


def print_report(report: Mapping[str, Any]) -> None:
    """Print the document of a report for people."""
    line = summary(report)
    title = f"{report['title'] or '(no title)'}\n{line['agency'] or '-'} · {line['region'] or '-'}"
    write_table([{"field": name, "value": value} for name, value in _fields(report)], ["field", "value"], title=title)
    statistics = report["statistics"]
    tables = {
        "sections": [
            {"#": number, "heading": _heading(section), "kind": section["kind"], "characters": len(section["text"])}
            for number, section in enumerate(report["sections"])
        ],
        "indicators": report["indicators"],
        **{name: _rows(statistics[name] or {}) for name in OFFICIAL_TABLES},
        "statistics_table": statistics["statistics_table"] or [],
        "checks that do not hold": [check for check in report["checks"] if check["status"] in ("fail", "uncertain")],
        **{name: report[name] for name in ("issues", "attachments", "sources", "mirrors")},
        "agency candidates": report["agency"]["candidates"],
    }
    for title, rows in tables.items():
        if rows:
            stated = dict.fromkeys(name for row in rows for name, value in row.items() if value not in (None, [], {}))
            columns = [name for name in COLUMNS.get(title, stated) if name in stated]
            write_table(rows, columns, title=f"\n{title}")


def _fields(report: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, Any]]:
    """Every stated value under its name in the document, without long texts and what has a table of its own."""
    for name, value in report.items():
        if value in (None, []) or name in NO_FIELDS:
            continue
        if isinstance(value, Mapping):
            yield from _fields(value, f"{within}{name}.")
        elif not isinstance(value, list) or isinstance(value[0], str):
            yield f"{within}{name}", value


def _rows(table: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{"row": row, **cells} for row, cells in table.items()]


def _heading(section: Mapping[str, Any]) -> str:
    return "  " * (int(section["level"]) - 1) + " ".join(filter(None, (section["number"], section["heading"])))
