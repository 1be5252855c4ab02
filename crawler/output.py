"""What commands print: tables for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table

from crawler.items import as_json

PIPE_WIDTH = 200
"""Columns of a table that goes to a file or a pipe, where no terminal says how wide it may be."""

SUMMARY_COLUMNS = (
    "id", "agency", "region", "year", "form", "sections", "figures", "failed checks", "issues",
)  # fmt: skip


def summary(document: Mapping[str, Any]) -> dict[str, Any]:
    """The line that stands for a report in a table: what it is, how much was read and what is wrong with it."""
    region = document["agency"]["region"]
    return {
        "id": document["_id"],
        "title": document["title"],
        "agency": document["agency"]["name"],
        "region": " ".join(region["path"]) if region else None,
        "region_code": region["code"] if region else None,
        "year": document["report_year"],
        "form": document["form"],
        "sections": len(document["sections"]),
        "figures": figures(document),
        "failed checks": sum(check["status"] == "fail" for check in document["checks"]),
        "issues": sorted({issue["code"] for issue in document["issues"]}),
        "quality": document["quality"],
        "first_seen_at": document["first_seen_at"],
        "changed_at": document["changed_at"],
        "url": document["sources"][0]["url"] if document["sources"] else None,
    }


def figures(document: Mapping[str, Any]) -> int:
    """How many numbers were read: filled cells of the official tables, rows of the 统计表, prose indicators.

    >>> figures({"statistics": {"applications": {"received": {"total": 2, "other": None}}}, "indicators": [1]})
    2
    """
    return _numbers({k: v for k, v in document["statistics"].items() if k != "raw"}) + len(document["indicators"])


def _numbers(value: Any) -> int:
    if isinstance(value, Mapping):
        return sum(map(_numbers, value.values()))
    if isinstance(value, list):
        return sum(map(_numbers, value))
    return int(isinstance(value, int | float) and not isinstance(value, bool))


def write_table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], *, title: str | None = None) -> None:
    """Print rows as a table on standard output, `-` where a value is absent."""
    console = Console() if sys.stdout.isatty() else Console(width=PIPE_WIDTH)
    table = Table(*columns, title=title, title_justify="left")
    for row in rows:
        table.add_row(*(_shown(row[column]) for column in columns))
    console.print(table)


def write_json(value: Any, stream: TextIO | None = None) -> None:
    """Print one JSON value: a list one member a line, so that it diffs and greps well."""
    stream = stream or sys.stdout
    if isinstance(value, list):
        lines = ",\n".join(dump(member) for member in value)
        stream.write(f"[\n{lines}\n]\n" if lines else "[]\n")
    else:
        stream.write(dump(value) + "\n")


def dump(value: Any) -> str:
    """One JSON text on one line, Han as themselves.

    >>> dump({"name": "樟木头镇"})
    '{"name": "樟木头镇"}'
    """
    return json.dumps(as_json(value), ensure_ascii=False)


def _shown(value: Any) -> str:
    if value is None or value == []:
        return "-"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
