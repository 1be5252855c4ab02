"""Where the values of a flattened row stand, counted in pipes: which cells are blank, and whether one is too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.extraction.forms.shapes import Column
from crawler.extraction.tables.flat_pieces import Piece
from crawler.extraction.tables.sums import sums_hold

Geometry = dict[tuple[int, int], Counter[tuple[int, ...]]]
"""(columns, pipes to the next label) -> the places, counted in pipes, at which complete rows print their values, and
how many rows do."""


@dataclass(slots=True)
class Slot:
    """What stands between a row's label and the next label."""

    pieces: list[Piece] = field(default_factory=list)
    """Values and foreign texts."""
    places: list[int] = field(default_factory=list)
    """Pipes between the label and each piece."""
    pipes: int = 0
    """Pipes between the label and the next label."""
    last: bool = False
    """Whether the page breaks off behind the last value, which may be cut."""
    page_numbers: frozenset[int] = frozenset()
    """Bare numbers that may be those of pages."""
    numbered: bool = False
    """Whether a page number stands in a cell, or in the line of cells."""

    @property
    def tokens(self) -> list[str]:
        """The pieces as printed."""
        return [piece.raw for piece in self.pieces]

    @property
    def values(self) -> list[Piece]:
        """Its values without foreign texts."""
        return [piece for piece in self.pieces if piece.kind == "value"]


def remember(slot: Slot, width: int, geometry: Geometry) -> None:
    """Note at which places a complete row prints its values."""
    if len(slot.pieces) == width == len(slot.values):
        geometry.setdefault((width, slot.pipes), Counter())[tuple(slot.places)] += 1


def is_in_place(slot: Slot, columns: Sequence[Column], geometry: Geometry) -> bool:
    """Whether as many values as columns stand in one cell after the other, from the first on.

    A hole between them, or before them, is a blank cell unless complete rows have it too: then a cell is too much,
    or a value belongs to the next row, whose label is lost. So it does where the row goes on in another line.
    """
    places = tuple(slot.places)
    width = len(columns)
    if -1 in places or len(set(places)) < width:
        return True
    if _goes_over_lines(slot) and not sums_hold(slot.tokens, columns):
        return False
    first = places[0] if not geometry else 1
    if places == tuple(range(first, first + width)):
        return not _is_longest(slot, width, geometry) or sums_hold(slot.tokens, columns)
    alike = Counter[tuple[int, ...]]()
    for (wide, _), rows in geometry.items():
        alike.update(rows if wide == width else {})
    is_shifted = places == tuple(range(places[0], places[0] + width))
    return alike[places] > 1 and (len(alike) == 1 or (is_shifted and sums_hold(slot.tokens, columns)))


def _is_longest(slot: Slot, width: int, geometry: Geometry) -> bool:
    """Whether more pipes stand behind the values of its line than in any other complete row: the last cell may be a
    blank one."""
    ends = Counter({pipes: rows.total() for (wide, pipes), rows in geometry.items() if wide == width})
    is_open = slot.pipes > slot.places[-1] + 1 and not all(piece.newline for piece in slot.pieces)
    return is_open and len(ends) > 1 and slot.pipes == max(ends) and ends[slot.pipes] == 1


def _goes_over_lines(slot: Slot) -> bool:
    """Whether values between pipes stand side by side on one line, and others on another."""
    return (
        slot.pipes > 0
        and any(piece.newline for piece in slot.pieces[1:])
        and not all(piece.newline for piece in slot.pieces)
    )


def with_blanks(slot: Slot, cells: Sequence[str], width: int, geometry: Geometry) -> tuple[str, ...] | None:
    """The row with its blank cells, where complete rows of the same build or the ends of this one prove the places."""
    places = tuple(slot.places)
    if len(set(places)) != len(places) or -1 in places or not slot.pipes or _goes_over_lines(slot):
        return None
    known = geometry.get((width, slot.pipes), ())
    ends = {pipes for columns_of_row, pipes in geometry if columns_of_row == width}
    columns: tuple[int, ...] = ()
    if len(known) == 1:
        columns = next(iter(known))
        if len(ends) > 1:
            return None  # complete rows end in ghost pipes, now more, now fewer: one of them is no blank cell
    elif not ends and places and width > 1 and places[0] == 1 and places[-1] == width:
        columns = tuple(range(1, width + 1))
    if len(set(columns)) != width or not set(places) <= set(columns):
        return None
    at = dict(zip(places, cells, strict=True))
    return tuple(at.get(column, "") for column in columns)


def line_of_cells(slot: Slot, width: int) -> tuple[str, ...] | None:
    """The cells of values that stand on one line alone, where its first and last show how many cells it has."""
    first, last = slot.pieces[0], slot.pieces[-1]
    if not first.newline or any(piece.newline or piece.kind != "value" for piece in slot.pieces[1:]):
        return None
    places = [place - slot.places[0] for place in slot.places]
    if slot.numbered or first is last or len(set(places)) < len(places) or places[-1] != width - 1:
        return None
    at = dict(zip(places, slot.tokens, strict=True))
    return tuple(at.get(place, "") for place in range(width))
