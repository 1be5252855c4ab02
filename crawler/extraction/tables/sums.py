"""Sums in rows: the last number, or each total, is the sum of what stands before it."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extraction.forms.shapes import Column
from crawler.extraction.tables.cells import read_cell


def adds_up(numbers: Sequence[int | float | None]) -> bool:
    """Whether the last number is the sum of the others.

    >>> adds_up([1, 0, 2, 3]), adds_up([1, None, 1])
    (True, False)
    """
    parts = [number for number in numbers if number is not None]
    return len(parts) == len(numbers) and sum(parts[:-1]) == parts[-1]


def blanks_are_zero(cells: Sequence[str]) -> bool:
    """Whether the last cell is the sum of the others with blanks counted as zero: a cell that is lost, not blank,
    would have shifted the others.

    >>> blanks_are_zero(["1", "", "1"]), blanks_are_zero(["1", "1", ""]), blanks_are_zero(["", "", ""])
    (True, False, True)
    """
    numbers = [cell.value or 0 if cell.state == "number" else 0 for cell in map(read_cell, cells)]
    return sum(numbers[:-1]) == numbers[-1]


def is_total(column: Column) -> bool:
    """Whether a column, or one group's column of the review table, is a 总计."""
    return column.key.rpartition("/")[2] == "total"


def sums_hold(texts: Sequence[str], columns: Sequence[Column]) -> bool:
    """Whether every column is an addend or a total, and every total the sum of what stands before it, `-` for 0."""
    if len(texts) != len(columns) or not is_total(columns[-1]):
        return False
    read = map(read_cell, texts)
    numbers = [0 if cell.state == "not_applicable" else cell.value for cell in read]
    ends = [i + 1 for i, column in enumerate(columns) if is_total(column)]
    return all(adds_up(numbers[start:end]) for start, end in zip([0, *ends], ends, strict=False))
