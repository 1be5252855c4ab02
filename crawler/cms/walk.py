"""A walk through the pages of one list: what was seen, and whether to go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.catalogue import Column
from crawler.cms.recipe import Progress, Turn

PATIENCE = 2
"""So many pages in a row with nothing new to memory end a walk, where the list was once read to its end: reports are
sometimes put in below the top."""
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

    def knows_the_rest(self) -> bool:
        """Whether what follows is known already: read to the end before, and as many new ones found as declared."""
        if self.before is None or not self.before.get("complete") or self.quiet < PATIENCE:
            return False
        total, before = self.total, self.before.get("total")
        return total is None or before is None or total - before <= self.new

    def progress(self, last: Turn) -> Progress:
        """How far it has come, for the pager."""
        return Progress(self.number, self.records, self.url, last, self.pages)

    def found(self, *, complete: bool) -> dict[str, Any]:
        """What to remember of it."""
        return {"complete": complete, "pages": self.number, "total": self.total, "observed": len(self.seen)}


def walk_name(portal: str, key: str) -> str:
    """The name of a walk: one a list."""
    return f"{portal} {key}"
