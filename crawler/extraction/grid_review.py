"""The table of reconsideration and litigation in a grid: fifteen figures, each by the two labels above it."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extraction.cells import read_cell
from crawler.extraction.forms.official import OUTCOME_STEMS, REVIEW_GROUP_KEYS, REVIEW_GROUP_STEMS
from crawler.extraction.forms.review_and_litigation import GROUPS, LITIGATION, OUTCOMES
from crawler.extraction.forms.shapes import Column
from crawler.extraction.grid_columns import Bound, Columns, from_first_known
from crawler.extraction.grid_runs import GridRow, column_heads, is_blank
from crawler.extraction.labels import read_label
from crawler.extraction.table_figures import TableFigures

_SHARED_STEMS = frozenset(("其他", "其它", "总计", "合计", "总数", "维持", "纠正"))

HEAD_STEMS = (frozenset((*OUTCOME_STEMS, *REVIEW_GROUP_STEMS)) - _SHARED_STEMS) | {LITIGATION}
"""Stems that the head of this table prints; 行政复议 and 行政诉讼 also stand elsewhere."""

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


def review_columns(rows: Sequence[GridRow]) -> Columns | None:
    """The columns that the head rows print, `None` where they print no group with its five outcomes."""
    heads = from_first_known(column_heads(rows, review_place))
    known = [head.key for head in heads if head.key is not None]
    order = [_OFFICIAL.index(column) for column in known]
    aligned = order == sorted(set(order))
    printed = [run.stem for row in rows for run in row if run.own]
    outcomes = tuple(OUTCOME_STEMS[stem].key for stem in printed if stem in OUTCOME_STEMS)
    groups = tuple(REVIEW_GROUP_STEMS[stem].key for stem in printed if stem in REVIEW_GROUP_STEMS)
    complete = groups == REVIEW_GROUP_KEYS and outcomes == _OUTCOME_KEYS * len(GROUPS)
    if not complete and not any(_is_whole(group, known) for group in REVIEW_GROUP_KEYS):
        return None
    width = max(run.end for row in rows for run in row)
    return Columns(heads, width, aligned, _OFFICIAL if complete else None)


def _is_whole(group: str, columns: Sequence[Column]) -> bool:
    return all(_PLACES[group, outcome] in columns for outcome in _OUTCOME_KEYS)


class ReviewReader:
    """Reads the parts of one document's table of reconsideration and litigation."""

    def __init__(self, figures: TableFigures) -> None:
        self.figures = figures
        self.waiting: Columns | None = None
        """A head whose row of figures has not come yet: a page may break between them."""

    def read(self, head_rows: Sequence[GridRow], rows: Sequence[GridRow]) -> bool:
        """Read a part; whether it was one of this table."""
        columns = review_columns(head_rows) if head_rows else self.waiting
        if columns is None:
            return False
        self.figures.open_table("review_and_litigation")
        filled = [values for row in rows if (values := _values(row))]
        printed = [values for values in filled if not all(map(is_blank, values))] or filled[:1]
        self.waiting = None
        if not printed:
            self.waiting = columns
        elif any(
            self.figures.has("review_and_litigation", group)
            for group in REVIEW_GROUP_KEYS
            if _is_whole(group, columns.order or columns.known)
        ):
            self.figures.issue("repeated_table", "warning", table="review_and_litigation")
        else:
            width = max(run.end for row in (*head_rows, *rows) for run in row)
            bound = columns.bind(printed[0], width) if len(printed) == 1 else None
            self._store(columns, bound, [run.text for row in printed for run in row])
        return True

    def finish(self) -> None:
        """No table follows."""
        if self.waiting is not None:
            self.figures.issue("truncated_table", "warning", table="review_and_litigation")
            self.waiting = None

    def _store(self, columns: Columns, bound: Bound | None, tokens: list[str]) -> None:
        printed = dict(bound) if bound is not None else {}
        for group in REVIEW_GROUP_KEYS:
            if not _is_whole(group, columns.order or columns.known):
                continue
            if bound is None:
                self.figures.damage("review_and_litigation", group, OUTCOMES, tokens, "unbalanced_table")
                continue
            cells = [(column, printed[_PLACES[group, column.key]]) for column in OUTCOMES]
            self.figures.bind("review_and_litigation", group, cells)


def _values(row: GridRow) -> GridRow:
    """The cells of a row behind its label."""
    start = 0
    while start < len(row) and row[start].stem and read_cell(row[start].text).state == "text":
        start += 1
    return row[start:]
