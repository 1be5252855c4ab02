"""Flattened tables: lifted out of the paragraphs of a page, and read.

A text extraction prints a table one cell a line, one row a line, with pipes or without, or all in one line. Its
official labels remain: they tell where it begins and ends (`lift_flat_tables`) and which values are whose
(`read_flat`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from crawler.extraction.page import Block, FlatTable, Paragraph
from crawler.extraction.tables.flat_indicators import IndicatorPiece, split_indicators
from crawler.extraction.tables.flat_page_numbers import with_page_numbers
from crawler.extraction.tables.flat_pieces import Piece, raw_offset, split_pieces
from crawler.extraction.tables.flat_reading import MAX_CHARACTERS, read_flat
from crawler.extraction.tables.flat_regions import Region, find_regions
from crawler.extraction.tables.flat_rows import FlatReading, FlatRow
from crawler.extraction.tables.flat_statistics import STATISTICS_ANCHORS, find_statistics
from crawler.extraction.tables.flat_tokens import TokenRun

__all__ = ["MAX_CHARACTERS", "FlatReading", "FlatRow", "lift_flat_tables", "read_flat", "split_cells"]

_OFFICIAL = "第二十条|第二十條|勾稽|申请人情况|本年新收|结果维持|結果維|本年新制作数量|本年制发|上年结转|结转下年度"
_STATISTICS = "|".join(STATISTICS_ANCHORS)
_OFFICIAL_ANCHORS, _STATISTICS_ANCHORS = re.compile(_OFFICIAL), re.compile(_STATISTICS)
_ANCHORS = re.compile(f"{_OFFICIAL}|{_STATISTICS}")
_BETWEEN_RUNS = "\0"


class Span(NamedTuple):
    """From where to where in the print a table stands: (line, place on it)."""

    start: tuple[int, int]
    end: tuple[int, int]
    is_last: bool
    """Whether nothing but page numbers follows."""


def lift_flat_tables(blocks: Sequence[Block], *, breaks_off: bool = False) -> tuple[Block, ...]:
    """The blocks with every run of paragraphs that is a flattened official table replaced by a `FlatTable`.

    Prose before, behind and between is kept as it is; where a table begins or ends inside a paragraph, the rest of it
    stays a paragraph. Tables are known by their labels alone; those lifted before stay. `breaks_off` says that
    the page ends without a line's end, so that its last word may be cut.

    >>> rows = ["第二十条第（八）项", "信息内容", "本年收费金额（单位：万元）", "行政事业性收费", "0.5", "五、其他"]
    >>> lifted = lift_flat_tables([Paragraph(row) for row in rows])
    >>> [type(block).__name__ for block in lifted], lifted[0].lines[3:]
    (['FlatTable', 'Paragraph'], (('行政事业性收费',), ('0.5',)))
    """
    texts = [block.text if isinstance(block, Paragraph) else _BETWEEN_RUNS for block in blocks]
    if _stands_as_label(_compact(texts), _ANCHORS):  # on most pages none does
        blocks = _lifted(blocks, _OFFICIAL_ANCHORS, _official_regions, breaks_off=breaks_off)
        blocks = _lifted(blocks, _STATISTICS_ANCHORS, _statistics_regions, breaks_off=breaks_off)
    return with_page_numbers(blocks)


def _official_regions(lines: Sequence[str]) -> list[Span]:
    run, pieces = split_pieces(lines)
    return [_span(run, pieces, region) for region in find_regions(pieces)]


def _statistics_regions(lines: Sequence[str]) -> list[Span]:
    run, pieces = split_indicators(lines)
    return [_span(run, pieces, region) for region in find_statistics(pieces)]


def split_cells(line: str) -> tuple[str, ...]:
    """The cells of a printed line.

    >>> split_cells("规章 | 0 | | 3 |")
    ('规章', '0', '', '3', '')
    """
    return tuple(cell.strip() for cell in line.replace("｜", "|").split("|"))


def _lifted(
    blocks: Sequence[Block],
    anchors: re.Pattern[str],
    regions: Callable[[Sequence[str]], list[Span]],
    *,
    breaks_off: bool,
) -> list[Block]:
    lifted: list[Block] = []
    runs = [list(run) for _, run in groupby(blocks, lambda block: isinstance(block, Paragraph))]
    for number, run in enumerate(runs):
        lines = [block.text for block in run if isinstance(block, Paragraph)]
        if lines and _may_hold_table(lines, anchors):
            ends_page = number == len(runs) - 1
            lifted += _cut_out(lines, regions(lines), ends_page=ends_page, breaks_off=breaks_off)
        else:
            lifted += run
    return lifted


def _may_hold_table(lines: Sequence[str], anchors: re.Pattern[str]) -> bool:
    return sum(map(len, lines)) <= MAX_CHARACTERS and _stands_as_label(_compact(lines), anchors)


def _compact(lines: Sequence[str]) -> str:
    return "".join("".join(lines).replace("|", "").split())


def _stands_as_label(compact: str, anchors: re.Pattern[str]) -> bool:
    """Whether one of the anchors stands anywhere but behind a comma of prose.

    >>> anchors = re.compile("上年结转")
    >>> _stands_as_label("新收申请3件，上年结转1件", anchors), _stands_as_label("0二、上年结转", anchors)
    (False, True)
    """
    found = anchors.search(compact)
    while found and found.start() and compact[found.start() - 1] in "，,；;和":
        found = anchors.search(compact, found.start() + 1)
    return found is not None


def _cut_out(lines: Sequence[str], spans: Sequence[Span], *, ends_page: bool, breaks_off: bool) -> list[Block]:
    """The lines as paragraphs, with a table in the place of each span."""
    blocks: list[Block] = []
    place = (0, 0)
    for span in spans:
        blocks += _paragraphs(lines, place, span.start)
        line, offset = span.end
        if not lines[line][offset:].strip("|｜ \u00a0\u3000\t"):
            offset = len(lines[line])
        place = (line, offset)
        cells = _table_lines(lines, span.start, place)
        at_end = ends_page and span.is_last
        blocks.append(FlatTable(cells if breaks_off or not at_end else (*cells, ("",)), at_end=at_end))
    return blocks + _paragraphs(lines, place, (len(lines), 0))


def _span(run: TokenRun, pieces: Sequence[Piece] | Sequence[IndicatorPiece], region: Region) -> Span:
    """The places in the print from where to where the pieces of a region stand."""
    first, last = pieces[region.first], pieces[region.last]
    opening, closing = run.tokens[first.first], run.tokens[last.last]
    is_last = all(piece.kind == "page_number" for piece in pieces[region.last + 1 : region.last + 4])
    return Span(
        (opening.line, opening.start + raw_offset(opening, first.start)),
        (closing.line, closing.start + raw_offset(closing, last.end)),
        is_last,
    )


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
