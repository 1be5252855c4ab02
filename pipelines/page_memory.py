"""The memory of pages as spiders ask for it, handed over by an extension: spiders know no database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from crawler.pages import PageRecord
from pipelines import layout, local_mongod
from pipelines.repository import Repository

_FIELDS = (
    "url", "portal", "column", "role", "outcome", "title", "etag", "last_modified", "report_id", "next_due",
    "interval_days", "walked",
)  # fmt: skip


class StoredMemory:
    """`PageMemory` from the collection `pages`; asks in a thread, so that the crawl goes on."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    async def recall(self, keys: Iterable[str]) -> Mapping[str, PageRecord]:
        """The records of those pages that are remembered. Raises `DatabaseUnreachable`."""
        found = await self._ask({"_id": {"$in": list(keys)}})
        return {record.key: record for record in found}

    async def details(self, portal: str, *, due: datetime | None = None) -> list[PageRecord]:
        """All remembered report pages of a portal, or those that are due by then. Raises `DatabaseUnreachable`."""
        asked: dict[str, Any] = {"portal": portal, "role": "detail"}
        if due is not None:
            asked["next_due"] = {"$lte": due}
        return await self._ask(asked)

    async def _ask(self, condition: Mapping[str, Any]) -> list[PageRecord]:
        visited = {**condition, "outcome": {"$exists": True}}  # a page may so far only be known to have a twin
        found = await asyncio.to_thread(lambda: list(self._repository.select(layout.PAGES, visited)))
        return [record_of(document) for document in found]


def record_of(document: Mapping[str, Any]) -> PageRecord:
    """The record that a document of `pages` is."""
    fields = {name: document.get(name) for name in _FIELDS}
    return PageRecord(key=document["_id"], also=tuple(document.get("also", ())), **fields)  # type: ignore[arg-type]


class PageMemoryExtension:
    """Gives spiders that crawl portals their `memory` when they open."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._repository: Repository | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    async def spider_opened(self, spider: Spider) -> None:
        """The store pipeline has connected before: what is unreachable has already ended the crawl."""
        if hasattr(spider, "portals"):
            settings = self._crawler.settings
            uri = settings["MONGO_URI"] or local_mongod.start(Path(settings["LOCAL_MONGO_DIR"]))
            self._repository = await asyncio.to_thread(Repository.connect, uri, settings["MONGO_DATABASE"])
            spider.memory = StoredMemory(self._repository)  # type: ignore[attr-defined]

    def spider_closed(self) -> None:
        """Give the connections back."""
        if self._repository is not None:
            self._repository.close()
