"""Reports as a feed for readers: Atom (RFC 4287) or JSON Feed 1.1. Pure."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from feedgen.feed import FeedGenerator

from crawler.items import as_json

Document = Mapping[str, Any]
AUTHOR = "ogi-reports"
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def entry_id(name: str) -> str:
    """The lasting id of a report in feeds, from its `_id`.

    >>> entry_id("441900112:樟木头镇人民政府:2016")
    'urn:uuid:554c73d3-ede0-597d-8425-cd7f5a1ebcde'
    """
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'ogi-reports:{name}')}"


def atom(reports: Sequence[Document], *, title: str, now: datetime) -> bytes:
    """An Atom document, newest report first as given; a feed without entries was updated `now`."""
    feed = FeedGenerator()
    feed.id(entry_id(f"feed {title}"))
    feed.title(_xml(title))
    feed.author(name=AUTHOR)
    feed.updated(max((report["changed_at"] for report in reports), default=now))
    for report in reports:
        entry = feed.add_entry(order="append")
        entry.id(entry_id(report["_id"]))
        entry.title(_xml(_title(report)))
        entry.published(report["first_seen_at"])
        entry.updated(report["changed_at"])
        entry.summary(_xml(_summary(report)))
        entry.category([{"term": _xml(term)} for term in _terms(report)])
        if url := _url(report):
            entry.link(href=_xml(url), rel="alternate")
        else:
            entry.content(_xml(_summary(report)))  # Atom wants one of the two
    return bytes(feed.atom_str(pretty=True))


def json_feed(reports: Iterable[Document], *, title: str) -> dict[str, Any]:
    """A JSON Feed, newest report first as given."""
    items = []
    for report in reports:
        url = _url(report)
        item = {
            "id": entry_id(report["_id"]),
            "title": _title(report),
            "content_text": _summary(report),
            "date_published": as_json(report["first_seen_at"]),
            "date_modified": as_json(report["changed_at"]),
            "tags": _terms(report),
            "_report": {"about": "the report's id in `scrapy reports show`", "id": report["_id"]},
        }
        items.append({**item, "url": url} if url else item)
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "language": "zh-CN",
        "authors": [{"name": AUTHOR}],
        "items": items,
    }


def _title(report: Document) -> str:
    return str(report["title"] or report["_id"])


def _summary(report: Document) -> str:
    """What it is in one line; the figures are for those who open it."""
    region = report["agency"]["region"]
    facts = [
        report["agency"]["name"],
        " ".join(region["path"]) if region else None,
        f"{report['report_year']}年" if report["report_year"] else None,
        f"第{report['revision']}版" if report["revision"] > 1 else None,
        report["_id"],
    ]
    return " · ".join(fact for fact in facts if fact)


def _terms(report: Document) -> list[str]:
    region = report["agency"]["region"]
    terms = [report["form"], *(region["path"] if region else ())]
    return [*terms, str(report["report_year"])] if report["report_year"] else terms


def _url(report: Document) -> str | None:
    """Where it can be read: not for a saved page."""
    urls = [source["url"] for source in report["sources"] if source["url"].startswith(("http://", "https://"))]
    return urls[0] if urls else None


def _xml(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return _NOT_XML.sub("", text)
