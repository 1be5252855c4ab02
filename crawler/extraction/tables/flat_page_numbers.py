"""Page numbers among the cells of a flattened table: `- 5 -`, 第 5 页, 5/12, and those that are printed bare.

A bare 5 on a line looks like a cell. The page's other bare numbers tell: between a 4 and a 6 that stand alone outside
the tables a 5 alone on its line may be the page's number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from crawler.extraction.page import Block, FlatTable, Paragraph
from crawler.extraction.tables.flat_tokens import Token

MAX_PAGE = 200
"""No report has more pages."""

_MOST_TOKENS = 8
_LINE = re.compile(r"-+\d{1,3}-+|\d{1,3}/\d{1,3}|(?:[Pp]age|P\.?)\d{1,3}(?:of\d{1,3})?|第?\d{1,3}页,?(?:共\d{1,3}页)?")
_DASHED = re.compile(r"-+\d{1,3}-+")
_ANYWHERE = re.compile(r"第\d{1,3}页(?:[,/]?共\d{1,3}页)?|共\d{1,3}页")
_BARE = re.compile(r"[1-9]\d{0,2}")


def page_number_at(tokens: Sequence[Token], index: int) -> int:
    """How many tokens from here on are a page number with its marks, 0 where none begins.

    Dashes and strokes make one where it is all that a line or a cell between pipes holds; 第 5 页 and `-5-` are one
    anywhere.
    """
    text = tokens[index].text
    if not text or text[0] not in "-第共Pp/0123456789":
        return 0
    first = tokens[index]
    for count in range(1, min(_MOST_TOKENS, len(tokens) - index) + 1):
        last = tokens[index + count - 1]
        if last.line != first.line or (count > 1 and last.pipes):
            return 0
        if count > 1:
            text += last.text
        begins = first.newline or first.pipes > 0
        whole = begins and (last.last or tokens[index + count].pipes > 0)
        if _ANYWHERE.fullmatch(text) and not _goes_on(tokens, index + count, first.line):
            return count
        if (whole and _LINE.fullmatch(text)) or (count == 1 and _DASHED.fullmatch(text)):
            return count
    return 0


def may_be_page_number(text: str, numbers: Collection[int]) -> bool:
    """Whether a text, of any length, is one of these bare numbers.

    >>> may_be_page_number("7", {7}), may_be_page_number("07", {7}), may_be_page_number("7" * 5000, {7})
    (True, False, False)
    """
    return _BARE.fullmatch(text) is not None and int(text) in numbers


def _goes_on(tokens: Sequence[Token], index: int, line: int) -> bool:
    """Whether 共 12 页 follows 第 5 页 on the line."""
    return index < len(tokens) and tokens[index].line == line and tokens[index].text[0] in "共,/"


def with_page_numbers(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks; each flattened table knows which bare numbers may be those of its pages.

    >>> table = FlatTable((("规章",), ("0",), ("2",)))
    >>> blocks = [Paragraph("一、概述"), Paragraph("1"), table, Paragraph("三、其他"), Paragraph("3")]
    >>> with_page_numbers(blocks)[2].page_numbers, with_page_numbers(blocks[2:4])[0].page_numbers
    (frozenset({2}), frozenset())
    """
    if not any(isinstance(block, FlatTable) for block in blocks):
        return tuple(blocks)
    bare = [
        int(block.text) if isinstance(block, Paragraph) and _BARE.fullmatch(block.text) else None for block in blocks
    ]
    printed = [number for number in bare if number is not None and number <= MAX_PAGE]
    if not printed or printed != sorted(set(printed)):
        return tuple(blocks)
    numbered: list[Block] = []
    before = 0
    for index, block in enumerate(blocks):
        if isinstance(block, FlatTable):
            after = next((number for number in bare[index:] if number is not None), before + 2)
            numbered.append(replace(block, page_numbers=frozenset(range(before + 1, min(after, MAX_PAGE)))))
        else:
            numbered.append(block)
        before = bare[index] or before
    return tuple(numbered)
