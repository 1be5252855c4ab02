"""The quality of a report: the documented formula, and its law: no failed check and no issue ever raises it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.quality import quality
from crawler.items import (
    Agency,
    AnnualReport,
    Check,
    Indicator,
    Region,
    ReportIssue,
    Section,
    Statistics,
    StatisticsRow,
)

STATUSES = st.sampled_from(("pass", "fail", "uncertain", "not_assessable"))
SEVERITIES = st.sampled_from(("error", "warning"))


def check(status: str, severity: str = "error") -> Check:
    ok = {"pass": True, "fail": False}.get(status)
    return Check("applications.row.received", "I3", status, ok, severity)  # type: ignore[arg-type]


def indicator(name: str) -> Indicator:
    return Indicator(name, 36, "条", "reported", 0, "36条")


SECTIONS = [Section(n, 1, "标题", "other", None) for n in "一二三四"]
COMPLETE = AnnualReport(
    report_year=2016,
    agency=Agency("青田县水利局", "department", Region("331121", "331121", "青田县", ["浙江省", "丽水市", "青田县"])),
    sections=SECTIONS,
    indicators=[indicator("proactive_total"), indicator("applications_received")],
)

checks = st.lists(st.builds(check, STATUSES, SEVERITIES), max_size=12)
issues = st.lists(
    st.builds(
        ReportIssue,
        st.sampled_from(("spam_phrase", "year_conflict", "no_body", "unknown_heading", "byte_damage")),
        st.sampled_from(("info", "warning", "error")),
    ),
    max_size=12,
)
reports = st.builds(
    lambda whole, found, told: replace(COMPLETE if whole else AnnualReport(), checks=found, issues=told),
    st.booleans(),
    checks,
    issues,
)


@given(reports, SEVERITIES, st.sampled_from(("fail", "uncertain")))
def test_a_check_that_does_not_hold_never_raises_it(report: AnnualReport, severity: str, status: str) -> None:
    assert quality(replace(report, checks=[*report.checks, check(status, severity)])) <= quality(report)


@given(reports, st.data())
def test_a_check_that_fails_after_all_never_raises_it(report: AnnualReport, data: st.DataObject) -> None:
    if report.checks:
        place = data.draw(st.integers(0, len(report.checks) - 1))
        worse = list(report.checks)
        worse[place] = replace(worse[place], status="fail", ok=False)
        assert quality(replace(report, checks=worse)) <= quality(report)


@given(reports, issues)
def test_more_issues_never_raise_it(report: AnnualReport, more: list[ReportIssue]) -> None:
    assert quality(replace(report, issues=[*report.issues, *more])) <= quality(report)


@given(reports)
def test_it_is_a_share_in_two_decimals(report: AnnualReport) -> None:
    value = quality(report)
    assert 0 <= value <= 1
    assert value == round(value, 2)


@pytest.mark.parametrize(
    ("report", "value"),
    [
        (AnnualReport(), 0.5),
        (COMPLETE, 1.0),
        (replace(COMPLETE, report_year=None), 0.92),
        (replace(COMPLETE, agency=Agency("水利局", "department")), 0.92),
        (replace(COMPLETE, sections=SECTIONS[:3]), 0.92),
        # What the prose says of trainings answers neither question; a blank form answers none.
        (replace(COMPLETE, indicators=[indicator("trainings")]), 0.83),
        (
            replace(
                COMPLETE,
                indicators=[],
                statistics=Statistics(
                    proactive_disclosure={"regulations": {"issued": None}}, applications={"received": {"total": None}}
                ),
            ),
            0.83,
        ),
        (
            replace(
                COMPLETE,
                indicators=[],
                statistics=Statistics(
                    statistics_table=[
                        StatisticsRow("主动公开政府信息数", "proactive_total", "条", 36),
                        StatisticsRow("收到申请数", "applications_received", "件", 0),
                    ]
                ),
            ),
            1.0,
        ),
        (
            replace(COMPLETE, checks=[check("pass"), check("fail"), check("not_assessable"), check("fail", "warning")]),
            0.75,
        ),
        (replace(COMPLETE, checks=[check("pass"), check("uncertain")]), 0.75),
        (
            replace(COMPLETE, issues=[ReportIssue("spam_phrase", "warning"), ReportIssue("spam_phrase", "warning")]),
            0.95,
        ),
        (replace(COMPLETE, issues=[ReportIssue("no_body", "error"), ReportIssue("unknown_heading", "info")]), 0.75),
        (replace(COMPLETE, issues=[ReportIssue(f"code_{n}", "error") for n in range(9)]), 0.4),
    ],
)
def test_the_documented_formula(report: AnnualReport, value: float) -> None:
    assert quality(report) == value
