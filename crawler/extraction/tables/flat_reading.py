"""A flattened official table read: every row by its label, every value by its place behind the label.

The order of the labels in print is the order of the form, but rows may be missing anywhere, headers and group labels
may be repeated after a page break, and page numbers stand between: nothing is counted from the top of the table.
"""

from __future__ import annotations

from dataclasses import dataclass

from crawler.extraction.forms.applications import APPLICANTS
from crawler.extraction.forms.form_2021 import FORM_2021
from crawler.extraction.forms.shapes import Column
from crawler.extraction.page import FlatTable, Issue
from crawler.extraction.tables.flat_balance import balanced
from crawler.extraction.tables.flat_binding import RUNNING_HEAD, bind, is_solved
from crawler.extraction.tables.flat_columns import DisclosureColumns
from crawler.extraction.tables.flat_labels import Meaning, Table
from crawler.extraction.tables.flat_meanings import LabelPlace
from crawler.extraction.tables.flat_pieces import Piece, split_pieces
from crawler.extraction.tables.flat_places import Geometry, Slot, remember
from crawler.extraction.tables.flat_review import FlatReview
from crawler.extraction.tables.flat_rows import FlatReading, FlatRow, believed, once
from crawler.extraction.tables.flat_statistics import read_flat_statistics

MAX_CHARACTERS = 1_000_000
"""A longer run of lines is no table and is not looked at; the longest real report is far below."""

_MOST_CELLS = 40


def read_flat(table: FlatTable, year: int | None = None) -> FlatReading:
    """Read a flattened official table or 统计表; one without known labels gives an empty reading.

    Of the columns of a 统计表 those of `year` are wanted.

    >>> lines = (("信息内容", "采购项目数量", "采购总金额"), ("政府集中采购", "3", "12万元", ""))
    >>> [(row.key, row.cells) for row in read_flat(FlatTable(lines)).rows]
    [('government_procurement', ('3', '12万元'))]
    """
    if sum(len(cell) + 1 for line in table.lines for cell in line) > MAX_CHARACTERS:
        return FlatReading()
    lines = ["|".join(line) for line in table.lines]
    run, pieces = split_pieces(lines)
    reader = _Reader(
        table.page_numbers, at_end=table.at_end, breaks_off=table.at_end and bool(table.lines and table.lines[-1][-1])
    )
    for index, piece in enumerate(pieces):
        following = pieces[index + 1].kind if index + 1 < len(pieces) else "label"
        reader.take(piece, following)
    reading = reader.finish(run.end_pipes)
    if reading.tables:
        return reading
    statistics = read_flat_statistics(lines, year, table.page_numbers)
    return FlatReading(issues=statistics.issues, statistics=statistics) if statistics else reading


@dataclass(slots=True)
class _Row:
    """A row label and what follows it."""

    table: Table
    key: str
    columns: tuple[Column, ...]
    heads: tuple[str, ...]
    slot: Slot


class _Reader:
    """Walks over the pieces of one flattened table."""

    def __init__(self, page_numbers: frozenset[int], *, at_end: bool, breaks_off: bool) -> None:
        self.page_numbers = page_numbers
        self.at_end = at_end
        self.breaks_off = breaks_off
        self.disclosure = DisclosureColumns()
        self.rows: list[_Row] = []
        self.review = FlatReview(page_numbers)
        self.heads: list[list[str]] = [[]]
        self.tables: list[Table] = []
        self.place = LabelPlace()
        self.geometry: dict[Table, Geometry] = {}
        self.slot: Slot | None = None
        self.pipes = 0
        self.strays: list[tuple[str, list[str]]] = []
        self.label = ""

    def take(self, piece: Piece, following: str) -> None:
        """Take the next piece in."""
        self.pipes += piece.pipes
        if piece.label is None:
            self._take_value(piece)
            return
        self._close()
        meaning = self.place.meaning(piece.label, following)
        self.label = piece.raw
        if meaning is None:
            if self.place.table == "proactive_disclosure":
                self.disclosure.text(piece.raw)
            return
        if meaning.table not in self.tables:
            self.tables.append(meaning.table)
        self.place.note(meaning)
        if meaning.table == "proactive_disclosure":
            self._disclosure(piece, meaning)
        elif meaning.table == "applications":
            if meaning.role == "row":
                self._open(meaning, APPLICANTS, ())
                self.heads.append([])
            elif meaning.role == "column":
                self.heads[-1].append(meaning.key)
        else:
            self.slot = self.review.take(meaning, following)

    def _take_value(self, piece: Piece) -> None:
        if piece.kind == "page_number":
            if self.slot is not None and not piece.bare:
                self.slot.numbered = True
            return
        if piece.kind == "text" and self.place.table == "proactive_disclosure" and not RUNNING_HEAD.search(piece.text):
            self.disclosure.text(piece.text)
        if self.slot is not None:
            self.slot.pieces.append(piece)
            self.slot.places.append(self.pipes)
        elif piece.kind == "value" and self.place.table is not None:
            if not self.strays or self.strays[-1][0] != self.label:
                self.strays.append((self.label, []))
            self.strays[-1][1].append(piece.raw)

    def _close(self) -> None:
        """The next label begins: what was read belongs to the label before."""
        if self.slot is not None:
            self.slot.pipes = self.pipes
        self.disclosure.pipes_to(self.pipes)
        self.slot = None
        self.pipes = 0

    def _disclosure(self, piece: Piece, meaning: Meaning) -> None:
        if meaning.role == "row":
            self._open(meaning, (), ())
            self.disclosure.row(len(self.rows) - 1)
        elif meaning.role == "column":
            self.disclosure.column(meaning.key, piece.raw)
        else:
            self.disclosure.begin(content=meaning.role == "content")

    def _open(self, meaning: Meaning, columns: tuple[Column, ...], heads: tuple[str, ...]) -> None:
        self.slot = Slot(page_numbers=self.page_numbers)
        self.rows.append(_Row(meaning.table, meaning.key, columns, heads, self.slot))

    def finish(self, end_pipes: int) -> FlatReading:
        """The rows bound."""
        self.pipes += end_pipes
        last = self.slot
        self._close()
        is_cut = self.at_end and self._is_unfinished()
        if last is not None and last.pieces:
            last.last = self.breaks_off
        for index, row in enumerate(self.rows):
            if row.table == "proactive_disclosure":
                row.columns, row.heads = self.disclosure.columns_of(index, row.key)
            remember(row.slot, len(row.columns), self.geometry.setdefault(row.table, {}))
        self.disclosure.remember(self.geometry.setdefault("proactive_disclosure", {}))
        self._set_group_apart()
        blank_form = {
            table
            for table in self.tables
            if not is_cut and not any(row.slot.pieces for row in self.rows if row.table == table)
        }
        issues = self._unknown_rows()
        rows = [self._bound(row, blank_form, is_cut=is_cut and row.slot is last) for row in self.rows]
        rows += self.review.rows(is_cut=is_cut)
        if is_cut and self.tables:
            issues.append(Issue("truncated_table", "warning", {"table": self.tables[-1], "after": self.label[:80]}))
        rows = balanced(believed(once(rows), self.heads))
        return FlatReading(tuple(rows), tuple(self.tables), tuple(issues), is_cut)

    def _set_group_apart(self) -> None:
        """Where the rows of 2021 are printed, （六）其他处理 heads them: values behind it have lost their label."""
        if not any(row.key in FORM_2021.application_evidence for row in self.rows):
            return
        for row in self.rows:
            if row.key == "other_handling" and row.slot.pieces:
                self.strays.append(("（六）其他处理", row.slot.tokens))
        self.rows = [row for row in self.rows if row.key != "other_handling"]

    def _is_unfinished(self) -> bool:
        """Whether rows are missing behind the last one."""
        if self.place.table == "applications":
            return not any(row.key == "carried_out" for row in self.rows)
        if self.place.table == "proactive_disclosure":
            return not any(
                row.key == "government_procurement" and len(row.slot.pieces) > 1 for row in self.rows
            ) and not (
                self.disclosure.is_2021
                and any(row.key == "administrative_fees" and row.slot.pieces for row in self.rows)
            )
        return self.review.is_unfinished

    def _unknown_rows(self) -> list[Issue]:
        """Printed rows of unknown label, and values behind labels that have none."""
        issues = []
        for row in self.rows:
            texts = [i for i, piece in enumerate(row.slot.pieces) if piece.kind == "text"]
            width = len(row.columns)
            if texts and width and len(row.slot.pieces) - texts[0] > width and texts[0] == width:
                label = "".join(row.slot.pieces[i].raw for i in texts)[:80]
                cells = [row.slot.pieces[i].raw for i in range(texts[0], len(row.slot.pieces)) if i not in texts]
                issues.append(_issue("unknown_label", table=row.table, label=label, cells=cells[:_MOST_CELLS]))
        issues += [
            _issue("unknown_label", table="proactive_disclosure", label=label[:80]) for label in self.disclosure.unknown
        ]
        for label, tokens in self.strays:
            issues.append(
                _issue(
                    "unbalanced_table",
                    table=self.tables[-1] if self.tables else None,
                    label=label[:80],
                    cells=tokens[:_MOST_CELLS],
                )
            )
        return issues

    def _bound(self, row: _Row, blank_form: set[Table], *, is_cut: bool) -> FlatRow:
        tokens = tuple(row.slot.tokens)
        width = len(row.columns)
        cells: tuple[str, ...] | None = None
        if width:
            summed = row.table == "applications"
            cells = (
                ("",) * width
                if row.table in blank_form
                else bind(row.slot, row.columns, self.geometry[row.table], summed=summed)
            )
        code = None if cells is not None else ("truncated_table" if is_cut or row.slot.last else "unbalanced_table")
        return FlatRow(row.table, row.key, row.columns, cells, tokens, code, row.heads, is_solved(tokens, cells))


def _issue(code: str, **detail: object) -> Issue:
    return Issue(code, "warning", {key: value for key, value in detail.items() if value is not None})
