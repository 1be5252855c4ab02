"""Damaged tables: a figure is the printed one or null with an issue, and damage stays where it is."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.forms.form_2019 import FORM_2019
from crawler.extraction.forms.form_2021 import FORM_2021
from crawler.extraction.tables.reader import read_statistics
from tests.extraction.official_grids import (
    APPLICANT_KEYS,
    Figures,
    Report,
    SourceCell,
    SourceRow,
    applications_body,
    applications_head,
    codes,
    disclosure_rows,
    expected,
    grid,
    grids,
    make_report,
    relabel,
    reports,
    review_rows,
)

QUICK = settings(max_examples=40, deadline=None)
MANY = settings(max_examples=150, deadline=None)


def _without_wrong_figures(found: Mapping[str, Mapping[str, object]] | None, table: Figures) -> int:
    """Asserts that every figure is the right one or absent; how many are absent."""
    lost = 0
    for key, row in table.items():
        for column, value in row.items():
            read_value = ((found or {}).get(key) or {}).get(column)
            assert read_value in (None, value), (key, column, value, read_value)
            lost += read_value is None and value is not None
    return lost


OTHER_TEXTS = {"page_number_behind": "{} -7-", "split_decimal": "{} .35", "long_digits": "9" * 4_301}
MUTATIONS = (
    *("delete", "insert_blank", "insert_figure", "colspan", "rowspan", "delete_row", "repeat_row", "garble"),
    *("page_number", "page_number_behind", "lose_label", "split_decimal", "long_digits"),
)


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
    elif mutation == "page_number":
        rows[r].insert(c, SourceCell("- 7 -"))
    elif mutation == "lose_label":
        rows[r] = [SourceCell("", *other[1:]) if not other.text.isdigit() else other for other in rows[r]]
    elif mutation in OTHER_TEXTS:
        rows[r][c] = cell._replace(text=OTHER_TEXTS[mutation].format(cell.text))
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


@MANY
@given(
    reports(),
    st.sampled_from(sorted(OTHER_TEXTS)),
    st.integers(0, 2),
    st.integers(0, 99),
    st.integers(0, 99),
    st.integers(0, 6),
)
def test_damage_beside_a_blank_cell_never_gives_a_wrong_figure(
    report: Report, mutation: str, which: int, row: int, column: int, blank: int
) -> None:
    sources = [
        disclosure_rows(report.form, report.disclosure),
        applications_head() + applications_body(report.form, report.applications),
        review_rows(report.review),
    ]
    r = row % len(sources[which])
    figures = [i for i, cell in enumerate(sources[which][r]) if cell.text.isdigit()]
    if figures:
        place = figures[blank % len(figures)]
        sources[which][r][place] = sources[which][r][place]._replace(text="")
    _mutate(sources[which], mutation, r, column)
    found = read_statistics([grid(rows) for rows in sources]).statistics
    tables = (found.proactive_disclosure, found.applications, found.review_and_litigation)
    for rows, table in zip(tables, expected(report), strict=True):
        _without_wrong_figures(rows, table)


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


def test_a_figure_that_spans_rows_belongs_to_nobody() -> None:
    report = make_report(FORM_2021, 16)
    body = applications_body(report.form, report.applications)
    body[3][-1] = body[3][-1]._replace(rowspan=2)
    del body[4][-1]
    reading = read_statistics([grid(applications_head() + body)])
    assert reading.statistics.applications is not None
    for key in ("partly_granted", "refused_state_secret"):
        assert reading.statistics.applications[key] == dict.fromkeys(APPLICANT_KEYS)
    assert codes(reading) == ["unbalanced_table"] * 2


def test_a_column_of_unknown_applicants_is_left_out() -> None:
    report = make_report(FORM_2021, 17)
    head = relabel(applications_head(), lambda text: text.replace("社会公益组织", "外国机构"))
    body = applications_body(report.form, report.applications)
    reading = read_statistics([grid(head + body)])
    kept = [key for key in APPLICANT_KEYS if key != "public_interest_organization"]
    assert reading.statistics.applications == {
        key: {column: row[column] for column in kept} for key, row in report.applications.items()
    }
    assert [(issue.code, issue.detail["label"]) for issue in reading.issues] == [("unknown_label", "外国机构")]
    del body[5][-3]
    found = read_statistics([grid(head + body)]).statistics.applications
    assert found is not None
    assert found["refused_prohibited_by_law"] == dict.fromkeys(kept)


def test_a_row_that_ends_before_its_head_lost_a_cell_though_each_label_has_one() -> None:
    report = make_report(FORM_2021, 23)
    head = applications_head()
    head[1][2] = SourceCell("", 1, 2)
    body = applications_body(report.form, report.applications)
    del body[0][3]
    found = read_statistics([grid(head + body)]).statistics.applications
    assert found is not None
    assert set(found["received"].values()) == {None}


def test_a_longer_row_with_a_blank_is_shifted_or_not_nobody_knows() -> None:
    report = make_report(FORM_2021, 24)
    rows = review_rows(report.review)
    whole = [SourceCell(str(number)) for number in (1, 0, 2, 0, 3) * 3]
    rows[3] = [*whole, SourceCell("")]
    found = read_statistics([grid(rows)]).statistics.review_and_litigation
    assert found is not None
    assert [list(row.values()) for row in found.values()] == [[1, 0, 2, 0, 3]] * 3
    for doubtful in ([SourceCell(""), *whole[:-1]], [SourceCell("7"), *whole[:-1]]):
        rows[3] = [*doubtful, SourceCell("")]
        found = read_statistics([grid(rows)]).statistics.review_and_litigation
        assert found is not None
        assert all(value is None for row in found.values() for value in row.values())


def test_an_incomplete_head_out_of_place_binds_nothing() -> None:
    report = make_report(FORM_2021, 18)
    head = [
        [SourceCell("项目", 3), SourceCell("申请人情况", 7)],
        [SourceCell("", 3), SourceCell("自然人"), SourceCell("法人或其他组织", 5), SourceCell("总计")],
        [SourceCell("", 3), *(SourceCell(text) for text in ("商业企业", "科研机构", "公益", "法律服务机构", "其他"))],
    ]
    reading = read_statistics([grid(head + applications_body(report.form, report.applications))])
    found = reading.statistics.applications
    assert found is not None
    assert all(value is None for row in found.values() for value in row.values())
    assert "unbalanced_table" in codes(reading)


def test_a_row_printed_twice_with_other_figures_has_none() -> None:
    report = make_report(FORM_2021, 19)
    body = applications_body(report.form, report.applications)
    again = [SourceCell("（一）予以公开", 2), *map(SourceCell, "1234567")]
    reading = read_statistics([grid([*applications_head(), *body[:4], again, *body[4:]])])
    found = reading.statistics.applications
    assert found is not None
    assert found.pop("granted") == dict.fromkeys(APPLICANT_KEYS)
    assert found == {key: row for key, row in report.applications.items() if key != "granted"}
    prints = reading.statistics.raw["applications"]["granted"]
    assert prints == [report.applications["granted"], dict(zip(APPLICANT_KEYS, range(1, 8), strict=True))]
    assert codes(reading) == ["repeated_row"]


def test_a_misprint_is_not_read_outside_its_place() -> None:
    report = make_report(FORM_2021, 20)
    body = relabel(
        applications_body(report.form, report.applications), lambda text: text.replace("公开出版物", "公开出版刊物")
    )
    body.insert(0, [SourceCell(body[17][-8].text, 3), *body.pop(17)[-7:]])
    reading = read_statistics([grid(applications_head() + body)])
    assert reading.statistics.applications is not None
    assert "unprocessed_published_material" not in reading.statistics.applications


def test_an_unknown_label_beside_its_group_label_is_not_the_group() -> None:
    report = make_report(FORM_2019, 21)
    body = applications_body(report.form, report.applications)
    at = [row.key for row in report.form.applications].index("other_handling")
    body[at] = [body[at][0]._replace(colspan=1), SourceCell("1.某种情形"), *body[at][-7:]]
    reading = read_statistics([grid(applications_head() + body)])
    assert reading.statistics.applications is not None
    assert "other_handling" not in reading.statistics.applications
    assert ("unknown_label", "1.某种情形") in [(i.code, i.detail.get("label")) for i in reading.issues]


def test_review_labels_that_do_not_make_whole_groups_bind_nothing() -> None:
    report = make_report(FORM_2021, 22)
    rows = review_rows(report.review)
    del rows[1][0]
    rows[3] = rows[3][1:]
    reading = read_statistics([grid(rows)])
    found = reading.statistics.review_and_litigation
    assert found is not None
    assert all(value is None for row in found.values() for value in row.values())
    assert set(codes(reading)) == {"unbalanced_table"}
