"""When a host is asked next: the gap between two requests, Crawl-delay, rest after 429, hours of the day."""

from __future__ import annotations

import random
from datetime import datetime, time
from time import monotonic

from scrapy.core.downloader import Slot

JITTER = 0.4
"""A single gap is shortened by so much of itself at most. Half is allowed; the rest is left to the network."""
MARGIN = 1.05
"""The mean gap in delays. Packets overtake each other: what leaves at exact gaps arrives at shorter ones, too."""
SLOWEST = 8
"""A host that answers 429 again and again is asked this many times slower at most."""


class HostTurns(Slot):
    """The queue of one host in Scrapy's downloader, with turns that are drawn once a request.

    Scrapy's own slot draws a new gap whenever it looks. Here gaps come in pairs, one as much longer than the mean as
    the next is shorter, so that the mean over a crawl, however short, is not below the delay.
    """

    def __init__(self, *, delay: float, concurrency: int) -> None:
        super().__init__(concurrency, delay, jitter=0)
        self.crawl_delay = 0.0
        """Seconds that robots.txt asks for: a minimum."""
        self._usual = delay
        self._rests_until = 0.0
        self._gap = 0.0
        self._gap_follows: float | None = None
        self._owed = 0.0

    def download_delay(self) -> float:
        """Seconds that must pass after the last request."""
        if self._gap_follows != self.lastseen:
            self._gap_follows = self.lastseen
            self._gap = self._draw()
        return max(self._gap, self.crawl_delay * MARGIN, self._rests_until - self.lastseen)

    def next_turn(self) -> float:
        """Seconds until a request may be sent."""
        return max(0.0, self.lastseen + self.download_delay() - monotonic())

    def rest(self, seconds: float) -> None:
        """Send nothing for so long."""
        self._rests_until = max(self._rests_until, monotonic() + seconds)

    def slow_down(self) -> None:
        """From now on half as often."""
        self.delay = min(self.delay * 2, self._usual * SLOWEST)

    def _draw(self) -> float:
        mean = max(self.delay, self.crawl_delay) * MARGIN
        if self._owed:
            gap, self._owed = mean * (1 - self._owed), 0.0
        else:
            self._owed = random.uniform(0, JITTER)  # noqa: S311 - no secret
            gap = mean * (1 + self._owed)
        return gap


def within(window: str | None, now: datetime) -> bool:
    """Whether a portal may be asked at this hour, Beijing time.

    >>> within("22:00-06:00", datetime(2026, 11, 25, 5, 59)), within("22:00-06:00", datetime(2026, 11, 25, 6, 0))
    (True, False)
    >>> within("09:00-17:30", datetime(2026, 11, 25, 12)), within(None, datetime(2026, 11, 25))
    (True, True)
    """
    if window is None:
        return True
    opens, closes = (time.fromisoformat(hour.strip().replace("24:", "00:")) for hour in window.split("-"))
    if opens < closes:
        return opens <= now.time() < closes
    return now.time() >= opens or now.time() < closes
