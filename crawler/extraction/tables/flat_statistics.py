"""The flattened 政府信息公开情况统计表 (2008-2018): where it stands, and its rows.

A row is a label, a unit, and exactly as many values as the heads announce; with any other number, or with digits run
together (`346085376` may be 3460 and 85376), the row has its label and unit and no value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crawler.extraction.page import Issue
from crawler.extraction.tables.cells import read_cell
from crawler.extraction.tables.flat_indicators import IndicatorPiece, split_indicators
from crawler.extraction.tables.flat_page_numbers import may_be_page_number
from crawler.extraction.tables.flat_regions import Region
from crawler.extraction.tables.labels import normalise_label, read_label
from crawler.extraction.tables.statistics_columns import (
    Role,
    column_role,
    no_column,
    printed_years,
    statistics_key,
    year_column,
)
from crawler.items import Number, StatisticsRow

STATISTICS_ANCHORS = (
    "计量单位", "統計指標", "统计指标", "指标名称", "主动公开规范性文件数", "收到申请数", "受理依申请公开信息总数",
)  # fmt: skip
"""Without one of these no 统计表 is looked for."""

MIN_ROWS = 3
_LOOK_AHEAD = 12
_LONGEST_LABEL = 120
_PROSE = ("。", "；", ";")
_UNREADABLE = frozenset(("text", "wrapped"))
_MONEY = frozenset(("元", "万元", "%"))


@dataclass(frozen=True, slots=True)
class FlatStatistics:
    """Rows of the 统计表; `raw` stands beside them, `None` where the print is plain."""

    rows: tuple[StatisticsRow, ...] = ()
    raw: tuple[dict[str, str] | None, ...] = ()
    issues: tuple[Issue, ...] = ()
    years: frozenset[int] = frozenset()
    """The years that its heads print."""


def find_statistics(pieces: Sequence[IndicatorPiece]) -> list[Region]:
    """The 统计表 among the pieces: from its heads or first row to its last value."""
    regions = []
    index = 0
    while index < len(pieces):
        if pieces[index].kind not in ("head", "label"):
            index += 1
            continue
        region = _extend(pieces, index)
        members = pieces[region.first : region.last + 1]
        if _is_table(members):
            regions.append(region)
        index = region.last + 1
    return regions


def _extend(pieces: Sequence[IndicatorPiece], first: int) -> Region:
    last = index = first
    while index < len(pieces):
        kind = pieces[index].kind
        if kind == "text" and not _goes_on(pieces, index):
            break
        if kind not in ("text", "page_number"):
            last = index
        index += 1
    return Region(first, last)


def _goes_on(pieces: Sequence[IndicatorPiece], index: int) -> bool:
    """Whether a text is the label of a row, or of a group of rows that follow."""
    length = 0
    for piece in pieces[index : index + _LOOK_AHEAD]:
        if piece.kind in ("unit", "label"):
            return True
        length += len(piece.raw)
        if length > _LONGEST_LABEL or any(mark in piece.raw for mark in _PROSE):
            return False
    return False


def _is_table(pieces: Sequence[IndicatorPiece]) -> bool:
    rows = sum(piece.kind == "label" and following.kind in ("unit", "value") for piece, following in pairwise(pieces))
    roles = {role.name for piece in pieces if piece.kind == "head" and (role := column_role(piece.raw))}
    return rows >= MIN_ROWS or ("label" in roles and len(roles) > 1 and any(p.kind == "value" for p in pieces))


def read_flat_statistics(
    lines: Sequence[str], year: int | None = None, page_numbers: frozenset[int] = frozenset()
) -> FlatStatistics | None:
    """The rows of a flattened 统计表; `None` where the lines hold none.

    `year` is the one whose figures are wanted, `page_numbers` are bare numbers that may be no figures.

    >>> lines = ["统计指标 | 单位 | 统计数 |", "收到申请数 | 件 | 3 |", "其中：1.当面申请数 | 件 | |"]
    >>> [(row.label, row.key, row.value) for row in read_flat_statistics(lines).rows]
    [('收到申请数', 'applications_received', 3), ('其中：1.当面申请数', 'applications_in_person', None)]
    """
    _, pieces = split_indicators(lines)
    regions = find_statistics(pieces)
    if not regions:
        return None
    pieces = [piece for piece in pieces[regions[0].first : regions[-1].last + 1] if piece.kind != "page_number"]
    for piece in pieces:
        piece.doubtful |= piece.bare and may_be_page_number(piece.raw, page_numbers)
    roles = _roles(pieces)
    columns = [role for role in roles if role.name != "unit"] or [Role("plain")]
    place, years = year_column(columns, year), printed_years(columns)
    rows = _rows(pieces)
    if _is_wider(rows, len(columns)) or _has_unknown_head(pieces):
        place = None
    read = [_row(label, values, columns, place) for label, values in rows]
    printed = [row for row in read if row is not None]
    issues = [issue for _, _, issue in printed if issue is not None]
    issues += [
        Issue("unknown_label", "warning", {"table": "statistics_table", "label": label[:80]})
        for (label, _), row in zip(rows, read, strict=True)
        if row is None and label[-1:].isdigit()
    ]
    if place is None:
        issues.insert(0, no_column(years, year))
    return FlatStatistics(
        tuple(row for row, _, _ in printed),
        tuple(raw or None for _, raw, _ in printed),
        tuple(issues),
        years,
    )


def _roles(pieces: Sequence[IndicatorPiece]) -> list[Role]:
    """What the columns behind the labels hold, as the heads print them; empty without heads."""
    roles: list[Role] = []
    for piece in pieces:
        if piece.kind == "label":
            break
        role = column_role(piece.raw) if piece.kind == "head" else None
        if role is not None and role.name == "label":
            roles = []
        elif role is not None:
            roles.append(role)
    return roles


def _rows(pieces: Sequence[IndicatorPiece]) -> list[tuple[str, list[IndicatorPiece]]]:
    """Each printed label with the units and values behind it."""
    rows: list[tuple[str, list[IndicatorPiece]]] = []
    for piece in pieces:
        if piece.kind == "label":
            rows.append((piece.raw, []))
        elif piece.kind == "text":
            if rows and not rows[-1][1] and not _begins_row(piece):
                rows[-1] = (f"{rows[-1][0]}{piece.raw}", [])
            else:
                rows.append((piece.raw, []))
        elif piece.kind != "head" and rows:
            rows[-1][1].append(piece)
    return rows


def _has_unknown_head(pieces: Sequence[IndicatorPiece]) -> bool:
    """Whether the heads run into a text that no head is: a column that nobody knows."""
    for head, piece in pairwise(pieces):
        if piece.kind == "label":
            return False
        if head.kind == "head" and piece.kind == "text" and not piece.newline:
            return read_label(piece.raw).ordinal == "" and not piece.raw.startswith("其中")
    return False


def _is_wider(rows: Sequence[tuple[str, list[IndicatorPiece]]], columns: int) -> bool:
    """Whether rows print more values than the heads name columns: one value of a row may then be any column's."""
    counts = [sum(piece.kind == "value" for piece in printed) for _, printed in rows]
    wider = sum(count > columns for count in counts)
    return wider > 1 and 4 * wider >= sum(count > 0 for count in counts)


def _begins_row(piece: IndicatorPiece) -> bool:
    label = normalise_label(piece.raw)
    return piece.newline and not (label.startswith("(") and label[2:3] != ")")


def _row(
    label: str, printed: list[IndicatorPiece], columns: Sequence[Role], place: int | None
) -> tuple[StatisticsRow, dict[str, str], Issue | None] | None:
    units = [normalise_label(piece.raw).strip("()") for piece in printed if piece.kind == "unit"]
    values = [piece for piece in printed if piece.kind == "value"]
    if not units and all(read_cell(piece.raw).state == "not_applicable" for piece in values):
        return None
    unit = units[0] if len(units) == 1 else None
    row = StatisticsRow(label, statistics_key(label, unit), unit, None)
    if not values:
        return row, {}, None
    tokens = " ".join(piece.raw for piece in values)
    if len(values) != len(columns) or len(units) > 1 or any(piece.doubtful for piece in values):
        detail = {"table": "statistics_table", "row": label[:80], "cells": [piece.raw for piece in values[:20]]}
        return row, {"value": tokens[:200]}, Issue("unbalanced_table", "warning", detail)
    raw: dict[str, str] = {}
    issue = None
    if unreadable := [piece.raw for piece in values if read_cell(piece.raw, "money").state in _UNREADABLE]:
        detail = {"table": "statistics_table", "row": label[:80], "text": " ".join(unreadable)[:80]}
        issue = Issue("unreadable_cell", "warning", detail)
    if place is not None:
        row.value = _number(values[place].raw, unit, "value", raw)
    since = [i for i, role in enumerate(columns) if role.name == "cumulative"]
    if len(since) == 1:
        row.cumulative = _number(values[since[0]].raw, unit, "cumulative", raw)
    return row, raw, issue


def _number(text: str, unit: str | None, name: str, raw: dict[str, str]) -> Number | None:
    cell = read_cell(text, "money" if unit is None or unit in _MONEY else "count")
    if cell.raw is not None:
        raw[name] = cell.raw
    return cell.value if cell.state == "number" and not (cell.unit and unit and cell.unit != unit) else None
