"""Rows of a grid as runs of printed cells, and column heads as the labels that stand above a column."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from crawler.extraction.page import Cell, Table
from crawler.extraction.tables.cells import read_cell
from crawler.extraction.tables.labels import MAX_LABEL, read_label

_HAN = re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff]")

_Key = TypeVar("_Key")

MAX_COLUMNS = 64
"""Official tables have up to 15 columns, several of them side by side fewer than this; a wider grid is none."""

MAX_HEAD_ROWS = 12
"""Heads of official tables have one to three rows; a label split into one character a row has some more."""


class Run(NamedTuple):
    """A cell at its place in one row of the grid: columns `start` to `end`, `end` not included."""

    cell: Cell
    start: int
    end: int
    own: bool
    """Whether the cell begins in this row, not above."""
    stem: str
    """Stem of its label; `""` where it holds no Han character."""

    @property
    def text(self) -> str:
        """The printed text."""
        return self.cell.text


GridRow = Sequence[Run]


def grid_rows(table: Table) -> list[list[Run]]:
    """The rows of a grid as runs; places that no cell covers are left out.

    >>> a, b = Cell("规章", 0, 0), Cell("3", 0, 1, colspan=2)
    >>> [(run.text, run.start, run.end) for run in grid_rows(Table(((a, b, b),)))[0]]
    [('规章', 0, 1), ('3', 1, 3)]
    """
    rows = []
    seen: dict[int, tuple[Cell, str]] = {}
    for index, places in enumerate(table.grid):
        runs: list[Run] = []
        start, width = 0, len(places)
        while start < width:
            cell = places[start]
            end = start + 1
            while end < width and places[end] is cell:
                end += 1
            if cell.rowspan == 1 and cell.colspan:
                cut, stem = _labelled(cell)
                runs.append(Run(cut, start, end, cell.row == index, stem))
            elif cell.colspan and cell.rowspan:
                known = seen.get(id(cell))
                if known is None:
                    known = seen[id(cell)] = _labelled(cell)
                runs.append(Run(known[0], start, end, cell.row == index, known[1]))
            start = end
        rows.append(runs)
    return rows


def turned(table: Table) -> Table:
    """The table with its rows as columns; spanning cells stay one object.

    >>> a, b = Cell("规章", 0, 0), Cell("3", 0, 1)
    >>> [[cell.text for cell in row] for row in turned(Table(((a, b),))).grid]
    [['规章'], ['3']]
    """
    twins = {
        id(cell): Cell(cell.text, cell.column, cell.row, cell.colspan, cell.rowspan)
        for row in table.grid
        for cell in row
    }
    return Table(tuple(tuple(twins[id(cell)] for cell in column) for column in zip(*table.grid, strict=True)))


def _labelled(cell: Cell) -> tuple[Cell, str]:
    """The cell, cut where it is no cell of an official table any more, and the stem of its label."""
    text = cell.text
    if len(text) > 2 * MAX_LABEL:
        text = text[: 2 * MAX_LABEL]
        cell = cell._replace(text=text)
    is_label = text and not text.isascii() and _HAN.search(text)
    return cell, read_label(text).stem if is_label else ""


def is_blank(run: Run) -> bool:
    """Whether nothing is printed."""
    return not run.cell.text or run.cell.text.isspace()


def is_merged(run: Run) -> bool:
    """Whether the cell prints something and spans rows: to which of them it belongs nobody can tell."""
    return run.cell.rowspan > 1 and read_cell(run.cell.text).state not in ("blank", "not_applicable")


@dataclass(frozen=True, slots=True)
class Head(Generic[_Key]):
    """A column of the grid and what its labels, read from above, name; `key` is `None` where nothing is known."""

    start: int
    end: int
    key: _Key | None
    text: str
    """The labels above it, joined."""
    named: int
    """How many labels of the stack name a column by themselves: more than one is a contradiction."""


def column_heads(
    rows: Sequence[GridRow], lookup: Callable[[str], _Key | None], *, ignored: frozenset[str] = frozenset()
) -> list[Head[_Key]]:
    """The columns below some head rows, from left to right.

    A label may be cut over rows (本年新 above 制作数量) or over neighbours. `lookup` names a column by a printed
    text; stems in `ignored` span columns and name none.
    """
    width = max((run.end for row in rows for run in row), default=0)
    if width > MAX_COLUMNS:
        return []
    stacks: list[list[Run]] = [[] for _ in range(width)]
    for row in rows[:MAX_HEAD_ROWS]:
        for run in row:
            if is_blank(run) or run.stem in ignored:
                continue
            for column in range(run.start, run.end):
                if not stacks[column] or stacks[column][-1].cell is not run.cell:
                    stacks[column].append(run)
    heads: list[Head[_Key]] = []
    column = 0
    while column < width:
        end = column + 1
        while end < width and stacks[column] and _same(stacks[column], stacks[end]):
            end += 1
        heads.append(_head(column, end, [run.text for run in stacks[column]], lookup))
        column = end
    return _joined(heads, lookup)


def _same(one: Sequence[Run], other: Sequence[Run]) -> bool:
    return len(one) == len(other) and all(a.cell is b.cell for a, b in zip(one, other, strict=True))


def _head(start: int, end: int, texts: Sequence[str], lookup: Callable[[str], _Key | None]) -> Head[_Key]:
    named = sum(lookup(text) is not None for text in texts)
    for size in range(1, len(texts) + 1):
        text = "".join(texts[-size:])
        key = lookup(text)
        if key is not None:
            return Head(start, end, key, text, named)
    return Head(start, end, None, "".join(texts), named)


def _joined(heads: list[Head[_Key]], lookup: Callable[[str], _Key | None]) -> list[Head[_Key]]:
    """Unknown neighbours that together print one known label become its column."""
    joined: list[Head[_Key]] = []
    for head in heads:
        before = joined[-1] if joined else None
        if before is not None and before.key is None and head.key is None and before.text and head.text:
            key = lookup(before.text + head.text)
            if key is not None:
                joined[-1] = Head(before.start, head.end, key, before.text + head.text, 1)
                continue
        joined.append(head)
    return joined


def align(values: Sequence[Run], heads: Sequence[Head[_Key]]) -> list[tuple[Head[_Key], Run]] | None:
    """Each column with the one cell below it, or `None` where the grid does not say so beyond doubt.

    Doubt is a cell below two columns, a known column without a cell, a column with two printed cells, or a
    printed cell below no label.
    """
    cells = _one_below_each(values, heads)
    if cells is None:
        return None
    bound: list[tuple[Head[_Key], Run]] = []
    for head, cell in zip(heads, cells, strict=True):
        if head.text == "" and (cell is None or is_blank(cell)):
            continue
        if cell is None or head.text == "":
            return None
        bound.append((head, cell))
    return bound


def _one_below_each(values: Sequence[Run], heads: Sequence[Head[_Key]]) -> Sequence[Run | None] | None:
    """For each column the one cell below it, if there is one; `None` where that is in doubt."""
    if [(run.start, run.end) for run in values] == [(head.start, head.end) for head in heads]:
        return values  # cell by cell, as official tables are printed
    cells: list[Run | None] = [None] * len(heads)
    for run in values:
        below = [i for i, head in enumerate(heads) if run.start < head.end and head.start < run.end]
        if len(below) != 1:
            if is_blank(run) and not below:
                continue
            return None
        taken = cells[below[0]]
        if taken is None or (is_blank(taken) and not is_blank(run)):
            cells[below[0]] = run
        elif not is_blank(run):
            return None
    return cells
