"""Which official tables a grid holds, row by row, and their reading.

One HTML table may hold several official tables or a part of one: a grid is cut into parts where heads begin, and
each part goes to the reader of its table. What no reader knows is left to the page's prose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from crawler.extraction.forms.official import (
    APPLICATION_STEMS,
    CONTENT_STEM,
    DISCLOSURE_STEMS,
    GROUP_STEMS,
    caption_item,
)
from crawler.extraction.forms.statistics_table import KNOWN_STEMS, LABEL_HEADS
from crawler.extraction.page import Table
from crawler.extraction.tables import grid_applicants, grid_review
from crawler.extraction.tables.figures import TableFigures
from crawler.extraction.tables.grid_applications import ApplicationsReader
from crawler.extraction.tables.grid_disclosure import DisclosureReader, disclosure_column
from crawler.extraction.tables.grid_review import ReviewReader
from crawler.extraction.tables.grid_runs import MAX_COLUMNS, GridRow, grid_rows, turned
from crawler.extraction.tables.grid_statistics import StatisticsTableReader
from crawler.extraction.tables.statistics_columns import indicator_stem

_PartKind = Literal["disclosure", "applications", "review"]
_RowKind = Literal["caption", "disclosure_head", "disclosure", "applications_head", "applications", "review_head"]

_KINDS: dict[_RowKind, tuple[_PartKind, bool]] = {
    "disclosure_head": ("disclosure", True),
    "disclosure": ("disclosure", False),
    "applications_head": ("applications", True),
    "applications": ("applications", False),
    "review_head": ("review", True),
}
_CORNER = "勾稽关系"
_TURNED_HEAD = 4
_SIDE_BY_SIDE = 5
_OUTCOMES = 3
"""So many labels of rows in one of the first rows, or outcomes one below the other, show a table that was turned."""

_COMMON = frozenset(("其他", "其它", "总计", "合计"))
_DISCLOSURE_LABELS = frozenset(DISCLOSURE_STEMS)
_APPLICATION_LABELS = (frozenset(APPLICATION_STEMS) | frozenset(GROUP_STEMS)) - _COMMON


@dataclass(slots=True)
class _Part:
    kind: _PartKind
    begins: bool = False
    """Whether a caption of the disclosure table stands over it: it has columns of its own."""
    heads: list[GridRow] = field(default_factory=list)
    rows: list[GridRow] = field(default_factory=list)


class GridReader:
    """Reads the tables of one document in order; a table continued after a page break finds its beginning here."""

    def __init__(self, figures: TableFigures) -> None:
        self._disclosure = DisclosureReader(figures)
        self._applications = ApplicationsReader(figures)
        self._review = ReviewReader(figures)
        self._statistics = StatisticsTableReader(figures)
        self._readers: dict[_PartKind, DisclosureReader | ApplicationsReader | ReviewReader] = {
            "disclosure": self._disclosure,
            "applications": self._applications,
            "review": self._review,
        }

    def read(self, table: Table) -> bool:
        """Read a grid; whether it held an official table."""
        rows = grid_rows(table)
        if len(rows) <= MAX_COLUMNS and _may_be_turned(rows):
            table = turned(table)
            rows = grid_rows(table)
        found = False
        for part in self._parts(rows):
            if part.begins:
                self._disclosure.begin_block()
            found |= self._readers[part.kind].read(part.heads, part.rows, len(table.grid[0]))
        if not found and _may_be_statistics(rows):
            found = self._statistics.read(rows)
        return found

    def finish(self) -> None:
        """No table follows."""
        self._applications.finish()
        self._review.finish()

    def _parts(self, rows: Sequence[GridRow]) -> list[_Part]:
        parts: list[_Part] = []
        part: _Part | None = None
        strays: list[GridRow] = []
        captioned = False
        for row in rows:
            kind = _row_kind(row, part)
            if kind == "caption":
                part, strays, captioned = None, [], True
            elif kind is None and part is not None:
                _add_unnamed(part, row)
            elif kind is None and self._review.waiting is not None and not any(run.stem for run in row):
                parts.append(part := _Part("review", rows=[row]))
            elif kind is None:
                strays.append(row)
            else:
                name, is_head = _KINDS[kind]
                if part is None or part.kind != name or (is_head and part.rows):
                    parts.append(part := _Part(name, begins=captioned))
                    captioned = False
                    if kind == "applications":
                        part.rows += strays
                    strays = []
                (part.heads if is_head else part.rows).append(row)
        return parts


def _add_unnamed(part: _Part, row: GridRow) -> None:
    """A row without a known label: a broken line of the head, the figures below it, or a row of unknown label."""
    is_head = not part.rows and any(run.stem for run in row) and not _has_figure(row)
    (part.heads if is_head else part.rows).append(row)


def _has_figure(row: GridRow) -> bool:
    return any(not run.stem and any(map(str.isdigit, run.text)) for run in row)


def _row_kind(row: GridRow, part: _Part | None) -> _RowKind | None:
    """What a row is by the labels that it prints."""
    labelled = [run for run in row if run.stem]
    if not labelled:
        return None
    stems = {run.stem for run in labelled}
    own = {run.stem for run in labelled if run.own}
    in_applications = part is not None and part.kind == "applications" and bool(part.rows)
    kind: _RowKind | None = None
    if own & grid_applicants.HEAD_STEMS or _CORNER in "|".join(own):
        kind = "applications_head"
    elif own & _APPLICATION_LABELS or (in_applications and own & _COMMON):
        kind = "applications"
    elif CONTENT_STEM in stems or any(disclosure_column(run.text) for run in labelled):
        kind = "disclosure_head"
    elif own & _DISCLOSURE_LABELS:
        kind = "disclosure"
    elif stems & grid_review.HEAD_STEMS and (len(stems) >= 3 or not _has_figure(row)):
        kind = "review_head"
    elif any(caption_item(run.text) for run in labelled):
        kind = "caption"
    return kind


def _may_be_turned(rows: Sequence[GridRow]) -> bool:
    """Whether the labels of rows stand side by side as heads of columns, or those of columns one below the other."""
    for row in rows[:_TURNED_HEAD]:
        own = {run.stem for run in row if run.own and run.stem}
        if len(own & _APPLICATION_LABELS) >= _SIDE_BY_SIDE or len(own & _DISCLOSURE_LABELS) >= _OUTCOMES:
            return True
    first = {next((run.stem for run in row if run.own and run.stem), "") for row in rows[:MAX_COLUMNS]}
    return len(first & grid_review.OUTCOME_HEADS) >= _OUTCOMES


def _may_be_statistics(rows: Sequence[GridRow]) -> bool:
    return any(
        run.stem in LABEL_HEADS or indicator_stem(run.text) in KNOWN_STEMS for row in rows for run in row if run.stem
    )
