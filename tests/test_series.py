"""Figures over the years, and who is missing: on plain documents."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.missing import missing_agencies, missing_governments
from crawler.series import Figure, key_figures, series, year_checks
from pipelines.agencies import KnownAgency


def report(year: int | None, name: str = "a", **statistics: Any) -> dict[str, Any]:
    indicators = statistics.pop("indicators", [])
    return {
        "_id": f"{name}:{year}",
        "report_year": year,
        "form": "form_2019",
        "statistics": statistics,
        "indicators": indicators,
    }


def said(name: str, value: int, scope: str | None = None, status: str = "reported") -> dict[str, Any]:
    return {"name": name, "value": value, "scope": scope, "status": status}


def line(key: str, value: int | None) -> dict[str, Any]:
    return {"label": key, "key": key, "unit": "件", "value": value, "cumulative": None}


RECEIVED = {"received": {"total": 5}}


@pytest.mark.parametrize(
    ("statistics", "expected"),
    [
        ({"applications": RECEIVED, "statistics_table": [line("applications_received", 6)]}, Figure(5, "applications.received")),
        ({"applications": {"received": {"total": None}}, "indicators": [said("applications_received", 7)]}, Figure(7, "indicators")),
        ({"statistics_table": [line("applications_received", 6)]}, Figure(6, "statistics_table")),
        ({"statistics_table": [line("applications_received", 6), line("applications_received", 8)]}, None),
        ({"indicators": [said("applications_received", 7), said("applications_received", 8)]}, None),
        ({"indicators": [said("applications_received", 7), said("applications_received", 90, "area")]}, Figure(7, "indicators")),
        ({"indicators": [said("applications_received", 0, "own", "zero")]}, Figure(0, "indicators")),
        ({"indicators": [said("applications_received", 7, None, "approximate")]}, None),
        ({"statistics_table": [line("applications_received", None)]}, None),
    ],
)  # fmt: skip
def test_a_figure_is_that_of_the_best_witness_and_of_no_quarrel(statistics: Any, expected: Figure | None) -> None:
    assert key_figures(report(2019, **statistics)).get("applications_received") == expected


def test_litigations_are_the_sum_of_both_groups_only_where_both_are_printed() -> None:
    groups = {"litigation_direct": {"total": 2}, "litigation_after_reconsideration": {"total": 3}}
    assert key_figures(report(2019, review_and_litigation=groups))["litigations"].value == 5
    groups["litigation_direct"] = {}
    assert "litigations" not in key_figures(report(2019, review_and_litigation=groups))


def test_years_between_without_a_report_are_lines() -> None:
    lines = series([report(2019), report(2016), report(2016, "b"), report(None)])
    assert [(one.year, one.report) for one in lines] == [
        (2016, "a:2016"), (2016, "b:2016"), (2017, None), (2018, None), (2019, "a:2019"),
    ]  # fmt: skip
    assert series([]) == series([report(None)]) == []


def over(year: int, carried_in: int, carried_out: int, name: str = "a") -> dict[str, Any]:
    return report(year, name, applications={"carried_in": {"total": carried_in}, "carried_out": {"total": carried_out}})


def test_consecutive_years_are_checked_and_no_others() -> None:
    reports = [
        over(2019, 0, 3),
        over(2020, 2, 1),
        over(2022, 9, 9),
        over(2023, 9, 0),
        over(2024, 0, 0),
        over(2024, 1, 1, "b"),
    ]
    found = [(one.years, one.check.identity, one.check.status) for one in year_checks(reports)]
    assert found == [((2019, 2020), "I5", "fail"), ((2022, 2023), "I5", "pass")]


def known(name: str, place: str, level: str, *years: int) -> KnownAgency:
    return KnownAgency(name, place, level, ("云南省", name), years, ())


def test_who_reported_on_other_years_is_missing_as_an_agency() -> None:
    agencies = [known("甲局", "532301", "department", 2018, 2020), known("乙局", "532301", "department", 2019)]
    assert [(one.agency, one.years) for one in missing_agencies(agencies, 2019, None)] == [("甲局", (2018, 2020))]
    assert missing_agencies(agencies, 2019, "county") == []


def test_governments_of_the_divisions_are_missing_once_under_the_name_of_today() -> None:
    names = [one.agency for one in missing_governments([], 2019, "county", "云南")]
    assert "晋宁区人民政府" in names
    assert "晋宁县人民政府" not in names  # renamed in between, the year is not in the table
    assert len(names) == len(set(names)) == 129
    with_one = [known("楚雄市人民政府", "532301", "county", 2018), known("昆明市教育局", "530100", "department", 2019)]
    left = [one.agency for one in missing_governments(with_one, 2019, None, "云南")]
    assert "楚雄市人民政府" not in left
    assert "昆明市人民政府" in left
    assert missing_governments([], 2019, "department", None) == []


def test_a_region_is_a_code_its_beginning_or_a_name() -> None:
    by_code = missing_governments([], 2023, "county", "532300")
    assert (
        by_code
        == missing_governments([], 2023, "county", "5323")
        == missing_governments([], 2023, "county", "楚雄彝族")
    )
    assert len(by_code) == 10
    towns = missing_governments([], 2023, "township", "532301")
    assert "紫溪镇人民政府" in [one.agency for one in towns]
    assert {one.agency for one in missing_governments([], 2023, "city", "232700")} == {"大兴安岭地区行政公署"}
