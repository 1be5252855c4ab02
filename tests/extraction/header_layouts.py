"""Random headers with known fields, and the layouts in which portals print them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.extraction.forms.header_labels import FIELDS
from crawler.extraction.page import Block, Cell, FlatTable, Page, Paragraph, Table

PLACES = ["青石", "云岭", "白沙", "长桥", "南浦", "松坪", "和平", "梅江"]
OFFICES = ["县人民政府", "镇人民政府", "区财政局", "市统计局", "街道办事处", "县政府办公室", "区教育委员会", "乡政府"]
CATEGORIES = ["综合政务", "财政审计", "通知", "报告", "政务公开", "科技教育", "其他"]
TEXTS = {
    "disclosure_scope": ["面向社会", "面向全社会", "全部公开"],
    "disclosure_method": ["主动公开", "依申请公开"],
    "validity": ["有效", "失效", "已废止"],
    "abstract": ["本镇一年的公开情况", "本局公开年度数据，含附表。"],
}
BODY = ["一、概述", "本镇全年公开信息36条。"]
TITLE = "青石镇2016年政府信息公开工作年度报告"


@dataclass(frozen=True)
class Entry:
    """A label as printed, the field that it stands for and the value; `""` where the template leaves it empty."""

    field: str
    label: str
    value: str


def random_entries(rng: random.Random) -> list[Entry]:
    """Two to eight entries of different fields in random order, a third of them empty."""
    fields = rng.sample(sorted(FIELDS), rng.randint(2, 8))
    entries = []
    for field in fields:
        label = rng.choice(rng.choice(FIELDS[field]).split())
        entries.append(Entry(field, label, "" if rng.random() < 0.3 else random_value(rng, field)))
    return entries


def random_value(rng: random.Random, field: str) -> str:
    """A value of the field's kind."""
    office = rng.choice(PLACES) + rng.choice(OFFICES)
    year = rng.randint(2008, 2024)
    if field.endswith("_date"):
        moment = datetime(2008, 1, 1) + timedelta(minutes=rng.randrange(9_000_000))  # noqa: DTZ001
        form = rng.choice(["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y年%m月%d日", "%Y/%m/%d"])
        return moment.strftime(form)
    values: dict[str, Callable[[], str]] = {
        "index_number": lambda: rng.choice(
            [f"{rng.randrange(10**8, 10**9)}/{year}-{rng.randrange(10**5):05}", f"A{year}-7481-{rng.randrange(10**4)}"]
        ),
        "publisher": lambda: office,
        "source": lambda: office,
        "document_number": lambda: f"{rng.choice(PLACES)[0]}政办发〔{year}〕{rng.randint(1, 99)}号",
        "title": lambda: f"{office}{year}年政府信息公开工作年度报告",
        "keywords": lambda: ";".join(rng.sample(CATEGORIES, 2)),
        "views": lambda: str(rng.randrange(100_000)),
    }
    if field in values:
        return values[field]()
    return rng.choice(TEXTS.get(field, CATEGORIES))


def spaced(label: str, gap: str) -> str:
    """The label letter by letter: `文 号`."""
    return gap.join(label)


def page(*header: Block) -> Page:
    """A text page: title, header, body."""
    return Page((Paragraph(TITLE), *header, *map(Paragraph, BODY)))


def table(rows: list[list[str]]) -> Table:
    """A rectangular grid of single cells."""
    width = max(map(len, rows))
    padded = [row + [""] * (width - len(row)) for row in rows]
    return Table(tuple(tuple(Cell(text, r, c) for c, text in enumerate(row)) for r, row in enumerate(padded)))


def _chunks(entries: list[Entry], size: int) -> list[list[Entry]]:
    return [entries[at : at + size] for at in range(0, len(entries), size)]


def cells_in_columns(rng: random.Random, entries: list[Entry]) -> Page:
    """td/td or th/td in two, four or six columns, labels plain, spaced or with colon."""
    mark, gap = rng.choice(["", ":", "："]), rng.choice(["", " ", "\u3000"])
    size = rng.choice([1, 2, 3])
    rows = [
        [text for e in chunk for text in (spaced(e.label, gap) + mark, e.value)] for chunk in _chunks(entries, size)
    ]
    return page(table(rows))


def flat_rows(rng: random.Random, entries: list[Entry]) -> Page:
    """Layout a: pipe rows, in which empty cells may have been dropped (`文件编号: | 有效性: | 有效 | |`)."""
    mark, drop = rng.choice(["", ":"]), rng.random() < 0.5
    lines = []
    for chunk in _chunks(entries, rng.choice([1, 2, 3])):
        cells = [text for e in chunk for text in (e.label + mark, e.value)]
        lines.append(tuple(text for text in cells if text or not drop) + ("",) * rng.randint(0, 2))
    return page(FlatTable(tuple(lines)))


def piped_lines(rng: random.Random, entries: list[Entry]) -> Page:
    """The same as the text of paragraphs."""
    flat = flat_rows(rng, entries).blocks[1]
    assert isinstance(flat, FlatTable)
    return page(*(Paragraph(" | ".join(line).strip() + " |") for line in flat.lines))


def inline(rng: random.Random, entries: list[Entry]) -> Page:
    """Layout b: `KEY:VAL KEY:VAL` on a line, or a pair a line."""
    mark, gap = rng.choice([":", "：", ": "]), rng.choice([" ", "\u3000\u3000", " | "])
    bullet = rng.choice(["", "• ", "["])
    lines = [gap.join(e.label + mark + e.value for e in chunk) for chunk in _chunks(entries, rng.choice([1, 2, 8]))]
    return page(*(Paragraph((bullet + line).strip()) for line in lines))


def labels_above(rng: random.Random, entries: list[Entry]) -> Page:
    """Layout c: a row of labels, then a row of values."""
    rows = []
    for chunk in _chunks(entries, rng.choice([2, 3, 4])):
        if len(chunk) < 2:
            rows += [[chunk[0].label, chunk[0].value]]
        else:
            rows += [[e.label for e in chunk], [e.value or "" for e in chunk]]
    return page(table(rows))


def without_colon(rng: random.Random, entries: list[Entry]) -> Page:
    """Layout d: `label value label value`, labels plain or letter-spaced."""
    gap = rng.choice(["", " ", "   "])
    if gap:  # 体 裁 分 类 is one label or two, nobody can tell
        whole = {"体裁": "体裁分类", "分类": "主题分类"}
        entries[:] = [Entry(e.field, whole.get(e.label, e.label), e.value) for e in entries]
    return page(Paragraph(" ".join(f"{spaced(e.label, gap)} {e.value}".strip() for e in entries)))


def stacked(rng: random.Random, entries: list[Entry]) -> Page:
    """Layout e: label and value on lines of their own."""
    mark = rng.choice(["", ":", "："])
    lines = [text for e in entries for text in (e.label + mark, e.value) if text]
    return page(*map(Paragraph, lines))


def glued(rng: random.Random, entries: list[Entry]) -> Page:
    """Layout f: `时间:2015-11-10 01:51:51信息来源:浏览次数:`."""
    mark = rng.choice([":", "："])
    return page(Paragraph("".join(e.label + mark + e.value for e in entries)))


EXACT = [cells_in_columns, flat_rows, piped_lines, inline, labels_above, without_colon]
"""Layouts in which every value can be told."""
DOUBTFUL = [stacked, glued]
"""Layouts in which a value may be left out, never a wrong one taken."""
