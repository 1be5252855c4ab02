"""Rows whose digits were run together: believed where the columns of the applications table balance as well.

That a row's total is the sum of its parts leaves one reading of its digits, but of all digits that are printed: where
blank cells were lost, 964 and 964 in a row of seven become 9, 6, 40, 0, 0, 9, 64. Then the columns do not add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from crawler.extraction.forms.official import APPLICANT_KEYS
from crawler.extraction.tables.cells import read_cell
from crawler.extraction.tables.flat_rows import FlatRow

_TOTAL = "concluded_total"
_NEW, _DONE = ("received", "carried_in"), (_TOTAL, "carried_out")

_Rows = Mapping[str, Sequence[int | float] | None]


def balanced(rows: Sequence[FlatRow]) -> list[FlatRow]:
    """The rows without those that were solved and that no identity of the columns confirms.

    Received and carried in are concluded and carried out; the results add up to what was concluded.
    """
    solved = {row.key for row in rows if row.table == "applications" and row.solved}
    if not solved:
        return list(rows)
    numbers = {row.key: _numbers(row) for row in rows if row.table == "applications" and row.tokens}
    results = [key for key in numbers if key not in {*_NEW, *_DONE}]
    flow = _hold(numbers, _NEW, _DONE)
    outcome = bool(results) and _hold(numbers, results, [_TOTAL])
    confirmed = {*(key for key in (*_NEW, *_DONE) if flow), *(key for key in (*results, _TOTAL) if outcome)}
    return [
        replace(row, cells=None, code="unbalanced_table")
        if row.table == "applications" and row.key in solved - confirmed
        else row
        for row in rows
    ]


def _numbers(row: FlatRow) -> Sequence[int | float] | None:
    """The figures of a row, blanks as 0; `None` where they are not known."""
    if row.cells is None:
        return None
    read = [read_cell(cell) for cell in row.cells]
    if any(cell.state in ("text", "wrapped") for cell in read):
        return None
    return [cell.value or 0 for cell in read]


def _hold(numbers: _Rows, left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether in every column some rows, all of them known, are together as much as others."""
    sums = []
    for keys in (left, right):
        rows = [numbers.get(key) for key in keys]
        known = [row for row in rows if row is not None]
        if len(known) < len(rows):
            return False
        sums.append([sum(row[column] for row in known) for column in range(len(APPLICANT_KEYS))])
    return sums[0] == sums[1]
