"""The spider behind `scrapy portals check`: walks as a crawl does, but two pages a column and a few samples only."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.cms.base import PortalSpider
from crawler.cms.findings import ColumnFindings, Findings, Sample, SeenPage
from crawler.cms.links import is_file, page_key
from crawler.cms.listing import ListItem, ListPage
from crawler.cms.options import Options
from crawler.cms.pagers import declared_pages, pager_call
from crawler.cms.reading import read_detail
from crawler.cms.recipe import Recipe
from crawler.cms.triage import triage
from crawler.cms.walk import Walk
from crawler.extraction import UnreadablePage, read_html
from crawler.extraction.titles import parse_title

PAGES = 2
"""Pages of a list: the second shows whether the pager is right."""
SAMPLES = 3
"""Pages that are tried until one is read as a report."""
HUBS = 2
"""Columns of years or organs that are followed from a hub: the newest may be empty yet."""


class CheckSpider(PortalSpider):
    """Fills `findings`, portal by portal; yields no items."""

    name = "check"
    findings: dict[str, Findings]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.options = Options(dry_run=True)
        checked = spider.portals
        # A check is what an unverified entry waits for: no warning.
        spider.portals = {name: replace(portal, status="active") for name, portal in checked.items()}
        spider.recipes = {
            name: replace(recipe, pager=replace(recipe.pager, max_pages=min(PAGES, recipe.pager.max_pages)))
            for name, recipe in spider.recipes.items()
        }
        spider.findings = {
            portal.id: Findings(portal, [ColumnFindings(column) for column in portal.columns])
            for portal in checked.values()
        }
        spider._columns = {
            (name, column.column.url): column for name, found in spider.findings.items() for column in found.columns
        }
        spider._waiting, spider._looking = {name: [] for name in spider.portals}, set()
        return spider

    _columns: dict[tuple[str, str], ColumnFindings]
    """Portal and address of a column, or of one that a hub leads to -> what is found under it."""
    _waiting: dict[str, list[tuple[str, ListItem]]]
    """Portal -> column and item of pages that may be looked at."""
    _looking: set[str]
    """Portals of which a sample is under way."""

    def _read(self, recipe: Recipe, response: Response) -> ListPage | None:
        page = super()._read(recipe, response)
        items = None
        if page is not None:
            items = {
                page_key(item.url, recipe.portal, recipe.url): item
                for item in page.items
                if recipe.portal.serves(item.url.partition("://")[2].partition("/")[0])
            }
        seen = SeenPage(response.url, response.status, response.meta.get("answer"), items, None)
        if page is not None:
            call = pager_call(page.text) or {}
            scripted: int | None = call.get("pages")
            seen = replace(seen, total=page.total, pages=declared_pages(recipe, page), scripted=scripted)
        self._columns[recipe.portal.id, response.meta["column"]].pages.append(seen)
        return page

    async def _items(self, recipe: Recipe, walk: Walk, items: Mapping[str, ListItem]) -> AsyncIterator[Any]:
        wanted = []
        for item in items.values():
            choice = triage(item.title, walk.column.kind, recipe.portal.accept)
            if choice.action == "hub":
                async for output in self._hub(recipe, walk, item):
                    yield output
            elif choice.action == "fetch" and not is_file(item.url):
                wanted.append((walk.column.url, item))
        wanted.sort(key=lambda found: not parse_title(found[1].title).is_report)  # stable: the newest report first
        self._waiting[recipe.portal.id] += wanted
        for request in self._next_sample(recipe):
            yield request

    async def _hub(self, recipe: Recipe, walk: Walk, link: ListItem) -> AsyncIterator[Any]:
        found = self._columns[recipe.portal.id, walk.column.url]
        if len(found.hubs) >= HUBS or link.url in found.hubs:
            return
        self._columns.setdefault((recipe.portal.id, link.url), found)
        async for output in super()._hub(recipe, walk, link):
            found.hubs.append(link.url)
            yield output

    def _next_sample(self, recipe: Recipe) -> Iterator[Request]:
        name = recipe.portal.id
        samples = self.findings[name].samples
        done = len(samples) >= SAMPLES or any(sample.reason is None for sample in samples)
        if name in self._looking or done or not self._waiting[name]:
            return
        self._looking.add(name)
        column, item = self._waiting[name].pop(0)
        yield self.detail_request(recipe, column, page_key(item.url, recipe.portal, recipe.url), item, None)

    def _note(self, recipe: Recipe, sample: Sample) -> Iterator[Request]:
        self.findings[recipe.portal.id].samples.append(sample)
        self._looking.discard(recipe.portal.id)
        yield from self._next_sample(recipe)

    def _unlike(self, request: Request, reason: str) -> Iterator[Request]:
        sample = Sample(request.url, request.meta.get("title") or "", reason)
        return self._note(self.recipes[request.meta["portal"]], sample)

    async def parse_detail(self, response: Response) -> AsyncIterator[Any]:
        answer = response.meta.get("answer")
        if response.status != 200 or answer:
            assert response.request is not None
            for request in self._unlike(response.request, answer or f"status {response.status}"):
                yield request
            return
        async for output in super().parse_detail(response):
            yield output

    def finished(self, recipe: Recipe, responses: list[Response]) -> Iterator[Any]:
        first = responses[0]
        title = first.meta.get("title") or ""
        read = read_detail(recipe, responses, title=title, in_column=True, now=self.now())
        report = read.reading.report if read.reading is not None else None
        reason = None if read.outcome == "report" else read.outcome
        yield from self._note(recipe, Sample(first.url, title, reason, report, _site_id_code(first)))

    def unanswered(self, request: Request, reason: str) -> Iterator[Any]:
        return self._unlike(request, reason)

    async def further_failed(self, failure: Any) -> AsyncIterator[Any]:
        request: Request = failure.request
        for following in self._unlike(request, "error"):
            yield following

    async def failed(self, failure: Failure) -> AsyncIterator[Any]:
        request: Request = failure.request  # type: ignore[attr-defined]
        if request.meta.get("role") == "list":
            reason = getattr(failure.value, "reason", None)
            found = self._columns[request.meta["portal"], request.meta["column"]]
            found.refused = reason if isinstance(reason, str) else "error"
        async for output in super().failed(failure):
            yield output

    def closed(self, reason: str) -> None:
        """Complete the findings."""
        assert self.crawler.stats is not None
        for name, found in self.findings.items():
            found.locked = bool(self.crawler.stats.get_value(f"portal/{name}/locked"))
            for host in found.portal.hosts:
                if told := self.crawler.stats.get_value(f"robots/{host.host}"):
                    found.robots[host.host] = told
        super().closed(reason)


def _site_id_code(response: Response) -> str | None:
    try:
        return read_html(response.body, url=response.url).meta.get("SiteIDCode")
    except UnreadablePage:
        return None
