"""The agencies that report, and the years that they reported on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipelines import layout
from pipelines.asking import Asking
from pipelines.queries import ReportQuery, report_filter

_PLACE = {
    "$ifNull": ["$agency.region.current_code", "$agency.region.code", {"$first": "$sources.host"}],
}
"""What tells two agencies of one name apart: the place by its code of today, else the host."""


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """An agency of which at least one report is stored."""

    name: str
    place: str | None
    """Code of today, else the host that served the report first, None for a saved page."""
    level: str | None
    path: tuple[str, ...]
    """Names from the province down; empty where the region is not known."""
    years: tuple[int, ...]
    """Years reported on, in order."""
    reports: tuple[str, ...]
    """Ids of its reports."""


def known_agencies(repository: Asking, query: ReportQuery) -> list[KnownAgency]:
    """The agencies of the reports that fulfil `query`, by place and name. Raises `DatabaseUnreachable`."""
    stages: list[dict[str, Any]] = [
        {"$match": {"$and": [report_filter(query), {"agency.name": {"$ne": None}}]}},
        {"$sort": {"report_year": 1}},
        {
            "$group": {
                "_id": {"name": "$agency.name", "place": _PLACE},
                "level": {"$last": "$agency.level"},
                "path": {"$last": "$agency.region.path"},
                "years": {"$addToSet": "$report_year"},
                "reports": {"$push": "$_id"},
            }
        },
        {"$sort": {"_id.place": 1, "_id.name": 1}},
    ]
    return [
        KnownAgency(
            row["_id"]["name"],
            row["_id"].get("place"),
            row["level"],
            tuple(row["path"] or ()),
            tuple(sorted(year for year in row["years"] if year is not None)),
            tuple(row["reports"]),
        )
        for row in repository.aggregate(layout.REPORTS, stages)
    ]
