"""Random filled-in official forms and the ways in which text extractions print them."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from crawler.extraction.forms.applications import APPLICANTS, OTHER_HANDLING, REFUSED, RESULTS, UNAVAILABLE, UNPROCESSED
from crawler.extraction.forms.form_2019 import FORM_2019
from crawler.extraction.forms.form_2021 import FORM_2021
from crawler.extraction.forms.shapes import Form
from crawler.extraction.page import FlatTable, Paragraph
from crawler.extraction.tables.flat import lift_flat_tables, read_flat

Values = dict[tuple[str, str], tuple[str, ...]]
"""(table, row) -> printed cells, `""` where blank."""

GROUPS = {group.key: group.labels[0] for group in (RESULTS, REFUSED, UNAVAILABLE, UNPROCESSED, OTHER_HANDLING)}
RELATION = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
HEADINGS = (
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
)


@dataclass
class Row:
    """A printed row: label cells, value cells, and how many ghosts an extraction leaves behind it."""

    labels: list[str]
    values: list[str] = field(default_factory=list)
    ghosts: int = 0


def number(random: Random) -> int:
    return random.choice((0, 0, 0, 1, 2, 7, 12, 38, 104, 2315))


def fill(form: Form, random: Random, *, consistent: bool = True) -> Values:
    """Random figures; consistent ones satisfy all the sums of the form."""
    values: Values = {}
    for block in form.disclosure:
        for row in block.rows:
            values["proactive_disclosure", row.key] = tuple(str(number(random)) for _ in block.columns)
    names = [row.key for row in form.applications]
    columns: list[dict[str, int]] = []
    for _ in APPLICANTS[:-1]:
        column = {name: number(random) if random.random() < 0.3 else 0 for name in names[2:-2]}
        column["concluded_total"] = sum(column.values())
        column["carried_out"] = number(random)
        whole = column["concluded_total"] + column["carried_out"]
        column["carried_in"] = random.randint(0, whole)
        column["received"] = whole - column["carried_in"]
        columns.append(column)
    for name in names:
        parts = [column[name] for column in columns]
        values["applications", name] = tuple(map(str, (*parts, sum(parts))))
    for group in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        parts = [number(random) for _ in range(4)]
        values["review_and_litigation", group] = tuple(map(str, (*parts, sum(parts))))
    if not consistent:
        for name, cells in values.items():
            values[name] = tuple(str(number(random)) if random.random() < 0.2 else cell for cell in cells)
    return values


def disclosure_rows(form: Form, values: Values) -> list[Row]:
    rows = []
    for block in form.disclosure:
        rows.append(Row([block.caption], ghosts=4))
        rows.append(Row(["信息内容", *(column.labels[0] for column in block.columns)], ghosts=4 - len(block.columns)))
        for row in block.rows:
            cells = list(values["proactive_disclosure", row.key])
            rows.append(Row([row.labels[0]], cells, ghosts=4 - len(block.columns)))
    return rows


def application_head() -> list[Row]:
    return [
        Row([RELATION, "申请人情况"], ghosts=8),
        Row(["自然人", "法人或其他组织", "总计"], ghosts=6),
        Row(["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"], ghosts=4),
    ]


def application_rows(form: Form, values: Values) -> list[Row]:
    rows = application_head()
    group = None
    for row in form.applications:
        cells = list(values["applications", row.key])
        labels = [row.labels[0]]
        if row.group != group and row.group:
            if row.group == "results" and row.key == "granted":
                labels.insert(0, GROUPS["results"])
            elif row.group != "results":
                labels.insert(0, GROUPS[row.group])
        group = row.group
        rows.append(Row(labels, cells, ghosts=2 if row.group is None else 1 if row.group == "results" else 0))
    return rows


def review_rows(values: Values) -> list[Row]:
    groups = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    cells = [cell for group in groups for cell in values["review_and_litigation", group]]
    return [
        Row(["行政复议", "行政诉讼"], ghosts=13),
        Row([*OUTCOMES, "未经复议直接起诉", "复议后起诉"], ghosts=8),
        Row(OUTCOMES + OUTCOMES, ghosts=5),
        Row([], cells),
    ]


def tables(form: Form, values: Values) -> list[list[Row]]:
    return [disclosure_rows(form, values), application_rows(form, values), review_rows(values)]


def broken(label: str, random: Random, *, share: float) -> str:
    """The label with a blank put inside, now and then."""
    if random.random() > share or len(label) < 4:
        return label
    place = random.randint(2, len(label) - 2)
    return f"{label[:place]} {label[place:]}"


def layout_a(rows: list[Row], random: Random) -> list[str]:
    lines = []
    for index, row in enumerate(rows):
        lines += [f"{cell} |" if cell else "|" for cell in (*row.labels, *row.values)]
        if index == len(rows) - 1 and random.random() < 0.5:
            lines[-1] = lines[-1].removesuffix(" |")
        elif random.random() < 0.9:
            lines.append("|" * (row.ghosts + 1))
    return lines


def layout_b(rows: list[Row], random: Random) -> list[str]:
    return [" | ".join((*row.labels, *row.values)) + " |" + " |" * row.ghosts for row in rows]


def layout_markdown(rows: list[Row], random: Random) -> list[str]:
    lines = [f"| {' | '.join((*row.labels, *row.values, *[''] * row.ghosts))} |" for row in rows]
    return [lines[0], "|---|---|", *lines[1:]]


def layout_c(rows: list[Row], random: Random) -> list[str]:
    lines = []
    for row in rows:
        for cell in (*row.labels, *row.values):
            lines += [cell, "|"] if cell else ["|"]
    return lines[:-1]


def layout_d(rows: list[Row], random: Random) -> list[str]:
    lines = [cell for row in rows for cell in (*row.labels, *row.values) if cell]
    if random.random() < 0.5:
        lines = [part for line in lines for part in (line, "")]
    return lines


def layout_e(rows: list[Row], random: Random) -> list[str]:
    return [" ".join(cell for row in rows for cell in (*row.labels, *row.values) if cell)]


def layout_f(rows: list[Row], random: Random) -> list[str]:
    lines = [cell for row in rows for cell in (*row.labels, *row.values) if cell]
    return [line for i, line in enumerate(lines) if not i or line != lines[i - 1]]


def layout_rows(rows: list[Row], random: Random) -> list[str]:
    """One row a line, blanks between the cells."""
    return [" ".join(cell for cell in (*row.labels, *row.values) if cell) for row in rows]


LAYOUTS = {
    "A": layout_a,
    "B": layout_b,
    "markdown": layout_markdown,
    "C": layout_c,
    "D": layout_d,
    "E": layout_e,
    "rows": layout_rows,
}
"""Layouts that keep every cell that is not blank."""

FORMS = {"form_2019": FORM_2019, "form_2021": FORM_2021}


def lifted(lines: list[str], *, breaks_off: bool = False) -> tuple[list[FlatTable], list[str]]:
    """The flat tables and the paragraphs that a page of these lines has."""
    paragraphs = [Paragraph(line.strip()) for line in lines if line.strip()]
    blocks = lift_flat_tables(paragraphs, breaks_off=breaks_off)
    prose = [block.text for block in blocks if isinstance(block, Paragraph) and block.text.strip("| ")]
    return [block for block in blocks if isinstance(block, FlatTable)], prose


def readings(lines: list[str], *, breaks_off: bool = False) -> Values:
    """Everything that is read from a page; rows without value are left out."""
    return {
        (row.table, row.key): row.cells
        for table in lifted(lines, breaks_off=breaks_off)[0]
        for row in read_flat(table).rows
        if row.cells is not None
    }


def page(parts: list[list[str]], *, prose: str = "我镇按时公布本报告，内容齐全。") -> list[str]:
    """The three tables under their headings, prose before and behind."""
    lines = ["一、总体情况", prose]
    for heading, part in zip(HEADINGS, parts, strict=False):
        lines += [heading, *part]
    return [*lines, HEADINGS[3], prose]
