"""A portal for one address that somebody names: its host and no other, treated as the catalogue wants that host
treated."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from crawler.arguments import ArgumentError
from crawler.catalogue.portal import Column, Host, Politeness, Portal, plain_netloc


def lone_portal(name: str, url: str, catalogue: Mapping[str, Portal]) -> Portal:
    """A portal called `name` with one host and the address as its column. Raises `ArgumentError`.

    >>> portal = lone_portal("read", "https://www.a.gov.cn:443/xxgk/t1.html", {})
    >>> portal.hosts[0].host, portal.hosts[0].scheme, portal.politeness.delay_s
    ('www.a.gov.cn', 'https', 2.0)
    """
    parts = urlsplit(url)
    try:
        named = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        named = False
    if not named:
        raise ArgumentError(f"{url!r} is no address of a page: write http://… or https://…")
    netloc = plain_netloc(parts.netloc)
    known = entry_of(netloc, catalogue)
    host = Host(netloc, "https" if parts.scheme == "https" else "http")
    return Portal(
        name, netloc, (host,), "generic", (Column(url),), politeness=known.politeness if known else Politeness()
    )


def entry_of(netloc: str, catalogue: Mapping[str, Portal]) -> Portal | None:
    """The first entry that a host serves."""
    return next((portal for portal in catalogue.values() if portal.serves(netloc)), None)
