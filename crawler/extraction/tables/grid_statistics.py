"""The 统计表 (2008-2018) in a grid: every printed row with its unit, the year's figure and the running total.

A row that prints neither a unit nor a figure is a heading of a group (一、主动公开情况) and no row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crawler.extraction.forms.statistics_table import LABEL_HEADS, UNITS
from crawler.extraction.tables.cells import CellValue, read_cell
from crawler.extraction.tables.figures import TableFigures
from crawler.extraction.tables.grid_runs import GridRow, Run, is_blank, is_merged
from crawler.extraction.tables.labels import normalise_label
from crawler.extraction.tables.statistics_columns import (
    Panel,
    is_head,
    known_indicators,
    no_column,
    panels_by_content,
    panels_by_heads,
    statistics_key,
)
from crawler.items import Number, StatisticsRow

MIN_ROWS = 3
"""Known rows that make a table a 统计表 though no head says so."""

_MONEY = frozenset(("元", "万元", "亿元"))
_UNIT_IN_LABEL = re.compile(r"[(,](?:单位:?)?(\w{1,2})[),;]")


class StatisticsTableReader:
    """Reads the parts of one document's 统计表."""

    def __init__(self, figures: TableFigures) -> None:
        self.figures = figures
        self._panels: list[Panel] = []
        self._width = 0
        self._end = 0
        """Where the cells of the heads end."""

    def read(self, rows: Sequence[GridRow]) -> bool:
        """Read a table; whether it was a 统计表 or the continuation of one."""
        width = max((run.end for row in rows for run in row), default=0)
        start = next((i for i, row in enumerate(rows) if is_head(row)), None)
        known = known_indicators(rows)
        if start is not None:
            end = start + 1
            while end < len(rows) and any(run.stem in LABEL_HEADS and not run.own for run in rows[end]):
                end += 1
            panels, body = panels_by_heads(rows[start:end], self.figures.year), rows[end:]
            self._end = max(run.end for row in rows[start:end] for run in row)
            panels += self._unheaded(panels, body)
            if not panels or (not known and not any(panel.unit for panel in panels)):
                return False
        elif self._panels and width == self._width and known:
            panels, body = self._panels, rows
        elif known >= MIN_ROWS:
            panels, body = panels_by_content(rows), rows
            self._end = width
        else:
            return False
        self._panels, self._width = panels, width
        years = frozenset[int]().union(*(panel.years for panel in panels))
        self.figures.years |= years
        if all(panel.value is None for panel in panels):
            self.figures.tell(no_column(years, self.figures.year))
        for panel in panels:
            for row in body:
                self._read_row(row, panel if self._fits(row) else replace(panel, value=None, cumulative=None))
        return True

    def _unheaded(self, panels: Sequence[Panel], body: Sequence[GridRow]) -> list[Panel]:
        """Panels beside the headed ones whose heads are not printed: with figures only where they have one column."""
        found = panels_by_content(body, panels)
        plain = all(panel.value is not None and panel.cumulative is None for panel in panels)
        if found and plain and all(panel.value is not None for panel in found):
            self._end = max(self._end, *(panel.value[1] for panel in found if panel.value))
            return found
        if found:
            self.figures.issue("unknown_label", "warning", table="statistics_table", label="head of the columns")
        return [replace(panel, value=None) for panel in found]

    def _fits(self, row: GridRow) -> bool:
        """Whether the row ends where the heads end: else a cell of it, or of the heads, is lost."""
        printed = [run for run in row if not is_blank(run)]
        if not printed or row[-1].end == self._end or (row[-1].end > self._end >= printed[-1].end):
            return True
        if any(map(str.isdigit, printed[-1].text)):
            cells = [run.text[:80] for run in printed[:20]]
            self.figures.issue("unbalanced_table", "warning", table="statistics_table", cells=cells)
        return False

    def _read_row(self, row: GridRow, panel: Panel) -> None:
        printed = [run for run in _within(row, panel.label) if run.own and not is_blank(run)]
        if not printed or printed[-1].end > panel.label[1]:
            return
        label = printed[-1].text.strip()
        unit = _unit(row, panel, label)
        cells = [self._cell(row, place, unit, label) for place in (panel.value, panel.cumulative)]
        if unit is None and all(cell is None or cell.state in ("blank", "not_applicable") for cell in cells):
            return
        value, cumulative = (_value(cell) for cell in cells)
        raw = {
            name: cell.raw
            for name, cell in zip(("value", "cumulative"), cells, strict=True)
            if cell is not None and cell.raw is not None
        }
        self.figures.add_statistics(
            StatisticsRow(label, statistics_key(label, unit), unit, value, cumulative), raw or None
        )

    def _cell(self, row: GridRow, place: tuple[int, int] | None, unit: str | None, label: str) -> CellValue | None:
        runs = _within(row, place) if place is not None else []
        if not runs:
            return None
        printed = [run for run in runs if not is_blank(run)]
        if not printed:
            return read_cell("")
        text = " ".join(run.text for run in printed)
        cell = read_cell(text, "money" if unit is None or unit in _MONEY or unit == "%" else "count")
        outside = any(place is not None and (run.start < place[0] or run.end > place[1]) for run in printed)
        if outside or len(printed) > 1 or is_merged(printed[0]) or (cell.unit and unit and cell.unit != unit):
            cell = CellValue("text", None, text)
        if cell.state in ("text", "wrapped"):
            detail = {"table": "statistics_table", "row": label[:80], "text": text[:80]}
            self.figures.issue("unreadable_cell", "warning", **detail)
        return cell


def _within(row: GridRow, place: tuple[int, int]) -> list[Run]:
    return [run for run in row if run.start < place[1] and place[0] < run.end]


def _value(cell: CellValue | None) -> Number | None:
    return cell.value if cell is not None and cell.state == "number" else None


def _unit(row: GridRow, panel: Panel, label: str) -> str | None:
    """The printed unit: of its column, else the one in brackets in the label."""
    if panel.unit is not None:
        printed = [text for run in _within(row, panel.unit) if (text := normalise_label(run.text).strip("()"))]
        return printed[0] if len(printed) == 1 and printed[0] in UNITS else None
    found = _UNIT_IN_LABEL.search(normalise_label(label))
    return found[1] if found and found[1] in UNITS else None
