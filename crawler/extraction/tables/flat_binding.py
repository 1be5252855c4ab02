"""Which printed value stands in which column of a flattened row.

The count decides: exactly as many values as columns are the row, whatever its sums say. With fewer, blanks count only
where the pipes prove their places; with more or with digits run together, only a single reading that satisfies
total = sum counts. Everything else is nobody's to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.forms.shapes import Column
from crawler.extraction.tables.cells import read_cell
from crawler.extraction.tables.flat_page_numbers import may_be_page_number
from crawler.extraction.tables.flat_pieces import Piece, begins_with_point
from crawler.extraction.tables.flat_places import Geometry, Slot, is_in_place, with_blanks
from crawler.extraction.tables.flat_solve import joined, split_digits
from crawler.extraction.tables.sums import adds_up, blanks_are_zero, sums_hold

_RUN_TOGETHER = re.compile(r"0\d+(?:\.\d+)?")
RUNNING_HEAD = re.compile(r"年度?报告|年报|信息公开|人民政府|公报|门户网站")
_LONGEST_CELL = 40


def bind(slot: Slot, columns: Sequence[Column], geometry: Geometry, *, summed: bool) -> tuple[str, ...] | None:
    """The printed cells of a row of these columns, `""` for a blank one, or `None` where the print does not tell.

    `summed` says that the last column is the sum of the others.
    """
    width = len(columns)
    if any(piece.kind == "text" for piece in slot.pieces) and not _drop_texts(slot, width):
        return None
    values = slot.values if all(piece.kind == "value" for piece in slot.pieces) else slot.pieces
    texts = [piece.text for piece in values]
    cells = [piece.raw for piece in values]
    run_together = any(_RUN_TOGETHER.fullmatch(text) for text in texts)
    may_be_split = summed and (run_together or len(values) == 1) and len(values) < width
    if (run_together and not may_be_split) or (
        _may_be_page_number(slot, values, width) and not sums_hold(texts, columns)
    ):
        return None
    if len(values) == width:
        whole = not slot.last or is_whole(texts, columns[-1], summed=summed)
        return tuple(cells) if whole and is_in_place(slot, columns, geometry) else None
    if may_be_split:
        return split_digits(texts, width)
    if len(values) < width:
        row = with_blanks(slot, cells, width, geometry)
        return row if row is None or not summed or blanks_are_zero(row) else None
    return _without_page_number(values, width) or (_rejoined(values, width) if summed else None)


def is_solved(tokens: Sequence[str], cells: Sequence[str] | None) -> bool:
    """Whether the cells are digits that stood together in fewer tokens.

    >>> is_solved(["713", "74"], ["71", "3", "74"]), is_solved(["1", "1"], ["1", "", "1"])
    (True, False)
    """
    return cells is not None and len(tokens) < len(cells) and "" not in cells


def is_whole(texts: Sequence[str], column: Column, *, summed: bool) -> bool:
    """Whether the last value, with which the page ends, cannot be the beginning of a longer one.

    >>> count, money = Column("made", ()), Column("amount", (), "money")
    >>> [is_whole(["1", text], count, summed=False) for text in ("0", "1")], is_whole(["0"], money, summed=False)
    ([True, False], False)
    """
    if texts[-1].endswith("元") or (texts[-1] == "0" and column.kind in ("count", "change")):
        return True
    return summed and adds_up([read_cell(text).value for text in texts])


def _may_be_page_number(slot: Slot, values: Sequence[Piece], width: int) -> bool:
    """Whether one of the values may be a page's number, or half of a broken one, that took the place of a lost blank.

    Where pipes part other values two in one cell are enough; else it stands bare on its line, and its number must be
    one that the page lacks elsewhere.
    """
    places = set(slot.places)
    if len(values) == width and -1 not in places and 1 < len(places) < width:
        return True
    if (len(values) <= width and _dashed(values)) or (len(values) < width and slot.numbered):
        return True
    return any(piece.bare and may_be_page_number(piece.text, slot.page_numbers) for piece in values)


def _drop_texts(slot: Slot, width: int) -> bool:
    """Take out running heads, and what follows a complete row; false where a text remains that is no cell."""
    texts = [piece for piece in slot.pieces if piece.kind == "text"]
    first = slot.pieces.index(texts[0])
    if first == width and not begins_with_point(texts[0].text):
        del slot.pieces[first:], slot.places[first:]
        return True
    if len(slot.pieces) == width and _is_cell(slot, len(slot.pieces) - 1) and len(texts) == 1 and first == width - 1:
        return not slot.last
    lines = [piece for piece in texts if piece.alone]
    if len(lines) == len(texts) and all(RUNNING_HEAD.search(piece.text) for piece in texts):
        kept = [index for index, piece in enumerate(slot.pieces) if piece.kind == "value"]
        slot.pieces, slot.places = [slot.pieces[i] for i in kept], [-1 for _ in kept]
        return True
    return False


def _is_cell(slot: Slot, index: int) -> bool:
    """Whether a foreign text stands where a cell stands: behind a pipe, or alone on a line among such."""
    piece = slot.pieces[index]
    if len(piece.text) > _LONGEST_CELL or RUNNING_HEAD.search(piece.text) or piece.start:
        return False
    return piece.pipes > 0 or (piece.alone and slot.pieces[0].alone)


def _without_page_number(values: Sequence[Piece], width: int) -> tuple[str, ...] | None:
    """The row without the one `- 3 -` that stands in its line, where it is what is too much."""
    found = _dashed(values)
    if len(values) != width + 3 or len(found) != 1:
        return None
    return tuple(piece.raw for i, piece in enumerate(values) if not found[0] <= i < found[0] + 3)


def _dashed(values: Sequence[Piece]) -> list[int]:
    """Where `- 3 -` stands in a line: a page number, or three cells of which two say that there is nothing."""
    return [
        i
        for i in range(len(values) - 2)
        if values[i].text == values[i + 2].text == "-"
        and values[i + 1].text.isdigit()
        and not any(piece.pipes or piece.newline for piece in values[i + 1 : i + 3])
    ]


def _rejoined(values: Sequence[Piece], width: int) -> tuple[str, ...] | None:
    """The row with the one number put together that was wrapped over two lines."""
    breaks = [i for i, piece in enumerate(values) if i and piece.newline and not piece.pipes]
    return joined([piece.text for piece in values], breaks) if len(values) == width + 1 else None
