"""What storing a report means for what is stored already: a new document, a touch or a new revision. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from pipelines import phrases
from pipelines.deduplicate import decide, known_source

Kind = Literal["new", "unchanged", "changed"]
Document = dict[str, Any]

_OUR_OWN = ("first_seen_at", "first_seen_run", "last_seen_at", "changed_at", "changed_run")
_NOT_READ_FROM_PAGE = frozenset(("_id", "sources", "mirrors", "revision", *_OUR_OWN))
_FIXED_IN_SOURCE = frozenset({"url", "host", "first_seen_at", "last_seen_at"})


@dataclass(frozen=True, slots=True)
class Write:
    """One write to `reports`: `document` to insert where it is new, else `update` on what `filter` finds.

    The filter names the revision that was read: where another writer was faster it finds nothing.
    `superseded` is the old version, whole, for `report_revisions`.
    """

    kind: Kind
    id: str
    document: Document | None = None
    filter: Document = field(default_factory=dict)
    update: Document = field(default_factory=dict)
    array_filters: tuple[Document, ...] = ()
    superseded: Document | None = None
    current_since: datetime | None = None
    """When the stored version was stored; None where nothing is."""


def revision_id(report_id: str, revision: int) -> str:
    """`_id` of a superseded version in `report_revisions`.

    >>> revision_id("441900112:樟木头镇人民政府:2016", 1)
    '441900112:樟木头镇人民政府:2016@1'
    """
    return f"{report_id}@{revision}"


def plan(
    candidates: Sequence[Document],
    incoming: Document,
    *,
    now: datetime,
    predecessor: Document | None = None,
) -> Write:
    """The write that stores `incoming`, given every stored document of its id (`…`, `…#2`, `…#3`).

    `incoming` is a fresh document with one source that carries `text_sha256` and `content_sha256`.
    `predecessor` is the same report as it was stored under another id; its history goes on.
    """
    if (chosen := _choose(candidates, incoming)) is not None:
        return rewrite(chosen, incoming, now=now)
    write = _insert(candidates, incoming, now)
    if predecessor is None or write.document is None:
        return write
    history = {name: predecessor[name] for name in ("first_seen_at", "first_seen_run")}
    document = {**write.document, **history, "revision": predecessor["revision"] + 1}
    return Write("changed", write.id, document=document)


def touches_only(existing: Document, incoming: Document) -> bool:
    """Whether hashes tell that nothing new is said; needs only identity and sources of `existing`."""
    source = incoming["sources"][0]
    known = known_source(existing, source)
    if known is None:
        return bool(existing["identity"]["text_sha256"] == source["text_sha256"])
    if known["content_sha256"] == source["content_sha256"]:
        return True
    return not _gave_content(existing, known) and known["text_sha256"] == source["text_sha256"]


def rewrite(existing: Document, incoming: Document, *, now: datetime) -> Write:
    """The touch or the revision that `incoming` is to the stored document of the same report."""
    if touches_only(existing, incoming):
        return _touch(existing, incoming, now)
    known = known_source(existing, incoming["sources"][0])
    elsewhere = known is None or not _gave_content(existing, known)
    if elsewhere and decide(existing, incoming) == "same":
        return _touch(existing, incoming, now)
    return _revise(existing, incoming, now)


def _choose(candidates: Sequence[Document], incoming: Document) -> Document | None:
    """The stored document that is the same report: by a shared source, else same text, else near enough."""
    ranked = []
    for candidate in candidates:
        verdict = decide(candidate, incoming)
        if verdict != "distinct":
            shared_source = known_source(candidate, incoming["sources"][0]) is not None
            ranked.append((shared_source, verdict == "same", candidate))
    return max(ranked, key=lambda rank: rank[:2])[2] if ranked else None


def _gave_content(existing: Document, known: Mapping[str, Any]) -> bool:
    """Whether the stored content was read from this source; the others are re-posts of it."""
    return bool(existing["identity"]["page_sha256"] == known["page_sha256"])


def _insert(others: Sequence[Document], incoming: Document, now: datetime) -> Write:
    base: str = incoming["_id"]
    run_id = incoming["sources"][0]["run_id"]
    document = {
        **incoming,
        "_id": base if not others else f"{base}#{1 + max(_ordinal(other['_id']) for other in others)}",
        "sources": [_first_seen(incoming["sources"][0], now)],
        "revision": 1,
        "first_seen_run": run_id,
        "changed_run": run_id,
        "first_seen_at": now,
        "last_seen_at": now,
        "changed_at": now,
    }
    document["issues"] = _issues(document["_id"], incoming)
    return Write("new", document["_id"], document=document)


def _touch(existing: Document, incoming: Document, now: datetime) -> Write:
    settled: Document = {"extractor_version": incoming["extractor_version"]}
    known = known_source(existing, incoming["sources"][0])
    if known is not None and _gave_content(existing, known):
        settled["identity.page_sha256"] = incoming["identity"]["page_sha256"]
    return _update("unchanged", existing, incoming, now, settled)


def _revise(existing: Document, incoming: Document, now: datetime) -> Write:
    content = {name: value for name, value in incoming.items() if name not in _NOT_READ_FROM_PAGE}
    content["issues"] = _issues(existing["_id"], incoming)
    content["revision"] = existing["revision"] + 1
    content["changed_at"] = now
    content["changed_run"] = incoming["sources"][0]["run_id"]
    content |= {phrases.FIELD: None, "announced": None}  # to be made anew by who asks
    return _update("changed", existing, incoming, now, content)


def _update(kind: Kind, existing: Document, incoming: Document, now: datetime, content: Document) -> Write:
    """Set `content`, move last-seen, and bring the source up to date: one atomic update."""
    source = incoming["sources"][0]
    found: Document = {"_id": existing["_id"], "revision": existing["revision"]}
    update: Document = {"$set": content, "$max": {"last_seen_at": now}}
    array_filters: tuple[Document, ...] = ()
    key = (
        {"host": None, "page_sha256": source["page_sha256"]}
        if source["host"] is None and source["page_sha256"] is not None
        else {"url": source["url"]}
    )
    if known_source(existing, source) is None:
        found["sources"] = {"$not": {"$elemMatch": key}}
        update["$push"] = {"sources": _first_seen(source, now)}
    else:
        moved = {name: value for name, value in source.items() if name not in _FIXED_IN_SOURCE}
        content.update({f"sources.$[seen].{name}": value for name, value in moved.items()})
        update["$max"]["sources.$[seen].last_seen_at"] = now
        array_filters = ({f"seen.{name}": value for name, value in key.items()},)
    old = superseded_by(existing["_id"], existing, now) if kind == "changed" else None
    since = existing["changed_at"]
    return Write(kind, existing["_id"], None, found, update, array_filters, old, since)


def superseded_by(report_id: str, old: Document, now: datetime) -> Document:
    """A version, whole, as `report_revisions` keeps it; `report_id` is the report that it is a version of."""
    key = revision_id(old["_id"], old["revision"])
    return {**old, "_id": key, "report_id": report_id, "superseded_at": now}


def _first_seen(source: Mapping[str, Any], now: datetime) -> Document:
    return {**source, "first_seen_at": now, "last_seen_at": now}


def _issues(report_id: str, incoming: Document) -> list[Document]:
    """The page's issues, and that another report holds the plain id."""
    issues: list[Document] = list(incoming["issues"])
    if "#" in report_id.removeprefix(incoming["_id"]):
        detail = {"same_id_as": incoming["_id"]}
        issues.append({"code": "agency_conflict", "severity": "warning", "detail": detail})
    return issues


def plain_id(report_id: str) -> str:
    """The id that several reports share, without `#2`.

    >>> plain_id("-:教育局:2016#3"), plain_id("-:教育局:2016")
    ('-:教育局:2016', '-:教育局:2016')
    """
    head, hash_sign, ordinal = report_id.rpartition("#")
    return head if hash_sign and ordinal.isdigit() else report_id


def _ordinal(report_id: str) -> int:
    return int(report_id.removeprefix(plain_id(report_id)).lstrip("#") or 1)
