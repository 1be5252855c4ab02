"""`python -m tests.portals [--write CATALOGUE]`: start one replica of each family and the portals at the edge.

They serve until SIGINT or SIGTERM. On SIGUSR1 each of them publishes one more report.
"""

from __future__ import annotations

import argparse
import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from threading import Event
from typing import Any

import yaml

from tests.portals.edge import all_edges
from tests.portals.families import FAMILIES
from tests.portals.replica import Replica

PUBLISHED = "each portal has published one more report"
"""Printed once that is done."""


def main() -> None:
    """Start all, say where they are, wait."""
    parser = argparse.ArgumentParser(prog="python -m tests.portals", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the catalogue of the running portals there")
    arguments = parser.parse_args()
    ended = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with ExitStack() as stack:
        portals: list[tuple[dict[str, Any], Replica]] = []
        for make in FAMILIES.values():
            portal = stack.enter_context(make())
            portals.append((portal.entry(), portal))
        portals += stack.enter_context(all_edges())
        signal.signal(signal.SIGUSR1, lambda *_: publish(portal for _, portal in portals))
        for entry, portal in portals:
            print(f"{entry['id']:<24} {portal.base}{portal.column}  {len(portal.truth.reports)} reports")
        sys.stdout.flush()
        if arguments.write:
            partial = arguments.write.with_suffix(".partial")  # whoever waits for the file never sees half of it
            entries = [entry for entry, _ in portals]
            partial.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), encoding="utf-8")
            partial.replace(arguments.write)
        ended.wait()


def publish(portals: Any) -> None:
    """One more report each."""
    for portal in portals:
        portal.content.add()
    print(PUBLISHED, flush=True)


if __name__ == "__main__":
    main()
