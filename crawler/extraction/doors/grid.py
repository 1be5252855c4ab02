"""Rows of spanning cells become a rectangular grid, as the HTML table model does it, with limits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from crawler.extraction.page import Cell, Table

MAX_COLUMNS = 1000
"""As the HTML standard clamps colspan."""
MAX_AREA = 100_000
"""Most places of a grid; the largest official table has 300."""

SourceCell = tuple[str, int, int]
"""Text, colspan and rowspan of a cell in the markup; rowspan 0 reaches to the last row of its group."""

_SPAN = re.compile(r"\s*\+?(\d{1,9})(?![\d%])")


def read_span(printed: str | None) -> int:
    """The number of a colspan or rowspan attribute; rubbish is 1.

    >>> [read_span(printed) for printed in ("3", " 2 ", "2px", "100%", "-1", "", None, "99999", "0")]
    [3, 2, 2, 1, 1, 1, 1, 1000, 0]
    """
    found = _SPAN.match(printed) if printed else None
    return min(int(found[1]), MAX_COLUMNS) if found else 1


def expand(groups: Sequence[Sequence[Sequence[SourceCell]]]) -> tuple[Table | None, bool]:
    """The grid of a table (`None` where it has no cell) and whether it was cut at `MAX_AREA`.

    A group is a thead, tbody or tfoot: a list of rows; no cell reaches beyond its group. A cell that spans stands
    at each of its places. A column at the right end in which no cell begins is no column: authors print colspans
    wider than the table. A place that no cell covers holds one of span 0.

    >>> table, _ = expand([[[("申请人情况", 2, 1), ("总计", 1, 2)], [("自然人", 1, 1)]]])
    >>> [[cell.text for cell in row] for row in table.grid]
    [['申请人情况', '申请人情况', '总计'], ['自然人', '', '总计']]
    >>> table.grid[1][1].colspan
    0
    """
    rows = groups[0] if len(groups) == 1 else [row for group in groups for row in group]
    ends = [end for group, end in zip(groups, accumulate(map(len, groups)), strict=True) for _ in group]
    places: list[dict[int, Cell]] = [{} for _ in rows]
    width = area = 0
    for number, row in enumerate(rows):
        here = places[number]
        column = 0
        for text, printed_colspan, printed_rowspan in row:
            while column in here:
                column += 1
            if column >= width:
                width = column + 1
            if printed_colspan == 1 == printed_rowspan:
                here[column] = Cell(text, number, column)
                column += 1
                area += 1
            else:
                colspan, rowspan = _clamped(printed_colspan, printed_rowspan, column, ends[number] - number)
                area += rowspan * colspan
                if area <= MAX_AREA:
                    _lay(Cell(text, number, column, rowspan, colspan), places)
                column += colspan
            if area > MAX_AREA or column > MAX_COLUMNS:
                break
        if area > MAX_AREA or column > MAX_COLUMNS or (number + 1) * width > MAX_AREA:
            return _fill(places[:number], min(width, MAX_COLUMNS)), True
    return _fill(places, width), False


def _clamped(colspan: int, rowspan: int, column: int, rows_left: int) -> tuple[int, int]:
    return max(1, min(colspan, MAX_COLUMNS - column)), min(rowspan or rows_left, rows_left)


def _lay(cell: Cell, places: list[dict[int, Cell]]) -> None:
    """Put a cell at all its places that no earlier cell took."""
    for here in places[cell.row : cell.row + cell.rowspan]:
        for column in range(cell.column, cell.column + cell.colspan):
            here.setdefault(column, cell)


def _fill(places: list[dict[int, Cell]], width: int) -> Table | None:
    """The rectangle; the places left over hold cells of span 0."""
    if not width or not places:
        return None
    columns = range(width)
    return Table(
        tuple(
            tuple([here[c] if c in here else Cell("", number, c, 0, 0) for c in columns])
            for number, here in enumerate(places)
        )
    )
