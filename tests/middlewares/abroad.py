"""A spider whose portal is not on this machine, for `scrapy crawl` with `-s SPIDER_MODULES=tests.middlewares.abroad`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from crawler.catalogue import Portal
from crawler.catalogue.load import portals_of

ENTRY = {
    "id": "abroad", "name": "甲县", "level": "county", "hosts": [{"host": "www.portal.invalid"}], "family": "generic",
    "status": "active", "columns": [{"url": "/list/"}], "politeness": {"delay_s": 0.01},
}  # fmt: skip


class AbroadSpider(Spider):
    name = "abroad"

    @classmethod
    def chosen_portals(cls, settings: BaseSettings, arguments: Mapping[str, str]) -> Mapping[str, Portal]:
        del settings, arguments
        return {portal.id: portal for portal in portals_of([ENTRY], file="test")}

    @property
    def portals(self) -> Mapping[str, Portal]:
        return self.chosen_portals(self.settings, {})

    async def start(self) -> AsyncIterator[Any]:
        yield Request("http://www.portal.invalid/list/", meta={"portal": "abroad", "role": "list"})
