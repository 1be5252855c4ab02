"""The year that stands over a table: a table of another year's figures is told from this year's.

A caption is a short line before the table or a row across its head; a date (2017年1月10日) names no year of figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.page import Block, FlatTable, Paragraph, Table

MAX_CAPTION = 60
"""Characters of the longest line that may be a caption."""

_LINES_ABOVE = 4
_ROWS_ABOVE = 3
_YEAR = re.compile(
    r"(?<![\d〔\[比较])(20\d\d)\s?年(?:度|(?=\s?0?1\s?(?:月\s?)?[-—–~至到]\s?12\s?月)|(?!\s?\d|[以之]?[前来后]|起))"
)
_SPANNING = re.compile(r"[(（]?(?:20\d\d\s?年度?)?\s?(?:申请人情况|信息内容|行政复议|行政诉讼)")
_PROSE = re.compile(r"[。；;！!]|，.*，|：.*，")
_BETWEEN_PAGES = re.compile(r"[\s\-—–|第共页/\d]*")


def caption_year(text: str) -> int | None:
    """The one year that a line names, `None` where it names none, several, or is prose.

    >>> caption_year("附件：2015年度政府信息公开情况统计表"), caption_year("填报日期：2017年1月10日")
    (2015, None)
    >>> caption_year("（2016年1月—12月）"), caption_year("2015年与2016年情况对比"), caption_year("2015年以来的情况")
    (2016, None, None)
    """
    if len(text) > MAX_CAPTION or "20" not in text or _PROSE.search(text):
        return None
    years = set(_YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 else None


def captioned_years(blocks: Sequence[Block]) -> dict[int, int | None]:
    """Index of each table -> the year that stands over it, `None` where none does.

    A table that follows another with nothing but a page number between goes on under the same caption.

    >>> row = FlatTable((("收到申请数", "件", "3"),))
    >>> captioned_years([Paragraph("2015年统计表"), row, Paragraph("- 3 -"), row, Paragraph("八、其他"), row])
    {1: 2015, 3: 2015, 5: None}
    """
    years: dict[int, int | None] = {}
    above: list[str] = []
    last: int | None = None
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            above.append(block.text)
            continue
        goes_on = years and all(_BETWEEN_PAGES.fullmatch(line[:MAX_CAPTION]) for line in above)
        inside = _year_inside(block)
        last = inside or (last if goes_on else _year_above(above))
        years[index] = last
        above = []
    return years


def _year_above(lines: Sequence[str]) -> int | None:
    for line in reversed(lines[-_LINES_ABOVE:]):
        if year := caption_year(line):
            return year
        if len(line) > MAX_CAPTION or _PROSE.search(line):
            return None
    return None


def _year_inside(block: Table | FlatTable) -> int | None:
    """The year in a row across the head of a grid, or beside a label that spans the columns: 申请人情况（2021年）.

    Columns that print a year each stand in rows of several cells.
    """
    lines = block.lines[:_LINES_ABOVE] if isinstance(block, FlatTable) else block.grid[:_ROWS_ABOVE]
    texts = {cell if isinstance(cell, str) else cell.text for line in lines for cell in line}
    beside = {caption_year(text) for text in texts if _SPANNING.match(text.strip())} - {None}
    if len(beside) == 1:
        return beside.pop()
    if isinstance(block, FlatTable):
        return None
    for row in block.grid[:_ROWS_ABOVE]:
        printed = {id(cell): cell.text for cell in row if cell.text.strip()}
        if len(printed) > 1:
            return None
        if year := next(filter(None, map(caption_year, printed.values())), None):
            return year
    return None
