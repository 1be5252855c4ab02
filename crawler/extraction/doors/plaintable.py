"""Tables of plain cells, read in one tight loop: official forms have hundreds of them.

A cell is plain when it holds text, paragraphs and inline elements only. A table with any other cell is left to the
walk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from selectolax.lexbor import LexborNode

from crawler.extraction.doors.boxes import Box, Line
from crawler.extraction.doors.datatable import Draft, DraftCell
from crawler.extraction.doors.markup import BREAK, KIND_OF_TAG, Kind
from crawler.extraction.doors.styles import declarations, hidden_by

_TEXT, _PARAGRAPH, _INLINE, _CELL = Kind.TEXT, Kind.PARAGRAPH, Kind.INLINE, Kind.CELL
_GROUP, _ROW, _DROPPED, _BLOCK = Kind.GROUP, Kind.ROW, Kind.DROPPED, Kind.BLOCK
_kind_of = KIND_OF_TAG.get
_MAX_INSIDE = 200

Clean = Callable[[str], str]
Spans = Mapping[int, tuple[int, int]]


def read_plain(table: LexborNode, clean: Clean, spans: Spans) -> Draft | None:
    """The cells of a table, `None` where one of them is not plain."""
    draft: Draft = []
    for group in table.iter():
        kind = _kind_of(group.tag_id, _INLINE)
        if kind is _GROUP:
            rows: list[list[DraftCell]] = []
            draft.append(rows)
            for row in group.iter():
                kind = _kind_of(row.tag_id, _INLINE)
                if kind is _ROW:
                    cells = _read_row(row, clean, spans)
                    if cells is None:
                        return None
                    rows.append(cells)
                elif kind is not _DROPPED:
                    return None
        elif kind is not _DROPPED:
            return None
    return draft


def _read_row(row: LexborNode, clean: Clean, spans: Spans) -> list[DraftCell] | None:
    cells: list[DraftCell] = []
    for cell in row.iter():
        kind = _kind_of(cell.tag_id, _INLINE)
        if kind is not _CELL:
            if kind is _DROPPED:
                continue
            return None
        child = cell.first_child
        content: str | Box = ""
        if child is not None:
            kind = _kind_of(child.tag_id, _INLINE)
            if (kind is _PARAGRAPH or kind is _TEXT) and child.next is None:
                content = child.text_lexbor()
                if not content.isalnum():
                    content = clean(content) if BREAK not in content else _printed([(content, child)], clean, cell)
            else:
                several = _read_cell(cell, clean)
                if several is None:
                    return None
                content = several
        colspan, rowspan = spans.get(cell.mem_id, (1, 1)) if spans else (1, 1)
        cells.append((content, colspan, rowspan, cell))
    return cells


def _read_cell(cell: LexborNode, clean: Clean) -> str | Box | None:
    """The content of a cell of several pieces: text, paragraphs, blocks and inline elements without more inside."""
    lines: list[tuple[str, LexborNode]] = []
    text = ""
    for child in cell.iter(include_text=True):
        kind = _kind_of(child.tag_id, _INLINE)
        if kind is _TEXT:
            text += child.text_lexbor()
        elif kind is _DROPPED:
            continue
        elif kind is not _PARAGRAPH and not _is_flat(child, kind):
            return None
        elif kind is _INLINE:
            text += child.text_lexbor()
        else:
            lines += ((text, cell), (child.text_lexbor(), child))
            text = ""
    lines.append((text, cell))
    return _printed(lines, clean, cell)


def _is_flat(node: LexborNode, kind: Kind) -> bool:
    """Whether an element holds nothing but text and inline elements."""
    if kind is _BLOCK and hidden_by(declarations(node.attributes.get("style") or ""), kind):
        return False
    if kind is not _BLOCK and kind is not _INLINE:
        return False
    for count, inner in enumerate(node.traverse()):
        if count and (count > _MAX_INSIDE or _kind_of(inner.tag_id, _INLINE) is not _INLINE):
            return False
    return True


def _printed(lines: list[tuple[str, LexborNode]], clean: Clean, cell: LexborNode) -> str | Box:
    """The content of a cell from its raw lines."""
    printed = [Line(line, 0, node) for raw, node in lines for piece in raw.split(BREAK) if (line := clean(piece))]
    if len(printed) < 2:
        return printed[0].text if printed else ""
    box = Box(cell)
    box.items += printed
    return box
