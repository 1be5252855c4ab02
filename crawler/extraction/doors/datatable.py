"""Is a table data, to be kept as a grid, or only the layout of the page, to be dissolved into what it holds?"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from crawler.extraction.doors.boxes import Box, Line, flatten
from crawler.extraction.doors.chrome import is_header_label
from crawler.extraction.doors.grid import SourceCell

_PROSE = 120
"""Several lines with sentences of so many characters in one cell are an article."""
_LONG_CELL = 400
"""The longest label of an official form has 42 characters, an abstract in a header block up to 300."""
_MANY_LINES = 5
_DATA_NUMBERS = 4

_SECTION = re.compile("[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}部分")
_ASCII_SIDE = re.compile("[!-~\uff10-\uff5a]")

DraftCell = tuple[str | Box, int, int, LexborNode]
"""A cell as walked: its one line of text, or a box where it holds more; colspan, rowspan, element."""

Draft = list[list[list[DraftCell]]]
"""Groups (thead, tbody, tfoot) of rows of cells."""


def join_lines(lines: list[str]) -> str:
    """The text of a cell: a label printed over lines is one word, two numbers stay two.

    >>> join_lines(["社会", "公益", "组织"]), join_lines(["1", "0"]), join_lines(["本年", "2019"])
    ('社会公益组织', '1 0', '本年2019')
    """
    text = ""
    for line in lines:
        if text and _ASCII_SIDE.match(text[-1]) and _ASCII_SIDE.match(line):
            text += " "
        text += line
    return text


def as_data(draft: Draft) -> tuple[list[list[list[SourceCell]]], int, int] | None:
    """The cells' texts, how many are numbers and their length where the table is data, `None` where it is layout.

    Layout holds other tables, or one cell (other than a label without its value), or one column, or mostly links, or
    an article.
    """
    columns = filled = numbers = linked = length = 0
    prose = False
    label = ""
    groups: list[list[list[SourceCell]]] = []
    for group in draft:
        rows: list[list[SourceCell]] = []
        groups.append(rows)
        for row in group:
            columns = max(columns, len(row))
            cells: list[SourceCell] = []
            rows.append(cells)
            for content, colspan, rowspan, _ in row:
                if isinstance(content, str):
                    text = content
                elif content.nested:
                    return None
                else:
                    inside = [block for block in flatten(content) if isinstance(block, Line)]
                    lines = [line.text for line in inside]
                    linked += sum(line.linked for line in inside)
                    text = join_lines(lines)
                    prose = prose or _is_article(lines, text)
                if text:
                    filled += 1
                    label = text
                    length += len(text)
                    if text.isdigit():
                        numbers += 1
                    elif len(text) > _LONG_CELL:
                        prose = True
                cells.append((text, colspan, rowspan))
    if (
        columns <= 1
        or (filled <= 1 and not is_header_label(label))
        or linked * 2 > length
        or (prose and numbers < _DATA_NUMBERS)
    ):
        return None
    return groups, numbers, length


def _is_article(lines: list[str], text: str) -> bool:
    if len(lines) < 2 or len(text) < _PROSE:
        return False
    return (
        text.count("。") >= 2
        or len(lines) >= _MANY_LINES
        or sum(_SECTION.match(line) is not None for line in lines) >= 2
    )


def dissolve(draft: Draft, node: LexborNode) -> Box:
    """What a layout table holds, in document order."""
    box = Box(node)
    for group in draft:
        for row in group:
            for content, _, _, cell in row:
                if isinstance(content, Box):
                    box.items.append(content)
                elif content:
                    box.items.append(Line(content, 0, cell))
    return box
