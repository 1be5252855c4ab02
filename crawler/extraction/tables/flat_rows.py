"""What is read from a flattened official table, as printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crawler.extraction.forms.shapes import Column
from crawler.extraction.page import Issue
from crawler.extraction.tables.flat_labels import Table
from crawler.extraction.tables.flat_statistics import FlatStatistics


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row of an official table as printed."""

    table: Table
    key: str
    """The contract's key of the row."""
    columns: tuple[Column, ...]
    """Its columns; empty where the print does not tell them."""
    cells: tuple[str, ...] | None
    """The printed text for each column (`""` where blank), `None` where the print does not tell whose they are."""
    tokens: tuple[str, ...]
    """All that is printed between its label and the next."""
    code: str | None = None
    """The issue where `cells` is `None`: unbalanced_table, or truncated_table at a cut."""
    heads: tuple[str, ...] = ()
    """The column labels as printed, where they were found."""


@dataclass(frozen=True, slots=True)
class FlatReading:
    """What a flattened table says."""

    rows: tuple[FlatRow, ...] = ()
    tables: tuple[Table, ...] = ()
    """The tables of which labels were found, rows or not."""
    issues: tuple[Issue, ...] = ()
    is_cut: bool = False
    """Whether the page ends inside the table."""
    statistics: FlatStatistics | None = None
    """The rows of the 统计表, where it is one."""


def once(rows: Iterable[FlatRow]) -> list[FlatRow]:
    """Every row once: a label repeated after a page break has no values; two that differ have none to trust."""
    kept: dict[tuple[Table, str], FlatRow] = {}
    for row in rows:
        name = (row.table, row.key)
        before = kept.get(name)
        if before is None or (not before.tokens and row.tokens):
            kept[name] = row
        elif row.tokens and row.cells != before.cells:
            kept[name] = FlatRow(*name, row.columns, None, (*before.tokens, *row.tokens), "unbalanced_table", row.heads)
    return list(kept.values())
