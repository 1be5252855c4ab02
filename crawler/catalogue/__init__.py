"""The catalogue: which portals there are, where, of which family, and how they want to be treated."""

from crawler.catalogue.load import SHIPPED, CatalogueError, load_catalogue
from crawler.catalogue.portal import Accept, Column, Follow, Host, Politeness, Portal, plain_netloc
from crawler.catalogue.select import select, shard

__all__ = [
    "SHIPPED", "Accept", "CatalogueError", "Column", "Follow", "Host", "Politeness", "Portal",
    "load_catalogue", "plain_netloc", "select", "shard",
]  # fmt: skip
