"""The prose against the tables and against itself (S1-S7): warnings, never errors.

False alarms are common where prose and table have another scope (the whole area, the office alone). Where one side
says nothing, nothing is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from crawler.extraction.checks.arithmetic import Operand, check_identity, operand
from crawler.items import Check, Indicator, Number, Section, Statistics

_NONE = re.compile(r"[\s　]*(?:(?:本年度?)?(?:暂?无|没有)(?:其他需要报告的事项)?|无其他需要报告的事项)[。.\s　]*")
_OTHER_MATTERS = "其他需要报告"
_LITIGATION_GROUPS = ("litigation_direct", "litigation_after_reconsideration")


def check_text(statistics: Statistics, indicators: Sequence[Indicator], sections: Sequence[Section]) -> list[Check]:
    """Compare what the prose states with the tables, and its lists with their sums.

    S1 `text.applications_received`, `text.applications_answered`; S2 `text.reconsiderations`, `text.litigations`,
    `text.litigations_pending`; S4 `text.fees`; S5 `text.no_applications`; S6 `text.proactive_by_category`,
    `text.proactive_cumulative_by_category`; S7 `text.litigations_split`. S3, a blank total, is `not_assessable`
    in the table's own checks.
    """
    return [
        *_applications(statistics, indicators),
        *_review(statistics, indicators),
        *_fees(statistics, indicators, sections),
        *_no_applications(statistics),
        *_categories(indicators),
        *_split(indicators),
    ]


def _stated(indicators: Sequence[Indicator], name: str) -> list[Number]:
    """What the prose says of the reporting agency itself in this year, exactly."""
    found = [one for one in indicators if one.name == name and one.status in ("reported", "zero")]
    own = [one for one in found if one.scope != "area"] or found
    return list(dict.fromkeys(one.value for one in own))


def _against(
    rule: str, identity: str, stated: Sequence[Number], printed: Sequence[Sequence[Operand]]
) -> Iterator[Check]:
    """A stated figure against the sums of cells that it may mean; any equal pair passes."""
    if not stated or all(one.state == "missing" for side in printed for one in side):
        return
    checks = [
        check_identity(rule, identity, side, [Operand("number", value)], total=[*side], severity="warning")
        for side in printed
        for value in stated
    ]
    yield next((check for check in checks if check.status == "pass"), checks[0])


def _applications(statistics: Statistics, indicators: Sequence[Indicator]) -> Iterator[Check]:
    """收到 and 受理 may mean the new ones, or these with those carried in."""
    received, carried_in, concluded = (
        operand(statistics, "applications", row, "total") for row in ("received", "carried_in", "concluded_total")
    )
    meanings = [[received], [received, carried_in]]
    yield from _against("text.applications_received", "S1", _stated(indicators, "applications_received"), meanings)
    answered = _stated(indicators, "applications_answered")
    yield from _against("text.applications_answered", "S1", answered, [[concluded]])


def _review(statistics: Statistics, indicators: Sequence[Indicator]) -> Iterator[Check]:
    table: Literal["review_and_litigation"] = "review_and_litigation"
    reconsidered = operand(statistics, table, "reconsideration", "total")
    yield from _against("text.reconsiderations", "S2", _stated(indicators, "reconsiderations"), [[reconsidered]])
    for name, column in (("litigations", "total"), ("litigations_pending", "pending")):
        cells = [operand(statistics, table, group, column) for group in _LITIGATION_GROUPS]
        yield from _against(f"text.{name}", "S2", _stated(indicators, name), [cells])


def _fees(statistics: Statistics, indicators: Sequence[Indicator], sections: Sequence[Section]) -> Iterator[Check]:
    """A fee charged, in the text or the 统计表, beside a section 六 that says 无, or a statement that none was."""
    fees = [one for one in indicators if one.name == "fees_charged_yuan"]
    charged = [one.value for one in fees if one.value > 0]
    charged += [row.value for row in statistics.statistics_table or () if row.key == "fees_charged_yuan" and row.value]
    if not charged:
        return
    none = any(one.value == 0 for one in fees) or any(
        _OTHER_MATTERS in (section.heading or "") and _NONE.fullmatch(section.text) for section in sections
    )
    expected = Operand("number", 0 if none else charged[0])
    actual = Operand("number", charged[0])
    yield check_identity("text.fees", "S4", [expected], [actual], total=[expected], severity="warning")


def _no_applications(statistics: Statistics) -> Iterator[Check]:
    """Where nothing was received or carried in, nothing can have been handled."""
    rows = statistics.applications or {}
    start = [operand(statistics, "applications", row, "total") for row in ("received", "carried_in")]
    if any(one.state != "number" or one.value for one in start):
        return
    cells = [value for row in rows.values() for value in row.values() if isinstance(value, int | float)]
    handled = Operand("number", sum(abs(value) for value in cells))
    zero = Operand("number", 0)
    yield check_identity("text.no_applications", "S5", [zero], [handled], total=[zero], severity="warning")


def _categories(indicators: Sequence[Indicator]) -> Iterator[Check]:
    """An enumerated list and the total that its section states."""
    for status, total_name, rule in (
        ("reported", "proactive_total", "text.proactive_by_category"),
        ("cumulative", "proactive_cumulative", "text.proactive_cumulative_by_category"),
    ):
        for section in dict.fromkeys(one.section for one in indicators if one.name == total_name):
            here = [one for one in indicators if one.section == section]
            parts = [
                Operand("number", one.value)
                for one in here
                if one.name == "proactive_by_category" and (one.status == "cumulative") == (status == "cumulative")
            ]
            totals = [Operand("number", one.value) for one in here if one.name == total_name]
            if len(parts) < 2:
                continue
            checks = [check_identity(rule, "S6", parts, [one], total=[one], severity="warning") for one in totals]
            yield next((check for check in checks if check.status == "pass"), checks[0])


def _split(indicators: Sequence[Indicator]) -> Iterator[Check]:
    """Lawsuits are closed or pending."""
    stated = [_stated(indicators, name) for name in ("litigations_closed", "litigations_pending", "litigations")]
    if all(len(values) == 1 for values in stated):
        closed, pending, total = (Operand("number", values[0]) for values in stated)
        rule = "text.litigations_split"
        yield check_identity(rule, "S7", [closed, pending], [total], total=[total], severity="warning")
