"""Official tables read from grids: exact where the print tells, null with an issue where not, never another number."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.checks.identities import check_statistics
from crawler.extraction.forms.form_2021 import FORM_2021
from crawler.extraction.page import Paragraph, Table
from crawler.extraction.tables.reader import read_statistics
from crawler.items import Statistics
from tests.extraction.official_grids import (
    Report,
    SourceCell,
    applications_body,
    applications_head,
    assert_exact,
    codes,
    disclosure_rows,
    expected,
    grid,
    grids,
    make_report,
    read,
    relabel,
    reports,
    review_rows,
)

QUICK = settings(max_examples=40, deadline=None)
MANY = settings(max_examples=150, deadline=None)


@QUICK
@given(reports())
def test_the_forms_read_back_exactly(report: Report) -> None:
    tables = grids(report)
    reading = read_statistics([Paragraph("二、主动公开政府信息情况"), *tables])
    assert_exact(reading, report)
    assert reading.lifted == {1, 2, 3}
    assert {check.status for check in check_statistics(reading.statistics)} == {"pass"}
    assert read_statistics(tables) == read_statistics(tables)


@QUICK
@given(reports(), st.data())
def test_a_table_continued_after_a_page_break(report: Report, data: st.DataObject) -> None:
    keys = [row.key for row in report.form.applications]
    at = data.draw(st.integers(3, len(keys) - 1))
    head = applications_head()
    first = head + applications_body(report.form, report.applications, keys[:at])
    rest = applications_body(report.form, report.applications, keys[at:], repeat_groups=data.draw(st.booleans()))
    rest = (head if data.draw(st.booleans()) else []) + rest
    disclosure, _, review = grids(report)
    assert_exact(read_statistics([disclosure, grid(first), Paragraph("- 3 -"), grid(rest), review]), report)


@QUICK
@given(reports())
def test_blocks_of_the_disclosure_table_as_tables_of_their_own(report: Report) -> None:
    rows = disclosure_rows(report.form, report.disclosure)
    starts = [i for i, row in enumerate(rows) if len(row) == 1]
    blocks: list[Table | Paragraph] = []
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        blocks += [Paragraph(rows[start][0].text), grid(rows[start + 1 : end])]
    reading = read_statistics([*blocks, *grids(report)[1:]])
    assert_exact(reading, report)
    assert reading.lifted == set(range(len(blocks) + 2))


@QUICK
@given(reports())
def test_all_tables_glued_into_one(report: Report) -> None:
    rows = [
        [SourceCell("主动公开、依申请公开和复议诉讼情况", 10)],
        *disclosure_rows(report.form, report.disclosure),
        *applications_head(),
        *applications_body(report.form, report.applications),
        *review_rows(report.review),
    ]
    assert_exact(read_statistics([grid(rows)]), report)


def _noisy(text: str) -> str:
    text = text.replace("（", "(").replace("）", ")").replace("，", ",").replace("“", '"').replace("”", '"')
    if text[:1].isdigit() and text[1:2] == "." and not text[2:3].isdigit():
        text = text.replace(".", "、", 1)
    if text.isdigit():
        return "\u3000" + text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return " ".join(text) if 1 < len(text) < 6 and not any(map(str.isdigit, text)) else text


@QUICK
@given(reports())
def test_widths_blanks_and_ordinals_do_not_matter(report: Report) -> None:
    sources = [
        disclosure_rows(report.form, report.disclosure),
        [
            [SourceCell("政府信息公开申请情况统计", 10)],
            *applications_head(),
            *applications_body(report.form, report.applications),
        ],
        review_rows(report.review),
    ]
    reading = read_statistics([grid(relabel(rows, _noisy)) for rows in sources])
    assert read(reading.statistics) == expected(report)
    assert reading.issues == ()


@QUICK
@given(reports(), st.data())
def test_blank_cells_keep_their_place(report: Report, data: st.DataObject) -> None:
    for table in expected(report):
        for row in table.values():
            for key in [key for key in row if not key.endswith("_unit")]:
                if data.draw(st.integers(0, 9)) == 0:
                    row[key] = None
                    if key == "amount":
                        row["amount_unit"] = None
    reading = read_statistics(grids(report))
    assert read(reading.statistics) == expected(report)
    assert "unbalanced_table" not in codes(reading)


LOOK_ALIKES: list[Sequence[Sequence[str]]] = [
    [("项目", "2021年", "2022年"), ("一、本年新收政府信息公开申请数量", "3", "4"), ("（七）总计", "2", "4"), ("四、结转下年度继续办理", "1", "0")],
    [("类别", "数量"), ("行政许可", "12"), ("行政处罚", "3"), ("行政强制", "0")],
    [("申请人", "自然人", "商业企业", "总计"), ("件数", "3", "1", "4")],
    [("渠道", "信息条数"), ("政府网站", "120"), ("政务微信", "45")],
    [("姓名", "职务"), ("某某", "主任")],
]  # fmt: skip


@pytest.mark.parametrize("rows", LOOK_ALIKES)
def test_other_tables_are_left_alone(rows: Sequence[Sequence[str]]) -> None:
    table = grid([[SourceCell(text) for text in row] for row in rows])
    reading = read_statistics([table])
    assert reading.statistics == Statistics()
    assert (reading.lifted, reading.issues, reading.form) == (frozenset(), (), "narrative")
    report = make_report(FORM_2021, 4)
    assert_exact(read_statistics([table, *grids(report), table]), report)


@MANY
@given(st.lists(st.lists(st.sampled_from([
    "", "0", "3", "/", "自然人", "商业企业", "总计", "其他", "三、本年度办理结果", "（三）不予公开", "1.属于国家秘密", "（七）总计",
    "第二十条第（一）项", "信息内容", "本年制发件数", "上一年项目数量", "规章", "行政许可", "行政复议", "结果维持", "尚未审结",
    "指标名称", "计量单位", "条", "历年累计", "2015年度", "主动公开政府信息数", "收到申请数", "随便什么",
]), min_size=1, max_size=6), min_size=1, max_size=8), st.integers(1, 3), st.integers(1, 3))  # fmt: skip
def test_any_grid_is_read_without_raising(rows: list[list[str]], colspan: int, rowspan: int) -> None:
    cells = [
        [SourceCell(text, 1 + i % colspan, 1 + j % rowspan) for i, text in enumerate(row)] for j, row in enumerate(rows)
    ]
    json.dumps(read_statistics([grid(cells), grid(cells[::-1])]).statistics.raw)
