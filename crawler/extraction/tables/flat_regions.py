"""Where in flattened text the official tables stand: from the first label to the last value, prose left outside.

One region is one table. It goes on over page numbers, running heads and rows of unknown label as long as a label of
the same table follows soon; a section heading or prose ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from crawler.extraction.tables.agencies import is_agency_caption
from crawler.extraction.tables.captions import caption_year
from crawler.extraction.tables.flat_labels import FoundLabel, Table
from crawler.extraction.tables.flat_pieces import Piece, begins_with_point

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}[、.,]|第[一二三四五六七八九十]部分")
_PROSE = re.compile(r"[。；;!！?？]")
_TITLE = re.compile(r"年度?报告|年报")
"""A running head is the title of the report; another line with a year is the caption of another table."""

_LOOK_AHEAD = 60
_LONGEST_LINE = 60
_MOST_TEXTS = 24
_TABLES: tuple[Table, ...] = ("proactive_disclosure", "applications", "review_and_litigation")


class Region(NamedTuple):
    """Pieces of one table: indices of the first and the last."""

    first: int
    last: int


def find_regions(pieces: Sequence[Piece]) -> list[Region]:
    """The official tables among the pieces, in order."""
    regions = []
    index = 0
    while index < len(pieces):
        label = pieces[index].label
        if label is None:
            index += 1
            continue
        region = _extend(pieces, index)
        if _is_table(pieces, region):
            regions.append(region)
        index = region.last + 1
    return regions


def _extend(pieces: Sequence[Piece], first: int) -> Region:
    """The longest run of pieces from this label on that one table can hold."""
    progress = _Progress()
    last = first
    index = first
    while index < len(pieces):
        piece = pieces[index]
        if piece.label is not None:
            if not progress.accepts(piece.label):
                break
            last = index
        elif piece.kind == "value" or begins_with_point(piece.text):
            progress.values += 1
            last = index
        elif piece.kind == "text":
            following = None if progress.finished else _resume(pieces, index, progress)
            if following is None:
                break
            index = following
            continue
        index += 1
    return Region(first, last)


class _Progress:
    """How far a region has come."""

    def __init__(self) -> None:
        self.tables = frozenset(_TABLES)
        self.values = 0
        self._expected = 0
        self._form_2021 = False

    @property
    def finished(self) -> bool:
        """Whether the values of the table's last row are there."""
        return bool(self._expected) and self.values >= self._expected

    def accepts(self, label: FoundLabel) -> bool:
        """Take a label in; false where it belongs to another table, or to the next table of the same kind."""
        tables = self.tables & {meaning.table for meaning in label.meanings}
        if not tables or (self.finished and label.meanings[0].role in ("caption", "header", "content", "group")):
            return False
        self.tables = tables
        self.values = 0
        keys = {meaning.key for meaning in label.meanings if meaning.table in tables}
        self._form_2021 |= "amount_10k_yuan" in keys
        if "carried_out" in keys:
            self._expected = 7
        elif "pending" in keys or (len(tables) == 1 and "review_and_litigation" in tables):
            self._expected = 15
        elif "government_procurement" in keys:
            self._expected = 2
        elif "administrative_fees" in keys and self._form_2021:
            self._expected = 1
        else:
            self._expected = 0
        return True


def _resume(pieces: Sequence[Piece], index: int, progress: _Progress) -> int | None:
    """The label of the same table with which a table goes on behind foreign text, `None` where it ended before."""
    texts = 0
    for following in range(index, min(index + _LOOK_AHEAD, len(pieces))):
        piece = pieces[following]
        if piece.label is not None:
            tables = progress.tables & {meaning.table for meaning in piece.label.meanings}
            return following if tables else None
        if piece.kind != "text":
            continue
        texts += 1
        if (caption_year(piece.text) and not _TITLE.search(piece.text)) or is_agency_caption(piece.text):
            return None
        if texts > _MOST_TEXTS or len(piece.text) > _LONGEST_LINE or _PROSE.search(piece.text):
            return None
        if (piece.newline or piece.start or following == index) and _HEADING.match(piece.text):
            return None
    return None


def _is_table(pieces: Sequence[Piece], region: Region) -> bool:
    """Whether a run of labels can be nothing but an official table."""
    labels = [piece.label for piece in pieces[region.first : region.last + 1] if piece.label is not None]
    outcomes = {label.stem for label in labels if label.names("review_and_litigation")}
    if len(outcomes) >= 4:
        return True
    strong = [label for label in labels if label.strong]
    return (len(labels) > 1 and bool(strong)) or any(pieces[region.first].alone for _ in strong)
