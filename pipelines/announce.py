"""The log of arrivals: every report once as new and every later revision as changed, numbered without gaps.

Neither instants nor counters tell in which order reports become visible: a batch that waited for its database
overnight is stored in the morning with the evening's instant, and of two writers the later number may be committed
first. So reports are not numbered when they are stored but when somebody asks what is new: what bears no mark yet is
appended to the log under the next numbers. Number n + 1 is tried only by those who have seen n, for the appends are
made one after the other and a number exists once; whoever has read up to n has read all that will ever be below.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from pipelines import layout
from pipelines.asking import Asking, Document
from pipelines.operations import DUPLICATE_KEY, Insert, Update

Kind = Literal["new", "changed"]

_BATCH = 1000
_READ = dict.fromkeys(("revision", "first_seen_at"), 1)


def announce(repository: Asking) -> int:
    """Enter into the log what is stored and not in it yet; the last number comes back.

    Any number of processes may do so at once, while others write. Raises `DatabaseUnreachable`.
    """
    while waiting := list(repository.select(layout.REPORTS, {"announced": None}, projection=_READ, limit=_BATCH)):
        _append(repository, _entries(repository, waiting))
        _mark(repository, waiting)
    return last_number(repository)


def last_number(repository: Asking) -> int:
    """The number of the last entry, 0 where there is none."""
    newest = repository.select(layout.ANNOUNCEMENTS, {}, sort=[("_id", -1)], limit=1, projection={"_id": 1})
    return next((int(entry["_id"]) for entry in newest), 0)


def _entries(repository: Asking, waiting: Sequence[Document]) -> list[Document]:
    """The entries to make, the first stored first; a report that is in the log, under whatever id, is a changed one."""
    former = _former_ids(repository, [report["_id"] for report in waiting if report["revision"] > 1])
    ids = [report["_id"] for report in waiting] + [old for olds in former.values() for old in olds]
    logged = _logged_revisions(repository, ids)
    entries = []
    for report in sorted(waiting, key=lambda report: (report["first_seen_at"], report["_id"])):
        born = report["first_seen_at"]
        if logged.get((report["_id"], born), 0) >= report["revision"]:  # another was faster, or ended before it marked
            continue
        facts = {"report_id": report["_id"], **{name: report[name] for name in _READ}}
        known = any((name, born) in logged for name in (report["_id"], *former.get(report["_id"], ())))
        key = f"{report['_id']} {born:%Y%m%dT%H%M%S.%f}"
        entry: Document = {"kind": "new", "key": key}
        if known:
            entry = {"kind": "changed", "key": f"{key} {report['revision']}"}
        entries.append({**entry, **facts})
    return entries


def _former_ids(repository: Asking, ids: Sequence[str]) -> dict[str, set[str]]:
    """Id -> other ids that the same report was stored under before."""
    former: dict[str, set[str]] = {}
    condition = {"report_id": {"$in": list(ids)}}
    for version in repository.select(layout.REVISIONS, condition, projection={"report_id": 1}) if ids else ():
        former.setdefault(version["report_id"], set()).add(version["_id"].rpartition("@")[0])
    return former


def _logged_revisions(repository: Asking, ids: Sequence[str]) -> dict[tuple[str, datetime], int]:
    """Id and first instant of a report (an id can be given again) -> its highest revision in the log."""
    found: dict[tuple[str, datetime], int] = {}
    for entry in repository.select(layout.ANNOUNCEMENTS, {"report_id": {"$in": list(ids)}}):
        report = (entry["report_id"], entry["first_seen_at"])
        found[report] = max(found.get(report, 0), int(entry["revision"]))
    return found


def _append(repository: Asking, entries: list[Document]) -> None:
    """Append to the log; entries that others make meanwhile are left to them."""
    while entries:
        first = last_number(repository) + 1
        inserts = [Insert({"_id": number, **entry}) for number, entry in enumerate(entries, first)]
        failures = repository.bulk(layout.ANNOUNCEMENTS, inserts, ordered=True).failures
        if not failures:
            return
        (failure,) = failures
        if failure.code != DUPLICATE_KEY:
            raise RuntimeError(f"the log of arrivals takes nothing: {failure.reason}")
        left = entries[failure.index :]
        keys = [entry["key"] for entry in left]
        made = {e["key"] for e in repository.select(layout.ANNOUNCEMENTS, {"key": {"$in": keys}})}
        entries = [entry for entry in left if entry["key"] not in made]


def _mark(repository: Asking, waiting: Sequence[Document]) -> None:
    """Mark the reports whose present revision is in the log; one that was revised meanwhile goes on waiting."""
    logged = _logged_revisions(repository, [report["_id"] for report in waiting])
    done = [r for r in waiting if logged.get((r["_id"], r["first_seen_at"]), 0) >= r["revision"]]
    marks = [Update({"_id": r["_id"], "revision": r["revision"]}, {"$set": {"announced": True}}) for r in done]
    repository.bulk(layout.REPORTS, marks)
