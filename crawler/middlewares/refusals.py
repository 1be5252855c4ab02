"""What manners forbid, as the exception that a spider's errback sees; and whose request it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.catalogue import Portal

Reason = Literal[
    "foreign_host", "robots_denied", "robots_unreachable", "blocked", "outside_window", "rate_limited", "burst", "loop"
]  # fmt: skip
"""Why a page was not fetched, each the name of a counter `portal/<id>/<reason>`.

`foreign_host`: none of the portal's hosts. `robots_denied`, `robots_unreachable`: robots.txt forbids it, or could not
be had. `blocked`: a challenge was met. `outside_window`: not at this hour. `rate_limited`: the host asks for rest,
longer than a run waits. `burst`: it answers an index page instead. `loop`: redirected too often. After the last five
but `loop` the page is as due as before.
"""


class Refused(IgnoreRequest):
    """A request that was not sent, or whose answer is not what was asked for; `reason` says why."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason


def portals_of(crawler: Crawler) -> Mapping[str, Portal] | None:
    """The portals that the spider crawls; `None` for a spider of another kind, which all manners leave alone."""
    return getattr(crawler.spider, "portals", None)


def portal_of(crawler: Crawler, request: Request) -> Portal | None:
    """The portal a request belongs to; `None` where the spider is of another kind.

    Raises `Refused` for a request of a portal crawl that does not say whose it is.
    """
    portals = portals_of(crawler)
    if portals is None:
        return None
    portal = portals.get(request.meta.get("portal", ""))
    if portal is None:
        raise Refused("foreign_host", f"{request.url} belongs to no portal of this crawl")
    return portal


def refuse(crawler: Crawler, portal: Portal, reason: Reason, detail: str) -> Refused:
    """The exception to raise, booked under `portal/<id>/<reason>`."""
    count(crawler, portal, reason)
    return Refused(reason, detail)


def count(crawler: Crawler, portal: Portal, counter: str, by: int = 1) -> None:
    """Book something under `portal/<id>/<counter>`."""
    assert crawler.stats is not None
    crawler.stats.inc_value(f"portal/{portal.id}/{counter}", by)
