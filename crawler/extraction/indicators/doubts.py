"""Whether a figure is a fact of the report's year: not quoted, asked for, planned, nor of a part of the year."""

from __future__ import annotations

import re

from crawler.extraction.forms import doubt_patterns as data
from crawler.extraction.indicators.clauses import Statement

_TIME = re.compile(f"{data.WHOLE_YEAR}|{data.UNTIL}|{data.PART_OF_YEAR}")
_DEMANDED = re.compile(data.DEMANDED)
_DEMANDED_ABOVE = re.compile(data.DEMANDED_ABOVE)
_BEHIND = re.compile(f"{data.DEMANDED_BEHIND}|{data.COMPARED_BEHIND}")


def doubtful(statement: Statement, place: int, end: int) -> bool:
    """The figure whose label begins at `place`, and that ends at `end`, is no fact of the year.

    >>> said = [Statement(text, 0, "") for text in ("3月份公开12条", "确保全年公开12条", "全年公开12条")]
    >>> [doubtful(one, len(one.text) - 5, len(one.text)) for one in said]
    [True, True, False]
    """
    text = statement.text
    return (
        _quoted(text, place)
        or _of_a_part(text, place)
        or _DEMANDED.search(statement.clause_before(place)) is not None
        or _DEMANDED_ABOVE.search(statement.before + text[:place]) is not None
        or _BEHIND.match(text, end) is not None
    )


def _quoted(text: str, place: int) -> bool:
    """Inside a title or a quotation that is open at `place`."""
    for opening, closing in ("《》", "“”", "「」"):
        if text.rfind(opening, 0, place) > text.rfind(closing, 0, place):
            return True
    return text.count('"', 0, place) % 2 == 1


def _of_a_part(text: str, place: int) -> bool:
    """The mark of time that stands last before the figure names a month, a quarter, a half."""
    last = None
    for found in _TIME.finditer(text):
        if found.start() >= place:
            break
        last = found
    return last is not None and last.lastgroup == "part"
