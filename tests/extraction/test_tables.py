"""Official tables read from grids: exact where the print tells, null with an issue where not, never another number."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.checks import check_statistics
from crawler.extraction.forms.form_2019 import FORM_2019
from crawler.extraction.forms.form_2021 import FORM_2021
from crawler.extraction.page import Paragraph, Table
from crawler.extraction.tables import StatisticsReading, read_statistics
from crawler.items import Statistics
from tests.extraction.official_grids import (
    APPLICANT_KEYS,
    Figures,
    Report,
    SourceCell,
    SourceRow,
    applications_body,
    applications_head,
    disclosure_rows,
    grid,
    grids,
    make_report,
    relabel,
    reports,
    review_rows,
)

QUICK = settings(max_examples=40, deadline=None)
MANY = settings(max_examples=150, deadline=None)

Tables = tuple[Figures, Figures, Figures]


def expected(report: Report) -> Tables:
    return report.disclosure, report.applications, report.review


def read(statistics: Statistics) -> tuple[object, object, object]:
    return statistics.proactive_disclosure, statistics.applications, statistics.review_and_litigation


def codes(reading: StatisticsReading) -> list[str]:
    return [issue.code for issue in reading.issues]


def assert_exact(reading: StatisticsReading, report: Report) -> None:
    assert read(reading.statistics) == expected(report)
    assert reading.issues == ()
    assert reading.form == reading.forms.applications == reading.forms.proactive_disclosure == report.form.name


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


def _without_wrong_figures(found: Mapping[str, Mapping[str, object]] | None, table: Figures) -> int:
    """Asserts that every figure is the right one or absent; how many are absent."""
    lost = 0
    for key, row in table.items():
        for column, value in row.items():
            read_value = ((found or {}).get(key) or {}).get(column)
            assert read_value in (None, value), (key, column, value, read_value)
            lost += read_value is None and value is not None
    return lost


MUTATIONS = ("delete", "insert_blank", "insert_figure", "colspan", "rowspan", "delete_row", "repeat_row", "garble")


def _mutate(rows: list[SourceRow], mutation: str, r: int, c: int) -> None:
    c %= len(rows[r])
    cell = rows[r][c]
    if mutation == "delete":
        del rows[r][c]
    elif mutation == "insert_blank":
        rows[r].insert(c, SourceCell(""))
    elif mutation == "insert_figure":
        rows[r].insert(c, SourceCell("7"))
    elif mutation == "colspan":
        rows[r][c] = cell._replace(colspan=cell.colspan + 1 if cell.colspan == 1 else cell.colspan - 1)
    elif mutation == "rowspan":
        rows[r][c] = cell._replace(rowspan=cell.rowspan + 1 if cell.rowspan < 3 else cell.rowspan - 2)
    elif mutation == "delete_row":
        del rows[r]
    elif mutation == "repeat_row":
        rows.insert(r, list(rows[r]))
    elif not cell.text.isdigit():
        rows[r][c] = cell._replace(text="某" + cell.text[::-1])


@MANY
@given(reports(), st.sampled_from(MUTATIONS), st.integers(0, 2), st.integers(0, 99), st.integers(0, 99))
def test_one_damage_never_gives_a_wrong_figure_and_is_told(
    report: Report, mutation: str, which: int, row: int, column: int
) -> None:
    sources = [
        disclosure_rows(report.form, report.disclosure),
        applications_head() + applications_body(report.form, report.applications),
        review_rows(report.review),
    ]
    _mutate(sources[which], mutation, row % len(sources[which]), column)
    reading = read_statistics([grid(rows) for rows in sources])
    found = reading.statistics
    tables = (found.proactive_disclosure, found.applications, found.review_and_litigation)
    lost = sum(_without_wrong_figures(rows, table) for rows, table in zip(tables, expected(report), strict=True))
    assert not lost or reading.issues


@QUICK
@given(reports(), st.integers(0, 24), st.integers(0, 6))
def test_a_row_that_lost_a_cell_is_null_and_the_others_are_exact(report: Report, row: int, lost: int) -> None:
    body = applications_body(report.form, report.applications)
    row %= len(body)
    key = report.form.applications[row].key
    del body[row][len(body[row]) - 7 + lost]
    reading = read_statistics([grid(applications_head() + body)])
    found = reading.statistics.applications
    assert found is not None
    assert found.pop(key) == dict.fromkeys(APPLICANT_KEYS)
    assert found == {name: values for name, values in report.applications.items() if name != key}
    tokens = [cell.text for cell in body[row][-6:]]
    assert reading.statistics.raw["applications"][key] == tokens
    assert [(i.code, i.detail["row"]) for i in reading.issues] == [("unbalanced_table", key)]


def test_swapped_labels_take_their_figures_along() -> None:
    report = make_report(FORM_2021, 5)
    labels = {"1.属于国家秘密": "2.重复申请", "2.重复申请": "1.属于国家秘密"}
    tables = grids(report)
    body = relabel(applications_body(report.form, report.applications), lambda text: labels.get(text, text))
    found = read_statistics([tables[0], grid(applications_head() + body), tables[2]]).statistics.applications
    assert found is not None
    assert found["refused_state_secret"] == report.applications["unprocessed_repeated"]
    assert found["unprocessed_repeated"] == report.applications["refused_state_secret"]


def test_an_unknown_row_label_gives_its_figures_to_nobody() -> None:
    report = make_report(FORM_2021, 6)
    body = relabel(
        applications_body(report.form, report.applications), lambda text: text.replace("2.重复申请", "2.再次提出")
    )
    reading = read_statistics([grid(applications_head() + body)])
    found = reading.statistics.applications
    assert found == {k: v for k, v in report.applications.items() if k != "unprocessed_repeated"}
    assert [(i.code, i.detail.get("label")) for i in reading.issues if i.code == "unknown_label"] == [
        ("unknown_label", "2.再次提出")
    ]
    assert reading.issues[-1].detail["missing"] == ["unprocessed_repeated"]


def test_a_misprinted_label_in_its_place_is_read_and_told() -> None:
    report = make_report(FORM_2021, 7)
    body = relabel(
        applications_body(report.form, report.applications), lambda text: text.replace("公开出版物", "公开出版刊物")
    )
    reading = read_statistics([grid(applications_head() + body)])
    assert reading.statistics.applications == report.applications
    assert [(i.code, i.severity, i.detail["read_as"]) for i in reading.issues] == [
        ("unknown_label", "info", "unprocessed_published_material")
    ]


def test_the_rows_of_other_handling_decide_the_form_of_the_applications_table() -> None:
    for form in (FORM_2019, FORM_2021):
        reading = read_statistics(grids(make_report(form, 1))[1:])
        assert (reading.form, reading.forms.applications, reading.forms.proactive_disclosure) == (
            form.name,
            form.name,
            None,
        )


def test_disclosure_of_2019_beside_applications_of_2021_is_mixed() -> None:
    old, new = make_report(FORM_2019, 1), make_report(FORM_2021, 2)
    reading = read_statistics([grids(old)[0], *grids(new)[1:]])
    assert read(reading.statistics) == (old.disclosure, new.applications, new.review)
    assert (reading.form, reading.forms.proactive_disclosure) == ("form_2021", "form_2019")
    assert codes(reading) == ["mixed_forms"]


def test_the_old_row_label_under_the_new_columns_is_the_form_of_2021() -> None:
    report = make_report(FORM_2021, 3)
    rows = relabel(disclosure_rows(report.form, report.disclosure), lambda text: text.replace("行政规范性", "规范性"))
    rows = relabel(rows, lambda text: text.replace("本年制发", "本年（2023）制发"))
    assert_exact(read_statistics([grid(rows), *grids(report)[1:]]), report)


def test_head_words_cut_over_rows_and_cells() -> None:
    report = make_report(FORM_2019, 4)
    cut = [
        [SourceCell(t) for t in row]
        for row in (("信息内容", "本年新", "本年新", "对外公开"), ("", "制作数量", "公开数量", "总数量"))
    ]
    rows = disclosure_rows(report.form, report.disclosure)
    disclosure = grid([rows[0], *cut, *rows[2:]])
    head = applications_head()
    words = ["商业", "科研", "社会公益", "法律服务", "其"], ["企业", "机构", "组织", "机构", "他"]
    spans = [head[0], [cell._replace(rowspan=max(1, cell.rowspan + (cell.rowspan > 1))) for cell in head[1]]]
    spans[0] = [head[0][0]._replace(rowspan=4), head[0][1]]
    cut_head = spans + [[SourceCell(word) for word in line] for line in words]
    applications = grid(cut_head + applications_body(report.form, report.applications))
    assert_exact(read_statistics([disclosure, applications, grids(report)[2]]), report)


def test_a_row_label_cut_by_a_page_break() -> None:
    report = make_report(FORM_2021, 8)
    body = applications_body(report.form, report.applications)
    label = "4.无正当理由大量反复申请"
    first, rest = body[:19], body[19:]
    first[18] = [cell._replace(text=cell.text.replace(label, label[:8])) for cell in first[18]]
    tail = [SourceCell(""), SourceCell(""), SourceCell(label[8:]), *[SourceCell("")] * 7]
    blocks = [grid(applications_head() + first), grid([tail, *rest])]
    assert read_statistics(blocks).statistics.applications == report.applications


def test_the_figures_of_the_review_table_on_the_next_page() -> None:
    report = make_report(FORM_2021, 9)
    rows = review_rows(report.review)
    reading = read_statistics([*grids(report)[:2], grid(rows[:3]), grid(rows[3:])])
    assert_exact(reading, report)


def test_a_digit_wrapped_over_lines_counts_only_where_the_sum_allows_no_other() -> None:
    report = make_report(FORM_2021, 1)
    row = report.applications["granted"]
    row.update(dict.fromkeys(APPLICANT_KEYS, 0), natural_person=10, total=10)
    body = applications_body(report.form, report.applications)
    body[2][2] = body[2][2]._replace(text="1 0")
    reading = read_statistics([grid(applications_head() + body)])
    assert reading.statistics.applications == report.applications
    assert reading.statistics.raw["applications"]["granted"] == {"natural_person": "1 0"}
    body[2][-1] = body[2][-1]._replace(text="11")
    reading = read_statistics([grid(applications_head() + body)])
    assert reading.statistics.applications is not None
    assert reading.statistics.applications["granted"]["natural_person"] is None
    assert codes(reading) == ["unreadable_cell"]


def test_printed_texts_stay_in_raw_at_their_place() -> None:
    report = make_report(FORM_2019, 2)
    report.disclosure["administrative_permits"].update(previous_items=3, change=-2, decisions=None)
    report.disclosure["government_procurement"].update(items=2, amount=160.5964, amount_unit="万元")
    rows = disclosure_rows(report.form, report.disclosure)
    rows[6] = [*rows[6][:2], SourceCell("减2"), SourceCell("/")]
    statistics = read_statistics([grid(rows)]).statistics
    assert statistics.proactive_disclosure == report.disclosure
    raw = statistics.raw["proactive_disclosure"]
    assert raw["administrative_permits"] == {"change": "减2", "decisions": "/"}
    assert raw["government_procurement"] == {"amount": "160.5964万元"}


@pytest.mark.parametrize(("unit", "amount"), [("（单位：万元）", 9116.36), ("", 9116.36), ("（单位：元）", None)])
def test_the_fee_column_is_in_10k_yuan_or_it_is_not_this_column(unit: str, amount: float | None) -> None:
    report = make_report(FORM_2021, 3)
    report.disclosure["administrative_fees"] = {"amount_10k_yuan": 9116.36}
    rows = relabel(disclosure_rows(report.form, report.disclosure), lambda text: text.replace("（单位：万元）", unit))
    reading = read_statistics([grid(rows)])
    assert reading.statistics.proactive_disclosure is not None
    assert reading.statistics.proactive_disclosure.get("administrative_fees", {}).get("amount_10k_yuan") == amount
    assert bool(reading.issues) == (unit != "（单位：万元）")


def test_a_blank_form_has_blanks_and_no_zeros() -> None:
    report = make_report(FORM_2021, 1)
    for table in expected(report):
        for row in table.values():
            row.update(dict.fromkeys(row))
    assert_exact(read_statistics(grids(report)), report)


def test_a_second_set_of_tables_does_not_mix_with_the_first() -> None:
    first, second = make_report(FORM_2021, 1), make_report(FORM_2021, 2)
    reading = read_statistics([*grids(first), *grids(second)])
    assert read(reading.statistics) == expected(first)
    assert codes(reading) == ["repeated_table"] * 3


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
        ]
    )
    rows = reading.statistics.statistics_table
    assert rows is not None
    assert [(row.label, row.value, row.cumulative) for row in rows] == [
        ("主动公开政府信息数", 12, None),
        ("主动公开规范性文件数", 4, None),
        ("行政复议数", 6, 70),
    ]


def test_two_columns_of_figures_without_heads_are_nobodys() -> None:
    reading = read_statistics(
        [_rows("主动公开政府信息数|条|3|12\n主动公开规范性文件数|条|1|4\n行政诉讼数量|件|0|1\n行政复议数量|件|0|1")]
    )
    rows = reading.statistics.statistics_table
    assert rows is not None
    assert [row.value for row in rows] == [None] * 4
    assert codes(reading) == ["unknown_label"]


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
