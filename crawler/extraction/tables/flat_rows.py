"""What is read from a flattened official table, as printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from crawler.extraction.forms.official import APPLICANT_KEYS
from crawler.extraction.forms.shapes import Column
from crawler.extraction.page import Issue
from crawler.extraction.tables.cells import read_cell
from crawler.extraction.tables.flat_labels import Table
from crawler.extraction.tables.flat_statistics import FlatStatistics

_LEAST_HEAD = 3
"""So many applicants are a head of the applications table."""

_ORDERS = (APPLICANT_KEYS, (APPLICANT_KEYS[0], APPLICANT_KEYS[-1], *APPLICANT_KEYS[1:-1]))
"""The columns by their place, and as flattened heads print them: 总计 stands one row above the last five."""


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
    solved: bool = False
    """Whether its digits were run together, and its sum alone parted them."""


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


def believed(rows: Sequence[FlatRow], heads: Sequence[Sequence[str]]) -> list[FlatRow]:
    """The rows without those of the applications table that nothing but their number of cells speaks for.

    Where a row lost or gained cells another with as many as columns may have done both: its sum must hold. Without
    the applicants' heads the columns may be years: then all sums must hold. Applicants in another order than the
    form's leave no row.
    """
    headed = len(heads[0]) >= _LEAST_HEAD
    printed = [head for head in heads if len(head) >= _LEAST_HEAD]
    in_order = all(any(_is_part(head, order) for order in _ORDERS) for head in printed)
    own = [row for row in rows if row.table == "applications"]
    damaged = any(row.cells is None and row.tokens for row in own)
    if headed and in_order and not damaged:
        return list(rows)
    failing = {row.key for row in own if row.cells is not None and not _adds_up(row.cells)}
    if (failing and not headed) or not in_order:
        failing = {row.key for row in own}
    return [
        replace(row, cells=None, code=row.code or "unbalanced_table")
        if row.table == "applications" and row.key in failing
        else row
        for row in rows
    ]


def _is_part(head: Sequence[str], order: Sequence[str]) -> bool:
    """Whether a head prints these columns, or some of them, in this order, once or again after a page break."""
    places = [order.index(key) for key in head]
    return all(place < after or after == places[0] for place, after in pairwise(places))


def _adds_up(cells: Sequence[str]) -> bool:
    """Whether the last cell is the sum of the others, blanks counted as nothing; true where no total is printed."""
    numbers = [cell.value if cell.state == "number" else None for cell in map(read_cell, cells)]
    return numbers[-1] is None or sum(number for number in numbers[:-1] if number is not None) == numbers[-1]
