"""Every entry of the catalogue that may be crawled is a spider, beside those that are written in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.httpobj import urlparse_cached

from crawler.catalogue import Portal, load_catalogue
from crawler.cms.base import PortalSpider

if TYPE_CHECKING:
    from collections.abc import Mapping


class CatalogueSpiderLoader(SpiderLoader):
    """`scrapy list` and `scrapy crawl <portal>`. Raises `CatalogueError` only when a portal is asked for."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._file: str = settings["CATALOGUE"]
        self._portals: Mapping[str, Portal] | None = None

    @property
    def portals(self) -> Mapping[str, Portal]:
        """The entries that are spiders."""
        if self._portals is None:
            catalogue = load_catalogue([self._file])
            self._portals = {name: portal for name, portal in catalogue.items() if portal.runnable}
        return self._portals

    def load(self, spider_name: str) -> type[Spider]:
        """The class of a spider. Raises `KeyError`."""
        if spider_name in self._spiders:
            return self._spiders[spider_name]
        return spider_of(self.portals[spider_name])

    def list(self) -> list[str]:
        """All names: those written in Python, then those of the catalogue."""
        return [*self._spiders, *self.portals]

    def find_by_request(self, request: Request) -> Any:
        """Portals that are served by the host of a request."""
        netloc = urlparse_cached(request).netloc
        return [name for name, portal in self.portals.items() if portal.serves(netloc)]


def spider_of(portal: Portal) -> type[PortalSpider]:
    """The spider of one entry."""
    facts = {"name": portal.id, "portals": {portal.id: portal}, "__module__": __name__, "__doc__": portal.name}
    return type("PortalSpider", (PortalSpider,), facts)
