"""Tables damaged or disguised on purpose: a figure is the one printed under its labels, or null with an issue."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.checks.identities import check_text
from crawler.extraction.doors.html import read_html
from crawler.extraction.forms.form_2021 import FORM_2021
from crawler.extraction.page import Block, Paragraph, Table
from crawler.extraction.tables.cells import read_cell
from crawler.extraction.tables.flat import lift_flat_tables
from crawler.extraction.tables.reader import StatisticsReading, read_statistics
from crawler.items import Section, Statistics, StatisticsRow
from tests.extraction.flat_pages import FORMS, HEADINGS, LAYOUTS, Row, Values, fill, page, readings, tables
from tests.extraction.official_grids import (
    Figures,
    Report,
    SourceCell,
    SourceRow,
    applications_body,
    applications_head,
    codes,
    expected,
    grid,
    make_report,
    reports,
    review_rows,
)

MODEST = settings(max_examples=40, deadline=None)
MANY = settings(max_examples=150, deadline=None)
randoms = st.randoms(use_true_random=True)
forms = st.sampled_from(sorted(FORMS))


def _is_never_wrong(found: Values, truth: Values) -> None:
    for name, cells in found.items():
        assert all(cell in ("", other) for cell, other in zip(cells, truth[name], strict=True)), name


def _no_wrong_figure(reading: StatisticsReading, report: Report) -> None:
    statistics = reading.statistics
    found = (statistics.proactive_disclosure, statistics.applications, statistics.review_and_litigation)
    truth: Figures
    for rows, truth in zip(found, expected(report), strict=True):
        for key, row in (rows or {}).items():
            for column, value in row.items():
                assert value in (None, truth[key][column]), (key, column)


@MODEST
@given(forms, st.sampled_from(("A", "B", "C", "markdown")), randoms)
def test_a_lost_cell_between_pipes_shifts_nothing(form: str, layout: str, random: Random) -> None:
    truth = fill(FORMS[form], random)
    parts = tables(FORMS[form], truth)
    row = random.choice([row for row in parts[1] if row.values])
    del row.values[random.randrange(7)]
    _is_never_wrong(readings(page([LAYOUTS[layout](part, random) for part in parts])), truth)


PAGE_NUMBERS = ("-7-", "- 7 -", "第7页", "7/12", "—7—")


def _damage_row(row: Row, damage: str, random: Random) -> None:
    """One of the damages that a page, its author or an extraction does to the cells of a row."""
    place = random.randrange(len(row.values) + 1)
    if damage == "page number":
        row.values.insert(place, random.choice(PAGE_NUMBERS))
    elif damage == "page number behind":
        row.values[-1] += f" {random.choice(PAGE_NUMBERS)}"
    elif damage == "surplus cell":
        row.values.insert(place, random.choice(("5", "17", "备注")))
    elif damage == "lost label":
        row.labels = [""]
    elif damage == "long digits":
        row.values[place - 1] = "9" * random.choice((16, 4_301))
    else:
        row.values[place - 1] = random.choice(("12\n.35", "12 .35", "12.\n35"))


def _is_printed(found: Values, truth: Values) -> None:
    """Every number that is read is the one printed in its place."""
    for name, cells in found.items():
        for cell, other in zip(cells, truth[name], strict=True):
            assert read_cell(cell, "money").state != "number" or cell == other, (name, cells, truth[name])


DAMAGES = ("page number", "page number behind", "surplus cell", "lost label", "long digits", "split decimal")


@MANY
@given(forms, st.sampled_from(("A", "B", "C", "markdown")), randoms, st.sampled_from(DAMAGES), st.floats(0, 0.3))
def test_one_damaged_row_between_pipes_has_no_wrong_figure(
    form: str, layout: str, random: Random, damage: str, blank: float
) -> None:
    truth = fill(FORMS[form], random)
    if damage == "surplus cell" and layout in ("A", "C"):
        blank = 0  # where each cell has its line, a cell too much before a last blank one cannot be told
    for name, cells in truth.items():
        truth[name] = tuple("" if random.random() < blank else cell for cell in cells)
    parts = tables(FORMS[form], truth)
    _damage_row(random.choice([row for part in parts for row in part if row.values and row.labels]), damage, random)
    lines = "\n".join(page([LAYOUTS[layout](part, random) for part in parts])).split("\n")
    _is_printed(readings(lines), truth)


@MANY
@given(forms, st.sampled_from(("D", "rows")), randoms, st.sampled_from(("long digits", "split decimal")))
def test_one_damaged_row_without_pipes_has_no_wrong_figure(form: str, layout: str, random: Random, damage: str) -> None:
    truth = fill(FORMS[form], random)
    parts = tables(FORMS[form], truth)
    _damage_row(random.choice([row for part in parts for row in part if row.values]), damage, random)
    lines = "\n".join(page([LAYOUTS[layout](part, random) for part in parts])).split("\n")
    _is_printed(readings(lines), truth)


@MODEST
@given(forms, st.sampled_from(("A", "B", "C", "D", "rows")), randoms)
def test_years_as_columns_are_no_applicants(form: str, layout: str, random: Random) -> None:
    truth = fill(FORMS[form], random)
    parts = tables(FORMS[form], truth)
    rows = [Row(["项目", *(f"{year}年" for year in range(2015, 2022))])]
    rows += [Row(row.labels[-1:], [str(random.randrange(1, 90)) for _ in range(7)]) for row in parts[1] if row.values]
    chart = LAYOUTS[layout](rows, random)
    whole = [LAYOUTS[layout](part, random) for part in parts]
    for second in (chart, [*chart, *whole[1]], [*whole[1], *chart]):
        _is_never_wrong(readings(page([whole[0], second, whole[2]])), truth)


@MODEST
@given(forms, st.sampled_from(sorted(LAYOUTS)), randoms, st.booleans())
def test_last_years_flattened_table_beside_this_years(form: str, layout: str, random: Random, first: bool) -> None:
    old, new = fill(FORMS[form], random), fill(FORMS[form], random)
    parts = [[LAYOUTS[layout](part, random) for part in tables(FORMS[form], truth)] for truth in (old, new)]
    lines = []
    for heading, before, now in zip(HEADINGS, *parts, strict=False):
        pair = [["2020年情况表", *before], ["2021年情况表", *now]]
        lines += [heading, *(line for part in (pair if first else pair[::-1]) for line in part)]
    reading = read_statistics(lift_flat_tables([Paragraph(line) for line in lines if line.strip()]), 2021)
    found = reading.statistics
    truth = {key: cells[-1] for (table, key), cells in new.items() if table == "applications"}
    assert {key: str(row["total"]) for key, row in (found.applications or {}).items()} == truth
    assert "other_year" in codes(reading)


def _with_column(rows: list[SourceRow], name: str, heads: int, figure: str) -> list[SourceRow]:
    return [
        [*rows[0], SourceCell(name, 1, heads)],
        *rows[1:heads],
        *([*row, SourceCell(figure)] for row in rows[heads:]),
    ]


@MODEST
@given(reports(), st.sampled_from(("备注", "小计", "上年")), st.sampled_from(("", "0", "7")), st.integers(0, 99))
def test_a_column_that_no_form_has_takes_no_lost_cells_place(report: Report, name: str, figure: str, lost: int) -> None:
    body = applications_body(report.form, report.applications)
    applications = _with_column(applications_head() + body, name, 3, figure)
    review = _with_column(review_rows(report.review), name, 3, figure)
    whole = read_statistics([grid(applications), grid(review)]).statistics
    assert (whole.applications, whole.review_and_litigation) == (report.applications, report.review)
    row = applications[3 + lost % len(body)]
    del row[len(row) - 8 + lost % 7]
    del review[3][lost % 15]
    reading = read_statistics([grid(applications), grid(review)])
    _no_wrong_figure(reading, report)
    assert "unbalanced_table" in codes(reading)


@MODEST
@given(randoms, st.sampled_from(sorted(LAYOUTS)))
def test_columns_whose_heads_are_lost_have_no_order(random: Random, layout: str) -> None:
    truth = fill(FORM_2021, random)
    parts = tables(FORM_2021, truth)
    for row in parts[0]:
        row.values.reverse()
    del parts[0][1]
    _is_never_wrong(readings(page([LAYOUTS[layout](part, random) for part in parts])), truth)


@pytest.mark.parametrize(("row", "cell"), [(0, 0), (0, 1), (1, 5), (1, 6)])
def test_outcomes_below_a_lost_group_are_nobodys(row: int, cell: int) -> None:
    report = make_report(FORM_2021, 9)
    rows = review_rows(report.review)
    del rows[row][cell]
    reading = read_statistics([grid(rows)])
    _no_wrong_figure(reading, report)
    assert (row, cell) == (0, 1) or codes(reading)


def test_a_caption_ends_what_the_heads_above_say() -> None:
    rows = [
        [SourceCell("第二十条第（五）项", 4)],
        [SourceCell(text) for text in ("信息内容", "处理决定数量", "本年增/减", "上一年项目数量")],
        [SourceCell(text) for text in ("行政许可", "1", "2", "3")],
        [SourceCell("第二十条第（六）项", 4)],
        [SourceCell(text) for text in ("行政处罚", "4", "5", "6")],
    ]
    reading = read_statistics([grid(rows)])
    found = reading.statistics.proactive_disclosure or {}
    assert found["administrative_permits"] == {"decisions": 1, "change": 2, "previous_items": 3}
    assert set(found["administrative_penalties"].values()) <= {None}
    assert "unbalanced_table" in codes(reading)


def _text(block: Block) -> list[str]:
    assert isinstance(block, Table)
    return [cell.text for cell in block.grid[0]]


@pytest.mark.parametrize(
    ("markup", "text"),
    [("12<sup>2</sup>", "12²"), ("<s>9</s>12", "12"), ("<del>1<s>4</s></del>12", "12"), ("<span>1</span>2", "12")],
)
def test_footnotes_and_struck_digits_are_no_digits_of_a_cell(markup: str, text: str) -> None:
    rows = f"<tr><td>规章</td><td>{markup}</td><td>5</td></tr>" * 3
    body = f"<html><body><p>二、主动公开政府信息情况</p><table>{rows}</table></body></html>"
    assert ["规章", text, "5"] in [_text(block) for block in read_html(body).blocks if isinstance(block, Table)]


HEADS = (("全区", "区本级"), ("上半年", "下半年"), ("计划数", "统计数"), ("1-6月", "统计数"))


@pytest.mark.parametrize("heads", [*HEADS, ()])
@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_a_blank_beside_an_unknown_column_makes_no_value(heads: tuple[str, ...], layout: str) -> None:
    labels = ("收到申请数", "当面申请数", "传真申请数", "行政复议数量", "行政诉讼数量")
    rows = [Row(["统计指标", "单位", *heads])] if heads else []
    rows += [Row([label, "件"], ["3", "4"]) for label in labels]
    for figure in ("", "约9"):
        rows[-1].values[0] = figure
        blocks = [Paragraph(line) for line in LAYOUTS[layout](rows, Random(1)) if line.strip()]  # noqa: S311
        reading = read_statistics(lift_flat_tables(blocks))
        found = {row.key: row.value for row in reading.statistics.statistics_table or ()}
        assert found.get("litigations") in ((None, 4) if "统计数" in heads and layout != "E" else (None,))
        assert reading.issues


def test_a_row_of_the_statistics_table_that_lost_a_cell_has_no_value() -> None:
    heads = [SourceCell(text) for text in ("指标名称", "单位", "2015年", "2016年")]
    rows = [
        [SourceCell(text) for text in (label, "件", "1", "2")] for label in ("收到申请数", "当面申请数", "传真申请数")
    ]
    del rows[1][2]
    reading = read_statistics([grid([heads, *rows])], 2016)
    assert [row.value for row in reading.statistics.statistics_table or ()] == [2, None, 2]
    assert codes(reading) == ["unbalanced_table"]


def test_a_fee_in_the_statistics_table_beside_a_section_that_says_none() -> None:
    row = StatisticsRow("七、依申请公开信息收取的费用", "fees_charged_yuan", "元", 30)
    other = Section("六", 1, "其他需要报告的事项", "other", None, "无。")
    checks = check_text(Statistics(statistics_table=[row]), [], [other])
    assert [(check.identity, check.status) for check in checks] == [("S4", "fail")]


def test_two_values_in_one_cell_are_no_row() -> None:
    report = make_report(FORM_2021, 3)
    rows = [
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
        "规章 | 1 1 | | 4 |",
        "行政规范性文件 | 2 | 3 | 5 |",
    ]
    found = readings(["第二十条第（一）项", *rows, "三、其他"])
    assert list(found) == [("proactive_disclosure", "normative_documents")]
    assert report.form is FORM_2021
