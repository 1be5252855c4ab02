"""The columns of an official table as its head rows print them, and the cells of a row bound to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extraction.forms.shapes import Column
from crawler.extraction.tables.grid_runs import Head, Run, align, is_blank, is_merged
from crawler.extraction.tables.sums import sums_hold

Bound = list[tuple[Column, str]]
"""Columns with the printed text of their cells."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What the head of a table says about its columns."""

    heads: tuple[Head[Column], ...]
    """From the first known column on; unknown ones with a label keep their place."""
    width: int
    """Columns of the whole grid, row labels included."""
    end: int
    """Where the cells of the head end, blank ones included."""
    aligned: bool
    """Whether the grid puts one label, each a single time and in order, above each column."""
    order: tuple[Column, ...] | None
    """All columns where the head prints the official ones completely: that many cells have one order."""

    @property
    def known(self) -> tuple[Column, ...]:
        """The columns with a known label."""
        return tuple(head.key for head in self.heads if head.key is not None)

    def bind(self, values: Sequence[Run], width: int) -> Bound | None:
        """Each known column with its printed cell, `None` where neither grid nor number of cells tells."""
        if any(map(is_merged, values)):
            return None
        if self.aligned and width == self.width:
            pairs = align(values, self.heads)
            if pairs is not None and self._fits(values, [run for _, run in pairs]):
                return [(head.key, run.text) for head, run in pairs if head.key is not None]
        if self.order is not None and len(values) == len(self.order):
            return [(column, run.text) for column, run in zip(self.order, values, strict=True)]
        if values and self.order is not None and all(map(is_blank, values)):
            return [(column, "") for column in self.order]
        return None

    def _fits(self, values: Sequence[Run], bound: Sequence[Run]) -> bool:
        """Whether the row ends where the head ends, so that no cell is lost or too much.

        Where all columns are known, a row with a figure in each of them may be longer by blank cells if its sum holds:
        else a cell too much may have pushed the row's own last blank there.
        """
        end = values[-1].end
        if self.order is None:
            return end == self.end == self.heads[-1].end
        if end <= self.end:
            return True
        return sums_hold([run.text for run in bound], self.order)


def from_first_known(heads: Sequence[Head[Column]]) -> tuple[Head[Column], ...]:
    """The columns without the row labels before them and without the empty places behind them."""
    known = [i for i, head in enumerate(heads) if head.key is not None]
    if not known:
        return ()
    last = max(i for i, head in enumerate(heads) if head.text)
    return tuple(heads[known[0] : last + 1])
