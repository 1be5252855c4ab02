"""Flattened tables with one thing wrong in them: null with an issue, never the figure of another cell."""

from __future__ import annotations

import tracemalloc

import pytest

from crawler.extraction.doors.html import read_html
from crawler.extraction.doors.text import read_text
from crawler.extraction.tables.reader import StatisticsReading, read_statistics
from crawler.items import Row
from tests.extraction.official_grids import codes

FEES = ("第二十条第（八）项", "信息内容 | 本年收费金额（单位：万元） |")
PROCUREMENT = ("第二十条第（九）项", "信息内容 | 采购项目数量 | 采购总金额 |")
STATISTICS = ("统计指标 | 单位 | 统计数 |", "收到申请数 | 件 | 3 |", "当面申请数 | 件 | 2 |")
APPLICANTS = (
    "申请人情况 |",
    "自然人 | 法人或其他组织 | 总计 |",
    "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |",
)


def read(*lines: str) -> StatisticsReading:
    """The tables of a text page of these lines, prose before and behind."""
    page = read_text("\n".join(("一、总体情况", "内容齐全。", *lines, "五、存在的主要问题", "没有。", "")))
    return read_statistics(page.blocks)


def disclosure(reading: StatisticsReading, row: str) -> Row:
    return (reading.statistics.proactive_disclosure or {})[row]


def applications(reading: StatisticsReading, row: str) -> list[object]:
    return list((reading.statistics.applications or {})[row].values())


@pytest.mark.parametrize("label", ["2.重复申请", "（一）予以公开", "规章", "其中：1.当面申请数 | 件"])
def test_digits_without_end_are_no_number(label: str) -> None:
    for token in ("9" * 5_000, "9" * 16, "0" * 5_000):
        head = STATISTICS if "当面" in label else APPLICANTS
        reading = read(
            *head, f"{label} | {token}", *[token] * 6, "四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"
        )
        found = reading.statistics
        rows = [*(found.applications or {}).values(), *(found.proactive_disclosure or {}).values()]
        assert not [value for row in rows for value in row.values() if value]
        assert {row.value for row in found.statistics_table or ()} <= {None, 2, 3}


@pytest.mark.parametrize("cell", ["12\n.35", "12 .35", "0\n.8", "12 |\n.35 |", "1\n,204", "12.\n35", "12．\n5"])
def test_a_number_broken_at_its_point_is_not_its_first_half(cell: str) -> None:
    for lines in ((*FEES, f"行政事业性收费 | {cell} |"), (*FEES, "行政事业性收费", *cell.split("\n"))):
        reading = read(*lines)
        assert disclosure(reading, "administrative_fees")["amount_10k_yuan"] is None
        assert reading.issues
    reading = read(*PROCUREMENT, "政府集中采购", "1", *f"{cell}万元".split("\n"))
    assert disclosure(reading, "government_procurement")["amount"] is None
    assert reading.issues


@pytest.mark.parametrize("cell", ["12\n.5", "12 .5", "12.\n5", "0\n.8"])
@pytest.mark.parametrize("border", [" | ", "\n"])
def test_a_broken_figure_of_the_statistics_table_is_null_and_told(cell: str, border: str) -> None:
    row = border.join(("依申请公开信息收取的费用", "万元", cell))
    reading = read(*STATISTICS, row, "行政复议数量 | 件 | 1 |")
    values = [item.value for item in reading.statistics.statistics_table or ()]
    assert values == [3, 2, None, 1]
    assert codes(reading) == ["unreadable_cell"]


REPEATED = "2.重复申请"
TOTAL = "（七）总计 | 9 | 0 | 0 | 0 | 0 | 0 | 9 |"
RULES = ("第二十条第（一）项", "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |")
REVIEW = (
    "行政复议 | 行政诉讼 |",
    "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 |",
    "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |",
)


@pytest.mark.parametrize(
    "row",
    [
        "2.重复申请 | 9 |  | 0 | 0 | 0 | 0 | 9 | -7- |",
        "2.重复申请 | 9 | 0 | 0 | 0 | 0 | 9 | -7-",
        "2.重复申请 | 9 | 0 | 0 | 0 | 0 | 9 | 7/12 |",
        "2.重复申请 | 9 | 0 | - 7 - | 0 | 0 | 0 | 9 |",
        "2.重复申请 |\n88 |\n0 |\n- 4 - |\n934 |\n0 |\n0 |\n1022",
        "2.重复申请\n|\n88\n|\n0\n|\n- 4 -\n|\n|\n934\n|\n0\n|\n0\n|\n1022",
        "2.重复申请 - 3 - 0 3 1 4",
        "2.重复申请 9 0 0 0 -3- 0 9",
        "2.重复申请 | 9 |  | 0 | 0 | 5 | 0 | 0 | 14 |",
        "2.重复申请 |  | 9 | 0 | 0 | 0 | 0 | 9 | 18 |",
        "2.重复申请 | 9 | 0 | 0 | 0 | 0 |  | \n | 9 | 8 |",
    ],
)
def test_a_page_number_or_a_cell_too_much_shifts_no_row(row: str) -> None:
    for others in ((), (TOTAL,)):
        reading = read(*APPLICANTS, *row.split("\n"), *others, "四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |")
        assert applications(reading, "unprocessed_repeated") == [None] * 7
        assert codes(reading)[0] == "unbalanced_table"
        assert applications(reading, "carried_out") == [1, 0, 0, 0, 0, 0, 1]


def test_a_page_number_beside_a_complete_row_is_left_out() -> None:
    for row in ("2.重复申请 9 0 0 0 0 0 9 - 7 -", "2.重复申请 | 9 | 0 | 0 | 0 | 0 | 0 | 9 | -7- |"):
        assert applications(read(*APPLICANTS, row, TOTAL), "unprocessed_repeated") == [9, 0, 0, 0, 0, 0, 9]
    row = "2.重复申请 - 3 - - - - 3"
    assert applications(read(*APPLICANTS, row, TOTAL), "unprocessed_repeated") == [None, 3, *[None] * 4, 3]


@pytest.mark.parametrize(
    "row",
    [
        "规章 |\n- 3 - |\n1 |\n0 |",
        "规章 |  | 8 | 61 | 1 |",
        "规章 | 8 |  | 61 | 1 |",
        "规章 |  | 0 | 1\n | 61 | ",
        "规章 | 0 | 1 | \n61 |",
        "规章 | 5 | \n | 61 | ",
        "规章 - 3 -",
    ],
)
def test_a_lost_label_or_a_cell_too_much_shifts_no_row_of_disclosure(row: str) -> None:
    reading = read(*RULES, *row.split("\n"), "第二十条第（五）项")
    assert set(disclosure(reading, "regulations").values()) == {None}
    assert "unbalanced_table" in codes(reading)


def test_a_lost_label_below_a_blank_cell_gives_its_figure_to_nobody() -> None:
    head = ("第二十条第（六）项", "信息内容 |", "本年处理决定数量 |", "|||")
    reading = read(*head, "行政处罚 |", "|", "3 |", "||", *FEES, "行政事业性收费 | 2 |")
    assert set(disclosure(reading, "administrative_penalties").values()) == {None}
    assert "unbalanced_table" in codes(reading)


@pytest.mark.parametrize(
    "figures",
    [
        "1 2 0 0 3 0 0 0 0 0 0 0 - 3 -",
        "| 1 | 2 | 0 | 0 | 3 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |  |  | -7- |",
        "| 1 | 2 | 0 | 0 | 3 | 0 | 0 |  | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 4 |",
    ],
)
def test_a_page_number_or_a_cell_too_much_shifts_no_outcome(figures: str) -> None:
    reading = read(*REVIEW, figures)
    rows = reading.statistics.review_and_litigation or {}
    assert {value for row in rows.values() for value in row.values()} <= {None}
    assert "unbalanced_table" in codes(reading)


def test_a_page_number_in_a_row_of_the_statistics_table_is_no_figure() -> None:
    for figure in ("-7-", "7/12", "- 7 -"):
        reading = read(*STATISTICS, f"行政复议数量 | 件 | {figure} |")
        assert [row.value for row in reading.statistics.statistics_table or ()] == [3, 2, None]
        assert codes(reading) == ["unbalanced_table"]


def _glued(rows: dict[str, str]) -> dict[str, list[float | str | None]]:
    lines = [line for label, digits in rows.items() for line in (label, digits)]
    reading = read(*APPLICANTS, *lines)
    found = {key: list(row.values()) for key, row in (reading.statistics.applications or {}).items()}
    assert all(set(row) != {None} for row in found.values()) or "unbalanced_table" in codes(reading)
    return found


def test_digits_run_together_need_the_sums_of_the_columns() -> None:
    rows = {
        "一、本年新收政府信息公开申请数量": "713000074",
        "二、上年结转政府信息公开申请数量": "0000000",
        "（一）予以公开": "590000059",
        "2.没有现成信息需要另行制作": "123000015",
        "（七）总计": "713000074",
        "四、结转下年度继续办理": "0000000",
    }
    whole = _glued(rows)
    assert whole["granted"] == [59, 0, 0, 0, 0, 0, 59]
    assert whole["received"] == whole["concluded_total"] == [71, 3, 0, 0, 0, 0, 74]
    damaged = _glued(rows | {"2.没有现成信息需要另行制作": "964000964"})
    assert {key for key, row in damaged.items() if set(row) == {None}} == {"granted", "unavailable_needs_creation"}
    damaged = _glued(rows | {"（七）总计": "0000022"})
    assert all(set(row) == {None} for row in damaged.values())


def test_lost_blanks_beside_digits_that_cannot_be_parted() -> None:
    for digits in ("964000964", "137090130", "0000022"):
        found = _glued({"（一）予以公开": "12", "2.没有现成信息需要另行制作": digits, "四、结转下年度继续办理": "33"})
        assert all(set(row) == {None} for row in found.values())


def _table(row: str, *, head: str = "申请人情况") -> tuple[list[str], str]:
    """A small applications table as lines and as markup."""
    columns = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    labels = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "2.重复申请")
    rows = [["项目", head], ["", *columns], *([label, *row] for label in labels)]
    markup = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in rows)
    return [" | ".join(cells) + " |" for cells in rows], f"<table>{markup}</table>"


@pytest.mark.parametrize(
    ("above", "heads"),
    [
        (("", ""), ("申请人情况（2021年）", "申请人情况（2022年）")),
        (("下属单位红安县殡仪馆：", "本级："), ("申请人情况",) * 2),
        (("红安县殡仪馆：", "局机关："), ("申请人情况",) * 2),
        (("直属事业单位情况统计表", "本级情况表"), ("申请人情况",) * 2),
    ],
)
def test_a_table_of_another_year_or_another_body_is_not_read_though_it_stands_first(
    above: tuple[str, str], heads: tuple[str, str]
) -> None:
    tables = [_table(row, head=head) for row, head in zip(("3000003", "5100006"), heads, strict=True)]
    lines = [line for caption, (table, _) in zip(above, tables, strict=True) for line in (caption, *table)]
    between = [f"<p>{caption}</p>{markup}" for caption, (_, markup) in zip(above, tables, strict=True)]
    html = read_html(
        f"<html><body><h1>年度报告</h1><p>一、总体情况</p>{'<p>另见下表。</p>'.join(between)}</body></html>"
    )
    for blocks in (read_text("\n".join(["一、总体情况", *lines, "五、其他", ""])).blocks, html.blocks):
        reading = read_statistics(blocks, 2022)
        assert applications(reading, "granted") == [5, 1, 0, 0, 0, 0, 6]
        assert {"other_year", "other_agency"} & set(codes(reading))
        assert "repeated_table" not in codes(reading)


def test_a_table_beyond_the_bound_is_told_and_takes_no_memory() -> None:
    page = read_text(("| 0 " * 7 + "|\n") * 100_000)
    tracemalloc.start()
    reading = read_statistics(page.blocks)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reading.form == "narrative"
    assert [issue.code for issue in page.issues] == ["too_large"]
    assert peak < 20_000_000
