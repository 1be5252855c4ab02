"""What people ask of the stored reports, as filters. Pure; user text never becomes an operator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Filter = dict[str, Any]
QUALITY_BANDS = (*(f"0.{tenth}0-0.{tenth}9" for tenth in range(9)), "0.90-1.00")
"""Bands of `quality`, which has two decimals."""
_CODE = re.compile(r"\d{2,9}")


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """Conditions that all hold; None asks nothing."""

    since: datetime | None = None
    """UTC; seen first then or later."""
    run: str | None = None
    """Stored first by this run."""
    changed: bool = False
    """Has changed since it was stored first; `since` and `run` then speak of its present revision."""
    year: int | None = None
    """`report_year`."""
    region: str | None = None
    """A code (`4419`, `441900`: all below it) or the beginning of a name anywhere in the path (`云南`)."""
    agency: str | None = None
    """Part of the agency's name."""
    form: str | None = None
    """narrative, statistics_table, form_2019 or form_2021."""
    kind: str | None = None
    """Has a section of this kind."""
    issue: str | None = None
    """Has an issue with this code."""


def report_filter(query: ReportQuery) -> Filter:
    """The MongoDB filter of a query.

    >>> report_filter(ReportQuery(year=2016, agency="人民政府(樟木头)"))
    {'$and': [{'report_year': 2016}, {'agency.name': {'$regex': '人民政府\\\\(樟木头\\\\)'}}]}
    """
    version = "changed" if query.changed else "first_seen"
    conditions: list[Filter] = []
    for name, value in (
        ("report_year", query.year),
        (f"{version}_run", query.run),
        ("form", query.form),
        ("sections.kind", query.kind),
        ("issues.code", query.issue),
    ):
        if value is not None:
            conditions.append({name: value})
    if query.since is not None:
        conditions.append({f"{version}_at": {"$gte": query.since}})
    if query.changed:
        conditions.append({"revision": {"$gt": 1}})
    if query.region is not None:
        conditions.append(_region(query.region.strip()))
    if query.agency is not None:
        conditions.append({"agency.name": {"$regex": re.escape(query.agency.strip())}})
    return {"$and": conditions} if conditions else {}


def _region(text: str) -> Filter:
    """A code finds the place and all below it, under the code of its year and under today's.

    >>> _region("440000")["$or"][0]
    {'agency.region.code': {'$regex': '^44'}}
    """
    if not _CODE.fullmatch(text):
        return {"agency.region.path": {"$regex": "^" + re.escape(text)}}
    prefix = text
    while len(text) == 6 and prefix.endswith("00"):
        prefix = prefix[:-2]
    below = {"$regex": "^" + prefix}
    return {"$or": [{"agency.region.code": below}, {"agency.region.current_code": below}]}


def _band(quality: str) -> Filter:
    """The place of a quality in `QUALITY_BANDS`; in whole hundredths, for 0.7 x 10 is no 7 in binary."""
    hundredths = {"$round": {"$multiply": [quality, 100]}}
    return {"$toInt": {"$min": [9, {"$floor": {"$divide": [hundredths, 10]}}]}}


def statistics_pipeline() -> list[Filter]:
    """The aggregation stages that count reports by what people ask about."""

    def by(field: str, *unwound: str) -> list[Filter]:
        return [{"$unwind": f"${name}"} for name in unwound] + [{"$sortByCount": f"${field}"}]

    # A report counts once for each kind and code, however often it has it.
    once = {
        "report_year": 1,
        "form": 1,
        "province": {"$first": "$agency.region.path"},
        "quality": {"$arrayElemAt": [list(QUALITY_BANDS), _band("$quality")]},
        "kinds": {"$setUnion": ["$sections.kind"]},
        "codes": {"$setUnion": ["$issues.code"]},
        "failed": {
            "$map": {
                "input": {"$filter": {"input": "$checks", "cond": {"$eq": ["$$this.status", "fail"]}}},
                "in": "$$this.identity",
            }
        },
    }
    return [
        {"$project": once},
        {"$set": {"failed": {"$setUnion": ["$failed"]}}},
        {
            "$facet": {
                "total": [{"$count": "n"}],
                "by_year": by("report_year"),
                "by_form": by("form"),
                "by_province": by("province"),
                "by_quality": by("quality"),
                "by_section_kind": by("kinds", "kinds"),
                "by_issue": by("codes", "codes"),
                "by_failed_check": by("failed", "failed"),
            }
        },
    ]
