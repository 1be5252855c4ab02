"""Excel workbooks: six sheets, each written row by row; a further workbook where one is full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from crawler.export.columns import COLUMNS, flat
from crawler.export.lines import is_formula
from crawler.extraction.forms import official
from crawler.items import as_json

MOST_REPORTS = 40_000
"""Reports of a workbook; more open too slowly."""
MOST_ROWS = 1_048_576
"""Rows that a sheet can have, its heading included."""
MOST_LETTERS = 32_767
"""Letters that a cell can have; Excel counts UTF-16 units."""
_EXACT = 2**53
"""Excel's numbers are doubles."""

_REPORT = tuple(column.name for column in COLUMNS if column.name.count(".") < 2)
_KEY = ("id", "agency", "year")
_DISCLOSURE = tuple(
    dict.fromkeys(
        key
        for column in COLUMNS
        if column.name.startswith("proactive_disclosure.")
        for key in [column.name.rpartition(".")[2]]
    )
)
SHEETS: Mapping[str, Sequence[str]] = {
    "reports": _REPORT,
    "applications": (*_KEY, "row", *official.APPLICANT_KEYS),
    "litigation": (*_KEY, "row", *official.OUTCOME_KEYS),
    "disclosure": (*_KEY, "row", *_DISCLOSURE),
    "indicators": (*_KEY, "name", "category", "value", "unit", "status", "scope", "quote"),
    "sections": (*_KEY, "number", "level", "heading", "kind", "text"),
}
"""Sheet -> its columns."""
_TABLES = {"applications": "applications", "litigation": "review_and_litigation", "disclosure": "proactive_disclosure"}

Row = Mapping[str, Any]


def sheet_rows(report: Mapping[str, Any]) -> dict[str, list[Row]]:
    """What each sheet gets of a report."""
    whole = flat(report)
    key = {name: whole.get(name) for name in _KEY}
    found: dict[str, list[Row]] = {"reports": [whole]}
    for sheet, table in _TABLES.items():
        cells = report["statistics"][table] or {}
        found[sheet] = [{**key, "row": row, **columns} for row, columns in cells.items()]
    for sheet in ("indicators", "sections"):
        found[sheet] = [{**member, **key} for member in report[sheet]]
    return found


@dataclass(slots=True)
class _Tally:
    cut: int = 0
    inexact: int = 0


class _Workbook:
    """One file; rows can only be appended, so that they need not be kept."""

    def __init__(self, path: Path, tally: _Tally) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(path), options)
        self._text = self._book.add_format({"quote_prefix": True})
        self._sheets = {name: self._book.add_worksheet(name) for name in SHEETS}
        self._rows = Counter(dict.fromkeys(SHEETS, 1))
        self._tally = tally
        for name, columns in SHEETS.items():
            self._sheets[name].freeze_panes(1, 0)
            for place, column in enumerate(columns):
                self._sheets[name].write_string(0, place, column)

    def has_room(self, rows: Mapping[str, Sequence[Row]]) -> bool:
        """Whether a report with these rows still fits."""
        full = self._rows["reports"] > MOST_REPORTS
        return not full and all(self._rows[name] + len(added) <= MOST_ROWS for name, added in rows.items())

    def add(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Append a report."""
        for name, added in rows.items():
            for row in added:
                for place, column in enumerate(SHEETS[name]):
                    if (value := row.get(column)) is not None:
                        self._write(name, place, value)
                self._rows[name] += 1

    def close(self) -> None:
        """Finish the file. Raises `OSError`."""
        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from None

    def _write(self, sheet: str, place: int, value: Any) -> None:
        where, at = self._sheets[sheet], self._rows[sheet]
        if isinstance(value, datetime):
            value = as_json(value)
        if isinstance(value, int | float):
            if abs(value) <= _EXACT:
                where.write_number(at, place, value)
                return
            self._tally.inexact += 1
            value = str(value)
        text, cut = shorten(value)
        self._tally.cut += cut
        where.write_string(at, place, text, self._text if is_formula(text) else None)


def shorten(text: str) -> tuple[str, bool]:
    """The text as far as a cell can hold it, with a mark at the end where it is cut, and whether it is.

    >>> shorten("共12件")
    ('共12件', False)
    >>> shorten("长" * 40_000)[0][-17:]
    '长[cut from 40000]'
    """
    if _units(text) <= MOST_LETTERS:
        return text, False
    mark = f"[cut from {len(text)}]"
    kept = text.encode("utf-16-le")[: 2 * (MOST_LETTERS - len(mark))].decode("utf-16-le", "ignore")
    return kept + mark, True


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def write_excel(reports: Iterable[Mapping[str, Any]], files: Iterator[Path]) -> list[str]:
    """Write as many workbooks as are needed, to `files` in turn; remarks on what was altered come back."""
    tally = _Tally()
    book = _Workbook(next(files), tally)
    try:
        for report in reports:
            rows = sheet_rows(report)
            if not book.has_room(rows):
                book.close()
                book = _Workbook(next(files), tally)
            book.add(rows)
    finally:
        book.close()
    remarks = []
    if tally.cut:
        remarks.append(f"{tally.cut} texts longer than a cell are cut, marked [cut from N] at their end")
    if tally.inexact:
        remarks.append(f"{tally.inexact} numbers that Excel cannot hold exactly are written as text")
    return remarks
