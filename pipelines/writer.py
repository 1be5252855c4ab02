"""Batches of documents into the database: read, decide, write in bulk, plan anew what raced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from pipelines import layout, relocation, versions
from pipelines.identity import reject_id
from pipelines.operations import DUPLICATE_KEY, BulkResult, Delete, Insert, Operation, Update
from pipelines.versions import Document, Write

ATTEMPTS = 50
"""How often in a row a whole turn is planned anew because other writers were faster, before that is an error."""

_LIGHT = {"identity": 1, "sources": 1, "revision": 1, "changed_at": 1}


class Store(Protocol):
    """What a writer needs of the repository."""

    def bulk(self, collection: str, operations: Sequence[Operation]) -> BulkResult: ...

    def select(
        self, collection: str, condition: Mapping[str, Any], *, projection: Mapping[str, Any] | None = None
    ) -> Iterable[Document]: ...

    def unstorable(self, document: Mapping[str, Any]) -> str | None: ...


class WriteContention(RuntimeError):  # noqa: N818 - a state of the world, not of the program
    """Others kept changing a document; trying later will do."""


@dataclass(slots=True)
class Outcome:
    """What became of a batch; every document counts once."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[tuple[Document, str]] = field(default_factory=list)
    """Documents that the database can never hold, each with the reason."""

    by_spider: Counter[tuple[str, versions.Kind]] = field(default_factory=Counter)
    """The same by the spider that brought it, the refused left out."""

    def __iadd__(self, other: Outcome) -> Outcome:
        self.new += other.new
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.refused += other.refused
        self.by_spider += other.by_spider
        return self

    def add(self, kind: versions.Kind, spider: str) -> None:
        """Count one stored document."""
        setattr(self, kind, getattr(self, kind) + 1)
        self.by_spider[spider, kind] += 1


@dataclass(frozen=True, slots=True)
class _Pending:
    document: Document
    again: bool


def save(store: Store, documents: Sequence[Document], *, now: datetime, again: bool = False) -> Outcome:
    """Store reports: new ones, new revisions, or only that they were seen again.

    Each document is a report as `as_document` gives it, with `_id`, hashes and one source. `now`
    becomes first-seen, last-seen and changed. Storing the same batch again changes nothing but
    last-seen. `again` says that this batch was tried before with the same `now` and may be stored in
    part: what that try stored counts as new or changed, not as unchanged.

    Raises `DatabaseUnreachable` or `WriteContention`; then the batch has to be saved again.
    """
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)  # BSON keeps milliseconds
    outcome, waiting = Outcome(), []
    for document in documents:
        if reason := store.unstorable(document):
            outcome.refused.append((document, reason))
        else:
            waiting.append(_Pending(document, again))
    outrun = 0
    while waiting and outrun < ATTEMPTS:
        # The second report of an id is planned when the first is stored.
        turn = list({p.document["_id"]: p for p in reversed(waiting)}.values())
        taken = {id(p) for p in turn}
        later = [replace(p, again=False) for p in waiting if id(p) not in taken]
        anew = _save_turn(store, turn, now, outcome)
        outrun = outrun + 1 if len(anew) == len(turn) else 0
        waiting = anew + later
    if waiting:
        raise WriteContention(f"{waiting[0].document['_id']} could not be stored in {ATTEMPTS} attempts")
    _forget_rejects(store, documents)
    return outcome


def _save_turn(store: Store, turn: list[_Pending], now: datetime, outcome: Outcome) -> list[_Pending]:
    """Store documents of different ids; what has to be planned anew comes back."""
    planned, retired = _plan_turn(store, turn, now)
    refused = _archive(store, [write for _, write in planned])
    done = [(p, write) for p, write in planned if write.id not in refused]
    outcome.refused += [(p.document, refused[write.id]) for p, write in planned if write.id in refused]
    result = store.bulk(layout.REPORTS, [_operation(write) for _, write in done])
    failures = {failure.index: failure for failure in result.failures}
    updates = sum(write.document is None and n not in failures for n, (_, write) in enumerate(done))
    outrun = result.matched < updates
    anew = []
    for n, (pending, write) in enumerate(done):
        failure = failures.get(n)
        if failure is not None and failure.code != DUPLICATE_KEY:
            outcome.refused.append((pending.document, failure.reason))
        elif failure is not None:
            anew.append(pending)
        elif outrun and write.document is None:  # some update found nothing, and MongoDB does not say which
            anew.append(replace(pending, again=pending.again or write.kind == "changed"))
        else:
            outcome.add(_kind(pending, write, now), pending.document["sources"][0]["spider"])
    store.bulk(layout.REPORTS, [Delete(key) for write_id, key in retired if write_id not in refused])
    return anew


def _plan_turn(
    store: Store, turn: list[_Pending], now: datetime
) -> tuple[list[tuple[_Pending, Write]], list[tuple[str, Document]]]:
    """The writes, and filters of documents that give way to them because they moved to another id."""
    incoming = [pending.document for pending in turn]
    ids = [document["_id"] for document in incoming]
    pages = [document["sources"][0]["page_sha256"] for document in incoming]
    anywhere = {"$or": [{"_id": {"$in": ids}}, {"sources.page_sha256": {"$in": pages}}]}
    stored = {found["_id"]: found for found in store.select(layout.REPORTS, anywhere, projection=_LIGHT)}
    moved = relocation.find_moved(stored.values(), incoming)
    settled = {
        document["_id"]: versions.rewrite(stored[document["_id"]], document, now=now)
        for document in incoming
        if document["_id"] in stored and versions.touches_only(stored[document["_id"]], document)
    }
    unsettled = [name for name in ids if name in stored and name not in settled]
    family = _families(store, unsettled)
    planned, retired = [], []
    for pending in turn:
        document = pending.document
        name = document["_id"]
        predecessor = None
        if name in moved:
            merges = name in stored
            predecessor = relocation.retire(store, moved[name], document, merges=merges, now=now)
        if predecessor is not None:
            retired.append((name, {"_id": predecessor["_id"], "revision": predecessor["revision"]}))
        write = settled.get(name) or versions.plan(family.get(name, []), document, now=now, predecessor=predecessor)
        planned.append((pending, write))
    return planned, retired


def _families(store: Store, ids: Sequence[str]) -> dict[str, list[Document]]:
    """Id -> every document of it: itself, `…#2`, `…#3`."""
    if not ids:
        return {}
    after_hash = chr(ord("#") + 1)
    ranges = [{"_id": {"$gte": name, "$lt": name + after_hash}} for name in ids]
    families: dict[str, list[Document]] = {name: [] for name in ids}
    for found in store.select(layout.REPORTS, {"$or": ranges}):
        name = found["_id"]
        families[name if name in families else name.rpartition("#")[0]].append(found)
    return families


def _archive(store: Store, writes: Iterable[Write]) -> dict[str, str]:
    """Keep every version that is about to be superseded; ids whose old version cannot be kept, with why."""
    old = [write for write in writes if write.superseded is not None]
    keep: list[Operation] = [
        Update({"_id": write.superseded["_id"]}, {"$setOnInsert": write.superseded}, upsert=True)
        for write in old
        if write.superseded is not None
    ]
    failures = store.bulk(layout.REVISIONS, keep).failures
    return {old[f.index].id: f.reason for f in failures if f.code != DUPLICATE_KEY}


def _operation(write: Write) -> Operation:
    if write.document is not None:
        return Insert(write.document)
    return Update(write.filter, write.update, write.array_filters)


def _kind(pending: _Pending, write: Write, now: datetime) -> versions.Kind:
    """Whether a document that we tried before was stored by that try."""
    if pending.again and write.kind == "unchanged" and write.current_since == now:
        return "new" if write.filter["revision"] == 1 else "changed"
    return write.kind


def _forget_rejects(store: Store, documents: Sequence[Document]) -> None:
    """A page that was no report before and is one now is no reject any more."""
    sources = [document["sources"][0] for document in documents]
    ids = [reject_id(source["url"], source["page_sha256"]) for source in sources]
    stale = list(store.select(layout.REJECTS, {"_id": {"$in": ids}}, projection={"_id": 1}))
    store.bulk(layout.REJECTS, [Delete({"_id": found["_id"]}) for found in stale])


def save_rejects(store: Store, rejects: Sequence[Document], *, now: datetime, again: bool = False) -> Outcome:
    """Store pages that are no reports; the same page rejected again only moves last-seen.

    Each reject is a `Reject` as `as_document` gives it. Raises `DatabaseUnreachable`.
    """
    del again  # storing a reject twice is storing it once
    outcome, waiting = Outcome(), []
    for reject in rejects:
        if reason := store.unstorable(reject):
            outcome.refused.append((reject, reason))
        else:
            waiting.append(reject)
    for _ in range(ATTEMPTS):
        result = store.bulk(layout.REJECTS, [_reject(reject, now) for reject in waiting])
        outcome.new += result.upserted
        outcome.unchanged += result.matched
        raced = [f for f in result.failures if f.code == DUPLICATE_KEY]
        final = [f for f in result.failures if f.code != DUPLICATE_KEY]
        outcome.refused += [(waiting[f.index], f.reason) for f in final]
        waiting = [waiting[f.index] for f in raced]
        if not waiting:
            return outcome
    raise WriteContention(f"{waiting[0]['url']} could not be stored in {ATTEMPTS} attempts")


def _reject(reject: Document, now: datetime) -> Operation:
    key = reject_id(reject["url"], reject["page_sha256"])
    fixed = {"url": reject["url"], "page_sha256": reject["page_sha256"], "first_seen_at": now}
    moving = {name: value for name, value in reject.items() if name not in fixed}
    update = {"$setOnInsert": fixed, "$set": moving, "$max": {"last_seen_at": now}}
    return Update({"_id": key}, update, upsert=True)
