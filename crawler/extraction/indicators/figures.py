"""A figure found in a statement of the prose, before it is placed in its section."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from crawler.extraction.indicators.clauses import Statement, other_year
from crawler.extraction.numerals import count
from crawler.items import Number

FRACTIONAL = frozenset({"元", "万元", "%"})
"""Units whose figures may have decimals; 1.082条 is a misprint that nobody can resolve."""

Scope = Literal["own", "area"]
Status = Literal["reported", "zero", "approximate", "cumulative"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `start` and `end` of its quotation and `place` are offsets in the section's text."""

    name: str
    value: Number
    unit: str | None
    status: Status
    start: int
    end: int
    place: int
    """Where its label begins: what stands before it says whose it is, and of when."""
    scope: Scope | None = None
    category: str | None = None

    def named(self, name: str) -> Figure:
        """The same figure under another name."""
        return replace(self, name=name)


def figure(name: str, found: re.Match[str], statement: Statement, *, start: int | None = None) -> Figure | None:
    """The figure of a match with the groups of `indicator_patterns.number`.

    Money keeps the printed number, so that 0.5万元 is 0.5 with the unit 万元; all other counts are
    multiplied out.
    """
    printed, unit = found["n"], found["unit"]
    if unit == "元" and printed.endswith("万"):
        printed, unit = printed[:-1].rstrip(), "万元"
    value = count(printed)
    if value is None or (value != int(value) and unit not in FRACTIONAL):
        return None
    vague = any(found[group] for group in ("about", "more", "after"))
    status: Status = "approximate" if vague else ("zero" if value == 0 else "reported")
    begin = found.start() if start is None else start
    begin += len(statement.text[begin:]) - len(statement.text[begin:].lstrip(", 、"))
    end = found.end()
    at = statement.start
    return Figure(name, value, unit, status, at + begin, at + end, at + found.start())


def of_another_year(statement: Statement, found: re.Match[str], year: int | None) -> bool:
    """The match states a figure of a year that is not reported on."""
    return other_year(statement, found.start("n"), year)
