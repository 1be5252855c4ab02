"""An agency's figures over the years, and whether its years fit together. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from crawler.extraction.checks.years import compare_years
from crawler.items import Check, Number, Statistics, StatisticsRow

Document = Mapping[str, Any]

KEY_FIGURES: Mapping[str, str | None] = {
    "proactive_total": None,
    "normative_documents": None,
    "applications_received": "applications.received",
    "carried_in": "applications.carried_in",
    "granted": "applications.granted",
    "concluded_total": "applications.concluded_total",
    "carried_out": "applications.carried_out",
    "reconsiderations": "review_and_litigation.reconsideration",
    "litigations": None,
}
"""Name, which is also that of the 统计表's key and of the prose's indicator -> the row whose total it is."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is printed, and where."""

    value: Number
    source: str
    """The row of an official table, `statistics_table`, or `indicators` for the prose."""


@dataclass(slots=True)
class YearLine:
    """A report of a year, or that there is none."""

    year: int
    report: str | None
    form: str | None = None
    figures: dict[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class YearCheck:
    """One identity over two consecutive years."""

    years: tuple[int, int]
    check: Check


def series(reports: Sequence[Document]) -> list[YearLine]:
    """One line a report, in the order of years, and one for each year between them that has none.

    >>> report = lambda year: {"_id": f"-:教育局:{year}", "report_year": year, "form": "narrative",
    ...                        "statistics": {}, "indicators": []}
    >>> [(line.year, line.report) for line in series([report(2012), report(2010)])]
    [(2010, '-:教育局:2010'), (2011, None), (2012, '-:教育局:2012')]
    """
    dated = [report for report in reports if report["report_year"] is not None]
    lines = [
        YearLine(report["report_year"], report["_id"], report["form"], key_figures(report))
        for report in sorted(dated, key=lambda report: (report["report_year"], report["_id"]))
    ]
    years = {line.year for line in lines}
    gaps = [YearLine(year, None) for year in range(min(years), max(years)) if year not in years] if years else []
    return sorted([*lines, *gaps], key=lambda line: line.year)


def year_checks(reports: Sequence[Document]) -> list[YearCheck]:
    """I5-I7 over each two consecutive years that have one report each; two reports of a year would be a guess."""
    by_year: dict[int, list[Document]] = {}
    for report in reports:
        by_year.setdefault(report["report_year"] or 0, []).append(report)
    single = {year: found[0] for year, found in by_year.items() if year and len(found) == 1}
    return [
        YearCheck((before, after), check)
        for before, after in pairwise(sorted(single))
        if after == before + 1
        for check in compare_years(statistics(single[before]), statistics(single[after]))
    ]


def key_figures(report: Document) -> dict[str, Figure]:
    """The key figures that a report states: of the official table, else of the 统计表, else of the prose."""
    found = {}
    for name, row in KEY_FIGURES.items():
        for figure in _witnesses(report, name, row):
            found[name] = figure
            break
    return found


def _witnesses(report: Document, name: str, row: str | None) -> Iterator[Figure]:
    tables = report["statistics"]
    if row is not None:
        table, _, key = row.partition(".")
        total = ((tables.get(table) or {}).get(key) or {}).get("total")
        if total is not None:
            yield Figure(total, row)
    if name == "litigations":
        groups = tables.get("review_and_litigation") or {}
        totals = [(groups.get(g) or {}).get("total") for g in ("litigation_direct", "litigation_after_reconsideration")]
        stated = [total for total in totals if total is not None]
        if len(stated) == len(totals):
            yield Figure(sum(stated), "review_and_litigation")
    rows = [line["value"] for line in tables.get("statistics_table") or [] if line["key"] == name]
    yield from _agreed(rows, "statistics_table")
    told = [
        figure["value"]
        for figure in report["indicators"]
        if figure["name"] == name and figure["scope"] != "area" and figure["status"] in ("reported", "zero")
    ]
    yield from _agreed(told, "indicators")


def _agreed(values: Sequence[Number | None], source: str) -> Iterator[Figure]:
    """The one value that is stated: two different ones are none."""
    if len(set(values)) == 1 and values[0] is not None:
        yield Figure(values[0], source)


def statistics(report: Document) -> Statistics:
    """The official tables of a stored report as the checks take them."""
    stored = report["statistics"]
    rows = stored.get("statistics_table")
    return Statistics(
        proactive_disclosure=stored.get("proactive_disclosure"),
        applications=stored.get("applications"),
        review_and_litigation=stored.get("review_and_litigation"),
        statistics_table=None if rows is None else [StatisticsRow(**row) for row in rows],
        raw=stored.get("raw") or {},
    )
