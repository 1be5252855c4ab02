"""The identities over two consecutive reports of one agency (I5-I7), computed when asked and never stored.

A failure says that the pair does not fit, not which report is wrong; a merged or renamed agency fails rightly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crawler.extraction.checks.arithmetic import Operand, TableName, check_identity, operand
from crawler.extraction.forms.official import APPLICANT_KEYS
from crawler.items import Check, Statistics

_DOCUMENTS = ("regulations", "normative_documents")
_ITEMS = (
    "administrative_permits",
    "other_services",
    "administrative_penalties",
    "administrative_coercion",
    "administrative_fees",
)


def compare_years(earlier: Statistics, later: Statistics) -> list[Check]:
    """Try the identities between the tables of one year and those of the next.

    I5 `years.carried_over.<column>`: carried in is what was carried out the year before (error). I6
    `years.in_force.<row>`, form of 2021: in force is what was, and issued, without repealed (warning). I7
    `years.previous_items.<row>`, form of 2019: last year's items are those of the year before with their change
    (warning). An identity is tried where both reports have its rows.

    >>> before = Statistics(applications={"carried_out": {"total": 3}})
    >>> after = Statistics(applications={"carried_in": {"total": 2}})
    >>> [(check.rule, check.status) for check in compare_years(before, after)]
    [('years.carried_over.total', 'fail')]
    """
    return [*_carried_over(earlier, later), *_in_force(earlier, later), *_previous_items(earlier, later)]


def _carried_over(earlier: Statistics, later: Statistics) -> Iterator[Check]:
    for column in APPLICANT_KEYS:
        left = [operand(earlier, "applications", "carried_out", column)]
        right = [operand(later, "applications", "carried_in", column)]
        if _present(left, right):
            yield check_identity(f"years.carried_over.{column}", "I5", left, right, total=(*left, *right))


def _in_force(earlier: Statistics, later: Statistics) -> Iterator[Check]:
    table: TableName = "proactive_disclosure"
    for row in _DOCUMENTS:
        left = [operand(earlier, table, row, "in_force"), operand(later, table, row, "issued")]
        right = [operand(later, table, row, "in_force"), operand(later, table, row, "repealed")]
        if _present(left, right):
            rule = f"years.in_force.{row}"
            yield check_identity(rule, "I6", left, right, total=(left[0], right[0]), severity="warning")


def _previous_items(earlier: Statistics, later: Statistics) -> Iterator[Check]:
    table: TableName = "proactive_disclosure"
    for row in _ITEMS:
        left = [operand(earlier, table, row, "previous_items"), operand(earlier, table, row, "change")]
        right = [operand(later, table, row, "previous_items")]
        if _present(left, right):
            rule = f"years.previous_items.{row}"
            yield check_identity(rule, "I7", left, right, total=(left[0], right[0]), severity="warning")


def _present(left: Sequence[Operand], right: Sequence[Operand]) -> bool:
    return all(one.state != "missing" for one in (*left, *right))
