"""The second half of the spider of portals: report pages, from their entry in a list to the item and its memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response, TextResponse

from crawler.cms.links import is_file, page_key
from crawler.cms.listing import ListItem
from crawler.cms.options import Options
from crawler.cms.reading import further_pages, packed, read_detail, unpacked
from crawler.cms.recipe import Recipe
from crawler.cms.revisit import next_visit
from crawler.cms.walk import Walk
from crawler.extraction.titles import parse_title
from crawler.items import Reject
from crawler.pages import NoMemory, PageMemory, PageRecord, PageVisit

if TYPE_CHECKING:
    from datetime import datetime

    from scrapy.crawler import Crawler

GONE = frozenset(("soft_404", "home_redirect"))
"""Answers that mean that a page is not there any more."""
LONGEST_BODY = 20
"""Pages of one body at most."""


class DetailsMixin:
    """What a spider does with report pages."""

    crawler: Crawler
    memory: PageMemory = NoMemory()
    """Handed over by an extension; without one every page is new."""
    options = Options()
    recipes: Mapping[str, Recipe]
    asked: dict[str, str]
    """Key -> address of every page that this run has asked for."""
    named: dict[str, str]
    """Portal and title -> address of the page that the lists give for it, renditions left out."""
    linked: set[tuple[str, str]]
    """Key and further address of the twins that are known as such."""
    accepted = 0
    failed: Callable[[Any], Any]
    """What becomes of a request without an answer."""

    def now(self) -> datetime:
        """The present instant."""
        raise NotImplementedError

    def count(self, portal: str, counter: str, by: int = 1) -> None:
        """Book something under `portal/<id>/<counter>`."""
        raise NotImplementedError

    def settled(self, meta: Mapping[str, Any]) -> Iterator[PageVisit]:
        """A page is done with: what its walk has to say about that."""
        raise NotImplementedError

    def note_title(self, recipe: Recipe, item: ListItem) -> None:
        """Remember which page is the report of a title, so that its renditions find it."""
        facts = parse_title(item.title)
        if facts.is_report and facts.rendition is None and not is_file(item.url):
            self.named.setdefault(f"{recipe.portal.id} {facts.title}", item.url)

    def fetch(self, recipe: Recipe, column: str, key: str, item: ListItem, record: PageRecord | None) -> Iterator[Any]:
        """Ask for a page, unless a limit or a dry run forbids it."""
        since = self.options.since
        if since is not None and item.date is not None and item.date < since:
            return
        if is_file(item.url) and not self.options.dry_run:
            self.asked[key] = item.url
            yield self.file_visit(recipe, column, key, item)
            return
        if self.options.dry_run:
            self.asked[key] = item.url
            self.count(recipe.portal.id, "would_fetch")
            self.logger.info("would fetch %s %s", item.url, item.title)  # type: ignore[attr-defined]
            return
        self.asked[key] = item.url
        yield self.detail_request(recipe, column, key, item, record)

    def detail_request(
        self, recipe: Recipe, column: str, key: str, item: ListItem, record: PageRecord | None
    ) -> Request:
        """The request for a report's page, with what is known of it."""
        meta: dict[str, Any] = {
            "portal": recipe.portal.id, "role": "detail", "column": column, "title": item.title, "key": key,
            "listed_date": item.date, "interval_days": record.interval_days if record else None,
        }  # fmt: skip
        if record is not None and not self.options.full:
            meta["validators"] = {"etag": record.etag, "last_modified": record.last_modified}
        return Request(
            item.url,
            callback=self.parse_detail,
            errback=self.failed,
            meta=meta,
            dont_filter=True,
        )

    async def revisits(self, recipe: Recipe) -> AsyncIterator[Any]:
        """Requests for remembered pages whose time has come; all of them where everything is read again."""
        due = None if self.options.full else self.now()
        for record in await self.memory.details(recipe.portal.id, due=due):
            if record.key not in self.asked and not is_file(record.url) and (record.report_id or due is not None):
                item = ListItem(record.url, record.title or "")
                for output in self.fetch(recipe, record.column, record.key, item, record):
                    yield output

    async def parse_detail(self, response: Response) -> AsyncIterator[Any]:
        """A report's page; where its body goes on, the next page is asked for first."""
        meta = response.meta
        recipe = self.recipes[meta["portal"]]
        self.count(recipe.portal.id, "pages")
        if response.status == 304:
            self.count(recipe.portal.id, "not_modified")
            yield self.visit(response.request, "not_modified", status=304)
            for output in self.settled(meta):
                yield output
            return
        if response.status in (404, 410) or meta.get("answer") in GONE:
            self.count(recipe.portal.id, "gone")
            reason = "gone" if response.status in (404, 410) else "soft_404"
            gave = None if meta.get("validators") else self._reject(response, reason)
            yield self.visit(response.request, "gone", status=response.status, gave=gave)
            for output in self.settled(meta):
                yield output
            return
        async for output in self.parse_pages(response, [], []):
            yield output

    async def parse_pages(self, response: Response, before: list[Response], waiting: list[str]) -> AsyncIterator[Any]:
        """One more page of a body. The first response leads; `waiting` are addresses that the body goes on at."""
        first = before[0] if before else response
        recipe = self.recipes[first.meta["portal"]]
        read = [*before, response] if response.status == 200 else before
        if isinstance(response, TextResponse) and response.status == 200 and not waiting:
            had = {page.url for page in read}
            waiting = (
                [url for url in further_pages(recipe, response) if url not in had]
                if not before or (recipe.detail.next_page)
                else []
            )
        if waiting and len(read) < LONGEST_BODY:
            meta = {name: first.meta[name] for name in ("portal", "role", "column")}
            yield Request(
                waiting[0], callback=self.parse_further, errback=self.further_failed, dont_filter=True, meta=meta,
                cb_kwargs={"before": [packed(page) for page in read], "waiting": waiting[1:]},
            )  # fmt: skip
            return
        for output in (*self.finished(recipe, read), *self.settled(first.meta)):
            yield output
        if self.accepted == self.options.max_reports:
            raise CloseSpider("max_reports")

    async def parse_further(
        self, response: Response, before: list[dict[str, Any]], waiting: list[str]
    ) -> AsyncIterator[Any]:
        """A further page of a body, with those before it as they wait in a queue on disk."""
        async for output in self.parse_pages(response, [unpacked(page) for page in before], waiting):
            yield output

    async def further_failed(self, failure: Any) -> AsyncIterator[Any]:
        """A body whose following page cannot be had is not stored in part: it is as due as before."""
        first: Response = unpacked(failure.request.cb_kwargs["before"][0])
        for output in (self.visit(first.request, "error", status=None), *self.settled(first.meta)):
            yield output

    def finished(self, recipe: Recipe, responses: list[Response]) -> Iterator[Any]:
        """The item of a page that is whole, and its visit."""
        first = responses[0]
        title = first.meta.get("title")
        read = read_detail(recipe, responses, title=title, in_column=bool(first.meta.get("column")), now=self.now())
        stats = self.crawler.stats
        assert stats is not None
        if read.reading is not None:
            for field, witness in read.reading.witnesses.items():
                stats.inc_value(f"witness/{field}/{witness}")
        if isinstance(read.item, Reject):
            stats.inc_value(f"rejected/{read.item.reason}")
            self.count(recipe.portal.id, f"rejected/{read.item.reason}")
        else:
            if self.options.max_reports is not None and self.accepted >= self.options.max_reports:
                return
            self.accepted += 1
        visit = self.visit(first.request, read.outcome, status=first.status, response=first, gave=read.item)
        visit.page_sha256 = read.item.page_sha256 if isinstance(read.item, Reject) else read.item.sources[0].page_sha256
        if read.pictured and title:
            main = self.named.get(f"{recipe.portal.id} {parse_title(title).title}")
            if main and main != first.url:
                visit.rendition_of, visit.rendition = main, "image"
        yield visit

    def visit(
        self,
        request: Any,
        outcome: str,
        *,
        status: int | None,
        response: Response | None = None,
        gave: Any = None,
    ) -> PageVisit:
        """What to remember of one look at a report's page."""
        meta, now = request.meta, self.now()
        next_due, days = next_visit(outcome, meta.get("interval_days"), now)
        return PageVisit(
            key=meta["key"], url=response.url if response else request.url, portal=meta["portal"],
            column=meta["column"], role="detail", outcome=outcome, visited_at=now, next_due=next_due,
            interval_days=days, title=meta.get("title"), listed_date=meta.get("listed_date"), status=status,
            etag=_header(response, "ETag"), last_modified=_header(response, "Last-Modified"), gave=gave,
        )  # fmt: skip

    def unfetched(self, recipe: Recipe, column: str, key: str, item: ListItem, reason: str) -> PageVisit:
        """An entry whose title says that it is no report: recorded, not fetched."""
        self.count(recipe.portal.id, "not_fetched")
        self.count(recipe.portal.id, f"rejected/{reason}")
        detail = {"title": item.title, "fetched": False}
        return PageVisit(
            key=key, url=item.url, portal=recipe.portal.id, column=column, role="detail", outcome=reason,
            visited_at=self.now(), title=item.title, listed_date=item.date,
            gave=Reject(item.url, reason, detail, None, recipe.portal.id),
        )  # fmt: skip

    def file_visit(self, recipe: Recipe, column: str, key: str, item: ListItem) -> PageVisit:
        """A list's link straight to a file: a rendition of a report where one has the same title."""
        visit = self.unfetched(recipe, column, key, item, "unsupported_type")
        main = self.named.get(f"{recipe.portal.id} {parse_title(item.title).title}")
        if main:
            visit.rendition_of, visit.rendition = main, _rendition(item.url)
        return visit

    def twin(self, recipe: Recipe, walk: Walk, item: ListItem) -> Iterator[Any]:
        """Another address of a page that was asked for: not fetched again, but one more source of its report."""
        key = page_key(item.url, recipe.portal, recipe.url)
        asked = self.asked.get(key)
        new = asked is not None and _plain(asked) != _plain(item.url) and (key, item.url) not in self.linked
        if asked is not None and new and not self.options.dry_run and recipe.portal.serves(urlsplit(item.url).netloc):
            self.linked.add((key, item.url))
            yield PageVisit(
                key=key, url=asked, portal=recipe.portal.id, column=walk.column.url, role="detail", outcome="twin",
                visited_at=self.now(), also=[item.url],
            )  # fmt: skip

    def unanswered(self, request: Request, reason: str) -> Iterator[Any]:
        """A page that gave no answer is as due as before; only the memory of a known one notes it."""
        if "key" in request.meta and reason not in ("robots_denied", "foreign_host", "loop"):
            yield self.visit(request, "error", status=None)

    def _reject(self, response: Response, reason: str) -> Reject:
        portal = response.meta["portal"]
        detail = {"title": response.meta.get("title"), "status": response.status}
        return Reject(response.url, reason, detail, None, portal)


def _rendition(url: str) -> str:
    suffix = url.rpartition(".")[2].lower()[:4]
    return {"pdf": "pdf", "xls": "excel", "xlsx": "excel", "jpg": "image", "jpeg": "image", "png": "image"}.get(
        suffix, "word"
    )


def _plain(url: str) -> str:
    return url.partition("#")[0]


def _header(response: Response | None, name: str) -> str | None:
    value = response.headers.get(name) if response is not None else None
    return value.decode("latin-1").strip() or None if value else None
