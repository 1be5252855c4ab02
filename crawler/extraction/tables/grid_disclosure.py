"""The disclosure table in a grid (第二十条 …): every figure by its row label and the nearest column label above."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extraction.forms.official import (
    DISCLOSURE_COLUMN_STEMS,
    DISCLOSURE_STEMS,
    FORMS,
    columns_of,
    disclosure_evidence,
)
from crawler.extraction.forms.shapes import Column
from crawler.extraction.tables.cells import read_cell
from crawler.extraction.tables.figures import TableFigures
from crawler.extraction.tables.grid_columns import Columns, from_first_known
from crawler.extraction.tables.grid_runs import GridRow, Run, column_heads, is_blank
from crawler.extraction.tables.labels import column_stem, money_unit, nearly_equal

_HEADLESS_ROWS = 4
"""So many known rows are this table though its heads are lost: its figures are nobody's, with an issue."""

_OFFICIAL = {tuple(column.key for column in block.columns) for form in FORMS for block in form.disclosure}


def disclosure_column(text: str) -> Column | None:
    """The column that a whole printed label names; a fee in 元 is not the form's column of 万元.

    >>> disclosure_column("本年（2023）制发件数").key, disclosure_column("本年收费金额（单位：元）")
    ('issued', None)
    """
    column = DISCLOSURE_COLUMN_STEMS.get(column_stem(text))
    if column is not None and column.kind == "fee" and money_unit(text) not in (None, "万元"):
        return None
    return column


def disclosure_columns(rows: Sequence[GridRow], width: int) -> Columns | None:
    """The columns that the head rows print, `None` where no label is known."""
    heads = from_first_known(column_heads(rows, disclosure_column))
    known = [head.key for head in heads if head.key is not None]
    if not known:
        return None
    keys = tuple(column.key for column in known)
    aligned = len(set(keys)) == len(keys) and all(head.named <= 1 for head in heads)
    complete = keys in _OFFICIAL and len(keys) == len(heads)
    end = max(run.end for row in rows for run in row)
    return Columns(heads, width, end, aligned, tuple(known) if complete else None)


class DisclosureReader:
    """Reads the blocks of one document's disclosure table, in order."""

    def __init__(self, figures: TableFigures) -> None:
        self.figures = figures
        self.columns: Columns | None = None
        self.repeated = False
        self._captioned = False

    def begin_block(self) -> None:
        """A caption: the next rows have columns of their own."""
        self.columns, self._captioned = None, True

    def read(self, head_rows: Sequence[GridRow], rows: Sequence[GridRow], width: int) -> bool:
        """Read a block, or a part of one, in a grid of this width; whether it was one of this table."""
        columns = disclosure_columns(head_rows, width) if head_rows else None
        known = {DISCLOSURE_STEMS[run.stem].key for row in rows for run in row if run.stem in DISCLOSURE_STEMS}
        read = self.figures.tables.get("proactive_disclosure", {})
        if columns is not None and columns.order is not None and not rows:
            self.columns = columns
            self._note(columns)
            return True
        enough = 1 if self._captioned else _HEADLESS_ROWS
        self._captioned = False
        if columns is None and self.columns is None and not head_rows and len(known - read.keys()) >= enough:
            self.figures.issue("unknown_label", "warning", table="proactive_disclosure", label="head of the columns")
        elif not known or (columns is None and (head_rows or self.columns is None or known & read.keys())):
            return False
        self.figures.open_table("proactive_disclosure")
        if columns is not None:
            self.columns = columns
            self._note(columns)
        for row in rows:
            self._read_row(row, width)
        return True

    def _note(self, columns: Columns) -> None:
        """Evidence for the form, and labels that nothing official names."""
        self.figures.evidence |= disclosure_evidence([head.text for head in columns.heads])
        for head in columns.heads:
            if head.key is None and head.text:
                self.figures.issue("unknown_label", "warning", table="proactive_disclosure", label=head.text[:80])
            elif head.key is not None and head.key.kind == "fee" and money_unit(head.text) is None:
                self.figures.issue("unit_not_printed", "info", table="proactive_disclosure", label=head.text[:80])

    def _read_row(self, runs: GridRow, width: int) -> None:
        labels = [i for i, run in enumerate(runs) if run.own and run.stem and read_cell(run.text).state == "text"]
        if not labels:
            tokens = [run.text for run in runs if run.own and not is_blank(run)]
            if tokens:
                self.figures.issue("unbalanced_table", "warning", table="proactive_disclosure", cells=tokens[:20])
            return
        index, key = self._row_of(runs, labels)
        if key is None:
            tokens = [run.text for run in runs[index + 1 :] if not is_blank(run)]
            if tokens:
                label = runs[index].text[:80]
                detail = {
                    "table": "proactive_disclosure",
                    "label": label,
                    "cells": [t[:80] for t in tokens[:20]],
                }
                self.figures.issue("unknown_label", "warning", **detail)
            return
        if key == "regulations" and self.figures.has("proactive_disclosure", key):
            self.figures.issue("repeated_table", "warning", table="proactive_disclosure")
            self.repeated = True
        if not self.repeated:
            self._put(key, runs[index + 1 :], width)

    def _row_of(self, runs: GridRow, labels: Sequence[int]) -> tuple[int, str | None]:
        last = labels[-1]
        for i in reversed(labels):
            row = DISCLOSURE_STEMS.get(runs[i].stem)
            if row is None and i - 1 in labels:
                row = DISCLOSURE_STEMS.get(runs[i - 1].stem + runs[i].stem)
            if row is not None:
                self.figures.evidence |= disclosure_evidence([row.labels[0] if i - 1 in labels else runs[i].text])
                between = self.columns is not None and i != last and runs[last].start < self.columns.heads[0].start
                return (last, None) if between else (i, row.key)
        return last, self._misprinted(runs[last])

    def _misprinted(self, run: Run) -> str | None:
        """A label with one wrong character, where one row of these columns fits and is not yet read."""
        known = {column.key for column in self.columns.known} if self.columns else set()
        rows = self.figures.tables.get("proactive_disclosure", {})
        near = {
            row.key
            for stem, row in DISCLOSURE_STEMS.items()
            if nearly_equal(run.stem, stem)
            and row.key not in rows
            and any(known == {column.key for column in columns} for columns in columns_of(row.key).values())
        }
        if len(near) != 1:
            return None
        key = near.pop()
        label = run.text[:80]
        self.figures.issue("unknown_label", "info", table="proactive_disclosure", label=label, read_as=key)
        return key

    def _put(self, key: str, values: Sequence[Run], width: int) -> None:
        if self.columns is None:
            tokens = [run.text for run in values]
            self.figures.damage("proactive_disclosure", key, (), tokens, "unbalanced_table")
            return
        prescribed = {column.key: column for columns in columns_of(key).values() for column in columns}
        bound = self.columns.bind(values, width)
        fitting = [column for column in self.columns.known if column.key in prescribed]
        if bound is None or not fitting:
            tokens = [run.text for run in values]
            self.figures.damage("proactive_disclosure", key, fitting, tokens, "unbalanced_table")
            return
        cells = [(column, text) for column, text in bound if column.key in prescribed]
        units = {head.key.key: money_unit(head.text) for head in self.columns.heads if head.key is not None}
        self.figures.bind("proactive_disclosure", key, cells, units)
        for column, text in bound:
            if column.key not in prescribed and text.strip():
                detail = {"row": key, "column": column.key, "text": text[:80]}
                self.figures.issue("unexpected_cell", "warning", table="proactive_disclosure", **detail)
