"""The identities I1-I7 and S1-S7: each status where it belongs, and no figure ever changed."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.checks.identities import check_statistics, check_text, compare_years
from crawler.extraction.forms.form_2019 import FORM_2019
from crawler.extraction.forms.form_2021 import FORM_2021
from crawler.items import Check, Indicator, Section, Statistics
from tests.extraction.official_grids import APPLICANT_KEYS, REVIEW_KEYS, Report, make_report, reports


def statistics(report: Report) -> Statistics:
    return Statistics(
        copy.deepcopy(report.disclosure), copy.deepcopy(report.applications), copy.deepcopy(report.review)
    )


def by_rule(checks: list[Check]) -> dict[str, Check]:
    rules = {check.rule: check for check in checks}
    assert len(rules) == len(checks)
    return rules


def outcome(check: Check) -> tuple[str, bool | None, str | None, object, object]:
    return check.status, check.ok, check.note, check.expected, check.actual


@settings(max_examples=30, deadline=None)
@given(reports())
def test_consistent_tables_pass_every_identity(report: Report) -> None:
    checks = check_statistics(statistics(report))
    assert {(check.status, check.ok, check.severity) for check in checks} == {("pass", True, "error")}
    counts = [sum(check.identity == identity for check in checks) for identity in ("I1", "I2", "I3", "I4")]
    assert counts == [7, 7, 23 if report.form is FORM_2019 else 25, 3]


@settings(max_examples=60, deadline=None)
@given(reports(), st.integers(0, 24), st.integers(0, 6), st.integers(1, 50))
def test_one_changed_cell_fails_exactly_the_identities_that_hold_it(
    report: Report, row: int, column: int, change: int
) -> None:
    key = report.form.applications[row % len(report.form.applications)].key
    applicant = APPLICANT_KEYS[column]
    changed = statistics(report)
    assert changed.applications is not None
    changed.applications[key][applicant] += change  # type: ignore[operator]
    before = copy.deepcopy(changed)
    failed = {check.rule for check in check_statistics(changed) if check.status == "fail"}
    rules = {f"applications.row.{key}"}
    if key in ("received", "carried_in", "concluded_total", "carried_out"):
        rules.add(f"applications.balance.{applicant}")
    if key not in ("received", "carried_in", "carried_out"):
        rules.add(f"applications.results.{applicant}")
    assert failed == rules
    assert changed == before


def test_expected_is_computed_and_actual_is_printed() -> None:
    report = make_report(FORM_2021, 1)
    row = dict.fromkeys(APPLICANT_KEYS, 1)
    report.applications["granted"] = {**row, "total": 7}
    check = by_rule(check_statistics(statistics(report)))["applications.row.granted"]
    assert outcome(check) == ("fail", False, None, 6, 7)


@pytest.mark.parametrize(
    ("parts", "total", "raw", "expected"),
    [
        ((1, 0, 0, 2), 3, None, ("pass", True, None, 3, 3)),
        ((1, 0, 0, 2), 4, None, ("fail", False, None, 3, 4)),
        ((1, None, None, 2), 3, None, ("pass", True, "blank_as_zero", 3, 3)),
        ((1, None, 0, 2), 4, None, ("uncertain", None, None, 3, 4)),
        ((1, None, 0, 2), 3, {"corrected": "/"}, ("pass", True, "blank_as_zero", 3, 3)),
        ((1, None, 0, 2), 3, {"corrected": "0 0"}, ("uncertain", None, None, 3, 3)),
        ((1, 0, 0, 2), None, None, ("not_assessable", None, None, 3, None)),
        ((None, None, None, None), None, None, ("not_assessable", None, None, None, None)),
        ((None, None, None, None), None, ["1", "2"], ("not_assessable", None, None, None, None)),
    ],
)
def test_status(parts: tuple[int | None, ...], total: int | None, raw: object, expected: tuple[object, ...]) -> None:
    row = dict(zip(("upheld", "corrected", "other", "pending", "total"), (*parts, total), strict=True))
    kept = {"review_and_litigation": {"litigation_direct": raw}} if raw else {}
    checks = check_statistics(Statistics(review_and_litigation={"litigation_direct": row}, raw=kept))
    assert [check.rule for check in checks] == ["review_and_litigation.litigation_direct"]
    assert outcome(checks[0]) == expected


def test_a_truncated_table_is_not_assessable() -> None:
    report = make_report(FORM_2021, 2)
    del report.applications["carried_out"], report.applications["unprocessed_petition"]
    rules = by_rule(check_statistics(statistics(report)))
    assert {rules[f"applications.{name}.total"].status for name in ("balance", "results")} == {"not_assessable"}
    assert "applications.row.carried_out" not in rules
    assert rules["applications.row.received"].status == "pass"


def test_the_blank_total_of_a_row_is_legitimate() -> None:
    report = make_report(FORM_2021, 3)
    report.applications["granted"]["total"] = None
    rules = by_rule(check_statistics(statistics(report)))
    assert rules["applications.row.granted"].status == "not_assessable"
    assert rules["applications.results.natural_person"].status == "pass"


def test_a_page_without_tables_has_nothing_to_check() -> None:
    assert check_statistics(Statistics()) == []
    assert check_text(Statistics(), [], []) == []
    assert compare_years(Statistics(), Statistics()) == []


def indicator(name: str, value: float, status: str = "reported", section: int = 0, **more: str) -> Indicator:
    return Indicator(name, value, "件", status, section, "…", **more)  # type: ignore[arg-type]


def received(new: int, carried_in: int) -> Statistics:
    return Statistics(applications={"received": {"total": new}, "carried_in": {"total": carried_in}})


@pytest.mark.parametrize(("stated", "status"), [(74, "pass"), (75, "pass"), (73, "fail")])
def test_applications_in_prose_may_mean_new_ones_or_all(stated: int, status: str) -> None:
    check = by_rule(check_text(received(74, 1), [indicator("applications_received", stated)], []))[
        "text.applications_received"
    ]
    assert (check.identity, check.status, check.severity, check.actual) == ("S1", status, "warning", stated)


def test_figures_of_the_area_and_approximate_ones_do_not_count_against_the_table() -> None:
    said = [indicator("applications_received", 900, scope="area"), indicator("applications_received", 3, scope="own")]
    assert by_rule(check_text(received(3, 0), said, []))["text.applications_received"].status == "pass"
    assert check_text(received(3, 0), [indicator("applications_received", 5, "approximate")], []) == []


def test_review_in_prose_against_the_table() -> None:
    rows = {key: {"upheld": 1, "corrected": 0, "other": 0, "pending": 1, "total": 2} for key in REVIEW_KEYS}
    said = [indicator("reconsiderations", 2), indicator("litigations", 3), indicator("litigations_pending", 2)]
    rules = by_rule(check_text(Statistics(review_and_litigation=rows), said, []))
    statuses = [rules[f"text.{name}"].status for name in ("reconsiderations", "litigations", "litigations_pending")]
    assert statuses == ["pass", "fail", "pass"]
    assert {check.severity for check in rules.values()} == {"warning"}


def test_a_fee_beside_a_section_that_says_none() -> None:
    nothing = Section("六", 1, "其他需要报告的事项", "other", None, "无。")
    fee = indicator("fees_charged_yuan", 300)
    assert by_rule(check_text(Statistics(), [fee], [nothing]))["text.fees"].status == "fail"
    assert by_rule(check_text(Statistics(), [fee], []))["text.fees"].status == "pass"
    assert check_text(Statistics(), [indicator("fees_charged_yuan", 0, "zero")], [nothing]) == []


def test_nothing_received_and_something_granted() -> None:
    table = {"received": {"total": 0}, "carried_in": {"total": 0}, "granted": {"natural_person": 2, "total": None}}
    check = by_rule(check_text(Statistics(applications=table), [], []))["text.no_applications"]
    assert (check.identity, check.status, check.severity) == ("S5", "fail", "warning")
    table["granted"] = {"natural_person": 0, "total": None}
    assert by_rule(check_text(Statistics(applications=table), [], []))["text.no_applications"].status == "pass"


@pytest.mark.parametrize(("total", "status"), [(7, "pass"), (8, "fail")])
def test_an_enumerated_list_and_its_total(total: int, status: str) -> None:
    parts = [indicator("proactive_by_category", n, category=c) for n, c in ((3, "机构"), (4, "动态"))]
    elsewhere = indicator("proactive_by_category", 5, section=1, category="文件")
    said = [indicator("proactive_total", total), *parts, elsewhere]
    check = by_rule(check_text(Statistics(), said, []))["text.proactive_by_category"]
    assert (check.identity, check.status, check.expected, check.actual) == ("S6", status, 7, total)
    running = [indicator("proactive_cumulative", 7, "cumulative"), *parts]
    assert check_text(Statistics(), running, []) == []


def test_lawsuits_are_closed_or_pending() -> None:
    said = [indicator("litigations", 3), indicator("litigations_closed", 2), indicator("litigations_pending", 1)]
    assert by_rule(check_text(Statistics(), said, []))["text.litigations_split"].status == "pass"
    said[2] = indicator("litigations_pending", 2)
    assert by_rule(check_text(Statistics(), said, []))["text.litigations_split"].status == "fail"


def test_what_is_carried_out_is_carried_in_the_next_year() -> None:
    earlier, later = make_report(FORM_2019, 1), make_report(FORM_2021, 2)
    later.applications["carried_in"] = dict(earlier.applications["carried_out"])
    rules = by_rule(compare_years(statistics(earlier), statistics(later)))
    assert {(c.identity, c.status, c.severity) for c in rules.values()} == {("I5", "pass", "error")}
    assert len(rules) == 7
    later.applications["carried_in"]["other"] = -1
    assert by_rule(compare_years(statistics(earlier), statistics(later)))["years.carried_over.other"].ok is False


def test_documents_in_force_follow_from_the_year_before() -> None:
    def year(issued: int, repealed: int, in_force: int | None) -> Statistics:
        return Statistics({"regulations": {"issued": issued, "repealed": repealed, "in_force": in_force}})

    rule = "years.in_force.regulations"
    check = by_rule(compare_years(year(1, 0, 10), year(3, 2, 11)))[rule]
    assert (check.identity, check.status, check.severity) == ("I6", "pass", "warning")
    assert by_rule(compare_years(year(1, 0, 10), year(3, 2, 12)))[rule].status == "fail"
    assert by_rule(compare_years(year(1, 0, None), year(3, 2, 12)))[rule].status == "not_assessable"


def test_items_of_the_last_year_follow_from_the_year_before() -> None:
    def year(previous: int, change: int) -> Statistics:
        return Statistics({"administrative_permits": {"previous_items": previous, "change": change, "decisions": 1}})

    check = by_rule(compare_years(year(10, -2), year(8, 1)))["years.previous_items.administrative_permits"]
    assert (check.identity, check.status, check.severity) == ("I7", "pass", "warning")
    assert compare_years(year(10, -2), statistics(make_report(FORM_2021, 1))) == []
