"""What has been read of the official tables so far: the readers of grids and of flattened text write here.

The one place that decides what becomes of a bound row: cell states, raw prints, wrapped digits, repeated rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from crawler.extraction.forms.applications import APPLICANTS
from crawler.extraction.forms.review_and_litigation import OUTCOMES
from crawler.extraction.forms.shapes import Column
from crawler.extraction.page import Issue, Severity
from crawler.extraction.tables.cells import CellValue, read_cell
from crawler.items import Number, Row, StatisticsRow

TableName = Literal["proactive_disclosure", "applications", "review_and_litigation"]

MAX_ISSUES = 200
"""A hostile table cannot fill memory with issues."""

_NO_UNITS: Mapping[str, str | None] = MappingProxyType({})


@dataclass(slots=True)
class TableFigures:
    """Rows of the official tables by contract keys, raw prints beside them, evidence labels, issues."""

    tables: dict[TableName, dict[str, Row]] = field(default_factory=dict)
    """A table that was found -> its rows."""
    raw: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The same places, holding what was printed where it is no plain number."""
    statistics_rows: list[StatisticsRow] = field(default_factory=list)
    """Rows of the 统计表 as printed."""
    statistics_raw: list[dict[str, str] | None] = field(default_factory=list)
    """Beside each of them what was printed, `None` where it is plain."""
    evidence: set[str] = field(default_factory=set)
    """Labels that tell the forms of the disclosure table apart (`official.disclosure_evidence`)."""
    issues: list[Issue] = field(default_factory=list)
    """What a reader of the figures must know."""
    year: int | None = None
    """The year whose figures are read, `None` where nobody knows it."""
    years: set[int] = field(default_factory=set)
    """Years that stand over tables and over columns of figures."""
    _indicators: dict[str, tuple[Number | None, Number | None]] = field(default_factory=dict)

    def issue(self, code: str, severity: Severity, **detail: object) -> None:
        """Remember an issue; `detail` holds plain JSON values."""
        self.tell(Issue(code, severity, MappingProxyType(detail)))

    def tell(self, issue: Issue) -> None:
        """Remember an issue."""
        if len(self.issues) < MAX_ISSUES:
            self.issues.append(issue)

    def has(self, table: TableName, row: str) -> bool:
        """Whether a row with at least one figure was read already."""
        return any(value is not None for value in self.tables.get(table, {}).get(row, {}).values())

    def open_table(self, table: TableName) -> None:
        """The page has this table, though perhaps not one readable row of it."""
        self.tables.setdefault(table, {})

    def bind(
        self,
        table: TableName,
        row: str,
        cells: Sequence[tuple[Column, str]],
        units: Mapping[str, str | None] = _NO_UNITS,
    ) -> None:
        """A row whose printed cells are bound to their columns; `units` are those that column heads print.

        A row that is printed twice with other figures has none: both prints stay in `raw`.
        """
        read = {column.key: _read(column, text, units.get(column.key)) for column, text in cells}
        settled = _settle_wrapped(table, read)
        values: Row = {}
        raw: dict[str, Any] = {}
        for column, text in cells:
            cell = read[column.key]
            numeric = cell.state == "number" or column.key in settled
            values[column.key] = cell.value if numeric else None
            if cell.raw is not None:
                raw[column.key] = cell.raw
            if column.kind == "money":
                values[f"{column.key}_unit"] = cell.unit if numeric else None
            if not numeric and cell.state in ("text", "wrapped"):
                severity: Severity = "warning" if any(map(str.isdigit, text)) else "info"
                self.issue("unreadable_cell", severity, table=table, row=row, column=column.key, text=text[:80])
        self._store(table, row, values, raw or None)

    def add_statistics(self, row: StatisticsRow, raw: dict[str, str] | None) -> None:
        """A row of the 统计表; one of an indicator that was printed before with another figure is told."""
        printed = (row.value, row.cumulative)
        if row.key is not None and self._indicators.setdefault(row.key, printed) != printed:
            self.issue("repeated_row", "warning", table="statistics_table", row=row.label[:80])
        self.statistics_rows.append(row)
        self.statistics_raw.append(raw)

    def damage(self, table: TableName, row: str, columns: Sequence[Column], tokens: Sequence[str], code: str) -> None:
        """A row whose cells cannot be bound: every column is null, the printed tokens stay in `raw`."""
        kept = [token[:80] for token in tokens[:40]]
        self.issue(code, "warning", table=table, row=row, cells=kept)
        self._store(table, row, _nulls(columns), kept)

    def _store(self, table: TableName, row: str, values: Row, raw: dict[str, Any] | list[Any] | None) -> None:
        rows = self.tables.setdefault(table, {})
        prints = self.raw.setdefault(table, {})
        earlier = rows.get(row)
        if earlier is not None:
            if raw is None and _is_empty(values):
                return
            if (row in prints or not _is_empty(earlier)) and (earlier, prints.get(row)) != (values, raw):
                self.issue("repeated_row", "warning", table=table, row=row)
                rows[row] = dict.fromkeys(earlier | values)
                prints[row] = [_print(earlier, prints.get(row)), _print(values, raw)]
                return
        rows[row] = values
        if raw is not None:
            prints[row] = raw

    def raw_document(self) -> dict[str, Any]:
        """The contract's `raw`: only places where something was kept."""
        document: dict[str, Any] = {table: rows for table, rows in self.raw.items() if rows}
        if any(entry is not None for entry in self.statistics_raw):
            document["statistics_table"] = list(self.statistics_raw)
        return document


_ADDENDS: Mapping[TableName, tuple[str, ...]] = MappingProxyType(
    {
        "applications": tuple(column.key for column in APPLICANTS[:-1]),
        "review_and_litigation": tuple(column.key for column in OUTCOMES[:-1]),
    }
)
"""The columns whose sum the row's total is."""


def _read(column: Column, text: str, head_unit: str | None) -> CellValue:
    """The cell with its unit of money: its own, else the one of the column's head.

    The contract knows 元 and 万元; an amount in 亿元 has no value, for nothing is converted.
    """
    cell = read_cell(text, column.kind)
    if column.kind != "money" or cell.value is None:
        return cell
    unit = cell.unit or head_unit
    return CellValue("text", None, text) if unit == "亿元" else cell._replace(unit=unit)


def _settle_wrapped(table: TableName, cells: Mapping[str, CellValue]) -> frozenset[str]:
    """Columns whose wrapped digits (`1` over `0`) are one number for certain: the row's sum allows no other.

    The row must be complete, and its total must be the sum of its parts with the digits taken together.
    """
    wrapped = frozenset(key for key, cell in cells.items() if cell.state == "wrapped")
    addends = _ADDENDS.get(table, ())
    if not wrapped or cells.keys() != {*addends, "total"}:
        return frozenset()
    values: dict[str, Number] = {key: cell.value for key, cell in cells.items() if cell.value is not None}
    if len(values) < len(cells) or sum(values[key] for key in addends) != values["total"]:
        return frozenset()
    return wrapped


def _nulls(columns: Sequence[Column]) -> Row:
    values: Row = {}
    for column in columns:
        values[column.key] = None
        if column.kind == "money":
            values[f"{column.key}_unit"] = None
    return values


def _is_empty(values: Row) -> bool:
    return all(value is None for value in values.values())


def _print(values: Row, raw: dict[str, Any] | list[Any] | None) -> dict[str, Any] | list[Any]:
    """What a row printed: its figures and, where they differ, the texts."""
    if isinstance(raw, list):
        return raw
    return {**{key: value for key, value in values.items() if value is not None}, **(raw or {})}
