"""`scrapy reports show ID`: one report as it is stored."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from scrapy.settings import Settings

from crawler.arguments import ArgumentError, parse_text
from crawler.commands.reports.query import add_json
from crawler.commands.reports.summary import summary
from crawler.database import open_repository
from crawler.output import write_json, write_text
from crawler.tables import write_table

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
        _print(report)
    return 0


def _print(report: Mapping[str, Any]) -> None:
    line = summary(report)
    write_text(f"{report['title'] or '(no title)'}\n{line['agency'] or '-'} · {line['region'] or '-'}\n")
    _pairs("field", {**_scalars(report), **_scalars(report["metadata"])})
    write_table(
        [
            {"#": index, "heading": _heading(section), "kind": section["kind"], "characters": len(section["text"])}
            for index, section in enumerate(report["sections"])
        ],
        ["#", "heading", "kind", "characters"],
        title="sections",
    )
    write_table(report["indicators"], ["name", "value", "unit", "status", "quote"], title="indicators")
    for name in ("proactive_disclosure", "applications", "review_and_litigation"):
        if table := report["statistics"][name]:
            columns = list(dict.fromkeys(column for row in table.values() for column in row))
            rows = [{"row": row, **{c: cells.get(c) for c in columns}} for row, cells in table.items()]
            write_table(rows, ["row", *columns], title=name)
    if rows := report["statistics"]["statistics_table"]:
        write_table(rows, ["label", "unit", "value", "cumulative"], title="statistics_table")
    failed = [check for check in report["checks"] if check["status"] in ("fail", "uncertain")]
    write_table(failed, ["rule", "status", "expected", "actual", "note"], title="checks that do not hold")
    write_table(report["issues"], ["code", "severity", "detail"], title="issues")
    write_table(report["sources"], ["url", "rendition", "last_seen_at"], title="sources")


def _heading(section: Mapping[str, Any]) -> str:
    return "  " * (int(section["level"]) - 1) + " ".join(filter(None, (section["number"], section["heading"])))


def _scalars(document: Mapping[str, Any]) -> dict[str, Any]:
    hidden = {"text", "text_as_published"}
    return {k: v for k, v in document.items() if isinstance(v, str | int | float) and k not in hidden}


def _pairs(name: str, values: Mapping[str, Any]) -> None:
    write_table([{name: key, "value": value} for key, value in values.items()], [name, "value"])
