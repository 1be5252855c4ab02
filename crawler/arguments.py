"""Arguments that users give to spiders and commands, checked before anything starts.

Each `parse_…` makes the value of one argument and raises `ArgumentError`; all fit `add_argument(type=…)`.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
LARGEST_LIMIT = 2**31 - 1
_AGO = re.compile(r"(\d{1,5})\s*([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_YEAR = re.compile(r"[12][0-9]{3}")


class ArgumentError(argparse.ArgumentTypeError):
    """A user's argument is wrong; the message says which and what to write instead."""


def parse_since(text: str, *, now: datetime | None = None) -> datetime:
    """The instant that `7d`, `12h`, `2w` (ago) or `2026-11-01[T08:30]` (Beijing time) means, in UTC.

    >>> noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    >>> parse_since("7d", now=noon).isoformat()
    '2026-11-17T12:00:00+00:00'
    >>> parse_since("2026-11-01", now=noon).isoformat()
    '2026-10-31T16:00:00+00:00'
    """
    try:
        if ago := _AGO.fullmatch(text.strip()):
            return (now or datetime.now(UTC)) - int(ago[1]) * _UNITS[ago[2]]
        instant = datetime.fromisoformat(text.strip())
        return (instant if instant.tzinfo else instant.replace(tzinfo=BEIJING)).astimezone(BEIJING).astimezone(UTC)
    except (ValueError, OverflowError):  # the first day of year 1 in Beijing lies before all that UTC can say
        raise ArgumentError(
            f"{text!r} is no time: write 7d, 12h, 2w (that long ago) or a day such as 2026-11-01"
        ) from None


def parse_text(text: str) -> str:
    """A text to look for. An empty one would ask for nothing, and one that is no UTF-8 can be in no document.

    >>> parse_text(" 云南 ")
    '云南'
    >>> parse_text(b"\\xff".decode("utf-8", "surrogateescape"))
    Traceback (most recent call last):
    crawler.arguments.ArgumentError: '\\udcff' is no UTF-8
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ArgumentError(f"{text!r} is no UTF-8") from None
    if not text.strip():
        raise ArgumentError("it is empty: write what to look for or leave the option out")
    return text.strip()


def parse_year(text: str) -> int:
    """A report year."""
    if not _YEAR.fullmatch(text):
        raise ArgumentError(f"{text!r} is no year: write four digits such as 2019")
    return int(text)


def parse_limit(text: str) -> int:
    """How many at most."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= LARGEST_LIMIT:
        raise ArgumentError(f"{text!r} is no limit: write a whole number from 1 to {LARGEST_LIMIT}")
    return number


def refuse_unknown(given: Iterable[str], known: Sequence[str]) -> None:
    """Raise `ArgumentError` where `-a NAME=VALUE` names what a spider does not know: a slip would go unnoticed.

    >>> refuse_unknown(["path", "foo"], ["path"])
    Traceback (most recent call last):
    crawler.arguments.ArgumentError: there is no argument 'foo'; there are: path
    """
    for name in given:
        if name not in known:
            raise ArgumentError(f"there is no argument {name!r}; there are: {', '.join(known)}")
