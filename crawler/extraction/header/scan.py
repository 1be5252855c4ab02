"""Walks over the blocks in which a header may stand and says what each is.

These are the blocks before the body and, inside it, those before the first section heading, the first prose or
the first table that is no header.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from crawler.extraction.dates.absolute import MAX_LENGTH, parse_date
from crawler.extraction.header.lines import MAX_LINE, Line, Pair, is_contact_label, read_line
from crawler.extraction.header.tables import Row, read_table
from crawler.extraction.header.words import LABELS, PLACE, TOOL, fold, is_tools
from crawler.extraction.page import Block, FlatTable, Page, Paragraph, Table

MOST_BEFORE_BODY = 300
"""Blocks before the body that are looked at, the nearest ones; a page with more has menus there."""
MOST_IN_BODY = 80
"""Blocks of the body that are looked at."""
MOST_ROWS = 60
"""Rows of a table that are looked at."""
MOST_COLUMNS = 16
"""Columns of a table that are looked at."""
MOST_CHARACTERS = 20_000
"""Characters that are looked at, before the body and in it; the longest real header has below 3,000."""
LONGEST_TITLE = 60
"""A longer line without a label is prose."""

_HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}\s*[）)、.．,，]|第[一二三四五六七八九十]{1,3}(?:部分|章|条)|1\s*[、.．]\s*\D"
)
_PROSE = re.compile(r"[。！？]|[，,；;][^，,；;]*[，,；;]")
_COLON = re.compile("[:：]")
_MAY_BE_DATE = re.compile(r"[\[【（(\s]{0,3}[12二]")
_FIRST = re.compile(
    rf"[\s\u200b\ufeff•·●○■◆▪►▶★※|｜\[【（(]{{0,20}}"
    rf"(?:[{''.join(sorted({name[0] for name in LABELS}))}]|{PLACE.pattern})"
)
"""A cheap look before the dictionary is asked."""
_BAR = re.compile("[|｜]")
_COUNTER = re.compile(r"\d{1,6}")

Kind = Literal["pairs", "label", "unknown", "date", "tools", "table", "text"]


@dataclass(slots=True)
class Item:
    """A block, or several paragraphs that are the rows of one table.

    `kind`: `pairs` (a line of pairs), `label` (one label without value), `unknown` (a line of unknown labels),
    `date` (a line that is one date), `tools`, `table` (a header table), `text`.
    """

    index: int
    kind: Kind
    line: Line
    inside: bool
    """Whether it stands in the body."""
    pairs: list[Pair] = field(default_factory=list)
    lead: str = ""
    """What stands before the first label: a date or a title."""
    others: tuple[str, ...] = ()
    """Cells of a header table that belong to no pair."""
    breadcrumb: tuple[str, ...] = ()
    consumed: set[int] = field(default_factory=set)
    """Indexes of blocks that are header as a whole."""


def scan_header(page: Page, printed: Page) -> list[Item]:
    """The items of the region where a header may stand, in order."""
    items: list[Item] = []
    index = page.body_start - _reach(page.blocks[: page.body_start][::-1][:MOST_BEFORE_BODY])
    end = page.body_start + _reach(page.blocks[page.body_start : page.body_start + MOST_IN_BODY])
    while index < end:
        inside = index >= page.body_start
        rows = _rows(page.blocks, printed.blocks, index, end if inside else page.body_start)
        block, twin = page.blocks[index], printed.blocks[index]
        item = _read_rows(rows, index, block, inside=inside) if rows else None
        count = len(rows) if item and isinstance(block, Paragraph) else 1
        if item is None and isinstance(block, Paragraph) and isinstance(twin, Paragraph):
            item = _read_paragraph(Line(block.text, twin.text), index, inside=inside)
        if item is None and inside:
            break
        if item:
            if _COUNTER.fullmatch(item.line.text) and _follows_tool(page.blocks, index):
                item.kind, item.consumed = "tools", {index}
            items.append(item)
        index += count
    return items


def _reach(blocks: Sequence[Block]) -> int:
    """How many of the blocks are looked at before their characters are too many."""
    left = MOST_CHARACTERS
    for count, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            left -= min(len(block.text), MAX_LINE)
        elif isinstance(block, Table):
            left -= sum(len(cell.text) for row in block.grid[:MOST_ROWS] for cell in row[:MOST_COLUMNS])
        else:
            left -= sum(len(cell) for row in block.lines[:MOST_ROWS] for cell in row)
        if left < 0:
            return count
    return len(blocks)


def _rows(blocks: Sequence[Block], printed: Sequence[Block], index: int, end: int) -> list[Row]:
    """The rows of the table that begins at a block; paragraphs with bars between their parts are rows, too."""
    block, twin = blocks[index], printed[index]
    if isinstance(block, FlatTable) and isinstance(twin, FlatTable):
        lines = zip(block.lines[:MOST_ROWS], twin.lines[:MOST_ROWS], strict=True)
        return [[Line(*cells) for cells in zip(row, row_twin, strict=True)] for row, row_twin in lines]
    if isinstance(block, Table) and isinstance(twin, Table):
        return _grid_rows(block, twin)
    rows: list[Row] = []
    for block, twin in zip(blocks[index:end], printed[index:end], strict=True):
        if not isinstance(block, Paragraph) or not isinstance(twin, Paragraph):
            break
        if not _BAR.search(block.text) or len(block.text) > MAX_LINE or is_tools(block.text):
            break
        rows.append(_split(Line(block.text, twin.text)))
    return rows


def _grid_rows(table: Table, twin: Table) -> list[Row]:
    """The cells of each row, a spanning cell only where it begins."""
    rows: list[Row] = []
    for number, (row, row_twin) in enumerate(zip(table.grid[:MOST_ROWS], twin.grid[:MOST_ROWS], strict=True)):
        cells = zip(row[:MOST_COLUMNS], row_twin[:MOST_COLUMNS], strict=True)
        own = [pair for place, pair in enumerate(cells) if (pair[0].row, pair[0].column) == (number, place)]
        rows.append([Line(cell.text, cell_twin.text) for cell, cell_twin in own])
    return rows


def _follows_tool(blocks: Sequence[Block], index: int) -> bool:
    """Whether the line before ends with a tool, whose counter stands on a line of its own (`分享到` / `0`)."""
    before = blocks[index - 1] if index else None
    if not isinstance(before, Paragraph) or len(before.text) > MAX_LINE:
        return False
    return any(not before.text[found.end() :].strip(" :：") for found in TOOL.finditer(before.text))


def _split(line: Line) -> Row:
    """The parts of a line between bars; blank ones in the middle stand for blank cells."""
    bars = [found.start() for found in _BAR.finditer(line.text)]
    edges = zip([0, *(bar + 1 for bar in bars)], [*bars, len(line.text)], strict=True)
    return [Line(line.text[start:end].strip(), line.as_printed(start, end).strip()) for start, end in edges]


def _read_rows(rows: list[Row], index: int, block: Block, *, inside: bool) -> Item | None:
    table = read_table(rows, rectangular=isinstance(block, Table))
    if table is None:
        return None
    item = Item(index, "table", Line("", ""), inside, list(table.pairs), others=table.others)
    item.breadcrumb = table.breadcrumb
    if isinstance(block, Paragraph):
        item.consumed = {index + row for row in table.header_rows}
    elif len(table.header_rows) == len(block.grid if isinstance(block, Table) else block.lines):
        item.consumed = {index}
    return item


def _read_paragraph(line: Line, index: int, *, inside: bool) -> Item | None:
    """What a paragraph is; `None` where it is body."""
    text = line.text
    if is_tools(text):
        return Item(index, "tools", line, inside, consumed={index})
    reading = None
    if len(text) <= MAX_LINE and (_COLON.search(text) or _FIRST.match(fold(text))):
        reading = read_line(line)
    if reading is None:
        if len(text) <= MAX_LENGTH and _MAY_BE_DATE.match(text) and parse_date(text):
            return Item(index, "date", line, inside)
        body = len(text) > LONGEST_TITLE or _PROSE.search(text) or _HEADING.match(text)
        if body or is_contact_label(_COLON.split(text, 1)[0]):
            return None
        return Item(index, "text", line, inside)
    known = any(pair.known for pair in reading.pairs)
    kind: Kind = "pairs" if known or reading.breadcrumb else "unknown"
    if known and len(reading.pairs) == 1 and not reading.pairs[0].text and not reading.lead:
        kind = "label"
    item = Item(index, kind, line, inside, list(reading.pairs), reading.lead, breadcrumb=reading.breadcrumb)
    item.consumed = set() if kind == "unknown" else {index}
    return item
