"""The spider of portals: lists are walked, what is new or due is fetched, read and handed on with its memory."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Self

from scrapy import FormRequest, Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.arguments import refuse_unknown
from crawler.catalogue import Column, Portal, plain_netloc
from crawler.cms.bookkeeping import Bookkeeping
from crawler.cms.details import DetailsMixin
from crawler.cms.links import page_key
from crawler.cms.listing import ListItem, ListPage, read_list
from crawler.cms.options import COMMON, Options
from crawler.cms.pagers import next_turn
from crawler.cms.recipe import Recipe, Turn
from crawler.cms.transports import UnreadableList
from crawler.cms.triage import Triage, leads_on, triage
from crawler.cms.walk import DEEPEST, Walk, walk_name
from crawler.extraction.titles import parse_title
from crawler.locks import PortalLocks
from crawler.pages import PageVisit

LISTS_FIRST = 10
"""Priority of lists over articles: a list that is read quickly shifts less while it is read."""
NO_MORE = frozenset(("soft_404", "home_redirect", "stub", "repeat", "burst"))
"""Answers after which a list has no further page."""


class PortalSpider(Bookkeeping, DetailsMixin, Spider):
    """Crawls `portals`; a spider of one portal is this class with its name, made by the spider loader."""

    portals: Mapping[str, Portal]
    arguments: ClassVar[tuple[str, ...]] = COMMON
    handle_httpstatus_list: ClassVar[list[int]] = [304, 404, 410]

    @classmethod
    def check_arguments(cls, arguments: dict[str, str]) -> None:
        """Raises `ArgumentError` before anything starts where the arguments make no sense."""
        refuse_unknown(arguments, cls.arguments)
        Options.of(arguments)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.options = Options.of(kwargs)
        spider.began, spider.failing, spider.linked = {}, set(), set()
        spider.portals = cls.chosen_portals(crawler.settings, kwargs)
        settings = crawler.settings
        spider.locks = PortalLocks(Path(settings["LOCK_DIR"]) / settings["MONGO_DATABASE"])
        spider.recipes = {portal.id: Recipe.of(portal) for portal in spider.portals.values()}
        return spider

    @classmethod
    def chosen_portals(cls, settings: BaseSettings, arguments: Mapping[str, str]) -> Mapping[str, Portal]:
        """What a crawl with these arguments would ask. Raises `ArgumentError`."""
        del settings, arguments
        for portal in cls.portals.values():
            Recipe.of(portal)
        return cls.portals

    async def start(self) -> AsyncIterator[Any]:
        state = self.__dict__.setdefault("state", {})
        self.walks: dict[str, Walk] = state.setdefault("walks", {})
        self.asked: dict[str, str] = state.setdefault("asked", {})
        self.named: dict[str, str] = state.setdefault("named", {})
        for portal in self.portals.values():
            if not self.locks.take(portal.id):
                self.logger.warning("%s is being crawled by another job and is left to it", portal.id)
                self.count(portal.id, "locked")
                continue
            if portal.status == "unverified":
                self.logger.warning("%s is unverified: nobody has checked its entry against the portal yet", portal.id)
            recipe = self.recipes[portal.id]
            for column in portal.columns:
                async for request in self._begin(recipe, column, column.url):
                    yield request
            async for request in self.revisits(recipe):
                yield request

    async def _begin(self, recipe: Recipe, column: Column, url: str, depth: int = 0) -> AsyncIterator[Request]:
        """Begin a walk, unless this run, interrupted or not, has begun it already."""
        key = page_key(url, recipe.portal, recipe.url)
        name = walk_name(recipe.portal.id, key)
        if name in self.walks or depth > DEEPEST:
            return
        remembered = (await self.memory.recall([key])).get(key)
        walk = Walk(name, recipe.portal.id, column, url, depth, before=remembered.walked if remembered else None)
        self.walks[name] = walk
        opening = recipe.family.opening
        turn = opening(recipe, column) if opening and not depth else Turn(url)
        yield self._list_request(walk, turn, self.parse_column)

    def _list_request(self, walk: Walk, turn: Turn, callback: Any) -> Request:
        meta = {"portal": walk.portal, "role": "list", "column": walk.column.url}
        common: dict[str, Any] = {
            "callback": callback, "errback": self.failed, "meta": meta, "dont_filter": True,
            "priority": LISTS_FIRST, "cb_kwargs": {"walk": walk.name, "turn": turn},
        }  # fmt: skip
        if turn.form is not None:
            return FormRequest(turn.url, formdata=dict(turn.form), **common)
        if turn.json is not None:
            headers = {"Content-Type": "application/json"}
            return Request(turn.url, method="POST", body=json.dumps(turn.json), headers=headers, **common)
        return Request(turn.url, **common)

    async def parse_column(self, response: Response, walk: str, turn: Turn) -> AsyncIterator[Any]:
        """A column's page: its list may be on it, in a frame of it, or behind an address that it tells."""
        state = self.walks[walk]
        recipe = self.recipes[state.portal]
        entering = recipe.family.entering
        if isinstance(response, TextResponse) and response.status == 200:
            target = entering(recipe, state.column, response.url, response.text) if entering else None
            if target is None and recipe.portal.follow.iframe:
                frames = (response.urljoin(source) for source in response.css("iframe::attr(src)").getall())
                own = [url for url in frames if recipe.portal.serves(plain_netloc(url.split("/")[2]))]
                target = Turn(own[0]) if own else None
            if target is not None:
                self.count(state.portal, "lists")
                state.url = target.url if recipe.portal.follow.iframe else state.url
                yield self._list_request(state, target, self.parse_list)
                return
        async for output in self.parse_list(response, walk, turn):
            yield output

    async def parse_list(self, response: Response, walk: str, turn: Turn) -> AsyncIterator[Any]:
        """A page of a list: its items by what is known of them, then the page after it."""
        state = self.walks[walk]
        recipe = self.recipes[state.portal]
        self.count(state.portal, "lists")
        page = self._read(recipe, response)
        if page is None or (state.number and response.meta.get("answer") in NO_MORE):
            # Where the list itself says how many pages there are, one that is missing is a failure, not the end.
            ended = state.number > 0 and recipe.pager.kind != "js_args"
            async for output in self._finish(state, ended=ended, response=response):
                yield output
            return
        items: dict[str, ListItem] = {}
        for item in page.items:
            if recipe.portal.serves(_netloc(item.url)) or parse_title(item.title).is_report:
                items.setdefault(page_key(item.url, recipe.portal, recipe.url), item)
            else:
                self.count(state.portal, "foreign_host")
        unseen = state.add(items, records=len(page.items), total=page.total)
        async for output in self._items(recipe, state, {key: items[key] for key in unseen}):
            yield output
        for item in page.items:
            for output in self.twin(recipe, state, item):
                yield output
        async for output in self._hubs(recipe, state, page.links):
            yield output
        following = next_turn(recipe, state.column, page, state.progress(turn)) if unseen else None
        known = following is not None and not self.options.full and state.knows_the_rest(self.now())
        if following is None or known or self._too_old(page):
            async for output in self._finish(state, ended=following is None, response=response):
                yield output
        else:
            yield self._list_request(state, following, self.parse_list)

    def _read(self, recipe: Recipe, response: Response) -> ListPage | None:
        if response.status != 200 or not isinstance(response, TextResponse):
            return None
        try:
            return read_list(recipe, response.url, response.text)
        except UnreadableList as error:
            self.count(recipe.portal.id, "errors")
            self.logger.warning("%s: the list %s cannot be read: %s", recipe.portal.id, response.url, error)
            return None

    async def _items(self, recipe: Recipe, walk: Walk, items: Mapping[str, ListItem]) -> AsyncIterator[Any]:
        known = await self.memory.recall(items)
        fresh = 0
        for key, item in items.items():
            record = known.get(key)
            self.note_title(recipe, item)
            if self.asked.get(key) is not None:
                continue
            choice = triage(item.title, walk.column.kind, recipe.portal.accept)
            if not recipe.portal.serves(_netloc(item.url)):
                self.count(walk.portal, "foreign_host")
                choice = Triage("reject", "foreign_host")
            if choice.action == "hub":
                self.asked[key] = item.url
                async for output in self._hub(recipe, walk, item):
                    yield output
            same_entry = record is not None and (record.title == item.title or record.report_id is not None)
            if record is not None and same_entry and not self.options.full and not record.due(self.now()):
                self.asked[key] = record.url
                self.linked.update((key, address) for address in record.also)
                continue
            fresh += record is None
            if choice.action == "fetch":
                for output in self.fetch(recipe, walk.column.url, key, item, record):
                    if isinstance(output, Request):
                        output.meta["walk"] = walk.name
                        walk.pending += 1
                    yield output
            elif not self.options.dry_run:
                self.asked[key] = item.url
                yield self.unfetched(recipe, walk.column.url, key, item, choice.reason or "not_a_report")
        walk.note_new(fresh)

    async def _hubs(self, recipe: Recipe, walk: Walk, links: Iterable[ListItem]) -> AsyncIterator[Any]:
        for link in links:
            if leads_on(link.title, walk.column.kind, year_hubs=recipe.portal.follow.year_hubs):
                async for output in self._hub(recipe, walk, link):
                    yield output

    async def _hub(self, recipe: Recipe, walk: Walk, link: ListItem) -> AsyncIterator[Any]:
        """Walk the column that a link leads to."""
        follows = walk.column.kind in ("year_hub", "organ_hub") or recipe.portal.follow.year_hubs
        if follows and recipe.portal.serves(_netloc(link.url)):
            column = Column(link.url, walk.column.params, "annual_report")
            async for request in self._begin(recipe, column, link.url, walk.depth + 1):
                yield request

    def _too_old(self, page: ListPage) -> bool:
        since = self.options.since
        return since is not None and bool(page.items) and all(item.date and item.date < since for item in page.items)

    async def _finish(self, walk: Walk, *, ended: bool, response: Response) -> AsyncIterator[PageVisit]:
        """Book what a walk found, and remember it."""
        known = (walk.before or {}).get("observed", 0) + walk.new
        self.count(walk.portal, "observed", len(walk.seen) if ended else max(known, len(walk.seen)))
        if walk.total is not None:
            self.count(walk.portal, "declared", walk.total)
            if walk.total > len(walk.seen) and ended and not walk.before:
                self.logger.info("%s: %s declares %d, lists %d", walk.portal, walk.url, walk.total, len(walk.seen))
        if not walk.number:
            self.note_failing(walk.portal)
            self.logger.warning("%s: no list at %s (status %d)", walk.portal, response.url, response.status)
            return
        key = walk.name.partition(" ")[2]
        if not self.options.limited:
            walk.closing = PageVisit(
                key=key, url=walk.url, portal=walk.portal, column=walk.column.url, role="list", outcome="listed",
                visited_at=self.now(), status=response.status, walked=walk.found(self.now(), ended=ended),
            )  # fmt: skip
            for output in self._remembered(walk):
                yield output

    async def failed(self, failure: Failure) -> AsyncIterator[Any]:
        """A request without an answer: manners refused it, or the portal did not give one."""
        request: Request = failure.request  # type: ignore[attr-defined]
        portal = request.meta.get("portal", "")
        reason = getattr(failure.value, "reason", None) if isinstance(failure.value, IgnoreRequest) else None
        if not isinstance(reason, str):
            reason = "error"
            self.logger.info("%s: %s failed: %s", portal, request.url, failure.getErrorMessage()[:200])
        if request.meta.get("role") == "list":
            self.note_failing(portal)
        else:
            for output in (*self.unanswered(request, reason), *self.settled(request.meta)):
                yield output


def _netloc(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].partition("?")[0]
