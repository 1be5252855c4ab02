"""What is remembered of the pages of portals, so that the next crawl asks only for what is new or due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from crawler.items import AnnualReport, Reject

Role = Literal["list", "detail", "attachment"]


@dataclass(slots=True)
class PageVisit:
    """One look at a page, with what it gave. Stored in one piece: memory is never ahead of what it remembers."""

    key: str
    """The page's canonical address without scheme: twins that the catalogue knows have the same."""
    url: str
    """The address that was fetched."""
    portal: str
    """Id of its catalogue entry."""
    column: str
    """Address of the column that lists it."""
    role: Role
    outcome: str
    """report, listed (a list), not_modified, gone, error, rendition, twin (not fetched), else a reject's reason."""
    visited_at: datetime
    """UTC."""
    next_due: datetime | None = None
    """When to look again; None: never, unless its entry in the list changes."""
    interval_days: float | None = None
    """How long after this look that is."""
    title: str | None = None
    """As the list prints it."""
    listed_date: str | None = None
    """As the list prints it, ISO 8601."""
    status: int | None = None
    """HTTP status; None where nothing was fetched."""
    etag: str | None = None
    last_modified: str | None = None
    page_sha256: str | None = None
    also: list[str] = field(default_factory=list)
    """Further addresses that the lists give for the same page: its twins."""
    rendition_of: str | None = None
    """Address of the page of the report that this is a rendition of, where it is not one that can be read."""
    rendition: str = "html"
    walked: dict[str, Any] | None = None
    """Of a column's first page: what its walk found, see `crawler.cms.walk`."""
    gave: AnnualReport | Reject | None = None
    """The report or reject; stored in its own collection."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What is remembered of a page."""

    key: str
    url: str
    portal: str
    column: str
    role: Role
    outcome: str
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    report_id: str | None = None
    next_due: datetime | None = None
    interval_days: float | None = None
    also: tuple[str, ...] = ()
    walked: Mapping[str, Any] | None = None

    def due(self, now: datetime) -> bool:
        """Whether it is time to look again."""
        return self.next_due is not None and self.next_due <= now


class PageMemory(Protocol):
    """What spiders ask of the memory of pages."""

    async def recall(self, keys: Iterable[str]) -> Mapping[str, PageRecord]:
        """The records of those pages that are remembered."""

    async def details(self, portal: str, *, due: datetime | None = None) -> list[PageRecord]:
        """All remembered report pages of a portal, or those that are due by then."""


class NoMemory:
    """Remembers nothing: for a look at a portal without a database."""

    async def recall(self, keys: Iterable[str]) -> Mapping[str, PageRecord]:
        """Nothing."""
        del keys
        return {}

    async def details(self, portal: str, *, due: datetime | None = None) -> list[PageRecord]:
        """Nothing."""
        del portal, due
        return []
