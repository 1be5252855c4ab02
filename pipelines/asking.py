"""What the stored reports and runs can be asked, in terms of a few primitives that the repository has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines import layout
from pipelines.operations import BulkResult, Operation, Update
from pipelines.queries import ReportQuery, report_filter, statistics_pipeline

Document = dict[str, Any]
Sort = Sequence[tuple[str, int]]

NEWEST_FIRST: Sort = (("first_seen_at", -1), ("_id", 1))


class Asking(ABC):
    """Questions about reports, rejects and runs. Every method raises `DatabaseUnreachable`."""

    @abstractmethod
    def select(
        self,
        collection: str,
        condition: Mapping[str, Any],
        *,
        sort: Sort = (),
        limit: int = 0,
        projection: Mapping[str, Any] | None = None,
    ) -> Iterator[Document]:
        """Documents that fulfil a condition, fetched as they are consumed; `limit` 0 means all."""

    @abstractmethod
    def aggregate(self, collection: str, stages: Sequence[Mapping[str, Any]]) -> list[Document]:
        """The result of an aggregation."""

    @abstractmethod
    def bulk(self, collection: str, operations: Sequence[Operation], *, ordered: bool = False) -> BulkResult:
        """Durable writes; `ordered` ones are made one after the other up to the first that fails."""

    def find(
        self,
        query: ReportQuery,
        *,
        limit: int = 0,
        sort: Sort = NEWEST_FIRST,
        projection: Mapping[str, Any] | None = None,
    ) -> Iterator[Document]:
        """The reports that fulfil `query`, newest first, in constant memory; `limit` 0 means all."""
        return self.select(layout.REPORTS, report_filter(query), sort=sort, limit=limit, projection=projection)

    def count(self, query: ReportQuery) -> int:
        """How many reports fulfil `query`."""
        counted = self.aggregate(layout.REPORTS, [{"$match": report_filter(query)}, {"$count": "n"}])
        return int(counted[0]["n"]) if counted else 0

    def get(self, report_id: str) -> Document | None:
        """The report with this `_id`."""
        return next(self.select(layout.REPORTS, {"_id": report_id}, limit=1), None)

    def get_if(self, report_id: str, query: ReportQuery) -> Document | None:
        """The report with this `_id` if it fulfils `query`."""
        condition = {"$and": [{"_id": report_id}, report_filter(query)]}
        return next(self.select(layout.REPORTS, condition, limit=1), None)

    def revisions(self, report_id: str) -> list[Document]:
        """The superseded versions of a report, oldest first."""
        return list(self.select(layout.REVISIONS, {"report_id": report_id}, sort=[("revision", 1)]))

    def rejects(self, *, run: str | None = None, reason: str | None = None) -> Iterator[Document]:
        """What was fetched and is no report, seen last first; `run` is the run that saw it last."""
        asked = {"run_id": run, "reason": reason}
        condition = {name: value for name, value in asked.items() if value is not None}
        return self.select(layout.REJECTS, condition, sort=[("last_seen_at", -1), ("_id", 1)])

    def stats(self) -> Document:
        """Totals, and how many reports there are by year, form, province, quality, section, issue, failed check."""
        (counts,) = self.aggregate(layout.REPORTS, statistics_pipeline())
        total = counts.pop("total")
        reasons = self.aggregate(layout.REJECTS, [{"$sortByCount": "$reason"}])
        versions = self.aggregate(layout.REVISIONS, [{"$count": "n"}])
        return {
            "reports": total[0]["n"] if total else 0,
            "revisions": versions[0]["n"] if versions else 0,
            "rejects": sum(row["count"] for row in reasons),
            **{name: {row["_id"]: row["count"] for row in rows} for name, rows in counts.items()},
            "by_reject_reason": {row["_id"]: row["count"] for row in reasons},
        }

    def issue_codes(self) -> list[str]:
        """The codes of all issues that any report has, in order."""
        stages: list[Document] = [{"$unwind": "$issues"}, {"$group": {"_id": "$issues.code"}}, {"$sort": {"_id": 1}}]
        return [row["_id"] for row in self.aggregate(layout.REPORTS, stages)]

    def start_run(self, run: Mapping[str, Any]) -> None:
        """Record that a run has started: `_id`, `spider`, `arguments`, `started_at`."""
        fields = {name: value for name, value in run.items() if name != "_id"}
        self.bulk(layout.RUNS, [Update({"_id": run["_id"]}, {"$set": fields}, upsert=True)])

    def credit_run(
        self,
        run_id: str,
        key: str,
        counts: Mapping[str, int],
        fields: Mapping[str, Any] | None = None,
    ) -> None:
        """Add `counts` to those of a run and set `fields`: once for each `key`, however often it is tried."""
        update: Document = {"$push": {"credited": key}}
        if counts:
            update["$inc"] = {f"counts.{name}": number for name, number in counts.items()}
        if fields:
            update["$set"] = dict(fields)
        # Credited already: the filter finds nothing and the upsert fails on the id, as it should.
        self.bulk(layout.RUNS, [Update({"_id": run_id, "credited": {"$ne": key}}, update, upsert=True)])

    def get_run(self, run_id: str) -> Document | None:
        """The record of a run."""
        return next(self.select(layout.RUNS, {"_id": run_id}, limit=1), None)

    def last_run(self, spider: str | None = None) -> Document | None:
        """The run that started last, of `spider` or of any."""
        condition = {"spider": spider} if spider else {}
        return next(self.select(layout.RUNS, condition, sort=[("started_at", -1)], limit=1), None)
