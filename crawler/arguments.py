"""Arguments that users give to spiders and commands, checked before anything starts."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
_AGO = re.compile(r"(\d{1,5})\s*([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


class ArgumentError(ValueError):
    """A user's argument is wrong; the message says which and what to write instead."""


def parse_since(text: str, *, now: datetime) -> datetime:
    """The instant that `7d`, `12h`, `2w` (ago) or `2026-11-01[T08:30]` (Beijing time) means, in UTC.

    Raises `ArgumentError` where the text is neither.

    >>> noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    >>> parse_since("7d", now=noon).isoformat()
    '2026-11-17T12:00:00+00:00'
    >>> parse_since("2026-11-01", now=noon).isoformat()
    '2026-10-31T16:00:00+00:00'
    """
    if ago := _AGO.fullmatch(text.strip()):
        return now - int(ago[1]) * _UNITS[ago[2]]
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ArgumentError(
            f"{text!r} is no time: write 7d, 12h, 2w (that long ago) or a day such as 2026-11-01"
        ) from None
    return (instant if instant.tzinfo else instant.replace(tzinfo=BEIJING)).astimezone(UTC)
