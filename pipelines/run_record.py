"""A run's name and its record: who ran with which arguments, what came in, what was rejected and why."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from crawler.items import AnnualReport, Reject

_RUN_IDS: WeakKeyDictionary[Crawler, str] = WeakKeyDictionary()


def run_id(crawler: Crawler) -> str:
    """The id of this crawl, the same at every call: `20261124T133000Z-replay-ab12`."""
    return _RUN_IDS.setdefault(crawler, new_run_id(crawler.spidercls.name, datetime.now(UTC)))


def new_run_id(spider: str, started_at: datetime) -> str:
    """A new id that sorts by time and tells the spider."""
    return f"{started_at:%Y%m%dT%H%M%SZ}-{spider}-{secrets.token_hex(2)}"


def waiting(run: Mapping[str, Any]) -> int:
    """How many items of a finished run still wait in a spool, from its record."""
    stored = sum(int(number) for number in run.get("counts", {}).values())
    return int(run.get("spooled", 0)) - stored


@dataclass(slots=True)
class RunTally:
    """What a run accepted so far."""

    spooled: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    portals: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, item: AnnualReport | Reject) -> None:
        """Count one item that is on disk."""
        self.spooled += 1
        if isinstance(item, Reject):
            kind, spider = "rejects", item.spider
            self.reasons[item.reason] += 1
            self.portals.setdefault(spider, Counter())[f"rejected/{item.reason}"] += 1
        else:
            kind, spider = "reports", item.sources[0].spider
        self.portals.setdefault(spider, Counter())[kind] += 1

    def fields(self, *, outcome: str, finished_at: datetime, counters: Mapping[str, Any]) -> dict[str, Any]:
        """What the record of the finished run says of it; portals as a list, their names may have dots.

        `counters` are stats named `portal/<id>/<counter>`.
        """
        known: dict[str, dict[str, Any]] = {name: {} for name in self.portals}
        for name, value in counters.items():
            portal, _, counter = name.removeprefix("portal/").partition("/")
            if "/" not in counter:
                known.setdefault(portal, {})[counter] = value
        portals = [self._of_portal(name, counted) for name, counted in sorted(known.items())]
        return {
            "finished_at": finished_at,
            "outcome": outcome,
            "spooled": self.spooled,
            "reasons": dict(self.reasons),
            "portals": portals,
        }

    def _of_portal(self, name: str, counted: Mapping[str, Any]) -> dict[str, Any]:
        accepted = self.portals.get(name, Counter())
        reasons = {key.partition("/")[2]: number for key, number in accepted.items() if key.startswith("rejected/")}
        return {
            "portal": name,
            "reports": accepted["reports"],
            "rejects": accepted["rejects"],
            "reasons": reasons,
            **counted,
        }
