"""The table of reconsideration and litigation with a row for each group, and official tables with rows as columns."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.forms.form_2021 import FORM_2021
from crawler.extraction.forms.review_and_litigation import OUTCOMES
from crawler.extraction.page import Paragraph
from crawler.extraction.tables.flat import lift_flat_tables
from crawler.extraction.tables.grid_runs import turned
from crawler.extraction.tables.reader import read_statistics
from crawler.extraction.tables.unread import unread_tables
from tests.extraction.flat_pages import LAYOUTS
from tests.extraction.flat_pages import Row as FlatRow
from tests.extraction.official_grids import (
    OUTCOME_KEYS,
    REVIEW_KEYS,
    Report,
    SourceCell,
    SourceRow,
    applications_body,
    applications_head,
    codes,
    disclosure_rows,
    grid,
    make_report,
    printed,
    reports,
)

QUICK = settings(max_examples=40, deadline=None)
GROUPS = ("行政复议", "未经复议直接起诉", "复议后起诉")
HEADS = [column.labels[0] for column in OUTCOMES]


def _cells(report: Report, key: str, order: list[str]) -> list[str]:
    return [printed(report.review[key][outcome]) for outcome in order]


def _lines(report: Report, *, blanks: Random | None = None) -> list[list[str]]:
    rows = [["类别", *HEADS]]
    for group, key in zip(GROUPS, REVIEW_KEYS, strict=True):
        rows.append([group, *_cells(report, key, OUTCOME_KEYS)])
    if blanks is not None:
        for row in rows[1:]:
            row[blanks.randint(1, 5)] = ""
    return rows


def _grid(rows: list[list[str]]) -> list[SourceRow]:
    return [[SourceCell(text) for text in row] for row in rows]


@QUICK
@given(reports())
def test_a_row_for_each_group(report: Report) -> None:
    plain = _grid(_lines(report))
    with_parent = [[plain[0][0]._replace(colspan=2), *plain[0][1:]], [plain[1][0]._replace(colspan=2), *plain[1][1:]]]
    with_parent += [[SourceCell("行政诉讼", 1, 2), *plain[2]], plain[3]]
    for table in (grid(plain), grid(with_parent), turned(grid(plain))):
        reading = read_statistics([table])
        assert reading.statistics.review_and_litigation == report.review
        assert reading.issues == ()


@QUICK
@given(reports(), st.sampled_from(sorted(LAYOUTS)), st.randoms(use_true_random=True), st.booleans())
def test_a_flattened_row_for_each_group(report: Report, layout: str, random: Random, blanks: bool) -> None:
    rows = [FlatRow(row[:1], row[1:]) for row in _lines(report, blanks=random if blanks else None)]
    rows[0] = FlatRow([*rows[0].labels, *rows[0].values])
    lines = ["四、复议诉讼情况", *LAYOUTS[layout](rows, random), "五、存在的主要问题及改进情况"]
    reading = read_statistics(lift_flat_tables([Paragraph(line) for line in lines if line.strip()]))
    found = reading.statistics.review_and_litigation or {}
    if not blanks:
        assert found == report.review
    for key, row in found.items():
        for outcome, value in row.items():
            assert value in (None, report.review[key][outcome])
    lost = [value for key in REVIEW_KEYS for value in found.get(key, {"": None}).values() if value is None]
    assert len(lost) <= 3 or reading.issues


@pytest.mark.parametrize("order", [[1, 0, 2, 3, 4], [0, 1, 2, 4, 3]])
def test_outcomes_in_another_order_go_by_their_heads(order: list[int]) -> None:
    report = make_report(FORM_2021, 3)
    rows = [[row[0], *(row[i + 1] for i in order)] for row in _lines(report)]
    assert read_statistics([grid(_grid(rows))]).statistics.review_and_litigation == report.review
    flat = lift_flat_tables([Paragraph(" | ".join(row)) for row in rows])
    found = read_statistics(flat).statistics.review_and_litigation or {}
    assert {value for row in found.values() for value in row.values()} == {None}


@QUICK
@given(reports())
def test_applications_with_rows_as_columns(report: Report) -> None:
    table = turned(grid(applications_head() + applications_body(report.form, report.applications)))
    reading = read_statistics([table])
    assert reading.statistics.applications == report.applications
    assert reading.issues == ()


@pytest.mark.parametrize("captions", [True, False])
def test_a_disclosure_table_without_heads_is_null_and_told(captions: bool) -> None:
    report = make_report(FORM_2021, 5)
    rows = [row for row in disclosure_rows(report.form, report.disclosure) if row[0].text != "信息内容"]
    flat = lift_flat_tables([Paragraph(" | ".join(cell.text for cell in row)) for row in rows])
    grids = [grid(rows if captions else [row for row in rows if len(row) > 1])]
    for table in (flat, grids):
        reading = read_statistics(table)
        found = reading.statistics.proactive_disclosure or {}
        assert {value for row in found.values() for value in row.values()} <= {None}
        assert codes(reading) or unread_tables("\n".join(row[0].text for row in rows), reading.statistics)
