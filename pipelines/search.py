"""Reports with certain words: candidates by the index, each verified on its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from pipelines import layout, phrases
from pipelines.asking import Asking, Document
from pipelines.operations import Update
from pipelines.phrases import Phrase
from pipelines.queries import ReportQuery, report_filter

RARE = 2000
"""A pair of letters that fewer reports have is looked up; reports with more common ones are leafed through by year."""
_BATCH = 200
_READ = dict.fromkeys((*phrases.SEARCHED, "report_year", "form", "agency.region", "sources.url", "quality"), 1)


def search(repository: Asking, asked: Sequence[Phrase], query: ReportQuery, *, limit: int = 0) -> Iterator[Document]:
    """The reports that have every phrase and fulfil `query`, newest year first: what is searched, and what names them.

    MongoDB looks up one pair of letters and reads what has it, so the rarest one goes first. Where even that is
    common, the reports are read in the order in which they are given until `limit` is reached: no sorting, no waiting.
    Raises `DatabaseUnreachable`.
    """
    make_searchable(repository)
    conditions = [condition for phrase in asked for condition in phrase.conditions]
    counted = sorted(((_count(repository, c), n) for n, c in enumerate(conditions)))
    rare = bool(counted) and counted[0][0] < RARE
    match = {"$and": [*(conditions[n] for _, n in counted), report_filter(query)]}
    order: Sequence[tuple[str, int]] = () if rare else (("report_year", -1), ("_id", 1))
    candidates = repository.select(layout.REPORTS, match, sort=order, projection=_READ)
    found: Iterator[Document] = (report for report in candidates if all(phrase.stands_in(report) for phrase in asked))
    if rare:
        found = iter(sorted(found, key=lambda report: (-(report["report_year"] or 0), report["_id"])))
    for number, report in enumerate(found, 1):
        yield report
        if number == limit:
            return


def unsearchable(repository: Asking) -> int:
    """How many reports the search would have to index first."""
    counted = repository.aggregate(layout.REPORTS, [{"$match": {phrases.FIELD: None}}, {"$count": "n"}])
    return int(counted[0]["n"]) if counted else 0


def make_searchable(repository: Asking) -> None:
    """Index the reports that were stored since somebody searched last.

    Not when they are stored: the 600 pairs of a report are 600 entries of the index, and took the store from 2,300
    reports a second to 250. A crawl should not pay for what nobody may ask.
    """
    fields = dict.fromkeys((*phrases.SEARCHED, "revision"), 1)
    missing = repository.select(layout.REPORTS, {phrases.FIELD: None}, projection=fields)
    while batch := list(islice(missing, _BATCH)):
        repository.bulk(layout.REPORTS, [_index(report) for report in batch])


def _index(report: Mapping[str, Any]) -> Update:
    unchanged = {"_id": report["_id"], "revision": report["revision"], phrases.FIELD: None}
    return Update(unchanged, {"$set": {phrases.FIELD: phrases.pairs(report)}})


def _count(repository: Asking, condition: Mapping[str, Any]) -> int:
    """How many reports fulfil a condition, no further than `RARE`."""
    counted = repository.aggregate(layout.REPORTS, [{"$match": condition}, {"$limit": RARE}, {"$count": "n"}])
    return int(counted[0]["n"]) if counted else 0
