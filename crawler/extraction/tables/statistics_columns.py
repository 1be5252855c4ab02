"""The columns of a 统计表: label, unit, the year's figures, the running total; a table may print them side by side."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from crawler.extraction.forms.statistics_table import (
    CUMULATIVE_HEADS,
    KEY_BY_STEM,
    KNOWN_STEMS,
    LABEL_HEADS,
    MONEY_KEY_BY_STEM,
    OTHER_HEADS,
    PLAIN_HEADS,
    UNIT_HEADS,
    UNITS,
    YEAR_HEADS,
)
from crawler.extraction.page import Issue
from crawler.extraction.tables.grid_runs import GridRow, Head, column_heads, is_blank
from crawler.extraction.tables.labels import normalise_label, read_label

_YEAR = re.compile(r"(20\d\d)年?度?(?:数|数据|统计数|数量|累计|实际)?")
_SINCE = re.compile(r"(?:截至|截止|历年|历史|自).{0,16}累计数?")
_NOTE = re.compile(r"(?<!^)\((?!(?:[一二三四五六七八九十]{1,3}|\d{1,2})\))[^()]{0,80}\)")
_DIGIT = re.compile(r"\d")
_MIN_LABELS = 2
"""So many known labels below each other are a column of labels."""

_Role = Literal["label", "unit", "year", "plain", "cumulative", "other"]


class Role(NamedTuple):
    """What a column holds; `year` where its head prints one."""

    name: _Role
    year: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """One set of columns, as ranges of grid columns."""

    label: tuple[int, int]
    unit: tuple[int, int] | None
    value: tuple[int, int] | None
    cumulative: tuple[int, int] | None
    years: frozenset[int] = frozenset()
    """The years that its heads print."""


@lru_cache(maxsize=1024)
def column_role(text: str) -> Role | None:
    """What a column with this head holds.

    >>> column_role("2015年度"), column_role("历年累计").name, column_role("本年累计").name, column_role("合 计").name
    (Role(name='year', year=2015), 'cumulative', 'year', 'plain')
    """
    stem = read_label(text).stem
    if found := _YEAR.fullmatch(stem):
        return Role("year", int(found[1]))
    if _SINCE.fullmatch(stem):
        return Role("cumulative")
    return _ROLES.get(stem)


_ROLES = {
    **dict.fromkeys(LABEL_HEADS, Role("label")),
    **dict.fromkeys(UNIT_HEADS, Role("unit")),
    **dict.fromkeys(YEAR_HEADS, Role("year")),
    **dict.fromkeys(PLAIN_HEADS, Role("plain")),
    **dict.fromkeys(CUMULATIVE_HEADS, Role("cumulative")),
    **dict.fromkeys(OTHER_HEADS, Role("other")),
}


@lru_cache(maxsize=2048)
def indicator_stem(label: str) -> str:
    """Stem of a row label without the notes in brackets.

    >>> indicator_stem("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）")
    '主动公开政府信息数'
    """
    return read_label(_NOTE.sub("", normalise_label(label))).stem


def is_head(row: GridRow) -> bool:
    """Whether a row prints the heads of the columns: 指标名称 and 计量单位 or a column of figures beside it."""
    if not any(run.stem in LABEL_HEADS and run.own for run in row):
        return False
    return any(role.name != "label" for run in row if run.stem and (role := column_role(run.text)) is not None)


def known_indicators(rows: Sequence[GridRow]) -> int:
    """How many rows have a label of the national table or its forerunners."""
    return sum(any(run.own and run.stem and indicator_stem(run.text) in KNOWN_STEMS for run in row) for row in rows)


def panels_by_heads(rows: Sequence[GridRow], year: int | None) -> list[Panel]:
    """The columns that head rows print; `year` is the one whose figures are wanted."""
    heads = column_heads(rows, column_role)
    starts = [i for i, head in enumerate(heads) if head.key is not None and head.key.name == "label"]
    panels = []
    for start, end in zip(starts, [*starts[1:], len(heads)], strict=False):
        columns = heads[start:end]
        roles = [head.key for head in columns]
        place = year_column(roles, year)
        panels.append(
            Panel(
                (columns[0].start, columns[0].end),
                _only(columns, "unit"),
                None if place is None else (columns[place].start, columns[place].end),
                _only(columns, "cumulative"),
                printed_years(roles),
            )
        )
    return panels


def year_column(roles: Sequence[Role | None], year: int | None) -> int | None:
    """Which column holds the figures of the year: the one under its number, else 本年 or 本年累计, else the plain one.

    Beside columns under other years a plain one (合计) may be their sum. Where nobody knows the year, a printed one
    counts if it is the only one.

    >>> heads = [column_role(text) for text in ("2015年", "2016年", "历年累计")]
    >>> year_column(heads, 2016), year_column(heads, 2017), year_column(heads, None), year_column(heads[:1], None)
    (1, None, None, 0)
    """
    years = printed_years(roles)
    places = {i: role for i, role in enumerate(roles) if role is not None}
    current = [i for i, role in places.items() if role == Role("year")]
    dated = [i for i, role in places.items() if role.year and (role.year == year or (year is None and len(years) == 1))]
    found = (dated or current) if year is not None else (current or dated)
    if not years:
        found = found or [i for i, role in places.items() if role.name == "plain"]
    return found[0] if len(found) == 1 else None


def printed_years(roles: Iterable[Role | None]) -> frozenset[int]:
    """The years that heads print."""
    return frozenset(role.year for role in roles if role is not None and role.year)


def no_column(years: Iterable[int], year: int | None) -> Issue:
    """What is told of a 统计表 none of whose columns is certain to hold the year's figures."""
    detail: dict[str, object] = {"table": "statistics_table"}
    if printed := sorted(years):
        return Issue("other_year", "warning", {**detail, "years": printed, "report_year": year})
    return Issue("unknown_label", "warning", {**detail, "label": "column of the year"})


def panels_by_content(rows: Sequence[GridRow], beside: Sequence[Panel] = ()) -> list[Panel]:
    """The columns of a table without heads, or beside the panels that heads print: labels, and figures behind them.

    Where several columns of figures follow a column of labels, nobody knows which is the year's.
    """
    labels: Counter[tuple[int, int]] = Counter()
    units: set[tuple[int, int]] = set()
    figures: set[tuple[int, int]] = set()
    for row in rows:
        for run in row:
            place = (run.start, run.end)
            if run.stem and run.own and indicator_stem(run.text) in KNOWN_STEMS:
                labels[place] += 1
            elif normalise_label(run.text) in UNITS:
                units.add(place)
            elif not run.stem and not is_blank(run) and _DIGIT.search(run.text):
                figures.add(place)
    known = [_extent(panel) for panel in beside]
    most = max(labels.values(), default=0)
    free = sorted(
        place
        for place, count in labels.items()
        if count >= min(most, _MIN_LABELS) and not any(place[0] < end and start < place[1] for start, end in known)
    )
    starts = sorted({place[0] for place in (*free, *known)})
    panels = []
    for label in free:
        end = next((start for start in starts if start >= label[1]), math.inf)
        values = [place for place in figures if label[1] <= place[0] < end]
        unit = [place for place in units if label[1] <= place[0] < end]
        panels.append(Panel(label, unit[0] if len(unit) == 1 else None, values[0] if len(values) == 1 else None, None))
    return panels


def _extent(panel: Panel) -> tuple[int, int]:
    """From its first column to its last."""
    places = (panel.label, panel.unit, panel.value, panel.cumulative)
    return panel.label[0], max(place[1] for place in places if place is not None)


def _only(heads: Sequence[Head[Role]], name: _Role) -> tuple[int, int] | None:
    found = [(head.start, head.end) for head in heads if head.key is not None and head.key.name == name]
    return found[0] if len(found) == 1 else None


def statistics_key(label: str, unit: str | None) -> str | None:
    """The indicator that means the same; one of money only where its own unit is printed.

    >>> statistics_key("其中：1、政府网站公开数", "条"), statistics_key("七、依申请公开信息收取的费用", "万元")
    ('proactive_website', None)
    """
    stem = indicator_stem(label)
    if stem in MONEY_KEY_BY_STEM:
        key, needed = MONEY_KEY_BY_STEM[stem]
        return key if unit == needed else None
    return KEY_BY_STEM.get(stem)
