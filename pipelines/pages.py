"""What is remembered of pages, in the database: visits update it, gone sources and further ones reach the reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from crawler.addresses import canonical_url
from pipelines import layout
from pipelines.operations import Operation, Update
from pipelines.writer import Store

Document = dict[str, Any]

GONE_AFTER = timedelta(days=7)
"""A page that is gone in two visits this far apart is gone."""
_KEPT_WHERE_ABSENT = ("title", "listed_date", "etag", "last_modified", "page_sha256", "report_id", "rendition_of")
"""What a visit that does not tell leaves as it was."""


def save_visits(store: Store, visits: Sequence[Document]) -> None:
    """Store visits, each a `PageVisit` as `as_document` gives it with `host`, `run_id` and `report_id`, in their order.

    Raises `DatabaseUnreachable`; storing the same visits again changes nothing.
    """
    if not visits:
        return
    keys = list({visit["key"] for visit in visits})
    known = {found["_id"]: found for found in store.select(layout.PAGES, {"_id": {"$in": keys}})}
    reports: list[Operation] = []
    for visit in visits:
        before = known.get(visit["key"], {"_id": visit["key"]})
        known[visit["key"]] = after = remembered(before, visit)
        reports += _on_reports(before, after, visit)
    store.bulk(layout.PAGES, [Update({"_id": key}, {"$set": _fields(known[key])}, upsert=True) for key in keys])
    _link_renditions(store, known.values(), reports)
    store.bulk(layout.REPORTS, reports)


def remembered(before: Mapping[str, Any], visit: Mapping[str, Any]) -> Document:
    """The memory of a page after one more visit.

    >>> remembered({"_id": "k", "report_id": "r", "etag": "a"}, {"outcome": "not_modified", "etag": None})["report_id"]
    'r'
    """
    after = dict(before)
    outcome = visit["outcome"]
    if outcome == "twin":
        return after | {"also": _united(before, visit)}
    told = {name: value for name, value in visit.items() if name not in ("key", "gave", "also")}
    if outcome in ("not_modified", "error", "gone"):
        told.pop("url", None)  # the address that gave the report stays the one that it is known under
        told = (
            {"url": visit.get("url"), **{"url": before["url"]}, **told}
            if "url" in before
            else {"url": visit.get("url"), **told}
        )
    after |= {name: value for name, value in told.items() if value is not None or name not in _KEPT_WHERE_ABSENT}
    after["also"] = _united(before, visit)
    if outcome == "gone":
        after["gone_since"] = before.get("gone_since") or visit["visited_at"]
    elif outcome != "error":
        after["gone_since"] = None
    return after


def _united(before: Mapping[str, Any], visit: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys([*before.get("also", ()), *visit.get("also", ())]))


def _fields(document: Document) -> Document:
    return {name: value for name, value in document.items() if name != "_id"}


def _on_reports(before: Mapping[str, Any], after: Mapping[str, Any], visit: Mapping[str, Any]) -> Iterable[Operation]:
    url = canonical_url(after.get("url") or "")
    outcome, seen = visit["outcome"], visit["visited_at"]
    source: Document = {"source.url": url}
    if outcome == "gone" and before.get("gone_since") and seen - before["gone_since"] >= GONE_AFTER:
        gone = {"$set": {"sources.$[source].gone_at": seen}}
        yield Update({"sources.url": url}, gone, ({"source.url": url, "source.gone_at": None},))
    elif outcome == "not_modified":
        again = {"$max": {"sources.$[source].last_seen_at": seen, "last_seen_at": seen}}
        again["$set"] = {"sources.$[source].gone_at": None}
        yield Update({"sources.url": url}, again, (source,))
    if outcome in ("report", "twin", "not_modified") and after.get("report_id"):
        for address in after["also"]:
            yield further_source(url, {**after, "run_id": visit["run_id"]}, address, "html", seen)


def _link_renditions(store: Store, pages: Iterable[Document], reports: list[Operation]) -> None:
    """Renditions become sources of their report whichever of the two is stored first."""
    pages = list(pages)
    mains = [canonical_url(page["url"]) for page in pages if page.get("report_id")]
    waiting = store.select(layout.PAGES, {"rendition_of": {"$in": mains}}) if mains else ()
    linked = {page["_id"]: page for page in (*waiting, *(page for page in pages if page.get("rendition_of")))}
    for page in linked.values():
        main = canonical_url(page["rendition_of"])
        reports.append(further_source(main, page, page["url"], page["rendition"], page["visited_at"]))


def further_source(url: str, page: Mapping[str, Any], address: str, rendition: str, seen: datetime) -> Update:
    """One more source of the report that has the source `url`, unless it has it already."""
    address = canonical_url(address)
    source = {
        "url": address, "host": page["host"], "spider": page["portal"], "run_id": page["run_id"],
        "first_seen_at": seen, "last_seen_at": seen, "fetched_at": None, "rendition": rendition, "gone_at": None,
        "content_type": None, "charset_declared": None, "charset_used": None, "etag": None, "last_modified": None,
        "archive": None, "page_sha256": page.get("page_sha256") if rendition != "html" else None,
        "text_sha256": None, "content_sha256": None,
    }  # fmt: skip
    return Update({"$and": [{"sources.url": url}, {"sources.url": {"$ne": address}}]}, {"$push": {"sources": source}})
