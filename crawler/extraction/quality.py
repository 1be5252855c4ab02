"""One number for how far a report can be used without a second look; the formula stands in DATA_FORMAT.md."""

from __future__ import annotations

from crawler.items import AnnualReport, ReportIssue

ISSUE_COST = {"error": 0.25, "warning": 0.05, "info": 0.0}
MAX_ISSUE_COST = 0.6
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
    headed = sum(section.level == 1 and section.kind != "preamble" for section in report.sections)
    return [
        report.report_year is not None,
        report.agency.name is not None,
        report.agency.region is not None,
        headed >= MIN_SECTIONS,
        bool(report.indicators or statistics.proactive_disclosure or statistics.statistics_table),
        statistics.applications is not None
        or statistics.statistics_table is not None
        or any(indicator.name == "applications_received" for indicator in report.indicators),
    ]


def _share_held(report: AnnualReport) -> float:
    statuses = [check.status for check in report.checks if check.severity == "error"]
    assessed = [status for status in statuses if status != "not_assessable"]
    return assessed.count("pass") / len(assessed) if assessed else 1.0


def _cost(issue: ReportIssue) -> float:
    return ISSUE_COST[issue.severity]
