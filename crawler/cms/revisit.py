"""When a page is looked at again. Reports hardly ever change: each look that finds nothing new doubles the time."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST, LONGEST = 30.0, 180.0
"""Days until the second look at a report, and at most between two looks."""
GONE = 7.0
"""A page that is gone is looked for again after so many days: gone twice, a week apart, is gone."""


def next_visit(outcome: str, interval: float | None, now: datetime) -> tuple[datetime | None, float | None]:
    """When to look again, and the days until then; None: not before its entry in the list changes.

    >>> from datetime import UTC
    >>> day = datetime(2026, 11, 1, tzinfo=UTC)
    >>> [next_visit(outcome, 30.0, day)[1] for outcome in ("report", "not_modified", "gone", "error", "notice")]
    [30.0, 60.0, 7.0, 0.0, None]
    """
    days: float | None
    if outcome == "report":
        days = FIRST
    elif outcome == "not_modified":
        days = min((interval or FIRST) * 2, LONGEST)
    elif outcome == "gone":
        days = GONE
    elif outcome == "error":
        days = 0.0
    else:
        days = None
    return (None if days is None else now + timedelta(days=days)), days
