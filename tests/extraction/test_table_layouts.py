"""The same official tables in the layouts in which agencies print them, and the decisions on forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.extraction.doors.html import read_html
from crawler.extraction.forms.applications import APPLICANTS
from crawler.extraction.forms.form_2019 import FORM_2019
from crawler.extraction.forms.form_2021 import FORM_2021
from crawler.extraction.forms.review_and_litigation import OUTCOMES
from crawler.extraction.tables.reader import read_statistics
from tests.extraction.official_grids import (
    APPLICANT_KEYS,
    FORMS,
    GROUP_LABELS,
    Report,
    SourceCell,
    SourceRow,
    applications_body,
    applications_head,
    assert_exact,
    codes,
    disclosure_rows,
    expected,
    grid,
    grids,
    make_report,
    printed,
    read,
    relabel,
    review_rows,
)
from tests.shared_material import SHARED, needs_samples


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


def _values(report: Report, key: str) -> SourceRow:
    return [SourceCell(printed(report.applications[key][column])) for column in APPLICANT_KEYS]


def _groups_in_rows_of_their_own(report: Report, *, blanks: bool) -> list[SourceRow]:
    rows = [[SourceCell("项目"), *(SourceCell(column.labels[0]) for column in APPLICANTS)]]
    seen: set[str | None] = {None}
    for row in report.form.applications:
        for group in ("results", row.group):
            if row.group and group not in seen:
                seen.add(group)
                label = GROUP_LABELS[str(group)]
                rows.append([SourceCell(label), *[SourceCell("")] * 7] if blanks else [SourceCell(label, 8)])
        rows.append([SourceCell(row.labels[0]), *_values(report, row.key)])
    return rows


def _without_spans(report: Report) -> list[SourceRow]:
    rows = applications_head()
    before = None
    for row in report.form.applications:
        labels = [GROUP_LABELS["results"] if row.key == "granted" else "", row.labels[0], ""]
        if row.group is None:
            labels = [row.labels[0], "", ""]
        elif row.group != "results":
            labels = ["", GROUP_LABELS[row.group] if row.group != before else "", row.labels[0]]
        rows.append([*map(SourceCell, labels), *_values(report, row.key)])
        before = row.group
    return rows


def _head_out_of_place(report: Report) -> list[SourceRow]:
    head = [
        [SourceCell("项目", 3), SourceCell("申请人情况", 7)],
        [SourceCell("自然人"), SourceCell("法人或其他组织", 5), SourceCell("总计")],
        [SourceCell(column.labels[0]) for column in APPLICANTS[1:-1]],
    ]
    return head + applications_body(report.form, report.applications)


def _numbered(report: Report) -> list[SourceRow]:
    first, *head = applications_head()
    body = applications_body(report.form, report.applications)
    return [[SourceCell("序号", 1, 3), *first], *head, *([SourceCell(str(i)), *row] for i, row in enumerate(body, 1))]


def _with_empty_cells_behind(report: Report) -> list[SourceRow]:
    return applications_head() + [[*row, SourceCell("")] for row in applications_body(report.form, report.applications)]


def _wider_than_the_head(report: Report) -> list[SourceRow]:
    body = applications_body(report.form, report.applications)
    return applications_head() + [[*row[:-7], *(cell._replace(colspan=2) for cell in row[-7:])] for row in body]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize(
    "layout",
    [
        lambda report: _groups_in_rows_of_their_own(report, blanks=True),
        lambda report: _groups_in_rows_of_their_own(report, blanks=False),
        _without_spans,
        _head_out_of_place,
        _numbered,
        _with_empty_cells_behind,
        _wider_than_the_head,
    ],
)
def test_layouts_of_the_applications_table(form: object, layout: Callable[[Report], list[SourceRow]]) -> None:
    report = make_report(FORM_2019 if form is FORM_2019 else FORM_2021, 11)
    reading = read_statistics([grid(layout(report))])
    assert reading.statistics.applications == report.applications
    assert reading.issues == ()


def _caption_at_the_left(report: Report) -> list[SourceRow]:
    rows: list[SourceRow] = []
    for row in disclosure_rows(report.form, report.disclosure):
        if len(row) == 1:
            caption = row[0].text
        elif row[0].text == "信息内容":
            block = next(block for block in report.form.disclosure if block.caption == caption)
            rows.append([SourceCell(caption, 1, len(block.rows) + 1), *row])
        else:
            rows.append(row)
    return rows


def _filled_up(report: Report) -> list[SourceRow]:
    rows = disclosure_rows(report.form, report.disclosure)
    return [[cell._replace(colspan=1) for cell in row] + [SourceCell("")] * (4 - len(row)) for row in rows]


@pytest.mark.parametrize("form", [0, 1])
@pytest.mark.parametrize("layout", [_caption_at_the_left, _filled_up])
def test_layouts_of_the_disclosure_table(form: int, layout: Callable[[Report], list[SourceRow]]) -> None:
    report = make_report(FORMS[form], 12)
    assert_exact(read_statistics([grid(layout(report)), *grids(report)[1:]]), report)


@pytest.mark.parametrize("form", [0, 1])
def test_the_disclosure_table_broken_at_any_row(form: int) -> None:
    report = make_report(FORMS[form], 13)
    rows = disclosure_rows(report.form, report.disclosure)
    for at in range(2, len(rows)):
        assert_exact(read_statistics([grid(rows[:at]), grid(rows[at:]), *grids(report)[1:]]), report)


def test_the_review_table_as_two_tables() -> None:
    report = make_report(FORM_2021, 14)
    outcomes = [SourceCell(column.labels[0]) for column in OUTCOMES]
    values = review_rows(report.review)[3]
    first = grid([[SourceCell("行政复议", 5)], outcomes, values[:5]])
    groups = [SourceCell("未经复议直接起诉", 5), SourceCell("复议后起诉", 5)]
    second = grid([[SourceCell("行政诉讼", 10)], groups, outcomes * 2, values[5:]])
    assert_exact(read_statistics([*grids(report)[:2], first, second]), report)


def test_applications_without_any_head_are_null_and_told() -> None:
    report = make_report(FORM_2021, 15)
    reading = read_statistics([grid(applications_body(report.form, report.applications))])
    found = reading.statistics.applications
    assert found is not None
    assert set(found) == set(report.applications)
    assert all(value is None for row in found.values() for value in row.values())
    assert set(codes(reading)) == {"unknown_label", "unbalanced_table"}


@needs_samples
def test_the_tables_of_a_real_page() -> None:
    page = read_html((SHARED / "samples" / "2023-1.html").read_bytes())
    reading = read_statistics(page.blocks)
    statistics = reading.statistics
    assert (reading.form, reading.issues) == ("form_2021", ())
    assert statistics.proactive_disclosure is not None
    assert statistics.proactive_disclosure["normative_documents"] == {"issued": 77, "repealed": 132, "in_force": 470}
    assert statistics.proactive_disclosure["administrative_fees"] == {"amount_10k_yuan": 5949.088667}
    assert statistics.applications is not None
    assert len(statistics.applications) == 25
    assert list(statistics.applications["partly_granted"].values()) == [19, 1, 0, 0, 0, 0, 20]
    assert statistics.review_and_litigation is not None
    assert list(statistics.review_and_litigation["litigation_direct"].values()) == [4, 0, 0, 1, 5]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("<input value=12>", 12),
        ('<input type="text" value="12" size="4"/>', 12),
        ('<INPUT TYPE="TEXT" VALUE="12件">', 12),
        ('<input type="hidden" value="9">12', 12),
        ('<input style="display: none" value="9">12', 12),
        ('<input type="button" value="9">12', 12),
        ("<input>", None),
    ],
)
def test_a_form_field_prints_its_value(field: str, value: int | None) -> None:
    head = "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    row = f"<tr><td>规章</td><td>{field}</td><td>5</td><td>7</td></tr>"
    body = f"<html><body><p>一、概述</p><table><tr><td colspan=4>第二十条第（一）项</td></tr>{head}{row}</table></body></html>"
    disclosure = read_statistics(read_html(body).blocks).statistics.proactive_disclosure
    assert disclosure == {"regulations": {"issued": value, "repealed": 5, "in_force": 7}}
