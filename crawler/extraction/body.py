"""The body proper: what is left of a page when header block, breadcrumb and title lines are taken away."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from crawler.extraction.page import Block, FlatTable, Page, Paragraph, Table
from crawler.extraction.tables.flat import lift_flat_tables
from crawler.extraction.titles import match_form, parse_title

_TITLE_LINES = 6
"""A title stands on one of the first lines; printed over two or three it still ends there."""

_PROCLAIMED = re.compile(
    r"(?:公布|发布|公开|公告|报告|编制|将)(?:了|本机关的?|如下)?[:：]?\s{0,3}《?"
    r"((?=[^,，。;；:：“”《》\n]{0,40}20\d\d)[^,，。;；:：“”《》\n]{4,40}?信息公开(?:工作)?年度报告)"
)
_OPENING = 600


@dataclass(frozen=True, slots=True)
class Body:
    """The report's own blocks, flattened tables lifted, and which blocks of the page they come from."""

    blocks: tuple[Block, ...]
    indexes: tuple[int, ...]


def body_of(page: Page, consumed: Collection[int], titles: Collection[str]) -> Body:
    """The body of a page.

    `consumed` are the header's blocks, `titles` every title that some witness gave: a first line that only repeats
    one of them, whole or split over lines, is no text. A page whose body container holds nothing is taken whole.
    """
    inside = [index for index in range(page.body_start, len(page.blocks)) if index not in consumed]
    indexes = inside or [index for index in range(len(page.blocks)) if index not in consumed]
    indexes = indexes[_title_lines([page.blocks[index] for index in indexes[:_TITLE_LINES]], titles) :]
    return Body(lift_flat_tables([page.blocks[index] for index in indexes]), tuple(indexes))


def proclaimed_title(text: str) -> str | None:
    """The title that a page without a title line states in its first sentences (现公布…年度报告).

    >>> proclaimed_title("根据规定,现公布2016年龙归镇政府信息公开工作年度报告。数据截至年底。")
    '2016年龙归镇政府信息公开工作年度报告'
    >>> proclaimed_title("本单位编制政府信息公开年度报告,全文包括六个部分。") is None
    True
    """
    for found in _PROCLAIMED.finditer(text[:_OPENING]):
        facts = parse_title(found[1])
        if facts.is_report and facts.year and facts.issuer:
            return facts.title
    return None


def printed_text(blocks: Sequence[Block]) -> str:
    """The blocks as text, a line for a paragraph and for a table row, cells parted by ` | `, spanning cells once.

    >>> printed_text([Paragraph("一、概述"), FlatTable((("规章", "0"),))])
    '一、概述\\n规章 | 0'
    """
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, FlatTable):
            lines += (" | ".join(cells) for cells in block.lines)
        else:
            lines += _rows(block)
    return "\n".join(lines)


def _rows(table: Table) -> list[str]:
    return [
        " | ".join(cell.text for column, cell in enumerate(cells) if cell.row == row and cell.column == column)
        for row, cells in enumerate(table.grid)
    ]


def _title_lines(first: Sequence[Block], titles: Collection[str]) -> int:
    """How many of the first blocks are nothing but the title."""
    known = {match_form(title) for title in titles}
    ends = 0
    printed = ""
    for index, block in enumerate(first):
        if not isinstance(block, Paragraph):
            break
        printed += match_form(block.text)
        if printed in known:
            ends, printed = index + 1, ""
        elif not any(title.startswith(printed) for title in known):
            break
    return ends
