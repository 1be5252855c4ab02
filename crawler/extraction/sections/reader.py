"""The headed sections of a report's body: levels 1 and 2, deeper items stay in the text.

The rules are those of DATA_FORMAT.md, `sections`. Printed ordinals are kept: a gap is reported, never
renumbered.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from crawler.extraction.page import Block, Issue, Paragraph, Table
from crawler.extraction.sections.candidates import LEADING_HAN, Candidate, join_broken, line_candidate
from crawler.extraction.sections.glued import inline_candidates
from crawler.extraction.sections.issues import Placed, missing_items, missing_numbers
from crawler.extraction.sections.kinds import known_kind, level_one_kind, level_two_kind
from crawler.extraction.sections.levels import level_one, level_two
from crawler.items import Section

MOST_ORDINALS = 1_500
"""A body with more ordinals than this is no report; the rest of them stay in the text."""

_ONLY_MARKS = re.compile(r"[\s|]*$")
_BLANKS = " \u3000\t\xa0"


@dataclass(frozen=True)
class Sectioning:
    """What `read_sections` found."""

    sections: list[Section] = field(default_factory=list)
    """In document order, the preamble first if there is one."""
    issues: list[Issue] = field(default_factory=list)
    """missing_number, empty_section, unknown_heading, too_large."""


class _Line(NamedTuple):
    text: str
    """Printed line, or a table row as `cell | cell`; empty for a lifted table."""
    table: bool
    """A table row or a lifted table: no heading stands here."""


def read_sections(blocks: Sequence[Block], *, lifted: Collection[int] = ()) -> Sectioning:
    """The sections of a body without its header.

    `lifted` holds the indexes of the blocks that were read as official tables: they are no text, but a
    section that holds one is not empty.

    >>> lines = ["一、概述", "我镇扎实推进。", "二、其他情况", "无"]
    >>> read = read_sections([Paragraph(line) for line in lines])
    >>> [(s.number, s.heading, s.kind, s.text) for s in read.sections]
    [('一', '概述', 'overview', '我镇扎实推进。'), ('二', '其他情况', 'other', '无')]
    """
    lines = list(_lines(blocks, frozenset(lifted)))
    texts = [None if line.table else line.text for line in lines]
    begun = (
        join_broken(found, texts)
        for index, text in enumerate(texts)
        if text
        and (text[0] in LEADING_HAN or not text[0].isalpha())
        and (found := line_candidate(text, index)) is not None
    )
    candidates, inline = list(islice(begun, MOST_ORDINALS)), list(inline_candidates(texts))
    beyond = next(begun, None)
    ones, system = level_one(candidates, inline, texts)
    twos = level_two(ones, system, candidates, inline, texts) if system else []
    read = _assemble(lines, ones, twos, candidates)
    if beyond is not None:
        read.issues.append(Issue("too_large", "warning", {"ordinals": MOST_ORDINALS, "from": beyond.heading}))
    return read


def _lines(blocks: Sequence[Block], lifted: frozenset[int]) -> Iterator[_Line]:
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            text = block.text
            if "|" not in text and not text.isspace():
                yield _Line(text, False)
            elif not _ONLY_MARKS.match(text):
                yield _piped(text)
        elif index in lifted:
            yield _Line("", True)
        else:
            for cells in _rows(block):
                if any(cells):
                    yield _Line(" | ".join(cell for cell in cells if cell), True)


def _piped(text: str) -> _Line:
    """A paragraph with pipes: with one inside it is a table row, with pipes at its ends only if it is no prose
    or heading."""
    stripped = text.strip("| \t\u3000")
    ordinal = line_candidate(stripped, 0)
    if "|" not in stripped and ("。" in stripped or (ordinal is not None and known_kind(ordinal.heading))):
        return _Line(stripped, False)
    return _Line(text, True)


def _rows(block: Block) -> Iterator[list[str]]:
    if isinstance(block, Table):
        for place, row in enumerate(block.grid):
            cells = {id(cell): cell for cell in row if cell.row == place}
            yield [" ".join(cell.text.split()) for cell in cells.values()]
    elif not isinstance(block, Paragraph):
        for line in block.lines:
            yield [cell.strip() for cell in line]


def _assemble(
    lines: Sequence[_Line],
    ones: Sequence[Candidate],
    twos: Sequence[Candidate],
    candidates: Sequence[Candidate],
) -> Sectioning:
    marks = sorted(
        [*((one, 1) for one in ones), *((two, 2) for two in twos)],
        key=lambda mark: (mark[0].line, mark[0].start),
    )
    read = Sectioning()
    placed: list[Placed] = []
    first = marks[0][0] if marks else None
    opening = _text(lines, (0, 0), (first.line, first.start) if first else (len(lines), 0))
    if opening[0]:
        read.sections.append(Section(None, 1, None, "preamble", None, opening[0]))
    parent: int | None = None
    for place, (mark, level) in enumerate(marks):
        after = marks[place + 1][0] if place + 1 < len(marks) else None
        end = (after.line, after.start) if after else (len(lines), 0)
        begin = (mark.line, mark.body) if mark.last_line <= mark.line else (mark.last_line + 1, 0)
        text, has_table = _text(lines, begin, end)
        index = len(read.sections)
        if level == 1:
            parent = index
        section = _section(mark, level, parent, read.sections, text)
        read.sections.append(section)
        placed.append(Placed(mark, level, index, begin, end))
        has_child = level == 1 and after is not None and marks[place + 1][1] == 2
        if level == 1 and level_one_kind(mark.heading) is None:
            detail = {"section": index, "number": mark.number, "heading": mark.heading}
            read.issues.append(Issue("unknown_heading", "info", detail))
        if not text and not has_table and not has_child and (mark.stop != "。" or mark.known):
            detail = {"section": index, "number": mark.number, "heading": mark.heading}
            read.issues.append(Issue("empty_section", "warning", detail))
    printed = [line.text for line in lines]
    read.issues.extend(missing_numbers(placed, candidates, printed))
    read.issues.extend(missing_items(placed, [line.text if not line.table else "" for line in lines]))
    return read


def _section(mark: Candidate, level: int, parent: int | None, sections: Sequence[Section], text: str) -> Section:
    if level == 1 or parent is None:
        return Section(mark.number, 1, mark.heading, level_one_kind(mark.heading) or "other", None, text)
    kind = level_two_kind(mark.heading, sections[parent].kind)
    return Section(mark.number, 2, mark.heading, kind, parent, text)


def _text(lines: Sequence[_Line], begin: tuple[int, int], end: tuple[int, int]) -> tuple[str, bool]:
    """The text from `begin` up to `end`, and whether an official table stands there."""
    (first, start), (last, stop) = begin, end
    if first >= last:
        inside = [lines[first].text[start:stop]] if first == last < len(lines) else []
        has_table = bool(inside) and not lines[first].text
    else:
        whole = lines[first:last]
        has_table = any(line.table or not line.text for line in whole)
        inside = [line.text for line in whole]
        inside[0] = inside[0][start:]
        if last < len(lines):
            has_table = has_table or not lines[last].text
            inside.append(lines[last].text[:stop])
    pieces = [piece for text in inside if (piece := text.strip(_BLANKS))]
    return "\n".join(pieces), has_table
