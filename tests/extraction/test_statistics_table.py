"""The 统计表 of 2008 to 2018 read from grids: rows as printed, columns by their heads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.extraction.doors.text import read_text
from crawler.extraction.forms.form_2021 import FORM_2021
from crawler.extraction.page import Block, FlatTable, Paragraph, Table
from crawler.extraction.tables.reader import StatisticsReading, read_statistics
from crawler.loaders import load_report
from tests.extraction.official_grids import SourceCell, codes, expected, grid, grids, make_report, read


def _rows(text: str) -> Table:
    return grid([[SourceCell(cell.strip()) for cell in line.split("|")] for line in text.strip().splitlines()])


def test_statistics_table_of_2014() -> None:
    reading = read_statistics(
        [
            _rows("""
            统 计 指 标 | 单 位 | 统计数
            一、主动公开情况 | —— | ——
            （一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） | 条 | 1,082
            其中：1.主动公开规范性文件数 | 条 | 2
            制发规范性文件总数 | 件 | 7
            （二）通过不同渠道和方式公开政府信息的情况 | |
            2.政府网站公开政府信息数 | 条 | 无
            （一）收到申请数 | 件 | 0
            1.按时办结数 | 件 |
            七、依申请公开信息收取的费用 | 万元 | 0.5
            （四）政府信息公开专项经费 | 万元 | 12.50
            """)
        ]
    )
    rows = reading.statistics.statistics_table
    assert rows is not None
    assert [(row.label, row.key, row.unit, row.value, row.cumulative) for row in rows] == [
        ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "proactive_total", "条", 1082, None),
        ("其中：1.主动公开规范性文件数", "normative_documents", "条", 2, None),
        ("制发规范性文件总数", None, "件", 7, None),
        ("2.政府网站公开政府信息数", "proactive_website", "条", None, None),
        ("（一）收到申请数", "applications_received", "件", 0, None),
        ("1.按时办结数", None, "件", None, None),
        ("七、依申请公开信息收取的费用", None, "万元", 0.5, None),
        ("（四）政府信息公开专项经费", "funding_10k_yuan", "万元", 12.5, None),
    ]
    raw = reading.statistics.raw["statistics_table"]
    assert [entry and entry["value"] for entry in raw] == ["1,082", None, None, "无", None, None, "0.5", "12.50"]
    assert (reading.form, reading.lifted) == ("statistics_table", {0})


def test_columns_of_a_statistics_table_go_by_their_heads() -> None:
    reading = read_statistics(
        [
            _rows("""
            代码 | 指标名称 | 计量单位 | 本期实际 | 本年累计
            101 | 主动公开政府信息数 | 条 | 3 | 12
            102 | 主动公开规范性文件数 | 条 | 1 | 4
            """),
            _rows("""
            指标名称 | 计量单位 | 2014年度 | 2015年度 | 历年累计
            行政复议数 | 件 | 5 | 6 | 70
            """),
        ],
        2015,
    )
    rows = reading.statistics.statistics_table
    assert rows is not None
    assert [(row.label, row.value, row.cumulative) for row in rows] == [
        ("主动公开政府信息数", 12, None),
        ("主动公开规范性文件数", 4, None),
        ("行政复议数", 6, 70),
    ]


TABLE = "指标名称|计量单位|{}\n收到申请数|件|3\n当面申请数|件|2\n行政复议数量|件|1"
YEARS = "指标名称|计量单位|{}|{}\n收到申请数|件|3|30\n当面申请数|件|2|20\n行政复议数量|件|1|10"


def _flat(text: str) -> FlatTable:
    return FlatTable(tuple(tuple(line.split("|")) for line in text.splitlines()))


def _values(reading: StatisticsReading) -> list[object]:
    return [row.value for row in reading.statistics.statistics_table or ()]


@pytest.mark.parametrize("door", [_rows, _flat])
@pytest.mark.parametrize(
    ("heads", "year", "values"),
    [
        (("2014年", "2015年"), 2016, [None] * 3),
        (("2014年", "2015年"), None, [None] * 3),
        (("2015年", "2016年"), 2016, [30, 20, 10]),
        (("2016年度", "2015年度"), 2016, [3, 2, 1]),
        (("2015年", "合计"), 2016, [None] * 3),
        (("2015年", "本年"), 2016, [30, 20, 10]),
        (("2016年", "历年累计"), None, [3, 2, 1]),
    ],
)
def test_the_column_of_another_year_is_never_this_years(
    door: Callable[[str], Block], heads: tuple[str, str], year: int | None, values: list[object]
) -> None:
    reading = read_statistics([door(YEARS.format(*heads))], year)
    assert _values(reading) == values
    assert codes(reading) == ["other_year"] * (values[0] is None)


@pytest.mark.parametrize("door", [_rows, _flat])
def test_a_table_under_another_years_caption_is_not_read(door: Callable[[str], Block]) -> None:
    table = door(TABLE.format("统计数"))
    for caption, values in (("2015年度统计表", []), ("2016年统计表", [3, 2, 1]), ("填报：2015年3月1日", [3, 2, 1])):
        reading = read_statistics([Paragraph(caption), table], 2016)
        assert (_values(reading), codes(reading)) == (values, ["other_year"] * (not values))
        assert 1 in reading.lifted
    both = [Paragraph("2015年统计表"), table, Paragraph("2016年统计表"), door(TABLE.format("统计数").replace("3", "7"))]
    assert _values(read_statistics(both, 2016)) == [7, 2, 1]
    assert _values(read_statistics(both)) == []


def test_a_caption_across_the_head_of_the_grid_counts() -> None:
    table = grid(
        [[SourceCell("统计表（2015年度）", 3)], *([SourceCell(c) for c in row.split("|")] for row in TABLE.split("\n"))]
    )
    assert codes(read_statistics([table], 2016)) == ["other_year"]


@pytest.mark.parametrize("year", [2020, 2021])
def test_official_tables_of_two_years_beside_each_other(year: int) -> None:
    old, new = make_report(FORM_2021, 1), make_report(FORM_2021, 2)
    blocks = [Paragraph("2020年情况"), *grids(old), Paragraph("附：2021年情况"), *grids(new)]
    reading = read_statistics(blocks, year)
    assert read(reading.statistics) == expected(old if year == 2020 else new)
    assert codes(reading) == ["other_year"] * 3


def test_the_report_says_which_year_is_wanted() -> None:
    text = "青石镇2016年政府信息公开工作年度报告\n一、概述\n我镇按时公开。\n二、统计表\n" + YEARS.format(
        "2015年", "2016年"
    )
    report = load_report(read_text(text)).report
    assert [row.value for row in report.statistics.statistics_table or ()] == [30, 20, 10]
    report = load_report(read_text(text.replace("2016年\n收", "2014年\n收"))).report
    assert [row.value for row in report.statistics.statistics_table or ()] == [None] * 3
    assert "other_year" in [issue.code for issue in report.issues]


def test_an_indicator_printed_twice_with_other_figures_is_told() -> None:
    reading = read_statistics([_rows(TABLE.format("统计数")), _rows(TABLE.format("统计数").replace("3", "7"))])
    assert (_values(reading), codes(reading)) == ([3, 2, 1, 7, 2, 1], ["repeated_row"])


def test_two_columns_of_figures_without_heads_are_nobodys() -> None:
    reading = read_statistics(
        [_rows("主动公开政府信息数|条|3|12\n主动公开规范性文件数|条|1|4\n行政诉讼数量|件|0|1\n行政复议数量|件|0|1")]
    )
    rows = reading.statistics.statistics_table
    assert rows is not None
    assert [row.value for row in rows] == [None] * 4
    assert codes(reading) == ["unknown_label"]


def test_a_statistics_table_continued_after_a_page_break() -> None:
    head = "指标名称|计量单位|2015年度|历年累计\n主动公开文件数|条|5|9"
    reading = read_statistics([_rows(head), _rows("受理依申请公开信息总数|条|1|2\n2、政府公报公开数|条|0|0")])
    rows = reading.statistics.statistics_table
    assert rows is not None
    assert [(row.key, row.value, row.cumulative) for row in rows] == [
        ("proactive_total", 5, 9),
        ("applications_received", 1, 2),
        ("gazette_disclosures", 0, 0),
    ]
    assert reading.lifted == {0, 1}


def test_two_sets_of_columns_side_by_side() -> None:
    table = _rows(
        "指标名称|单位|数量|指标名称|单位|数量\n收到申请数|件|3|行政复议数量|件|1\n当面申请数|件|2|行政诉讼数量|件|0"
    )
    rows = read_statistics([table]).statistics.statistics_table
    assert rows is not None
    assert [(row.key, row.value) for row in rows] == [
        ("applications_received", 3),
        ("applications_in_person", 2),
        ("reconsiderations", 1),
        ("litigations", 0),
    ]


def test_a_figure_that_cannot_be_read_is_null_and_told() -> None:
    reading = read_statistics([_rows("指标名称|计量单位|数量\n收到申请数|件|3 4\n专项经费|万元|3万\n费用|元|2万元")])
    rows = reading.statistics.statistics_table
    assert rows is not None
    assert [row.value for row in rows] == [None, 3, None]
    assert codes(reading) == ["unreadable_cell", "unreadable_cell"]


INDICATORS = (
    "主动公开文件数",
    "收到申请数",
    "当面申请数",
    "传真申请数",
    "网络申请数",
    "信函申请数",
    "行政复议数量",
    "行政诉讼数量",
)
HEAD = ("指标名称", "单位", "数量")


@pytest.mark.parametrize("head", [(*HEAD, *HEAD), (*HEAD, "", "", ""), HEAD, ("指标名称", "", "数量"), ()])
def test_two_panels_side_by_side_are_both_read_whichever_has_heads(head: tuple[str, ...]) -> None:
    rows = [
        [left, "件", str(number), right, "件", str(10 + number)]
        for number, (left, right) in enumerate(zip(INDICATORS[:4], INDICATORS[4:], strict=True))
    ]
    table = grid([[SourceCell(cell) for cell in row] for row in (*([head] if head else []), *rows)])
    reading = read_statistics([table])
    assert {row.label: row.value for row in reading.statistics.statistics_table or ()} == dict(
        zip(INDICATORS, (0, 1, 2, 3, 10, 11, 12, 13), strict=True)
    )
    assert not reading.issues


def test_a_panel_without_heads_and_with_two_columns_of_figures_has_none() -> None:
    rows = [
        [left, "件", str(number), right, "件", "7", str(10 + number)]
        for number, (left, right) in enumerate(zip(INDICATORS[:4], INDICATORS[4:], strict=True))
    ]
    table = grid([[SourceCell(cell) for cell in row] for row in ((*HEAD, *[""] * 4), *rows)])
    reading = read_statistics([table])
    values = {row.label: row.value for row in reading.statistics.statistics_table or ()}
    assert values == dict(zip(INDICATORS, (0, 1, 2, 3, None, None, None, None), strict=True))
    assert codes(reading) == ["unknown_label"]
