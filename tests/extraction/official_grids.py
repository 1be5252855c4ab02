"""Official forms filled with random consistent figures and printed as grids, for the tests of their reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from crawler.extraction.forms.applications import APPLICANTS, GROUPS
from crawler.extraction.forms.form_2019 import FORM_2019
from crawler.extraction.forms.form_2021 import FORM_2021
from crawler.extraction.forms.review_and_litigation import OUTCOMES
from crawler.extraction.forms.shapes import Form
from crawler.extraction.page import Cell, Table
from crawler.extraction.tables.reader import StatisticsReading
from crawler.items import Statistics


class SourceCell(NamedTuple):
    """A cell as markup has it."""

    text: str
    colspan: int = 1
    rowspan: int = 1


Figures = dict[str, dict[str, int | float | str | None]]
SourceRow = list[SourceCell]
FORMS = (FORM_2019, FORM_2021)
APPLICANT_KEYS = [column.key for column in APPLICANTS]
OUTCOME_KEYS = [column.key for column in OUTCOMES]
REVIEW_KEYS = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"]
NOT_RESULTS = ("received", "carried_in", "carried_out")
GROUP_LABELS = {group.key: group.labels[0] for group in GROUPS}


@dataclass
class Report:
    """The figures of the three tables of one report."""

    form: Form
    disclosure: Figures
    applications: Figures
    review: Figures


def reports() -> st.SearchStrategy[Report]:
    """Reports that satisfy I1-I4; their figures come from one drawn seed, for hundreds of draws a report are slow."""
    return st.builds(lambda number, seed: make_report(FORMS[number], seed), st.integers(0, 1), st.integers(0, 2**32))


def make_report(form: Form, seed: int) -> Report:
    rng = Random(seed)  # noqa: S311 - figures of a test, no secret
    return Report(form, _disclosure(form, rng), _applications(form, rng), _review(rng))


def _figure(rng: Random) -> int:
    return rng.choice((0, rng.randrange(10), rng.randrange(10, 20000)))


def _disclosure(form: Form, rng: Random) -> Figures:
    table: Figures = {}
    for block in form.disclosure:
        for row in block.rows:
            values: dict[str, int | float | str | None] = {}
            for column in block.columns:
                values[column.key] = _figure(rng)
                if column.kind == "change":
                    values[column.key] = rng.randrange(-20, 20)
                elif column.kind == "fee":
                    values[column.key] = rng.choice((_figure(rng), 9.36, 5949.088667))
                elif column.kind == "money":
                    values[f"{column.key}_unit"] = rng.choice(("元", "万元", None))
            table[row.key] = values
    return table


def _applications(form: Form, rng: Random) -> Figures:
    keys = [row.key for row in form.applications]
    columns: dict[str, dict[str, int]] = {}
    for applicant in APPLICANT_KEYS[:-1]:
        results = {key: _figure(rng) for key in keys if key not in (*NOT_RESULTS, "concluded_total")}
        concluded, carried_out = sum(results.values()), _figure(rng)
        carried_in = rng.randint(0, concluded + carried_out)
        columns[applicant] = {
            "received": concluded + carried_out - carried_in,
            "carried_in": carried_in,
            **results,
            "concluded_total": concluded,
            "carried_out": carried_out,
        }
    table: Figures = {}
    for key in keys:
        row: dict[str, int | float | str | None] = {applicant: columns[applicant][key] for applicant in columns}
        row["total"] = sum(columns[applicant][key] for applicant in columns)
        table[key] = row
    return table


def _review(rng: Random) -> Figures:
    table: Figures = {}
    for key in REVIEW_KEYS:
        parts = [_figure(rng) for _ in OUTCOME_KEYS[:-1]]
        table[key] = dict(zip(OUTCOME_KEYS, (*parts, sum(parts)), strict=True))
    return table


def printed(value: float | str | None) -> str:
    return "" if value is None else str(value)


def printed_change(value: float | str | None) -> str:
    return f"增{value}" if isinstance(value, int) and value > 0 else printed(value)


def applications_head() -> list[SourceRow]:
    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    return [
        [SourceCell(corner, 3, 3), SourceCell("申请人情况", 7)],
        [SourceCell("自然人", 1, 2), SourceCell("法人或其他组织", 5), SourceCell("总计", 1, 2)],
        [SourceCell(column.labels[0]) for column in APPLICANTS[1:-1]],
    ]


def applications_body(
    form: Form,
    table: Mapping[str, Mapping[str, int | float | str | None]],
    keys: Sequence[str] | None = None,
    *,
    repeat_groups: bool = True,
) -> list[SourceRow]:
    """The rows of these keys, as a page prints them: where a page begins, group labels are repeated or left blank."""
    rows = [row for row in form.applications if keys is None or row.key in keys]
    body: list[SourceRow] = []
    seen: set[str] = set()
    for index, row in enumerate(rows):
        cells: SourceRow = []
        rest = rows[index:]
        if row.group is None:
            cells.append(SourceCell(row.labels[0], 3))
        else:
            if "results" not in seen:
                span = sum(other.group is not None for other in rest)
                first = index > 0 or repeat_groups or row.key == "granted"
                cells.append(SourceCell(GROUP_LABELS["results"] if first else "", 1, span))
                seen.add("results")
            if row.group == "results":
                cells.append(SourceCell(row.labels[0], 2))
            else:
                if row.group not in seen:
                    span = sum(other.group == row.group for other in rest)
                    members = [other.key for other in form.applications if other.group == row.group]
                    named = repeat_groups or index > 0 or row.key == members[0]
                    cells.append(SourceCell(GROUP_LABELS[row.group] if named else "", 1, span))
                    seen.add(row.group)
                cells.append(SourceCell(row.labels[0]))
        cells += [SourceCell(printed(table[row.key][key])) for key in APPLICANT_KEYS]
        body.append(cells)
    return body


def disclosure_rows(form: Form, table: Mapping[str, Mapping[str, int | float | str | None]]) -> list[SourceRow]:
    rows: list[SourceRow] = []
    for block in form.disclosure:
        spans = {1: (3,), 2: (1, 2), 3: (1, 1, 1)}[len(block.columns)]
        rows.append([SourceCell(block.caption, 4)])
        heads = [SourceCell(column.labels[0], span) for column, span in zip(block.columns, spans, strict=True)]
        rows.append([SourceCell("信息内容"), *heads])
        for row in block.rows:
            cells = []
            for column, span in zip(block.columns, spans, strict=True):
                value = table[row.key][column.key]
                text = printed_change(value) if column.kind == "change" else printed(value)
                if column.kind == "money" and value is not None:
                    text += str(table[row.key]["amount_unit"] or "")
                cells.append(SourceCell(text, span))
            rows.append([SourceCell(row.labels[0]), *cells])
    return rows


def review_rows(table: Mapping[str, Mapping[str, int | float | str | None]]) -> list[SourceRow]:
    outcomes = [column.labels[0] for column in OUTCOMES]
    return [
        [SourceCell("行政复议", 5), SourceCell("行政诉讼", 10)],
        [
            *(SourceCell(text, 1, 2) for text in outcomes),
            SourceCell("未经复议直接起诉", 5),
            SourceCell("复议后起诉", 5),
        ],
        [SourceCell(text) for text in outcomes * 2],
        [SourceCell(printed(table[key][outcome])) for key in REVIEW_KEYS for outcome in OUTCOME_KEYS],
    ]


def grid(rows: Sequence[SourceRow]) -> Table:
    """The grid of source rows, spans expanded as the HTML table model does it; gaps are cells of span 0."""
    places: list[dict[int, Cell]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for text, colspan, rowspan in row:
            while column in places[number]:
                column += 1
            cell = Cell(text, number, column, min(rowspan, len(rows) - number), colspan)
            for below in places[number : number + rowspan]:
                for right in range(column, column + colspan):
                    below.setdefault(right, cell)
            column += colspan
    width = max((max(row) + 1 for row in places if row), default=1)
    return Table(
        tuple(
            tuple(row.get(column) or Cell("", number, column, 0, 0) for column in range(width))
            for number, row in enumerate(places)
        )
    )


def grids(report: Report) -> list[Table]:
    """The three tables as the form prints them."""
    head = applications_head()
    return [
        grid(disclosure_rows(report.form, report.disclosure)),
        grid(head + applications_body(report.form, report.applications)),
        grid(review_rows(report.review)),
    ]


def relabel(rows: Sequence[SourceRow], change: Callable[[str], str]) -> list[SourceRow]:
    return [[cell._replace(text=change(cell.text)) for cell in row] for row in rows]


def expected(report: Report) -> tuple[Figures, Figures, Figures]:
    return report.disclosure, report.applications, report.review


def read(statistics: Statistics) -> tuple[object, object, object]:
    return statistics.proactive_disclosure, statistics.applications, statistics.review_and_litigation


def codes(reading: StatisticsReading) -> list[str]:
    return [issue.code for issue in reading.issues]


def assert_exact(reading: StatisticsReading, report: Report) -> None:
    assert read(reading.statistics) == expected(report)
    assert reading.issues == ()
    assert reading.form == reading.forms.applications == reading.forms.proactive_disclosure == report.form.name
