"""A walk through the pages of one list: what was seen, and whether to go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from crawler.catalogue import Column
from crawler.cms.recipe import Progress, Turn
from crawler.pages import PageVisit

SHORT = 10
"""A list of so many pages is read to its end every time, unless its declared total tells that nothing came in: reports
are sometimes put in below the top."""
PATIENCE = 2
"""So many pages in a row with nothing new to memory end the walk of a longer one."""
WHOLE_EVERY = timedelta(days=30)
"""Whatever it declares, a list is read to its end after this time."""
DEEPEST = 3
"""Hubs of hubs are followed so far."""


@dataclass(slots=True)
class Walk:
    """Pickled with the state of an interrupted crawl."""

    name: str
    portal: str
    column: Column
    url: str
    """Where the list begins."""
    depth: int = 0
    number: int = 0
    """Pages read."""
    records: int = 0
    pages: int | None = None
    total: int | None = None
    """Declared by the portal."""
    seen: set[str] = field(default_factory=set)
    """Keys of all items."""
    quiet: int = 0
    """Pages in a row that had nothing new to memory."""
    new: int = 0
    pending: int = 0
    """Pages that it asked for and that are not settled yet."""
    closing: PageVisit | None = None
    """What will be remembered of it once nothing is pending: a stopped crawl must not pass for a complete one."""
    before: Mapping[str, Any] | None = None
    """What the last walk of this list found, from memory."""

    def add(self, keys: Iterable[str], *, records: int, total: int | None) -> list[str]:
        """Note a page; those of its keys that this walk had not seen, in their order."""
        unseen = [key for key in dict.fromkeys(keys) if key not in self.seen]
        self.seen.update(unseen)
        self.number += 1
        self.records += records
        self.total = self.total if total is None else total
        return unseen

    def note_new(self, number: int) -> None:
        """How many of the last page's items memory did not know."""
        self.new += number
        self.quiet = 0 if number else self.quiet + 1

    def knows_the_rest(self, now: datetime) -> bool:
        """Whether what follows is known from an earlier walk that went to the end.

        >>> before = {"complete": True, "pages": 4, "total": 41, "ended_at": datetime(2026, 11, 1)}
        >>> walk = Walk("", "", Column(""), "", before=before, total=41, quiet=1)
        >>> walk.knows_the_rest(datetime(2026, 11, 2)), walk.knows_the_rest(datetime(2026, 12, 2))
        (True, False)
        """
        before = self.before
        if before is None or not before.get("complete") or not self.quiet:
            return False
        if now - before["ended_at"] > WHOLE_EVERY:
            return False
        if self.total is not None and before.get("total") is not None:
            return bool(self.total - before["total"] <= self.new)
        return self.quiet >= PATIENCE and before["pages"] > SHORT

    def progress(self, last: Turn) -> Progress:
        """How far it has come, for the pager."""
        return Progress(self.number, self.records, self.url, last, self.pages)

    def found(self, now: datetime, *, ended: bool) -> dict[str, Any]:
        """What to remember of it; what was left out is as the last walk found it."""
        before = self.before or {}
        if not ended:
            return {**before, "complete": bool(before.get("complete")), "total": self.total}
        # Fewer than declared: the count lies, or pages were repeated or missing. Then nothing is taken for known.
        complete = self.total is None or self.records >= self.total
        fresh = {"complete": complete, "pages": self.number, "observed": len(self.seen), "ended_at": now}
        return {**fresh, "total": self.total}


def walk_name(portal: str, key: str) -> str:
    """The name of a walk: one a list."""
    return f"{portal} {key}"
