"""What a grid prints of the applications table's head, and which of its rows are this table's."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extraction.forms.applications import APPLICANTS, COLUMN_RELATION
from crawler.extraction.forms.official import APPLICANT_HEADER_STEMS, APPLICANT_STEMS, APPLICATION_STEMS
from crawler.extraction.forms.shapes import Column
from crawler.extraction.tables.grid_columns import Columns, from_first_known
from crawler.extraction.tables.grid_runs import GridRow, Run, column_heads
from crawler.extraction.tables.labels import read_label

OTHERS = frozenset(("其他", "其它"))
TOTALS = frozenset(("总计", "合计"))
"""Labels that name a row here and a column there: the place decides."""

HEAD_STEMS = (frozenset(APPLICANT_STEMS) - {"其他", "其它", "总计", "合计", "总数"}) | APPLICANT_HEADER_STEMS
"""Stems that only the head of this table prints."""

_IGNORED = APPLICANT_HEADER_STEMS | {COLUMN_RELATION}
_LEAF_ORDER = tuple(column.key for column in APPLICANTS)
_PRINTED_ORDER = (_LEAF_ORDER[0], _LEAF_ORDER[-1], *_LEAF_ORDER[1:-1])


def applicant_column(text: str) -> Column | None:
    """The column that a whole printed label names.

    >>> applicant_column("自 然 人").key, applicant_column("法人或其他组织")
    ('natural_person', None)
    """
    return APPLICANT_STEMS.get(read_label(text).stem)


def applicant_columns(rows: Sequence[GridRow], width: int) -> Columns | None:
    """The columns that the head rows print, `None` where they print fewer than three applicants."""
    heads = from_first_known(column_heads(rows, applicant_column, ignored=_IGNORED))
    keys = [head.key.key for head in heads if head.key is not None]
    if len(keys) < 3:
        return None
    order = [_LEAF_ORDER.index(key) for key in keys]
    aligned = order == sorted(set(order)) and all(head.named <= 1 for head in heads)
    printed = tuple(
        column.key for row in rows for run in row if run.own and (column := applicant_column(run.text)) is not None
    )
    complete = printed in (_LEAF_ORDER, _PRINTED_ORDER) or (aligned and len(keys) == len(heads) == 7)
    complete &= not any(_is_unknown(run) for row in rows for run in row[1:])
    end = max(run.end for row in rows for run in row)
    return Columns(heads, width, end, aligned, APPLICANTS if complete else None)


def _is_unknown(run: Run) -> bool:
    """Whether the head prints a column that the form does not have; what begins a row heads the labels."""
    return bool(run.own and run.stem) and run.stem not in _IGNORED and applicant_column(run.text) is None


def known_rows(rows: Sequence[GridRow]) -> set[str]:
    """The rows whose label only this table prints."""
    return {
        APPLICATION_STEMS[run.stem].key
        for row in rows
        for run in row
        if run.own and run.stem in APPLICATION_STEMS and run.stem not in OTHERS | TOTALS
    }


def whole_rows(rows: Sequence[GridRow]) -> int:
    """How many rows print six cells or more behind a known label."""
    ends = [max((i for i, run in enumerate(row) if run.stem in APPLICATION_STEMS), default=None) for row in rows]
    return sum(end is not None and len(row) - end > 6 for row, end in zip(rows, ends, strict=True))
