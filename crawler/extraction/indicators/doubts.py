"""Whether a figure is a fact of the report's year: not quoted, asked for, planned, nor of a part of the year."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from functools import lru_cache

from crawler.extraction.forms import doubt_patterns as data
from crawler.extraction.indicators.clauses import Statement

_TIME = re.compile(f"{data.WHOLE_YEAR}|{data.UNTIL}|{data.PART_OF_YEAR}")
_DEMANDED = re.compile(data.DEMANDED)
_DEMANDED_ABOVE = re.compile(data.DEMANDED_ABOVE)
_BEHIND = re.compile(f"{data.DEMANDED_BEHIND}|{data.COMPARED_BEHIND}")


def doubtful(statement: Statement, place: int, end: int, *, cumulative: bool = False) -> bool:
    """The figure whose label begins at `place`, and that ends at `end`, is no fact of the year.

    What is counted since a beginning (`cumulative`) may end at any day.

    >>> said = [Statement(text, 0, "") for text in ("3月份公开12条", "确保全年公开12条", "全年公开12条")]
    >>> [doubtful(one, len(one.text) - 5, len(one.text)) for one in said]
    [True, True, False]
    """
    text = statement.text
    return (
        _quoted(text, place)
        or (not cumulative and _of_a_part(text, place))
        or _DEMANDED.search(statement.clause_before(place)) is not None
        or _first_demand(statement.before) < math.inf
        or _first_demand(text) < place
        or _BEHIND.match(text, end) is not None
    )


def _quoted(text: str, place: int) -> bool:
    """Inside a title or a quotation that is open at `place`."""
    for opening, closing in ("《》", "“”", "「」"):
        if text.rfind(opening, 0, place) > text.rfind(closing, 0, place):
            return True
    return text.count('"', 0, place) % 2 == 1


@lru_cache(maxsize=8)
def _first_demand(text: str) -> float:
    found = _DEMANDED_ABOVE.search(text)
    return found.start() if found else math.inf


@lru_cache(maxsize=8)
def _times(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_TIME.finditer(text))


def _of_a_part(text: str, place: int) -> bool:
    """The mark of time that stands last before the figure names a month, a quarter, a half."""
    marks = _times(text)
    count = bisect_left(marks, place, key=lambda mark: mark.start())
    return count > 0 and marks[count - 1].lastgroup == "part"
