"""`scrapy crawl portals -a select=…`: many portals in one process."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import ClassVar

from scrapy.settings import BaseSettings

from crawler.arguments import ArgumentError
from crawler.catalogue import Portal, load_catalogue, select, shard
from crawler.cms.base import PortalSpider
from crawler.cms.options import COMMON
from crawler.cms.recipe import has_family

logger = logging.getLogger(__name__)


class PortalsSpider(PortalSpider):
    """`select` takes ids, province, family, level or status; `shard=i/n` one of n shares."""

    name = "portals"
    arguments: ClassVar[tuple[str, ...]] = (*COMMON, "select", "shard")

    @classmethod
    def check_arguments(cls, arguments: dict[str, str]) -> None:
        super().check_arguments(arguments)
        if not arguments.get("select") and not arguments.get("catalogue"):
            raise ArgumentError("portals needs -a select=…: ids, province=…, family=…, level=…, status=… or all")

    @classmethod
    def chosen_portals(cls, settings: BaseSettings, arguments: Mapping[str, str]) -> Mapping[str, Portal]:
        """The portals that the arguments select. Raises `ArgumentError`, also where they are none."""
        catalogue = load_catalogue([arguments.get("catalogue") or settings["CATALOGUE"]])
        wanted = arguments.get("select") or "all"
        selected = select(catalogue, wanted)
        portals = {name: portal for name, portal in selected.items() if has_family(portal)}
        if left_out := selected.keys() - portals.keys():
            logger.warning("left out, their family cannot be crawled yet: %s", ", ".join(sorted(left_out)))
        if not portals:
            raise ArgumentError(f"select={wanted} finds no portal that may be crawled")
        if share := arguments.get("shard"):
            return shard(portals.values(), catalogue.values(), share)
        return portals
