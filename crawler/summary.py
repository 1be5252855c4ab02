"""What a crawl of portals did, portal by portal, from its stats: for people at its end, and while it runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

COLUMNS = (
    "portal", "lists", "pages", "new", "changed", "unchanged", "not modified", "rejected", "errors", "requests",
    "KB", "seconds", "remarks",
)  # fmt: skip
_ALWAYS = frozenset(("portal", "lists", "pages", "new", "requests"))
_REMARKS = (
    "blocked", "robots_denied", "robots_unreachable", "rate_limited", "outside_window", "locked", "failed_lists",
    "foreign_host", "soft_404", "gone", "burst", "loop", "would_fetch",
)  # fmt: skip
Counters = dict[str, Any]


def by_portal(stats: Mapping[str, Any]) -> dict[str, Counters]:
    """Portal -> counter -> number, from stats named `portal/<id>/<counter>`.

    >>> by_portal({"portal/gd-a/lists": 2, "portal/gd-a/rejected/notice": 1, "store/new": 3})
    {'gd-a': {'lists': 2, 'rejected': {'notice': 1}}}
    """
    found: dict[str, Counters] = {}
    for name, value in stats.items():
        head, _, rest = name.partition("/")
        portal, _, counter = rest.partition("/")
        if head != "portal" or not counter:
            continue
        counters = found.setdefault(portal, {})
        if counter.startswith("rejected/"):
            counters.setdefault("rejected", {})[counter.partition("/")[2]] = value
        else:
            counters[counter] = value
    return found


def rows(stats: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One line a portal, those with remarks last, where the eye rests."""
    table = []
    for portal, counters in by_portal(stats).items():
        remarks = [f"{name} {counters[name]}" for name in _REMARKS if counters.get(name)]
        declared, observed = counters.get("declared"), counters.get("observed", 0)
        if declared is not None and declared > observed and not counters.get("not_read_on"):
            remarks.append(f"declared {declared}, listed {observed}")
        line = {name: counters.get(name, 0) for name in ("lists", "pages", "new", "changed", "unchanged")}
        line |= {name: counters.get(name, 0) for name in ("errors", "requests", "seconds")}
        line |= {"portal": portal, "not modified": counters.get("not_modified", 0), "remarks": ", ".join(remarks)}
        line |= {"rejected": sum(counters.get("rejected", {}).values()), "KB": counters.get("bytes", 0) // 1024}
        table.append(line)
    return sorted(table, key=lambda line: (bool(line["remarks"]), line["portal"]))


def columns(table: Iterable[Mapping[str, Any]]) -> list[str]:
    """The columns that say something: a table has to fit a terminal.

    >>> columns([{name: 0 for name in COLUMNS} | {"errors": 1}])
    ['portal', 'lists', 'pages', 'new', 'errors', 'requests']
    """
    lines = list(table)
    return [name for name in COLUMNS if name in _ALWAYS or any(line[name] for line in lines)]


def progress_line(stats: Mapping[str, Any]) -> str:
    """How far a crawl is, in one line.

    >>> progress_line({"portal/a/lists": 2, "portal/b/lists": 1, "portal/a/requests": 9, "item_scraped_count": 4})
    '2 portals: 3 lists, 0 pages, 9 requests, 0 reports new, 0 rejected'
    """
    portals = by_portal(stats)
    total = {name: sum(c.get(name, 0) for c in portals.values()) for name in ("lists", "pages", "requests", "new")}
    rejected = sum(sum(counters.get("rejected", {}).values()) for counters in portals.values())
    return (
        f"{len(portals)} portals: {total['lists']} lists, {total['pages']} pages, {total['requests']} requests, "
        f"{total['new']} reports new, {rejected} rejected"
    )
