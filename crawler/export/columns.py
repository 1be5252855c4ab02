"""The flat form of a report, one row a report: which columns there are, whatever the reports are. Pure.

`python -m crawler.export.columns > docs/export-columns.md` writes the published list.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from crawler.commands.reports.summary import summary
from crawler.extraction.forms import official
from crawler.items import Contact, Metadata

Document = Mapping[str, Any]
Kind = Literal["text", "integer", "number", "instant"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what its cells are, and what it means."""

    name: str
    kind: Kind
    meaning: str


_SUMMARY: tuple[Column, ...] = (
    Column("id", "text", "`_id` of the report"),
    Column("title", "text", "title"),
    Column("agency", "text", "`agency.name`"),
    Column("region", "text", "`agency.region.path`, joined by blanks"),
    Column("region_code", "text", "`agency.region.code`"),
    Column("year", "integer", "`report_year`"),
    Column("form", "text", "form"),
    Column("sections", "integer", "how many sections"),
    Column("figures", "integer", "how many numbers were read"),
    Column("failed_checks", "integer", "how many checks failed"),
    Column("issues", "text", "codes of the issues, joined by `; `"),
    Column("quality", "number", "quality, 0 to 1"),
    Column("revision", "integer", "revision"),
    Column("first_seen_at", "instant", "stored first, UTC"),
    Column("changed_at", "instant", "present revision stored, UTC"),
    Column("url", "text", "address of the first source"),
)
_WHOLE = ("count", "change")


def _metadata() -> Iterator[Column]:
    for group, item in (("metadata", Metadata), ("contact", Contact)):
        for name in (field.name for field in fields(item) if field.name != "header"):
            yield Column(f"{group}.{name}", "integer" if name == "views" else "text", f"`{group}.{name}`")


def _tables() -> Iterator[Column]:
    def cell(table: str, row: str, column: str, label: str, kind: Kind = "integer") -> Column:
        return Column(f"{table}.{row}.{column}", kind, label)

    for row in official.DISCLOSURE_ROWS:
        seen: dict[str, Column] = {}
        for columns in official.columns_of(row.key).values():
            for one in columns:
                kind: Kind = "integer" if one.kind in _WHOLE else "number"
                label = f"{row.labels[0]}: {one.labels[0]}"
                seen[one.key] = cell("proactive_disclosure", row.key, one.key, label, kind)
                if one.kind == "money":
                    unit = f"{one.key}_unit"
                    seen[unit] = cell("proactive_disclosure", row.key, unit, f"{label}, unit as printed", "text")
        yield from seen.values()
    for row in official.APPLICATION_ROWS:
        for key in official.APPLICANT_KEYS:
            yield cell("applications", row.key, key, row.labels[0])
    for group in official.REVIEW_GROUP_KEYS:
        for key in official.OUTCOME_KEYS:
            yield cell("review_and_litigation", group, key, group)


COLUMNS: tuple[Column, ...] = (*_SUMMARY, *_metadata(), *_tables())
"""All of them, in order."""
NAMES = frozenset(column.name for column in COLUMNS)


def flat(report: Document) -> dict[str, Any]:
    """The values of the columns that a report states; the others are absent. Lists are joined by `; `."""
    row = {name.replace(" ", "_"): value for name, value in summary(report).items()}
    for group in ("metadata", "contact"):
        row |= {f"{group}.{name}": value for name, value in report[group].items()}
    for table in ("proactive_disclosure", "applications", "review_and_litigation"):
        for label, cells in (report["statistics"][table] or {}).items():
            row |= {f"{table}.{label}.{column}": value for column, value in cells.items()}
    stated = {name: row[name] for name in NAMES & row.keys() if row[name] is not None}
    return {name: "; ".join(map(str, v)) if isinstance(v, list) else v for name, v in stated.items()}


def published() -> str:
    """The list for people, in Markdown."""
    lines = [f"| `{column.name}` | {column.kind} | {column.meaning} |" for column in COLUMNS]
    head = [
        "# Columns of CSV and Parquet",
        "",
        "One row a report; a cell that the report does not state is empty. `scrapy reports export -o reports.csv` and",
        "`-o reports.parquet` have them all, always in this order; Parquet has `text`, the body, after them. What a",
        "report has several of (sections, figures of the prose, rows of the 统计表) is in JSON Lines, part in Excel.",
        "",
        "| column | kind | meaning |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *lines]) + "\n"


if __name__ == "__main__":
    sys.stdout.write(published())
