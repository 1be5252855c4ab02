"""The line that stands for a report wherever reports are listed or exported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SUMMARY_COLUMNS = (
    "id", "agency", "region", "year", "form", "sections", "figures", "failed checks", "issues",
)  # fmt: skip


def summary(document: Mapping[str, Any]) -> dict[str, Any]:
    """The line that stands for a report in a table: what it is, how much was read and what is wrong with it."""
    region = document["agency"]["region"]
    return {
        "id": document["_id"],
        "title": document["title"],
        "agency": document["agency"]["name"],
        "region": " ".join(region["path"]) if region else None,
        "region_code": region["code"] if region else None,
        "year": document["report_year"],
        "form": document["form"],
        "sections": len(document["sections"]),
        "figures": figures(document),
        "failed checks": sum(check["status"] == "fail" for check in document["checks"]),
        "issues": sorted({issue["code"] for issue in document["issues"]}),
        "quality": document["quality"],
        "revision": document["revision"],
        "first_seen_at": document["first_seen_at"],
        "changed_at": document["changed_at"],
        "url": document["sources"][0]["url"] if document["sources"] else None,
    }


def figures(document: Mapping[str, Any]) -> int:
    """How many numbers were read: filled cells of the official tables, rows of the 统计表, prose indicators.

    >>> figures({"statistics": {"applications": {"received": {"total": 2, "other": None}}}, "indicators": [1]})
    2
    """
    return _numbers({k: v for k, v in document["statistics"].items() if k != "raw"}) + len(document["indicators"])


def _numbers(value: Any) -> int:
    if isinstance(value, Mapping):
        return sum(map(_numbers, value.values()))
    if isinstance(value, list):
        return sum(map(_numbers, value))
    return int(isinstance(value, int | float) and not isinstance(value, bool))


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "new report"), counted(0, "report")
    ('1 new report', '0 reports')
    """
    return f"{number} {noun}{'s' * (number != 1)}"
