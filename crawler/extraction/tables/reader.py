"""The official tables of a page, wherever they stand and whatever their form: `read_statistics`.

Grids and flattened tables are read by different readers into the same figures. Which form a table follows is decided
from its labels, never from the year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extraction.forms.official import (
    APPLICATION_ROWS,
    FORMS,
    REVIEW_GROUP_KEYS,
    application_form,
    caption_item,
    disclosure_evidence,
    disclosure_form,
)
from crawler.extraction.page import Block, FlatTable, Issue, Paragraph, Table
from crawler.extraction.tables.agencies import other_agencies
from crawler.extraction.tables.captions import captioned_years
from crawler.extraction.tables.figures import TableFigures, TableName
from crawler.extraction.tables.flat import read_flat
from crawler.extraction.tables.flat_order import reordered_tables
from crawler.extraction.tables.grid_forms import GridReader
from crawler.extraction.tables.labels import money_unit
from crawler.items import Form, Forms, Statistics

_ROW_LABELS = {"other_services": "其他对外管理服务事项", "government_procurement": "政府集中采购"}
"""Rows that only one form has, by their label: evidence where a flattened table gives keys."""

_FIRST_ROWS = frozenset(("regulations", "received", "reconsideration"))
"""Rows with which a table begins: printed again they begin a second table."""


@dataclass(frozen=True, slots=True)
class StatisticsReading:
    """The figures of a page's official tables."""

    statistics: Statistics
    """By the contract's keys; a table that the page does not have is `None`."""
    forms: Forms
    """The form of each table."""
    form: Form
    """The document's form: the applications table's, else the disclosure table's, else whether a 统计表 was read."""
    lifted: frozenset[int]
    """Indexes of the blocks that are official tables, or captions of their blocks."""
    evidence: tuple[str, ...]
    """Labels that decided the disclosure table's form, sorted."""
    years: frozenset[int]
    """Years that stand over tables and over columns of figures."""
    issues: tuple[Issue, ...]
    """What a reader of the figures must know."""


def read_statistics(blocks: Sequence[Block], year: int | None = None) -> StatisticsReading:
    """Read every official table among the blocks; never raises, and binds no figure on doubtful evidence.

    Tables and columns under another year than `year`, the report's, or under another body, are told and not read.
    Without it a printed year is the report's if it is the only one.
    """
    captioned = captioned_years(blocks)
    others = other_agencies(blocks)
    years = {over for over in captioned.values() if over is not None}
    figures = TableFigures(year=year or (min(years) if len(years) == 1 else None), years=years)
    grids = GridReader(figures)
    lifted = set()
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if caption_item(block.text):
                lifted.add(index)
        elif index in others:
            if _is_official(block):
                figures.issue("other_agency", "warning")
                lifted.add(index)
        elif captioned[index] not in (None, figures.year):
            if _is_official(block):
                figures.issue("other_year", "warning", year=captioned[index], report_year=figures.year)
                lifted.add(index)
        elif grids.read(block) if isinstance(block, Table) else _take_flat(block, figures):
            lifted.add(index)
    grids.finish()
    return _reading(figures, frozenset(lifted))


def _is_official(block: Table | FlatTable) -> bool:
    """Whether a table, read by itself, is one of ours."""
    figures = TableFigures()
    return GridReader(figures).read(block) if isinstance(block, Table) else _take_flat(block, figures)


def _take_flat(block: FlatTable, figures: TableFigures) -> bool:
    """Bind what a flattened table says; whether it was an official table."""
    reading = read_flat(block, figures.year)
    for table in reading.tables:
        figures.open_table(table)
    for issue in reading.issues:
        figures.issue(issue.code, issue.severity, **issue.detail)
    reordered = reordered_tables(block)
    repeated = {
        row.table for row in reading.rows if row.key in _FIRST_ROWS and row.tokens and figures.has(row.table, row.key)
    }
    for table in sorted(repeated):
        figures.issue("repeated_table", "warning", table=table)
    for row in reading.rows:
        if row.table in repeated:
            continue
        if row.table == "proactive_disclosure":
            figures.evidence |= disclosure_evidence(row.heads) | disclosure_evidence([_ROW_LABELS.get(row.key, "")])
        if row.cells is None or row.table in reordered:
            figures.damage(row.table, row.key, row.columns, row.tokens, row.code or "unbalanced_table")
        else:
            units = {column.key: money_unit(head) for column, head in zip(row.columns, row.heads, strict=False)}
            figures.bind(row.table, row.key, list(zip(row.columns, row.cells, strict=True)), units)
    if reading.statistics is not None:
        figures.years |= reading.statistics.years
        for statistics_row, raw in zip(reading.statistics.rows, reading.statistics.raw, strict=True):
            figures.add_statistics(statistics_row, raw)
    return bool(reading.tables or reading.rows or reading.statistics)


def _reading(figures: TableFigures, lifted: frozenset[int]) -> StatisticsReading:
    tables = figures.tables
    disclosure, both = disclosure_form(figures.evidence)
    applications = application_form(tables.get("applications", {}))
    if both or (disclosure and applications and disclosure != applications):
        detail = {"proactive_disclosure": disclosure, "applications": applications}
        figures.issue("mixed_forms", "warning", **detail, evidence=sorted(figures.evidence))
    forms = Forms(disclosure, applications)
    _report_missing_rows(figures, forms)
    statistics = Statistics(
        proactive_disclosure=tables.get("proactive_disclosure"),
        applications=tables.get("applications"),
        review_and_litigation=tables.get("review_and_litigation"),
        statistics_table=figures.statistics_rows or None,
        raw=figures.raw_document(),
    )
    form: Form = applications or disclosure or ("statistics_table" if figures.statistics_rows else "narrative")
    return StatisticsReading(
        statistics,
        forms,
        form,
        lifted,
        tuple(sorted(figures.evidence)),
        frozenset(figures.years),
        tuple(figures.issues),
    )


def _report_missing_rows(figures: TableFigures, forms: Forms) -> None:
    """Rows that the form prescribes and the page lacks: they are absent, never zero.

    Where nothing under （六）其他处理 is printed, the form is unknown and the rows are named by their group.
    """
    by_name = {form.name: form for form in FORMS}
    expected: dict[TableName, list[str]] = {"review_and_litigation": list(REVIEW_GROUP_KEYS)}
    rows = [{row.key for row in form.applications} for form in FORMS if forms.applications in (None, form.name)]
    expected["applications"] = [row.key for row in APPLICATION_ROWS if all(row.key in keys for keys in rows)]
    if forms.applications is None:
        expected["applications"].append("other_handling")
    if forms.proactive_disclosure is not None:
        blocks = by_name[forms.proactive_disclosure].disclosure
        expected["proactive_disclosure"] = [row.key for block in blocks for row in block.rows]
    for table, keys in expected.items():
        missing = [key for key in keys if key not in figures.tables.get(table, keys)]
        if missing:
            figures.issue("truncated_table", "warning", table=table, missing=missing)
