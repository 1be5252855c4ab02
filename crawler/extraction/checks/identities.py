"""The identities that the official tables must satisfy (I1-I4), tried and reported, never used to change a figure.

Official reports contain errors of arithmetic: a failed check flags the document and corrects nothing. The checks of
the prose against the tables are in `checks_text`, those over two years in `checks_years`.
"""

from __future__ import annotations

from crawler.extraction.checks.arithmetic import Operand, check_identity, operand
from crawler.extraction.checks.prose import check_text
from crawler.extraction.checks.years import compare_years
from crawler.extraction.forms.form_2021 import OTHER_ROWS
from crawler.extraction.forms.official import APPLICANT_KEYS, APPLICATION_ROWS, OUTCOME_KEYS, REVIEW_GROUP_KEYS
from crawler.items import Check, Statistics

__all__ = ["check_statistics", "check_text", "compare_years"]

_RESULTS = tuple(
    row.key for row in APPLICATION_ROWS if row.group and row.group != "other_handling" and row.key != "concluded_total"
)
"""Addends of the total of results, the rows under （六）其他处理 of the form of 2021 left out."""

_OTHER_2021 = tuple(row.key for row in OTHER_ROWS)


def check_statistics(statistics: Statistics) -> list[Check]:
    """Try I1-I4 on every table that the page has.

    I1 `applications.balance.<column>`: received and carried in are concluded and carried out. I2
    `applications.results.<column>`: the results add up to their total. I3 `applications.row.<row>`: the applicants
    add up to the row's total. I4 `review_and_litigation.<group>`: the outcomes add up to the group's total.

    >>> row = {"upheld": 1, "corrected": 0, "other": 0, "pending": 2, "total": 4}
    >>> check = check_statistics(Statistics(review_and_litigation={"reconsideration": row}))[0]
    >>> check.rule, check.status, check.expected, check.actual
    ('review_and_litigation.reconsideration', 'fail', 3, 4)
    """
    checks: list[Check] = []
    if statistics.applications is not None:
        checks += [_balance(statistics, column) for column in APPLICANT_KEYS]
        checks += [_results(statistics, column) for column in APPLICANT_KEYS]
        checks += [_row(statistics, row.key) for row in APPLICATION_ROWS if row.key in statistics.applications]
    if statistics.review_and_litigation is not None:
        checks += [_group(statistics, key) for key in REVIEW_GROUP_KEYS if key in statistics.review_and_litigation]
    return checks


def _balance(statistics: Statistics, column: str) -> Check:
    received, carried_in, concluded, carried_out = (
        operand(statistics, "applications", row, column)
        for row in ("received", "carried_in", "concluded_total", "carried_out")
    )
    return check_identity(
        f"applications.balance.{column}",
        "I1",
        (received, carried_in),
        (concluded, carried_out),
        total=(concluded,),
    )


def _results(statistics: Statistics, column: str) -> Check:
    rows = statistics.applications or {}
    if any(key in rows for key in _OTHER_2021):
        addends = (*(key for key in _RESULTS if key != "other_handling"), *_OTHER_2021)
    else:
        addends = _RESULTS
    parts = [operand(statistics, "applications", row, column) for row in addends]
    total = operand(statistics, "applications", "concluded_total", column)
    return check_identity(f"applications.results.{column}", "I2", parts, (total,), total=(total,))


def _row(statistics: Statistics, row: str) -> Check:
    *parts, total = (operand(statistics, "applications", row, column) for column in APPLICANT_KEYS)
    return check_identity(f"applications.row.{row}", "I3", parts, (total,), total=(total,))


def _group(statistics: Statistics, group: str) -> Check:
    cells: list[Operand] = [operand(statistics, "review_and_litigation", group, column) for column in OUTCOME_KEYS]
    *parts, total = cells
    return check_identity(f"review_and_litigation.{group}", "I4", parts, (total,), total=(total,))
