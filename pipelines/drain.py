"""From the spool into the database: one segment, or all that waits."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from pipelines.records import DamagedRecord, Record, RecordKind, decode, encode
from pipelines.repository import DatabaseUnreachable, Repository
from pipelines.spool import Segment, Spool
from pipelines.writer import Outcome, WriteContention

logger = logging.getLogger(__name__)

REFUSED_REASON = "refused_by_database"
"""Reason code of a reject that is a report which the database refused."""
OUTCOMES = ("new", "changed", "unchanged", "rejects", "refused")
"""What can become of an item in the database."""
TRY_LATER = (DatabaseUnreachable, WriteContention)
"""What storing raises when the same segment may be stored later."""

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present instant, in UTC and in the whole milliseconds that BSON keeps."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def store_segment(spool: Spool, segment: Segment, repository: Repository, *, clock: Clock = utc_now) -> Counter[str]:
    """Store what a segment holds, credit it to its runs and delete it.

    Gives back how many items became `new`, `changed`, `unchanged`, `rejects` or `refused`, and under
    `portal/<spider>/new` … how many of them each spider brought; the refused
    are kept in the spool's folder `refused` and named among the rejects. Raises one of `TRY_LATER`:
    then the segment is still there.
    """
    again = segment.first_tried is not None
    now = segment.first_tried = segment.first_tried or clock()
    runs, refused = _read(segment)
    total = Counter({"refused": len(refused)} if refused else {})
    for run_id, records in runs.items():
        counts = _store_reports(repository, records, refused, now=now, again=again)
        counts += _store_rejects(repository, records, refused, now=now)
        repository.save_visits([record.document for record in records if record.kind == "page"])
        fields = {name: value for r in records if r.kind == "run" for name, value in r.document.items()}
        repository.credit_run(run_id, segment.key, {name: counts[name] for name in OUTCOMES if counts[name]}, fields)
        total += counts
    if refused:
        spool.refuse(segment, refused)
    spool.done(segment)
    return total


def set_aside(spool: Spool, segment: Segment, reason: str) -> Counter[str]:
    """Move a whole segment into the spool's folder `refused`, so that it stands in nobody's way."""
    spool.refuse(segment, [(line, reason) for line in segment.lines()])
    spool.done(segment)
    return Counter(refused=segment.items)


def drain(
    spool: Spool,
    repository: Repository,
    *,
    clock: Clock = utc_now,
    progress: Callable[[Counter[str]], None] | None = None,
) -> Counter[str]:
    """Store all that waits; the sum of what `store_segment` gives. Raises `DatabaseUnreachable`."""
    total: Counter[str] = Counter()
    while (segment := spool.take()) is not None:
        stored = store_segment(spool, segment, repository, clock=clock)
        counts = Counter({name: stored[name] for name in OUTCOMES if stored[name]})
        total += counts
        if progress is not None:
            progress(counts)
    return total


def _read(segment: Segment) -> tuple[dict[str, list[Record]], list[tuple[bytes, str]]]:
    """The records of each run, and lines that are none, each with the reason."""
    runs: dict[str, list[Record]] = {}
    damaged: list[tuple[bytes, str]] = []
    for line in segment.lines():
        try:
            record = decode(line)
        except DamagedRecord as error:
            logger.error("%s: a damaged line is set aside (%s)", segment.path, error)
            damaged.append((line, f"damaged: {error}"))
        else:
            runs.setdefault(record.run_id, []).append(record)
    return runs, damaged


def _store_reports(
    repository: Repository,
    records: list[Record],
    refused: list[tuple[bytes, str]],
    *,
    now: datetime,
    again: bool,
) -> Counter[str]:
    reports = [record.document for record in records if record.kind == "report"]
    if not reports:
        return Counter()
    outcome = _save_each_that_can(repository, reports, now=now, again=again)
    _note_refused(outcome, records[0].run_id, "report", refused)
    named = [_as_reject(document, reason) for document, reason in outcome.refused]
    repository.save_rejects(named, now=now)
    counts = Counter(
        new=outcome.new,
        changed=outcome.changed,
        unchanged=outcome.unchanged,
        refused=len(outcome.refused),
    )
    counts.update({f"portal/{spider}/{kind}": number for (spider, kind), number in outcome.by_spider.items()})
    return counts


def _save_each_that_can(
    repository: Repository, reports: list[dict[str, Any]], *, now: datetime, again: bool
) -> Outcome:
    """Save a batch; where one report of it cannot even be compared with what is stored, the others still are."""
    try:
        return repository.save(reports, now=now, again=again)
    except TRY_LATER:
        raise
    except Exception as error:  # a stored document that is none of ours, say: it concerns its own id alone
        if len(reports) == 1:
            logger.exception("%s cannot be stored", reports[0].get("_id"))
            return Outcome(refused=[(reports[0], f"{type(error).__name__}: {error}")])
    total = Outcome()
    for report in reports:  # what the failed batch had stored already counts as stored by it
        total += _save_each_that_can(repository, [report], now=now, again=True)
    return total


def _store_rejects(
    repository: Repository,
    records: list[Record],
    refused: list[tuple[bytes, str]],
    *,
    now: datetime,
) -> Counter[str]:
    rejects = [record.document for record in records if record.kind == "reject"]
    if not rejects:
        return Counter()
    outcome = repository.save_rejects(rejects, now=now)
    _note_refused(outcome, records[0].run_id, "reject", refused)
    return Counter(rejects=outcome.new + outcome.unchanged, refused=len(outcome.refused))


def _note_refused(outcome: Outcome, run_id: str, kind: RecordKind, refused: list[tuple[bytes, str]]) -> None:
    for document, reason in outcome.refused:
        logger.error("the database refuses %s: %.300s", document.get("_id") or document.get("url"), reason)
        refused.append((encode(Record(kind, run_id, document)), reason))


def _as_reject(report: Mapping[str, Any], reason: str) -> dict[str, Any]:
    """The entry among the rejects of a report that the database refused."""
    source = report["sources"][0]
    return {
        "url": source["url"],
        "reason": REFUSED_REASON,
        "detail": {"report_id": report["_id"], "error": reason},
        "page_sha256": source["page_sha256"],
        "spider": source["spider"],
        "run_id": source["run_id"],
    }
