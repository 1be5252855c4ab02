"""Items into the database: durable in the spool first, stored in the background, bounded at the end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem, NotConfigured
from scrapy.settings import BaseSettings

from crawler.items import AnnualReport, Reject, as_document
from crawler.pages import PageVisit
from pipelines import local_mongod
from pipelines.drain import OUTCOMES, TRY_LATER, set_aside, store_segment, utc_now
from pipelines.group_commit import GroupCommit
from pipelines.local_mongod import LocalMongodUnavailable
from pipelines.records import Record, UnspoolableItem, encode
from pipelines.repository import DatabaseUnreachable, Repository
from pipelines.run_record import RunTally, run_id
from pipelines.spool import Segment, Spool, SpoolFull

logger = logging.getLogger(__name__)

Item = AnnualReport | Reject | PageVisit

GATHER_SECONDS = 0.5
"""How long the writer lets items gather before it stores less than a full batch."""
DRAIN_SECONDS_WHEN_TOLD_TO_END = 4.0
"""Whoever stops a crawl waits: a turn, the answers under way (DOWNLOAD_TIMEOUT) and this together stay below 30 s."""
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, LONGEST_PAUSE_AT_END_SECONDS = 0.25, 30.0, 2.0
"""Between two tries while the database is away; each pause is twice the one before."""


class NotAccepted(DropItem):
    """The spool takes nothing more and the crawl ends: this item was not kept, the next crawl fetches it again."""


@dataclass(slots=True)
class _Way:
    """What an open pipeline works with."""

    repository: Repository
    spool: Spool
    committer: GroupCommit
    writer: asyncio.Task[None] | None = None


def open_spool(settings: BaseSettings) -> Spool:
    """The spool on the way to the database that the settings name. Raises `OSError`.

    Each database has its own: what was meant for one must not be drained into another.
    """
    folder = Path(settings["SPOOL_DIR"]) / settings["MONGO_DATABASE"]
    return Spool(folder, segment_items=settings.getint("STORE_BATCH_SIZE"))


class StorePipeline:
    """`process_item` comes back when the item is on disk; one background task takes it to the database.

    Stats: `store/spooled`; `store/new`, `store/changed`, `store/unchanged`, `store/rejects` and
    `store/refused` as things are stored; `store/waiting` at the end.
    """

    def __init__(self, crawler: Crawler) -> None:
        if crawler.stats is None:
            raise NotConfigured("storing needs the crawler's stats")
        self._crawler = crawler
        self._stats = crawler.stats
        self._run_id = run_id(crawler)
        self._tally = RunTally()
        self._way: _Way | None = None
        self._ready = asyncio.Event()
        self._ending = asyncio.Event()
        self._give_up_at: float | None = None
        self._closing_crawl: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.spider_closed, signals.spider_closed)
        return pipeline

    async def open_spider(self) -> None:
        """Connect, take over what former crawls left, start the writer.

        Raises `CloseSpider` with the reason `database_unreachable` or `spool_unusable`.
        """
        try:
            self._way = await asyncio.to_thread(self._open)
        except (DatabaseUnreachable, LocalMongodUnavailable) as error:
            self._stats.set_value("store/unreachable", 1)
            logger.error("%s", error)
            raise CloseSpider("database_unreachable") from None
        except OSError as error:
            logger.error("the spool cannot be used: %s", error)
            raise CloseSpider("spool_unusable") from None
        if left := self._way.spool.waiting_items:
            logger.info("%d items that former crawls left in the spool are stored now", left)
        self._way.writer = asyncio.create_task(self._write(self._way))

    async def process_item(self, item: Item) -> Item:
        """The item, once it is durable.

        Raises `UnspoolableItem`, `SpoolFull`, which ends the crawl, or `NotAccepted` for what comes after that.
        """
        if self._way is None or self._closing_crawl is not None:
            raise NotAccepted("the crawl has ended", log_level="DEBUG")
        try:
            await self._way.committer.append(b"".join(map(encode, records_of(item, self._run_id))))
        except UnspoolableItem:
            self._stats.inc_value("store/refused")
            raise
        except SpoolFull as error:
            if self._closing_crawl is not None:
                raise NotAccepted("the crawl has ended", log_level="DEBUG") from None
            self._end_crawl(error)
            raise
        content = item.gave if isinstance(item, PageVisit) else item
        if content is not None:
            self._stats.inc_value("store/spooled")
            self._tally.add(content)
        if self._way.spool.has_closed:
            self._ready.set()
        return item

    async def close_spider(self) -> None:
        """Let the writer finish, for STORE_DRAIN_SECONDS at most; the rest waits in the spool."""
        if self._way is None or self._way.writer is None:
            return
        seconds = self._crawler.settings.getfloat("STORE_DRAIN_SECONDS")
        if not self._crawler.crawling:  # told to end
            seconds = min(seconds, DRAIN_SECONDS_WHEN_TOLD_TO_END)
        self._give_up_at = asyncio.get_running_loop().time() + seconds
        self._ending.set()
        self._ready.set()
        await self._way.writer
        waiting = self._way.spool.waiting_items
        self._stats.set_value("store/waiting", waiting)
        where = self._crawler.settings["SPOOL_DIR"]
        if waiting:
            logger.error("%d items wait in %s: once the database is back, `scrapy drain` stores them", waiting, where)
        if refused := self._stats.get_value("store/refused"):
            logger.error(
                "%d items were refused, with reasons in %s: once mended, `scrapy drain --refused` tries them again",
                refused,
                where,
            )

    async def spider_closed(self, reason: str) -> None:
        """Complete the run's record, in the database or else in the spool, and let go of both."""
        if self._way is not None:
            way, self._way = self._way, None
            await asyncio.to_thread(self._close, way, reason)

    def _open(self) -> _Way:
        settings = self._crawler.settings
        uri = settings["MONGO_URI"] or local_mongod.start(Path(settings["LOCAL_MONGO_DIR"]))
        repository = Repository.connect(uri, settings["MONGO_DATABASE"])
        try:
            repository.prepare()
            spool = open_spool(settings)
        except (DatabaseUnreachable, OSError):
            repository.close()
            raise
        committer = GroupCommit(
            spool,
            max_bytes=settings.getint("SPOOL_MAX_BYTES"),
            room_seconds=settings.getfloat("STORE_DRAIN_SECONDS"),
        )
        given = vars(self._crawler.spider).items()
        arguments = {name: value for name, value in given if isinstance(value, str) and name.isidentifier()}
        record = {"_id": self._run_id, "spider": self._crawler.spidercls.name, "arguments": arguments}
        with contextlib.suppress(DatabaseUnreachable):  # gone in this very moment: the end of the run tells
            repository.start_run({**record, "started_at": utc_now(), "counts": dict.fromkeys(OUTCOMES, 0)})
        return _Way(repository, spool, committer)

    def _close(self, way: _Way, reason: str) -> None:
        counters = {name: value for name, value in self._stats.get_stats().items() if name.startswith("portal/")}
        fields = self._tally.fields(outcome=reason, finished_at=utc_now(), counters=counters)
        with way.spool, contextlib.closing(way.repository):
            try:
                way.repository.credit_run(self._run_id, "end", {}, fields)
            except DatabaseUnreachable:
                try:
                    way.spool.append([encode(Record("run", self._run_id, fields))])
                except SpoolFull as error:
                    logger.error("the record of run %s is not complete: %s", self._run_id, error)

    async def _write(self, way: _Way) -> None:
        """Segment after segment, until the crawl ends and nothing is left or the time is up."""
        pause = 0.0
        while True:
            if not way.spool.has_closed:
                await _sleep(GATHER_SECONDS, until=self._ready)
                self._ready.clear()
            segment = await asyncio.to_thread(way.spool.take)
            if segment is None:
                if self._give_up_at is not None:
                    return
                continue
            try:
                counts = await asyncio.to_thread(self._store, way, segment)
            except TRY_LATER as error:
                if not pause:
                    logger.warning("%s; items wait in the spool", error)
                longest = LONGEST_PAUSE_SECONDS if self._give_up_at is None else LONGEST_PAUSE_AT_END_SECONDS
                pause = min(longest, pause * 2 or FIRST_PAUSE_SECONDS)
                if self._time_is_up(pause):
                    return
                # Woken by the end of the crawl; at the end there is nothing to be woken by.
                await _sleep(pause, until=asyncio.Event() if self._ending.is_set() else self._ending)
            else:
                pause = 0.0
                for name, number in counts.items():
                    self._stats.inc_value(name if "/" in name else f"store/{name}", number)

    def _store(self, way: _Way, segment: Segment) -> Counter[str]:
        try:
            return store_segment(way.spool, segment, way.repository)
        except TRY_LATER:
            raise
        except Exception:  # whatever is wrong with it, the others must get through
            logger.exception("%s cannot be stored and is set aside", segment.path)
            return set_aside(way.spool, segment, "not storable, see the log of the crawl")

    def _time_is_up(self, pause: float) -> bool:
        now = asyncio.get_running_loop().time()
        return self._give_up_at is not None and now + pause >= self._give_up_at

    def _end_crawl(self, error: SpoolFull) -> None:
        """Nothing more can be accepted: stop asking portals for it."""
        if self._closing_crawl is None and self._crawler.engine is not None:
            logger.error("%s; the crawl ends here, what it has accepted is safe", error)
            closing = self._crawler.engine.close_spider_async(reason="spool_full")
            self._closing_crawl = asyncio.ensure_future(closing)


def records_of(item: Item, run_id: str) -> list[Record]:
    """An item as records of the spool; a visit follows what it gave, and both are written in one piece."""
    if isinstance(item, Reject):
        return [Record("reject", run_id, as_document(item))]
    if isinstance(item, AnnualReport):
        return [Record("report", run_id, as_document(item))]
    page = {name: value for name, value in as_document(replace(item, gave=None)).items() if name != "gave"}
    page |= {"run_id": run_id, "host": urlsplit(item.url).hostname}
    page["report_id"] = item.gave.id if isinstance(item.gave, AnnualReport) else None
    given = [] if item.gave is None else records_of(item.gave, run_id)
    return [*given, Record("page", run_id, page)]


async def _sleep(seconds: float, *, until: asyncio.Event) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(until.wait(), seconds)
