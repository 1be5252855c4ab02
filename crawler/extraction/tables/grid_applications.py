"""The applications table in a grid: every figure by its row label, with its group, and the applicant above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crawler.extraction.forms.applications import APPLICANTS
from crawler.extraction.forms.official import APPLICATION_ORDER, APPLICATION_STEMS, GROUP_STEMS, application_row
from crawler.extraction.forms.shapes import Row
from crawler.extraction.tables.cells import read_cell
from crawler.extraction.tables.figures import TableFigures
from crawler.extraction.tables.grid_applicants import OTHERS, TOTALS, applicant_columns, known_rows, whole_rows
from crawler.extraction.tables.grid_columns import Bound, Columns
from crawler.extraction.tables.grid_runs import GridRow, Run, is_blank
from crawler.extraction.tables.labels import nearly_equal, read_label

MIN_ROWS = 3
"""Known rows below a head of applicants that make a table this table; fewer only continue one."""

_HEADLESS_ROWS = 10
"""So many known rows of seven cells are this table though its head is lost: its figures are null, with an issue."""

_MOST_UNKNOWN = 100
"""Rows of unknown label that are remembered; the bound keeps a hostile table cheap."""

_UNKNOWN_COLUMNS = Columns((), 0, 0, False, None)


class _Unknown(NamedTuple):
    """A row whose label nothing official names."""

    label: str
    bound: Bound | None
    tokens: list[str]
    after: str | None


class ApplicationsReader:
    """Reads the parts of one document's applications table, in order."""

    def __init__(self, figures: TableFigures) -> None:
        self.figures = figures
        self.columns: Columns | None = None
        self.repeated = False
        self._group: str | None = None
        self._last: str | None = None
        self._pending: _Unknown | None = None
        self._unknown: list[tuple[_Unknown, str | None]] = []

    def read(self, head_rows: Sequence[GridRow], rows: Sequence[GridRow], width: int) -> bool:
        """Read a part of a grid of this width; whether it was one of this table."""
        columns = applicant_columns(head_rows, width) if head_rows else None
        known = known_rows(rows)
        read = self.figures.tables.get("applications", {})
        if columns is None and (head_rows or self.columns is None or known & read.keys()):
            if self.columns is not None or whole_rows(rows) < _HEADLESS_ROWS:
                return False
            columns = _UNKNOWN_COLUMNS
            self.figures.issue("unknown_label", "warning", table="applications", label="head of the columns")
        if rows and len(known) < (MIN_ROWS if self.columns is None else 1):
            return False
        if not rows and (columns is None or columns.order is None):
            return False
        self.figures.open_table("applications")
        if columns is not None:
            if self.columns is None or columns.known != self.columns.known:
                for head in columns.heads:
                    if head.key is None and head.text:
                        self.figures.issue("unknown_label", "warning", table="applications", label=head.text[:80])
            self.columns = columns
        for row in rows:
            self._read_row(row, width)
        return True

    def finish(self) -> None:
        """Settle what only the whole table can tell: misprinted labels, and the group label of the form of 2021."""
        self._flush(None)
        for unknown, before in self._unknown:
            self._settle(unknown, before)
        rows = self.figures.tables.get("applications", {})
        detailed = any(key.startswith("other_") and key != "other_handling" for key in rows)
        printed = self.figures.raw.get("applications", {})
        if detailed and not self.figures.has("applications", "other_handling") and "other_handling" not in printed:
            rows.pop("other_handling", None)

    def _read_row(self, runs: GridRow, width: int) -> None:
        labels = [i for i, run in enumerate(runs) if run.stem and read_cell(run.text).state == "text"]
        for i in labels:
            group = GROUP_STEMS.get(runs[i].stem)
            if group is not None and group.key != "results":
                self._group = group.key
        index, row = self._leaf(runs, labels)
        if row is None:
            self._unknown_row(runs, labels, width)
            return
        if row.key == "received":
            self._group = None
            self.repeated = self.repeated or self._is_second_table()
        if self.repeated:
            return
        self._flush(row.key)
        self._last = row.key
        self._group = row.group if row.group != "results" else None
        self._put(row.key, runs[index + 1 :], width)

    def _is_second_table(self) -> bool:
        if not self.figures.has("applications", "received"):
            return False
        self.figures.issue("repeated_table", "warning", table="applications")
        return True

    def _leaf(self, runs: GridRow, labels: Sequence[int]) -> tuple[int, Row | None]:
        """The last cell that prints a known row label of this row, and the row.

        A label that stands behind it, left of the values, is the row's real label: then nothing is known.
        """
        for place in range(len(labels) - 1, -1, -1):
            i = labels[place]
            if not runs[i].own:
                continue
            row = self._row_of(runs[i])
            if row is None and place and labels[place - 1] == i - 1 and runs[i - 1].own:
                row = application_row(runs[i - 1].text + runs[i].text)
            if row is None:
                continue
            following = labels[place + 1] if place + 1 < len(labels) else None
            if following == i + 1 and self._is_label_place(runs[following]):
                return i, None
            return i, row
        return -1, None

    def _is_label_place(self, run: Run) -> bool:
        """Whether the cell stands left of the first column, or nobody knows where that is."""
        return self.columns is None or not self.columns.aligned or run.start < self.columns.heads[0].start

    def _row_of(self, run: Run) -> Row | None:
        row = application_row(run.text)
        if row is None or run.stem not in OTHERS | TOTALS:
            return row
        ordinal = read_label(run.text).ordinal
        if run.stem in TOTALS:
            late = self._last is not None and self._last.startswith(("unprocessed", "other"))
            return row if ordinal == "(七)" or (not ordinal and late) else None
        if ordinal == "(六)":
            return row
        return row if ordinal in ("", "3") and self._group == "other_handling" else None

    def _put(self, key: str, values: Sequence[Run], width: int) -> None:
        bound = self.columns.bind(values, width) if self.columns else None
        if bound is not None:
            self.figures.bind("applications", key, bound)
        elif values or key != "other_handling":
            known = (self.columns.known if self.columns else ()) or APPLICANTS
            tokens = [run.text for run in values]
            self.figures.damage("applications", key, known, tokens, "unbalanced_table")

    def _unknown_row(self, runs: GridRow, labels: Sequence[int], width: int) -> None:
        own = [i for i in labels if runs[i].own and self._is_label_place(runs[i])]
        values = runs[own[-1] + 1 :] if own else [run for run in runs if run.own and not run.stem]
        tokens = [run.text for run in values if not is_blank(run)]
        label = runs[own[-1]].text if own else ""
        if self.repeated or (not tokens and (not own or runs[own[-1]].stem in GROUP_STEMS)):
            return
        bound = self.columns.bind(values, width) if self.columns else None
        unknown = _Unknown(label, bound, tokens, self._last)
        if self._pending is not None and bool(tokens) != bool(self._pending.tokens):
            row = application_row(self._pending.label + label)
            if row is not None:
                printed = unknown if tokens else self._pending
                self._pending = None
                self._last = row.key
                self._put_unknown(row.key, printed)
                return
        self._flush(None)
        self._pending = unknown

    def _put_unknown(self, key: str, unknown: _Unknown) -> None:
        if unknown.bound is not None:
            self.figures.bind("applications", key, unknown.bound)
        else:
            known = (self.columns.known if self.columns else ()) or APPLICANTS
            self.figures.damage("applications", key, known, unknown.tokens, "unbalanced_table")

    def _flush(self, before: str | None) -> None:
        """The pending row stays unknown; `before` is the known row that follows it."""
        if self._pending is not None and self._pending.tokens and len(self._unknown) < _MOST_UNKNOWN:
            self._unknown.append((self._pending, before))
        self._pending = None

    def _settle(self, unknown: _Unknown, before: str | None) -> None:
        """A label with one wrong character is the row in whose place it stands, if only one row fits."""
        stem = read_label(unknown.label).stem
        rows = self.figures.tables.get("applications", {})
        first = APPLICATION_ORDER[unknown.after] if unknown.after else -1
        last = APPLICATION_ORDER[before] if before else len(APPLICATION_ORDER)
        near = {
            row.key
            for known, row in APPLICATION_STEMS.items()
            if nearly_equal(stem, known) and row.key not in rows and first < APPLICATION_ORDER[row.key] < last
        }
        detail = {"table": "applications", "label": unknown.label[:80]}
        if len(near) == 1:
            key = near.pop()
            self.figures.issue("unknown_label", "info", **detail, read_as=key)
            self._put_unknown(key, unknown)
        elif unknown.label:
            self.figures.issue("unknown_label", "warning", **detail, cells=[t[:80] for t in unknown.tokens[:20]])
        else:
            self.figures.issue("unbalanced_table", "warning", table="applications", cells=unknown.tokens[:20])
