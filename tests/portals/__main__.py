"""`python -m tests.portals [--write CATALOGUE]`: start one replica of each family and serve until interrupted."""

from __future__ import annotations

import argparse
import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import yaml

from tests.portals.families import FAMILIES


def main() -> None:
    """Start all, say where they are, wait for SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m tests.portals", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the catalogue of the running portals there")
    arguments = parser.parse_args()
    ended = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with ExitStack() as stack:
        portals = [stack.enter_context(make()) for make in FAMILIES.values()]
        entries = [portal.entry() for portal in portals]
        if arguments.write:
            partial = arguments.write.with_suffix(".partial")  # whoever waits for the file never sees half of it
            partial.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), encoding="utf-8")
            partial.replace(arguments.write)
        for portal, entry in zip(portals, entries, strict=True):
            truth = portal.truth
            print(f"{entry['id']:<24} {portal.base}{portal.column}  {len(truth.reports)} reports")
        sys.stdout.flush()
        ended.wait()


if __name__ == "__main__":
    main()
