"""Tables of saved text that are no official form: header blocks and whatever else is printed with pipes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from crawler.extraction.page import Block, FlatTable, Paragraph
from crawler.extraction.tables.flat import split_cells
from crawler.extraction.tables.flat_tokens import MARKDOWN_RULE

_PROSE = re.compile(r"[。；;!！?？]")
_LONGEST_CELL = 60


def lift_pipe_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with runs of piped lines made `FlatTable`s and stray pipes dropped.

    A line of one cell belongs to a table only between other lines of it: a title or a long text that stood in a
    cell of its own is a paragraph.

    >>> rows = ["| 标题: | 年度报告 |", "|---|---|", "| 文号: | |", "一、概述 |", "|"]
    >>> [getattr(block, "lines", block) for block in lift_pipe_tables([Paragraph(row) for row in rows])]
    [(('标题:', '年度报告', ''), ('文号:', '', '')), Paragraph(text='一、概述')]
    """
    lifted: list[Block] = []
    for piped, run in groupby(blocks, _is_piped):
        members = list(run)
        lifted += _tables([block.text for block in members if isinstance(block, Paragraph)]) if piped else members
    return tuple(lifted)


def _is_piped(block: Block) -> bool:
    return isinstance(block, Paragraph) and ("|" in block.text or "｜" in block.text)


def _tables(lines: Sequence[str]) -> list[Block]:
    """The blocks of a run of piped lines."""
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for line in lines:
        if MARKDOWN_RULE.fullmatch(line):
            continue
        cells = split_cells(line.removeprefix("|") if line.rstrip().endswith("|") else line)
        printed = [cell for cell in cells if cell]
        if len(printed) == 1 and (len(printed[0]) > _LONGEST_CELL or _PROSE.search(printed[0])):
            blocks += _block(rows)
            rows = []
            blocks.append(Paragraph(printed[0]))
        elif printed:
            rows.append(cells)
    return blocks + _block(rows)


def _block(rows: list[tuple[str, ...]]) -> list[Block]:
    """One table, the lines of one cell before and behind it as paragraphs."""
    first, last = 0, len(rows)
    while first < last and _is_single(rows[first]):
        first += 1
    while last > first and _is_single(rows[last - 1]):
        last -= 1
    table = rows[first:last]
    lone = len(table) == 1 and table[0][-1] != "" and "" not in table[0]
    middle: tuple[Block, ...] = (Paragraph(" | ".join(table[0])),) if lone else (FlatTable(tuple(table)),) * bool(table)
    return [*_paragraphs(rows[:first]), *middle, *_paragraphs(rows[last:])]


def _is_single(row: tuple[str, ...]) -> bool:
    return sum(cell != "" for cell in row) < 2 and not any(cell.endswith((":", "：")) for cell in row)


def _paragraphs(rows: list[tuple[str, ...]]) -> list[Block]:
    return [Paragraph("".join(row)) for row in rows]
