"""Official tables that stand on the page and could not be read: said so, never passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extraction.page import Issue
from crawler.items import Statistics

_MARKS = {
    "proactive_disclosure": ("第二十条第", re.compile(r"^[^\w\n]{0,9}第二十条第[（(]一[)）]项[^\w\n]{0,40}$", re.M)),
    "applications": ("勾稽关系", re.compile("勾稽关系")),
    "review_and_litigation": ("未经复议直接起诉", re.compile("未经复议直接起诉")),
}
"""What only the table itself prints: its caption, the note on its sums, a column of its head; a word of each goes
before, for a cheap look."""


def unread_tables(text: str, statistics: Statistics) -> Iterator[Issue]:
    """The issue `unread_table` for each table whose marks the text has while no figure of it was read.

    >>> [issue.detail for issue in unread_tables("│第二十条第（一）项   │", Statistics())]
    [{'table': 'proactive_disclosure'}]
    >>> list(unread_tables("依照《条例》第二十条第（一）项的规定公开。", Statistics()))
    []
    """
    for table, (word, mark) in _MARKS.items():
        if word in text and not getattr(statistics, table) and mark.search(text):
            yield Issue("unread_table", "warning", {"table": table})
