"""The spider behind `scrapy reports read`: one page, with all that its body goes on in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler.catalogue import Portal
from crawler.catalogue.lone import entry_of, lone_portal
from crawler.cms.base import PortalSpider
from crawler.cms.links import page_key
from crawler.cms.listing import ListItem
from crawler.cms.reading import Read, read_detail
from crawler.cms.recipe import Recipe
from crawler.cms.recognise import recognise

LONE = "read"
"""The portal of a page whose host is none of the catalogue's."""


class ReadSpider(PortalSpider):
    """Reads the page `url` of its only portal; yields what it gave."""

    name = LONE
    url: str
    result: Read | None = None
    """What became of the page."""
    refused: str | None = None
    """Why it was not had."""

    async def start(self) -> AsyncIterator[Any]:
        self.walks, self.asked, self.named = {}, {}, {}
        (portal,) = self.portals.values()
        if not self.locks.take(portal.id):
            self.refused = f"{portal.id} is being crawled by another job: try again later"
            return
        recipe = self.recipes[portal.id]
        key = page_key(self.url, portal, recipe.url)
        request = self.detail_request(recipe, "", key, ListItem(self.url, ""), None)
        request.meta["title"] = None  # no list names it
        yield request

    async def parse_detail(self, response: Response) -> AsyncIterator[Any]:
        answer = response.meta.get("answer")
        if response.status != 200 or answer:
            self.refused = answer or f"status {response.status}"
            return
        (portal,) = self.portals.values()
        if portal.id == LONE and isinstance(response, TextResponse):
            found = recognise(response.url, response.text)
            if found and find_spec(f"crawler.cms.{found.family}"):
                self.recipes = {LONE: Recipe.of(replace(portal, family=found.family))}
        async for output in super().parse_detail(response):
            yield output

    def finished(self, recipe: Recipe, responses: list[Response]) -> Iterator[Any]:
        read = self.result = read_detail(recipe, responses, title=None, in_column=False, now=self.now())
        if recipe.portal.id == LONE:
            yield read.item
        else:
            yield self.visit(responses[0].request, read.outcome, status=200, response=responses[0], gave=read.item)

    async def further_failed(self, failure: Any) -> AsyncIterator[Any]:
        self.refused = f"{failure.request.url}, where the body goes on, was not had"
        return
        yield

    async def failed(self, failure: Failure) -> AsyncIterator[Any]:
        reason = getattr(failure.value, "reason", None)
        self.refused = reason if isinstance(reason, str) else failure.getErrorMessage()
        return
        yield


def portal_of_page(url: str, catalogue: Mapping[str, Portal]) -> Portal:
    """The entry that the host of a page serves, or a portal of that host alone. Raises `ArgumentError`."""
    lone = lone_portal(LONE, url, catalogue)
    entry = entry_of(lone.hosts[0].host, catalogue)
    if entry is None:
        return lone
    return entry if find_spec(f"crawler.cms.{entry.family}") else replace(entry, family="generic")
