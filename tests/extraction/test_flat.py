"""Flattened official tables are read exactly or said to be unreadable; no figure is ever shifted."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from crawler.extraction.doors.text import read_text
from crawler.extraction.forms.form_2019 import FORM_2019
from crawler.extraction.forms.statistics_table import KNOWN_STEMS
from crawler.extraction.page import FlatTable, Paragraph
from crawler.extraction.tables.flat import MAX_CHARACTERS, lift_flat_tables, read_flat
from crawler.extraction.tables.flat_labels import MEANINGS
from crawler.extraction.tables.flat_tokens import fold
from crawler.loaders import load_report
from tests.extraction.flat_pages import (
    FORMS,
    HEADINGS,
    LAYOUTS,
    Row,
    Values,
    application_head,
    broken,
    fill,
    layout_d,
    layout_f,
    lifted,
    page,
    readings,
    tables,
)
from tests.shared_material import SHARED, needs_samples, needs_seeds

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
randoms = st.randoms(use_true_random=True)
forms = st.sampled_from(sorted(FORMS))
layouts = st.sampled_from(sorted(LAYOUTS))
modest = settings(max_examples=25, deadline=None)


def assert_never_wrong(found: Values, truth: Values) -> None:
    for name, cells in found.items():
        assert cells == truth[name], name


@modest
@given(forms, layouts, randoms, st.booleans(), st.sampled_from((0.0, 0.3)))
def test_intact_tables_are_read_whatever_their_sums_say(
    form: str, layout: str, random: Random, consistent: bool, share: float
) -> None:
    truth = fill(FORMS[form], random, consistent=consistent)
    parts = tables(FORMS[form], truth)
    for row in (row for part in parts for row in part):
        row.labels = [broken(label, random, share=share) for label in row.labels]
    lines = page([LAYOUTS[layout](part, random) for part in parts])
    assert readings(lines) == truth
    assert lifted(lines)[1] == [
        "一、总体情况",
        "我镇按时公布本报告，内容齐全。",
        *HEADINGS,
        "我镇按时公布本报告，内容齐全。",
    ]


@modest
@given(forms, layouts, randoms, st.floats(0.02, 0.4))
def test_blank_cells_hold_their_place_or_the_row_is_null(form: str, layout: str, random: Random, share: float) -> None:
    truth = fill(FORMS[form], random)
    for name, cells in truth.items():
        truth[name] = tuple("" if random.random() < share else cell for cell in cells)
    found = readings(page([LAYOUTS[layout](part, random) for part in tables(FORMS[form], truth)]))
    assert_never_wrong(found, truth)
    if layout in ("B", "C", "markdown"):
        whole = [name for name, cells in truth.items() if "" not in cells and name[0] != "review_and_litigation"]
        assert set(whole) <= set(found)


@modest
@given(forms, layouts, randoms)
def test_a_cut_page_shifts_nothing(form: str, layout: str, random: Random) -> None:
    truth = fill(FORMS[form], random)
    text = "\n".join(page([LAYOUTS[layout](part, random) for part in tables(FORMS[form], truth)]))
    cut = text[: random.randint(0, len(text))]
    assert_never_wrong(readings(cut.split("\n"), breaks_off=not cut.endswith("\n")), truth)


@modest
@given(forms, st.sampled_from(("A", "B", "C", "D", "rows")), randoms)
def test_page_breaks_with_repeated_heads(form: str, layout: str, random: Random) -> None:
    truth = fill(FORMS[form], random)
    parts = [LAYOUTS[layout](part, random) for part in tables(FORMS[form], truth)]
    rows = tables(FORMS[form], truth)[1]
    place = random.randint(5, len(rows) - 1)
    repeated = [*application_head(), Row(["三、本年度办理结果"])] if random.random() < 0.5 else []
    head = random.choice((["- 3 -"], ["—3—"], ["第3页"], ["青石镇2021年政府信息公开工作年度报告", "- 3 -"], []))
    parts[1] = [*LAYOUTS[layout](rows[:place], random), *head, *LAYOUTS[layout](repeated + rows[place:], random)]
    assert readings(page(parts)) == truth


@modest
@given(forms, randoms)
def test_removed_duplicates_are_never_filled_up(form: str, random: Random) -> None:
    truth = fill(FORMS[form], random)
    assert_never_wrong(readings(page([layout_f(part, random) for part in tables(FORMS[form], truth)])), truth)


@modest
@given(forms, st.sampled_from(("A", "B", "C", "D", "E", "rows")), randoms, st.floats(0.05, 0.5))
def test_missing_rows_are_absent(form: str, layout: str, random: Random, share: float) -> None:
    truth = fill(FORMS[form], random)
    parts = tables(FORMS[form], truth)
    parts[1] = [row for row in parts[1] if not row.values or random.random() > share]
    parts[0] = [row for row in parts[0] if not row.values or random.random() > share]
    found = readings(page([LAYOUTS[layout](part, random) for part in parts]))
    assert_never_wrong(found, truth)
    printed = {tuple(row.values) for part in parts[:2] for row in part if row.values}
    assert {cells for name, cells in found.items() if name[0] != "review_and_litigation"} == printed


@modest
@given(forms, randoms)
def test_digits_run_together(form: str, random: Random) -> None:
    truth = fill(FORMS[form], random)
    for glue in ("", " "):
        parts = []
        for part in tables(FORMS[form], truth):
            cells = [[*row.labels, "".join(row.values)] for row in part]
            parts.append([glue.join(cell for row in cells for cell in row)])
        found = readings(page(parts))
        for name, cells in found.items():
            assert len(truth[name]) == 1 or name[0] == "applications"
            assert cells == truth[name], name


@modest
@given(forms, randoms)
def test_a_number_wrapped_over_two_lines(form: str, random: Random) -> None:
    truth = fill(FORMS[form], random)
    parts = tables(FORMS[form], truth)
    for row in parts[1]:
        row.values = [
            f"{cell[:1]}\n{cell[1:]}" if len(cell) > 1 and random.random() < 0.3 else cell for cell in row.values
        ]
    lines = "\n".join(page([layout_d(part, random) for part in parts])).split("\n")
    assert_never_wrong(readings(lines), truth)


def cells_of(*lines: str) -> dict[str, tuple[str, ...] | None]:
    rows = [row for table in lifted(list(lines))[0] for row in read_flat(table).rows]
    return {row.key: row.cells for row in rows}


HEAD_2019 = ("第二十条第（一）项", "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |")


def test_the_last_row_does_not_swallow_the_heading_of_the_same_beginning() -> None:
    lines = ["四、结转下年度继续办理", *"0000000", "四、政府信息公开行政复议、行政诉讼情况", "无"]
    table, prose = lifted(["二、上年结转政府信息公开申请数量", *"1000001", *lines])
    assert prose == ["四、政府信息公开行政复议、行政诉讼情况", "无"]
    assert read_flat(table[0]).rows[-1].cells == ("0",) * 7


def test_prose_that_names_rows_is_no_table() -> None:
    lines = [
        "全年办理行政许可20件，行政处罚3件，其他对外管理服务事项12项。",
        "根据第二十条第（一）项规定，本年新公开数量12件，对外公开总数量80件。",
        "行政强制",
        "第二十条第（八）项要求公开的收费项目为零。",
        "申请包括自然人、商业企业、科研机构。",
    ]
    assert lifted(lines) == ([], lines)


def test_money_and_changes_stay_as_printed() -> None:
    found = cells_of(
        "第二十条第（五）项",
        "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量",
        "行政许可 | 12 | 减2 | 1,204 |",
        "其他对外管理服务事项 | / | +3 | 无 |",
        "第二十条第（九）项",
        "信息内容 | 采购项目数量 | 采购总金额",
        "政府集中采购 | 8 | 160.5964 万元 |",
        "三、收到和处理政府信息公开申请情况",
    )
    assert found == {
        "administrative_permits": ("12", "减2", "1,204"),
        "other_services": ("/", "+3", "无"),
        "government_procurement": ("8", "160.5964万元"),
    }


def test_columns_come_from_their_labels_not_from_the_row() -> None:
    """Columns of 2021 over the old row label, a year inside a label, one page's own order."""
    found = lifted(
        [
            "第二十条第（一）项",
            "信息内容 | 本年（2023）制发件数 | 现行有效件数 | 本年废止件数",
            "规范性文件 | 3 | 20 | 1 |",
            "二、其他",
        ]
    )[0]
    row = read_flat(found[0]).rows[0]
    assert [column.key for column in row.columns] == ["issued", "in_force", "repealed"]
    assert row.cells == ("3", "20", "1")


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("规章 | 1 | | 3 |", ("1", "", "3")),
        ("规章 | | 2 | 3 |", ("", "2", "3")),
        ("规章 | 1 | 2 | |", ("1", "2", "")),
        ("规章 | | | |", ("", "", "")),
        ("规章 | 1 | 3 |", None),
        ("规章 1 3", None),
        ("规章 | 1 | 2 | 3 | 4 |", None),
        ("规章 | 00 | 1 | 2 |", None),
        ("规章 123", None),
    ],
)
def test_blanks_count_where_pipes_prove_their_place(line: str, cells: tuple[str, ...] | None) -> None:
    found = cells_of(*HEAD_2019, line, "规范性文件 | 9 | 9 | 9 |", "二、其他")
    assert found == {"regulations": cells, "normative_documents": ("9", "9", "9")}


def test_an_unreadable_row_keeps_its_tokens() -> None:
    table = lifted([*HEAD_2019, "规章 1 3", "规范性文件 9 9 9", "三、其他"])[0][0]
    row = read_flat(table).rows[0]
    assert (row.cells, row.tokens, row.code) == (None, ("1", "3"), "unbalanced_table")


def test_an_unknown_row_takes_no_values_from_its_neighbour() -> None:
    table = lifted(
        ["（一）予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |", "（八）转交办理 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |",
         "（七）总计 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |",
         "四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"]
    )[0][0]  # fmt: skip
    reading = read_flat(table)
    assert [(row.key, row.cells[-1]) for row in reading.rows if row.cells] == [
        ("granted", "1"), ("concluded_total", "3"), ("carried_out", "0"),
    ]  # fmt: skip
    assert [(issue.code, issue.detail["label"]) for issue in reading.issues] == [("unknown_label", "（八）转交办理")]


def test_a_cell_cut_at_the_end_of_the_page_is_not_read() -> None:
    lines = [*HEAD_2019, "规章 | 0 | 0 | 0 |", "规范性文件 | 12 | 12 | 1"]
    found = lifted(lines, breaks_off=True)[0][0]
    assert found.at_end
    reading = read_flat(found)
    assert [(row.key, row.cells, row.code) for row in reading.rows] == [
        ("regulations", ("0", "0", "0"), None),
        ("normative_documents", None, "truncated_table"),
    ]
    assert [issue.code for issue in reading.issues] == ["truncated_table"]


def test_an_all_blank_form_has_no_zeros() -> None:
    rows = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "四、结转下年度继续办理",
    ]
    assert set(cells_of(*rows).values()) == {("",) * 7}


def test_the_review_table_needs_fifteen_values() -> None:
    head = ["行政复议", "行政诉讼", *(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)]
    assert cells_of(*head, *"100010200200303")["litigation_direct"] == ("0", "2", "0", "0", "2")
    assert set(cells_of(*head, *"10001020020030").values()) == {None}
    assert set(cells_of(*head, *"1000102002003034").values()) == {None}


def test_traditional_and_annotated_labels_are_known_before_the_page_is_restored() -> None:
    found = cells_of(
        "第二十條第(一)項",
        "信息內(nèi)容",
        "本年制發(fā)件數(shù)",
        "本年廢止件數(shù)",
        "現(xiàn)行有效件數(shù)",
        "規(guī)章",
        "0",
        "1",
        "2",
        "二",
    )
    assert found == {"regulations": ("0", "1", "2")}


@pytest.mark.parametrize("script", ["s2t", "s2tw", "s2hk"])
def test_every_label_is_known_in_traditional_script(script: str) -> None:
    convert = OpenCC(script).convert
    assert {label: fold(convert(label)) for label in (*MEANINGS, *KNOWN_STEMS) if fold(convert(label)) != label} == {}


@pytest.mark.parametrize("layout", ["A", "B", "C", "D", "E", "rows"])
@pytest.mark.parametrize("label", ["上年处理决定数量", "上年 处理决定数量", "其中新公开数量"])
def test_a_column_that_only_ends_like_an_official_one_is_another(layout: str, label: str) -> None:
    official = "处理决定数量" if "处理" in label else "本年新公开数量"
    truth = fill(FORM_2019, Random(3))  # noqa: S311
    parts = tables(FORM_2019, truth)
    for row in parts[0]:
        row.labels = [label if cell == official else cell for cell in row.labels]
    found = readings(page([LAYOUTS[layout](part, Random(1)) for part in parts]))  # noqa: S311
    lost = {"administrative_permits", "other_services", "administrative_penalties", "administrative_coercion"}
    lost = lost if "处理" in label else {"regulations", "normative_documents"}
    assert found == {name: cells for name, cells in truth.items() if name[1] not in lost}


def test_labels_in_pieces_are_put_together_where_nothing_is_left_over() -> None:
    head = ("第二十条第（一）项", "信息内容 | 本年新 | 本年新 | 对外公开总数量", "制作数量 | 公开数量")
    assert cells_of(*head, "规章 | 1 | 2 | 3 |", "二、其他") == {"regulations": ("1", "2", "3")}
    found = lifted([*head[:2], "制作数量 | 废止数量", "规章 | 1 | 2 | 3 |", "二、其他"])[0][0]
    assert [row.cells for row in read_flat(found).rows] == [None]
    assert [issue.code for issue in read_flat(found).issues] == ["unknown_label"]


@modest
@given(forms, st.sampled_from(("A", "C", "D")), randoms, st.floats(0.0, 0.4))
def test_bare_page_numbers_in_the_place_of_lost_blanks(form: str, layout: str, random: Random, share: float) -> None:
    """The numbers of the other pages stand between the prose; that of this page stands anywhere among the cells."""
    truth = fill(FORMS[form], random)
    for name, cells in truth.items():
        truth[name] = tuple("" if random.random() < share else cell for cell in cells)
    parts = [LAYOUTS[layout](part, random) for part in tables(FORMS[form], truth)]
    for number, part in enumerate(parts, 2):
        part.insert(random.randint(2, len(part)), str(number))
    lines = page(parts)
    assert_never_wrong(readings(["1", *lines, "5"]), truth)
    assert_never_wrong(readings([*lines, "5"]), truth)


@pytest.mark.parametrize("number", ["第 5 页", "- 5 -", "—5—", "第5页 共 12页", "5 / 12", "Page 5"])
def test_page_numbers_inside_a_statistics_table(number: str) -> None:
    heads = ["统计指标", "单位", "统计数"]
    rows = [Row(heads), *(Row([label, unit], [value]) for label, unit, value in NATIONAL_TABLE)]
    lines = layout_d(rows, Random(1))  # noqa: S311
    whole = read_flat(lifted([*lines, "八、其他事项"])[0][0]).statistics
    assert whole is not None
    for at in range(len(heads), len(lines)):
        reading = read_flat(lifted([*lines[:at], number, *lines[at:], "八、其他事项"])[0][0]).statistics
        assert reading == whole
    lines = ["收到申请数", "件", "4", "当面申请数", "件", number, "传真申请数", "件", "0", "行政复议数量", "件", "1"]
    reading = read_flat(lifted([*heads, *lines, "八、其他"])[0][0]).statistics
    assert reading is not None
    assert [row.value for row in reading.rows] == [4, None, 0, 1]


def test_a_bare_page_number_is_no_figure_of_a_statistics_table() -> None:
    lines = ["统计指标", "单位", "统计数", "收到申请数", "件", "4", "当面申请数", "件", "2", "行政复议数量", "件", "1"]
    for pages, values in ((("1", "3"), [4, None, 1]), ((), [4, 2, 1])):
        prose = ["一、概述", *pages[:1], *lines, "八、其他", *pages[1:]]
        reading = read_flat(lifted(prose)[0][0]).statistics
        assert reading is not None
        assert [row.value for row in reading.rows] == values
        assert [issue.code for issue in reading.issues] == ["unbalanced_table"] * len(pages[1:])


def test_rows_of_a_glued_statistics_table() -> None:
    head = "指标名称计量单位统计数"
    rows = [
        "主动公开政府信息数条12",
        "其中：农村信息公开数条4",
        "收到申请数件3",
        "其中：当面申请数件1",
        "传真申请数件2",
    ]
    for lines in (["".join([head, *rows])], [head, *rows]):
        reading = read_flat(lifted([*lines, "八、其他事项"])[0][0]).statistics
        assert reading is not None
        assert [(row.label, row.unit, row.value) for row in reading.rows] == [
            ("主动公开政府信息数", "条", 12), ("其中：农村信息公开数", "条", 4), ("收到申请数", "件", 3),
            ("其中：当面申请数", "件", 1), ("传真申请数", "件", 2),
        ]  # fmt: skip
        assert reading.issues == ()


def test_a_value_glued_to_the_ordinal_of_the_next_row_is_nobodys() -> None:
    text = "指标名称计量单位统计数收到申请数件3其中：1.当面申请数件12.传真申请数件2行政复议数量件0"
    reading = read_flat(lifted([text, "八、其他事项"])[0][0]).statistics
    assert reading is not None
    assert [(row.key, row.value) for row in reading.rows] == [
        ("applications_received", 3), ("applications_in_person", None), ("applications_fax", 2), ("reconsiderations", 0),
    ]  # fmt: skip
    assert [issue.detail["cells"] for issue in reading.issues] == [["1"]]


FRAGMENTS = (
    *(
        "第二十条第（一）项",
        "信息内容",
        "本年制发件数",
        "规章",
        "行政许可",
        "总计",
        "其他",
        "结果维持",
        "（七）",
        "勾稽",
        "三、",
    ),
    *("一、本年新收政府信息公开申请数量", "四、结转下年度继续办理", "5万元", "- 3 -", "-", "无", "见附件。", "0", "12"),
    *(
        "|",
        "||",
        "\n",
        " ",
        "指标名称",
        "计量单位",
        "收到申请数",
        "2、",
        "条",
        "当面申请数",
        "2016年度",
        "主动公开文件数",
    ),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60))
def test_no_input_raises_and_lifting_keeps_every_character(parts: list[str]) -> None:
    lines = [line.strip() for line in "".join(parts).split("\n") if line.strip()]
    blocks = lift_flat_tables([Paragraph(line) for line in lines])
    printed = ""
    for block in blocks:
        if isinstance(block, FlatTable):
            read_flat(block)
            printed += "".join("".join(line) for line in block.lines)
        elif isinstance(block, Paragraph):
            printed += block.text
    squeeze: Callable[[str], str] = lambda text: "".join(text.replace("|", "").split())  # noqa: E731
    assert squeeze(printed) == squeeze("".join(lines))


@pytest.mark.parametrize(
    "unit",
    [
        "|",
        "1",
        "1 ",
        "0\n",
        "规章",
        "第二十条第（一）项",
        "本年新收政府信息公开申请数量 0\n",
        "结果维持结果纠正0",
        "第二十条第（一）项\n无\n三",
    ],
)
def test_hostile_text_takes_bounded_time(unit: str) -> None:
    text = "第二十条第（一）项\n" + unit * (MAX_CHARACTERS // len(unit) // 5)
    start = time.process_time()
    for block in read_text(text + "。" * 10).blocks:
        if isinstance(block, FlatTable):
            read_flat(block)
    assert time.process_time() - start < 5


@needs_seeds
def test_seed_with_the_form_of_2019() -> None:
    blocks = read_text((SHARED / "seeds" / "001_617dfa8ade4c1a0e.txt").read_bytes()).blocks
    rows = [row for block in blocks if isinstance(block, FlatTable) for row in read_flat(block).rows]
    cells = {row.key: row.cells for row in rows}
    assert sum(len(row.cells or ()) for row in rows) == 22 + 161 + 15
    assert cells.pop("normative_documents") == ("9", "9", "9")
    assert {cell for row in cells.values() for cell in row or ()} == {"0"}
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert [HEADINGS[i].replace("（", "(") in texts for i in range(4)] == [True] * 4


@needs_seeds
@pytest.mark.parametrize(
    "name", ["000_9ab8d75b282432c4", "002_e8effa532b85e257", "003_b21e519900ca84b6", "004_4ffc519454448a62"]
)
def test_seeds_without_official_tables(name: str) -> None:
    blocks = read_text((SHARED / "seeds" / f"{name}.txt").read_bytes()).blocks
    assert [read_flat(block).tables for block in blocks if isinstance(block, FlatTable)] in ([], [()])


@needs_samples
def test_samples_in_three_layouts() -> None:
    found = {}
    for name in ("025", "028", "036"):
        blocks = read_text((SHARED / "samples" / f"{name}.txt").read_bytes()).blocks
        rows = [row for block in blocks if isinstance(block, FlatTable) for row in read_flat(block).rows]
        found[name] = {row.key: row.cells for row in rows}
    assert len(found["025"]) == 7
    assert found["028"]["normative_documents"] == ("33", "8", "8")
    assert (found["028"]["carried_in"], found["028"]["granted"]) == (("0",) * 7, None)
    assert found["036"]["government_procurement"] == ("8", "160.5964万元")


NATIONAL_TABLE = (
    ("一、主动公开情况", "——", ""),
    ("（一）主动公开政府信息数", "条", "120"),
    ("其中：主动公开规范性文件数", "条", "3"),
    ("制发规范性文件总数", "件", "3"),
    ("5.少见方式公开政府信息数", "条", "0"),
    ("三、依申请公开情况", "——", ""),
    ("（一）收到申请数", "件", "2"),
    ("1.当面申请数", "件", "2"),
    ("（二）政府信息公开专项经费", "万元", "0.5"),
)


@pytest.mark.parametrize("layout", ["A", "B", "C", "D", "E", "rows"])
def test_a_flattened_statistics_table_row_by_row(layout: str) -> None:
    rows = [
        Row(["统计指标", "单位", "统计数"]),
        *(Row([label, unit], [value]) for label, unit, value in NATIONAL_TABLE),
    ]
    lines = ["七、情况统计表", *LAYOUTS[layout](rows, Random(1)), "（注：由镇政府填报）", "八、其他事项"]  # noqa: S311
    found, prose = lifted(lines)
    assert prose == ["七、情况统计表", "（注：由镇政府填报）", "八、其他事项"]
    reading = read_flat(found[0]).statistics
    assert reading is not None
    assert [(row.label, row.unit, str(row.value)) for row in reading.rows] == [row for row in NATIONAL_TABLE if row[2]]
    assert (reading.rows[0].key, reading.rows[3].key, reading.issues) == ("proactive_total", None, ())


def test_statistics_with_a_running_total() -> None:
    lines = [
        "指标名称 | 计量单位 | 2015年度 | 历年累计 |",
        "主动公开文件数 | 条 | 29 | 819 |",
        "其中：1、政府网站公开数 | 条 | 29 | |",
        "受理依申请公开信息总数 | 条 | 0 | 1 |",
    ]
    reading = read_flat(lifted([*lines, "完"])[0][0]).statistics
    assert reading is not None
    assert [(row.value, row.cumulative) for row in reading.rows] == [(29, 819), (None, None), (0, 1)]
    assert [issue.code for issue in reading.issues] == ["unbalanced_table"]


def test_digits_of_statistics_run_together_are_never_guessed() -> None:
    text = "七、情况统计表 指标名称计量单位2016年度历年累计主动公开文件数条34685376"
    text += "其中：1、政府网站公开数条346853762、政府公报公开数条00"
    found, prose = lifted([text])
    reading = read_flat(found[0]).statistics
    assert prose == ["七、情况统计表"]
    assert reading is not None
    assert [(row.label, row.unit, row.value) for row in reading.rows] == [
        ("主动公开文件数", "条", None), ("其中：1、政府网站公开数", "条", None), ("2、政府公报公开数", "条", None),
    ]  # fmt: skip
    assert reading.raw[0] == {"value": "34685376"}


@modest
@given(forms, randoms)
def test_bare_numbers_between_cells_shift_nothing(form: str, random: Random) -> None:
    """A page number without dashes cannot be told from a cell: the row has one too many."""
    truth = fill(FORMS[form], random)
    lines = page([layout_d(part, random) for part in tables(FORMS[form], truth)])
    for _ in range(3):
        lines.insert(random.randint(3, len(lines) - 3), str(random.randint(1, 12)))
    assert_never_wrong(readings(lines), truth)


@modest
@given(forms, st.sampled_from(("B", "C", "D", "rows")), randoms)
def test_a_lost_label_takes_its_row_with_it(form: str, layout: str, random: Random) -> None:
    truth = fill(FORMS[form], random)
    parts = tables(FORMS[form], truth)
    for row in (row for part in parts[:2] for row in part if row.values):
        if random.random() < 0.1:
            row.labels[-1] = random.choice(("", "9.另行登记事项", "其中"))
    assert_never_wrong(readings(page([LAYOUTS[layout](part, random) for part in parts])), truth)


def test_a_cell_lost_before_ghost_pipes_is_no_blank_total() -> None:
    seed = (SEEDS / "zixi-2019.txt").read_text("utf-8")
    row = "(一)予以公开 |\n" + "0 |\n" * 7
    assert seed.count(row) == 1
    report = load_report(read_text(seed.replace(row, row.removesuffix("0 |\n")).encode())).report
    assert report.statistics.applications is not None
    assert set(report.statistics.applications["granted"].values()) == {None}
    told = [issue.detail["row"] for issue in report.issues if issue.code == "unbalanced_table"]
    assert told == ["granted"]
