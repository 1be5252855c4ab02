"""One identity tried: what its operands print, and what follows from that.

pass: every operand is a number and the sides are equal. fail: every operand is a number and they differ. pass with
the note `blank_as_zero`: the total is printed and the identity holds if blanks count 0. uncertain: the total is
printed, parts are blank or damaged, and it does not hold. not_assessable: the total or a whole part is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from crawler.extraction.tables.cells import read_cell
from crawler.items import Check, Number, Statistics

Side = Sequence["Operand"]
TableName = Literal["proactive_disclosure", "applications", "review_and_litigation"]


class Operand(NamedTuple):
    """A cell as an identity sees it; only state `number` carries a value."""

    state: Literal["number", "blank", "damaged", "missing"]
    value: Number = 0


def operand(statistics: Statistics, table: TableName, row: str, column: str) -> Operand:
    """The cell of a row; `damaged` where something is printed that could not be read as a number.

    >>> operand(Statistics(applications={"granted": {"total": None}}), "applications", "granted", "total").state
    'blank'
    """
    cells = (getattr(statistics, table) or {}).get(row)
    if cells is None or column not in cells:
        return Operand("missing")
    value = cells[column]
    if isinstance(value, (int, float)):
        return Operand("number", value)
    printed = (statistics.raw.get(table) or {}).get(row)
    if isinstance(printed, list):
        return Operand("damaged")
    text = printed.get(column) if isinstance(printed, dict) else None
    if isinstance(text, str) and read_cell(text).state != "not_applicable":
        return Operand("damaged")
    return Operand("blank")


def check_identity(
    rule: str,
    identity: str,
    left: Side,
    right: Side,
    *,
    total: Sequence[Operand],
    severity: Literal["error", "warning"] = "error",
) -> Check:
    """Whether the sum of `left` is the sum of `right`; `total` are the operands without which nothing can be said.

    >>> two, one, blank = Operand("number", 2), Operand("number", 1), Operand("blank")
    >>> check_identity("r", "I3", [one, one], [two], total=[two]).status
    'pass'
    >>> check_identity("r", "I3", [two, blank], [two], total=[two]).note
    'blank_as_zero'
    >>> check_identity("r", "I3", [one, blank], [two], total=[two]).status
    'uncertain'
    >>> check_identity("r", "I3", [one, one], [blank], total=[blank]).status
    'not_assessable'
    """
    computed, printed = _sum(left), _sum(right)
    states = {one.state for one in (*left, *right)}
    status: Literal["pass", "fail", "uncertain", "not_assessable"]
    note = None
    if "missing" in states or {one.state for one in total} != {"number"}:
        status = "not_assessable"
    elif states == {"number"}:
        status = "pass" if computed == printed else "fail"
    elif computed == printed and "damaged" not in states:
        status, note = "pass", "blank_as_zero"
    else:
        status = "uncertain"
    return Check(
        rule=rule,
        identity=identity,
        status=status,
        ok=status == "pass" if status in ("pass", "fail") else None,
        severity=severity,
        expected=computed if status != "not_assessable" or _is_printed(left) else None,
        actual=printed if status != "not_assessable" or _is_printed(right) else None,
        note=note,
    )


def _sum(side: Side) -> Number:
    return sum([one.value for one in side])


def _is_printed(side: Side) -> bool:
    return all(one.state == "number" for one in side)
