"""How far a reader has come in the log of arrivals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from pipelines import layout
from pipelines.announce import Kind, announce
from pipelines.asking import Asking, Document
from pipelines.operations import Update
from pipelines.queries import ReportQuery, report_filter
from pipelines.versions import revision_id

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Delivery:
    """What lies between two places of the log: everything after `start` up to and with `end`."""

    start: int
    end: int
    reports: list[Document]


class Bookmark:
    """A named place in the log, one for new and one for changed reports."""

    def __init__(self, repository: Asking, name: str, kind: Kind) -> None:
        self._repository = repository
        self._kind = kind
        self._key = f"{kind} {name}"

    def read(self, query: ReportQuery, *, limit: int = 0) -> Delivery:
        """What arrived since the last delivery and fulfils `query`; the bookmark stays where it is.

        What the query leaves out is passed over. Raises `DatabaseUnreachable`.
        """
        end = announce(self._repository)
        start = int(self._stored().get("position", 0))
        return self._between(start, end, query, limit)

    def read_again(self, query: ReportQuery) -> Delivery:
        """The last delivery once more, of which a reader did not make use."""
        stored = self._stored()
        return self._between(int(stored.get("previous", 0)), int(stored.get("position", 0)), query, 0)

    def advance(self, delivery: Delivery, *, now: datetime) -> bool:
        """Put the bookmark behind a delivery; False where another reader has moved it meanwhile.

        Who prints only after this came back true prints each report once, however many read at the same time.
        """
        if delivery.end == delivery.start:
            return True
        here = {"_id": self._key, "position": delivery.start}
        there = {"position": delivery.end, "previous": delivery.start, "moved_at": now}
        result = self._repository.bulk(layout.BOOKMARKS, [Update(here, {"$set": there}, upsert=delivery.start == 0)])
        return not result.failures and result.matched + result.upserted == 1

    def _stored(self) -> Mapping[str, Any]:
        return next(self._repository.select(layout.BOOKMARKS, {"_id": self._key}), {})

    def _between(self, start: int, end: int, query: ReportQuery, limit: int) -> Delivery:
        condition = {"_id": {"$gt": start, "$lte": end}, "kind": self._kind}
        entries = self._repository.select(layout.ANNOUNCEMENTS, condition, sort=[("_id", 1)])
        reports: dict[str, Document] = {}
        while batch := list(islice(entries, _BATCH)):
            for number, report in self._reports(self._timely(batch), query):
                reports.setdefault(report["_id"], report)
                if len(reports) == limit:
                    return Delivery(start, number, list(reports.values()))
        return Delivery(start, end, list(reports.values()))

    def _timely(self, entries: Sequence[Document]) -> list[Document]:
        """The entries without those that came late: a higher revision of the report stands before them in the log.

        A process that was held up between reading the reports and entering them makes such ones.
        """
        ids = {entry["report_id"] for entry in entries}
        told: dict[tuple[str, datetime], list[tuple[int, int]]] = {}
        for entry in self._repository.select(layout.ANNOUNCEMENTS, {"report_id": {"$in": list(ids)}}):
            report = (entry["report_id"], entry["first_seen_at"])
            told.setdefault(report, []).append((int(entry["_id"]), int(entry["revision"])))
        return [
            entry
            for entry in entries
            if not any(
                number < entry["_id"] and revision >= entry["revision"]
                for number, revision in told[entry["report_id"], entry["first_seen_at"]]
            )
        ]

    def _reports(self, entries: Sequence[Document], query: ReportQuery) -> Iterator[tuple[int, Document]]:
        """The reports of these entries as they are now, under the ids that they have now."""
        ids = [entry["report_id"] for entry in entries]
        there = {
            r["_id"] for r in self._repository.select(layout.REPORTS, {"_id": {"$in": ids}}, projection={"_id": 1})
        }
        gone = [
            revision_id(entry["report_id"], entry["revision"]) for entry in entries if entry["report_id"] not in there
        ]
        versions = self._repository.select(layout.REVISIONS, {"_id": {"$in": gone}}, projection={"report_id": 1})
        moved = {version["_id"].rpartition("@")[0]: version["report_id"] for version in versions} if gone else {}
        ids = [moved.get(name, name) for name in ids]
        condition = {"$and": [{"_id": {"$in": ids}}, report_filter(query)]}
        found = {report["_id"]: report for report in self._repository.select(layout.REPORTS, condition)}
        for entry, name in zip(entries, ids, strict=True):
            if name in found:
                yield int(entry["_id"]), found[name]
