"""One number for how far a report can be used without a second look; the formula stands in DATA_FORMAT.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crawler.items import AnnualReport, ReportIssue

ISSUE_COST = {"error": 0.25, "warning": 0.05, "info": 0.0}
MAX_ISSUE_COST = 0.6
_PROACTIVE = frozenset((
    "proactive_total", "proactive_by_category", "proactive_website", "proactive_weibo", "proactive_wechat",
    "proactive_other", "proactive_cumulative", "gazette_disclosures", "normative_documents", "interpretations",
))  # fmt: skip
MIN_SECTIONS = 4
"""Article 32 of the 2008 Regulations and article 50 of the 2019 Regulations each ask for at least five parts;
fewer than four headed ones is a fragment."""


def quality(report: AnnualReport) -> float:
    """0..1: half completeness, half the share of error checks that hold, less the cost of the issues.

    >>> quality(AnnualReport())
    0.5
    """
    answered = _answered(report)
    complete = sum(answered) / len(answered)
    held = _share_held(report)
    worst = {issue.code: ISSUE_COST[issue.severity] for issue in sorted(report.issues, key=_cost)}
    cost = min(MAX_ISSUE_COST, sum(worst.values()))
    return round(max(0.0, 0.5 * complete + 0.5 * held - cost), 2)


def _answered(report: AnnualReport) -> list[bool]:
    statistics = report.statistics
    headed = sum(section.level == 1 and section.heading is not None for section in report.sections)
    names = {indicator.name for indicator in report.indicators}
    names |= {row.key for row in statistics.statistics_table or () if row.key and row.value is not None}
    return [
        report.report_year is not None,
        report.agency.name is not None,
        report.agency.region is not None,
        headed >= MIN_SECTIONS,
        bool(names & _PROACTIVE) or _has_number(statistics.proactive_disclosure),
        "applications_received" in names or _has_number((statistics.applications or {}).get("received")),
    ]


def _has_number(value: Any) -> bool:
    """Whether any figure was read anywhere below: a blank form answers nothing."""
    if isinstance(value, Mapping):
        return any(map(_has_number, value.values()))
    return isinstance(value, (int, float))


def _share_held(report: AnnualReport) -> float:
    statuses = [check.status for check in report.checks if check.severity == "error"]
    assessed = [status for status in statuses if status != "not_assessable"]
    return assessed.count("pass") / len(assessed) if assessed else 1.0


def _cost(issue: ReportIssue) -> float:
    return ISSUE_COST[issue.severity]
