"""Flattened tables: lifted out of the paragraphs of a page, and read.

A text extraction prints a table one cell a line, one row a line, with pipes or without, or all in one line. Its
official labels remain: they tell where it begins and ends (`lift_flat_tables`) and which values are whose
(`read_flat`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from crawler.extraction.flat_pieces import Piece, raw_offset, split_pieces
from crawler.extraction.flat_reading import FlatReading, FlatRow, read_flat
from crawler.extraction.flat_regions import Region, find_regions
from crawler.extraction.flat_tokens import TokenRun
from crawler.extraction.page import Block, FlatTable, Paragraph

__all__ = ["FlatReading", "FlatRow", "MAX_CHARACTERS", "lift_flat_tables", "read_flat", "split_cells"]

MAX_CHARACTERS = 1_000_000
"""In a longer run of paragraphs no table is looked for; the longest real report is far below."""

_ANCHORS = (
    "第二十条", "第二十條", "勾稽", "申请人情况", "本年新收", "结果维持", "結果維", "本年新制作数量", "本年制发", "上年结转",
    "结转下年度",
)  # fmt: skip


def lift_flat_tables(blocks: Sequence[Block], *, breaks_off: bool = False) -> tuple[Block, ...]:
    """The blocks with every run of paragraphs that is a flattened official table replaced by a `FlatTable`.

    Prose before, behind and between is kept as it is; where a table begins or ends inside a paragraph, the rest of it
    stays a paragraph. Tables are known by their labels alone; those lifted before stay. `breaks_off` says that the page ends
    without a line's end, so that its last word may be cut.

    >>> rows = ("第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "0", "1", "2", "一、概述")
    >>> lifted = lift_flat_tables([Paragraph(row) for row in rows])
    >>> [type(block).__name__ for block in lifted], lifted[0].lines[5:]
    (['FlatTable', 'Paragraph'], (('规章',), ('0',), ('1',), ('2',)))
    """
    lifted: list[Block] = []
    runs = [(is_text, list(run)) for is_text, run in groupby(blocks, lambda block: isinstance(block, Paragraph))]
    for number, (is_text, run) in enumerate(runs):
        lines = [block.text for block in run if isinstance(block, Paragraph)]
        if is_text and _may_hold_table(lines):
            lifted += _lift(lines, is_last=number == len(runs) - 1, breaks_off=breaks_off)
        else:
            lifted += run
    return tuple(lifted)


def split_cells(line: str) -> tuple[str, ...]:
    """The cells of a printed line.

    >>> split_cells("规章 | 0 | | 3 |")
    ('规章', '0', '', '3', '')
    """
    return tuple(cell.strip() for cell in line.replace("｜", "|").split("|"))


def _may_hold_table(lines: Sequence[str]) -> bool:
    if sum(map(len, lines)) > MAX_CHARACTERS:
        return False
    compact = "".join("".join(lines).replace("|", "").split())
    return any(anchor in compact for anchor in _ANCHORS)


def _lift(lines: Sequence[str], *, is_last: bool, breaks_off: bool) -> list[Block]:
    run, pieces = split_pieces(lines)
    blocks: list[Block] = []
    line = offset = 0
    for region in find_regions(pieces):
        start, end = _place(run, pieces[region.first], ends=False), _place(run, pieces[region.last], ends=True)
        blocks += _paragraphs(lines, (line, offset), start)
        at_end = is_last and _ends_page(pieces, region)
        line, offset = end[0], end[1]
        rest = lines[line][offset:]
        if not rest.strip("|｜ \u00a0\u3000\t"):
            offset = len(lines[line])
        cells = _table_lines(lines, start, (line, offset))
        blocks.append(FlatTable(cells if breaks_off or not at_end else (*cells, ("",)), at_end=at_end))
    return blocks + _paragraphs(lines, (line, offset), (len(lines), 0))


def _ends_page(pieces: Sequence[Piece], region: Region) -> bool:
    return all(piece.kind == "page_number" for piece in pieces[region.last + 1 : region.last + 4])


def _place(run: TokenRun, piece: Piece, *, ends: bool) -> tuple[int, int]:
    """Line and place on it where a piece begins or ends."""
    token = run.tokens[piece.last if ends else piece.first]
    return token.line, token.start + raw_offset(token, piece.end if ends else piece.start)


def _table_lines(lines: Sequence[str], start: tuple[int, int], end: tuple[int, int]) -> tuple[tuple[str, ...], ...]:
    chosen = list(lines[start[0] : end[0] + 1])
    chosen[-1] = chosen[-1][: end[1]]
    chosen[0] = chosen[0][start[1] :]
    return tuple(split_cells(line) for line in chosen)


def _paragraphs(lines: Sequence[str], start: tuple[int, int], end: tuple[int, int]) -> list[Block]:
    """The printed text from one place to another as paragraphs."""
    blocks: list[Block] = []
    for number in range(start[0], min(end[0] + 1, len(lines))):
        text = lines[number]
        stop = end[1] if number == end[0] else len(text)
        begin = start[1] if number == start[0] else 0
        if begin < stop and (piece := text[begin:stop].strip()):
            blocks.append(Paragraph(piece))
    return blocks
