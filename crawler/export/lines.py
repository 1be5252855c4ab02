"""JSON Lines, whole documents, and CSV, the flat form."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from crawler.export.columns import COLUMNS, flat
from crawler.items import as_json
from crawler.output import dump

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet, and may run what a page put there."""


def write_jsonl(reports: Iterable[Mapping[str, Any]], path: Path) -> list[str]:
    """One whole document a line. Nothing to remark comes back."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        for report in reports:
            stream.write(dump(report) + "\n")
    return []


def write_csv(reports: Iterable[Mapping[str, Any]], path: Path) -> list[str]:
    """The columns of `crawler.export.columns`, one line a report; remarks on what was altered come back."""
    defused = 0
    # utf-8-sig: without the mark a spreadsheet reads the Han as mojibake
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, [column.name for column in COLUMNS], restval="")
        writer.writeheader()
        for report in reports:
            row = {name: as_json(value) for name, value in flat(report).items()}
            unsafe = {name: defuse(value) for name, value in row.items() if is_formula(value)}
            defused += len(unsafe)
            writer.writerow(row | unsafe)
    return [f"{defused} cells that a spreadsheet would take for formulas begin with '"] if defused else []


def is_formula(value: Any) -> bool:
    """Whether a spreadsheet would take it for a formula; numbers are none.

    >>> [is_formula(value) for value in ("=1+1", "-无", -3, "依申请公开=公开")]
    [True, True, False, False]
    """
    return isinstance(value, str) and value.startswith(FORMULA_SIGNS)


def defuse(value: str) -> str:
    """The text behind a quotation mark, which spreadsheets take for: this is text.

    >>> defuse("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return "'" + value
