"""A report whose agency, region or year was learned later gets another id: its document moves there.

The sign is a source that showed the very same bytes under another id: what differs is our reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from pipelines import layout
from pipelines.deduplicate import known_source
from pipelines.operations import BulkResult, Operation, Update
from pipelines.versions import Document, plain_id, superseded_by


class Store(Protocol):
    """What a move needs of the repository."""

    def bulk(self, collection: str, operations: Sequence[Operation]) -> BulkResult: ...

    def select(
        self, collection: str, condition: Mapping[str, Any], *, projection: Mapping[str, Any] | None = None
    ) -> Iterable[Document]: ...


def find_moved(stored: Iterable[Document], incoming: Iterable[Document]) -> dict[str, Document]:
    """Id of an incoming report -> the document that was read from the same bytes of the same source."""
    by_page: dict[str, list[Document]] = {}
    for document in stored:
        for source in document["sources"]:
            by_page.setdefault(source["page_sha256"], []).append(document)
    moved = {}
    for report in incoming:
        source = report["sources"][0]
        for document in by_page.get(source["page_sha256"], []):
            known = known_source(document, source)
            same_bytes = known is not None and known["page_sha256"] == source["page_sha256"]
            if same_bytes and plain_id(document["_id"]) != report["_id"]:
                moved[report["_id"]] = document
    return moved


def retire(store: Store, moved: Document, incoming: Document, *, merges: bool, now: datetime) -> Document | None:
    """Prepare the move: keep the old version, whole, and give it back as the one that may be deleted.

    Its versions become those of the new id, unless it `merges` into a document that has its own. A
    document with other sources stays for those and only loses this one; then None comes back. Every
    step may be repeated, so a move that was interrupted is finished when the page is seen again.
    """
    old = next(iter(store.select(layout.REPORTS, {"_id": moved["_id"]})), None)
    if old is None:  # another writer moved it
        return None
    source = incoming["sources"][0]
    if len(old["sources"]) > 1:
        key = {"url": source["url"], "page_sha256": source["page_sha256"]}
        if source["host"] is None:
            del key["url"]
        store.bulk(layout.REPORTS, [Update({"_id": old["_id"]}, {"$pull": {"sources": key}})])
        return None
    target = old["_id"] if merges else incoming["_id"]
    version = superseded_by(target, old, now)
    operations: list[Operation] = [Update({"_id": version["_id"]}, {"$setOnInsert": version}, upsert=True)]
    if not merges:
        earlier = store.select(layout.REVISIONS, {"report_id": old["_id"]}, projection={"_id": 1})
        operations += [Update({"_id": found["_id"]}, {"$set": {"report_id": target}}) for found in earlier]
    kept = not store.bulk(layout.REVISIONS, operations).failures
    return old if kept else None
