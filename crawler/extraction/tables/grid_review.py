"""The table of reconsideration and litigation in a grid: fifteen figures, each by the two labels above it."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extraction.forms.official import OUTCOME_STEMS, REVIEW_GROUP_KEYS, REVIEW_GROUP_STEMS
from crawler.extraction.forms.review_and_litigation import GROUPS, LITIGATION, OUTCOMES
from crawler.extraction.forms.shapes import Column
from crawler.extraction.tables.cells import read_cell
from crawler.extraction.tables.figures import TableFigures
from crawler.extraction.tables.grid_columns import Bound, Columns, from_first_known
from crawler.extraction.tables.grid_runs import GridRow, column_heads, is_blank
from crawler.extraction.tables.labels import read_label

_SHARED_STEMS = frozenset(("其他", "其它", "总计", "合计", "总数", "维持", "纠正"))

OUTCOME_HEADS = frozenset(OUTCOME_STEMS) - _SHARED_STEMS
"""Outcomes that only this table prints."""

HEAD_STEMS = (frozenset((*OUTCOME_STEMS, *REVIEW_GROUP_STEMS)) - _SHARED_STEMS) | {LITIGATION}
"""Stems that the head of this table prints; 行政复议 and 行政诉讼 also stand elsewhere."""

_ALL_STEMS = frozenset((*OUTCOME_STEMS, *REVIEW_GROUP_STEMS, LITIGATION))

_PLACES = {(group.key, column.key): Column(f"{group.key}/{column.key}", ()) for group in GROUPS for column in OUTCOMES}
_OFFICIAL = tuple(_PLACES.values())
_BY_STEMS = {
    group + outcome: _PLACES[REVIEW_GROUP_STEMS[group].key, OUTCOME_STEMS[outcome].key]
    for group in REVIEW_GROUP_STEMS
    for outcome in OUTCOME_STEMS
}
_OUTCOME_KEYS = tuple(column.key for column in OUTCOMES)


def review_place(text: str) -> Column | None:
    """The column that a group's label and an outcome's label below it name together.

    >>> review_place("复议后起诉" + "尚未审结").key, review_place("尚未审结")
    ('litigation_after_reconsideration/pending', None)
    """
    return _BY_STEMS.get(read_label(text).stem)


def review_columns(rows: Sequence[GridRow], width: int) -> Columns | None:
    """The columns that the head rows print, `None` where it is not the head of this table.

    One group's label and three outcomes make it the head; only whole groups beside each other can be read by it.
    """
    printed = [run.stem for row in rows for run in row if run.own]
    outcomes = tuple(OUTCOME_STEMS[stem].key for stem in printed if stem in OUTCOME_STEMS)
    groups = tuple(REVIEW_GROUP_STEMS[stem].key for stem in printed if stem in REVIEW_GROUP_STEMS)
    if not groups or len(set(outcomes)) < 3:
        return None
    heads = from_first_known(column_heads(rows, review_place))
    known = [head.key for head in heads if head.key is not None]
    whole = [place for group in REVIEW_GROUP_KEYS if _is_whole(group, known) for place in _places(group)]
    unknown = any(run.stem not in _ALL_STEMS for row in rows for run in row[1:] if run.own and run.stem)
    complete = groups == REVIEW_GROUP_KEYS and outcomes == _OUTCOME_KEYS * len(GROUPS) and not unknown
    end = max(run.end for row in rows for run in row)
    lost = any(head.key is None and read_label(head.text).stem.endswith(tuple(OUTCOME_STEMS)) for head in heads)
    aligned = bool(known) and known == whole and not lost
    return Columns(heads, width, end, aligned, _OFFICIAL if complete else None)


def _places(group: str) -> list[Column]:
    return [_PLACES[group, outcome] for outcome in _OUTCOME_KEYS]


def _is_whole(group: str, columns: Sequence[Column | None]) -> bool:
    return all(place in columns for place in _places(group))


def outcome_columns(rows: Sequence[GridRow], width: int) -> Columns | None:
    """The five outcomes where the head rows print each of them once and no group."""
    heads = from_first_known(column_heads(rows, lambda text: OUTCOME_STEMS.get(read_label(text).stem)))
    known = [head.key.key for head in heads if head.key is not None]
    if sorted(known) != sorted(_OUTCOME_KEYS):
        return None
    order = OUTCOMES if tuple(known) == _OUTCOME_KEYS and len(heads) == len(known) else None
    return Columns(heads, width, max(run.end for row in rows for run in row), all(h.named <= 1 for h in heads), order)


def _group_of(row: GridRow) -> str | None:
    """The group that a row's last label names; 行政诉讼 may stand before it."""
    labels = [run.stem for run in row if run.stem and read_cell(run.text).state == "text"]
    group = REVIEW_GROUP_STEMS.get(labels[-1].removeprefix(LITIGATION) or labels[-1]) if labels else None
    return group.key if group is not None else None


class ReviewReader:
    """Reads the parts of one document's table of reconsideration and litigation."""

    def __init__(self, figures: TableFigures) -> None:
        self.figures = figures
        self.waiting: Columns | None = None
        """A head whose row of figures has not come yet: a page may break between them."""

    def read(self, head_rows: Sequence[GridRow], rows: Sequence[GridRow], width: int) -> bool:
        """Read a part of a grid of this width; whether it was one of this table."""
        columns = review_columns(head_rows, width) if head_rows else self.waiting
        if columns is None:
            return self._read_lines(head_rows, rows, width)
        self.figures.open_table("review_and_litigation")
        filled = [values for row in rows if (values := _values(row))]
        printed = [values for values in filled if not all(map(is_blank, values))] or filled[:1]
        self.waiting = None
        readable = columns.aligned or columns.order is not None
        groups = [key for key in REVIEW_GROUP_KEYS if not readable or _is_whole(key, columns.order or columns.known)]
        if not printed:
            self.waiting = columns
        elif any(self.figures.has("review_and_litigation", group) for group in groups):
            self.figures.issue("repeated_table", "warning", table="review_and_litigation")
        else:
            bound = columns.bind(printed[0], width) if len(printed) == 1 else None
            self._store(groups, bound, [run.text for row in printed for run in row])
        return True

    def _read_lines(self, head_rows: Sequence[GridRow], rows: Sequence[GridRow], width: int) -> bool:
        """Read a table that prints each group in a row of its own below the five outcomes."""
        columns = outcome_columns(head_rows, width) if head_rows else None
        lines = [(key, values) for row in rows if (values := _values(row)) and (key := _group_of(row)) is not None]
        if columns is None or not lines:
            printed = [run.text for row in rows for run in row if not run.stem and not is_blank(run)]
            if len({run.stem for row in head_rows for run in row} & OUTCOME_HEADS) < 3 or not printed:
                return False
            detail = {"label": "head of the groups", "cells": printed[:20]}
            self.figures.issue("unknown_label", "warning", table="review_and_litigation", **detail)
            return True
        self.figures.open_table("review_and_litigation")
        for key, values in lines:
            bound = columns.bind(values, width)
            if bound is None:
                tokens = [run.text for run in values]
                self.figures.damage("review_and_litigation", key, OUTCOMES, tokens, "unbalanced_table")
            else:
                self.figures.bind("review_and_litigation", key, bound)
        return True

    def _store(self, groups: Sequence[str], bound: Bound | None, tokens: list[str]) -> None:
        printed = dict(bound) if bound is not None else {}
        for group in groups:
            if bound is None:
                self.figures.damage("review_and_litigation", group, OUTCOMES, tokens, "unbalanced_table")
            else:
                cells = [(column, printed[_PLACES[group, column.key]]) for column in OUTCOMES]
                self.figures.bind("review_and_litigation", group, cells)

    def finish(self) -> None:
        """No table follows."""
        if self.waiting is not None:
            self.figures.issue("truncated_table", "warning", table="review_and_litigation")
            self.waiting = None


def _values(row: GridRow) -> GridRow:
    """The cells of a row behind its label."""
    start = 0
    while start < len(row) and row[start].stem and read_cell(row[start].text).state == "text":
        start += 1
    return row[start:]
