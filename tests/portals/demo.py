"""`make demo`: all portals on loopback, crawled twice into a database of its own; between, each publishes one report."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from scrapy.utils.project import get_project_settings

from crawler.catalogue import CatalogueError, load_catalogue
from crawler.cms.recipe import Recipe
from crawler.database import open_repository
from tests.portals.__main__ import PUBLISHED

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "ogi_demo"
START_SECONDS = 60
INTERRUPTED = 130
"""What shells give a command that Ctrl-C ended."""


def main() -> int:
    """The exit status of the crawls."""
    os.environ.pop("MONGO_URI", None)  # always the private one: the demo drops its database
    os.environ["MONGO_DATABASE"] = DATABASE
    settings = get_project_settings()
    folder = Path(settings["CACHE_DIR"]) / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = folder / "catalogue.yaml"
    try:
        print(f"starting a private MongoDB and the portals; database {DATABASE} begins empty", flush=True)
        with closing(open_repository(settings)) as repository:
            repository.drop_database()
        shutil.rmtree(Path(settings["SPOOL_DIR"]) / DATABASE, ignore_errors=True)
        with portals(catalogue) as servers:
            names = crawlable(catalogue)
            print(f"\nFirst crawl: {len(names)} portals", flush=True)
            status = crawl(catalogue, names)
            if not status:
                servers.send_signal(signal.SIGUSR1)
                assert servers.stdout is not None
                wait_for(servers.stdout, PUBLISHED)
                print(f"\nNow {PUBLISHED}. Second crawl: only lists, and what is new", flush=True)
                status = crawl(catalogue, names)
        if not status:
            tell_what_next()
    except KeyboardInterrupt:
        print("\ninterrupted: the portals are stopped, what was crawled is stored", file=sys.stderr)
        return INTERRUPTED
    return status


@contextmanager
def portals(catalogue: Path) -> Iterator[subprocess.Popen[str]]:
    """All portals in a process of their own, which ends with the block. Raises `RuntimeError`."""
    catalogue.unlink(missing_ok=True)
    # A session of their own: Ctrl-C ends the crawl first, then them.
    servers = subprocess.Popen(
        [sys.executable, "-m", "tests.portals", "--write", str(catalogue)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        until = time.monotonic() + START_SECONDS
        while not catalogue.exists():
            if servers.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the portals did not start")
            time.sleep(0.05)
        yield servers
    finally:
        servers.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            servers.wait(timeout=10)
        if servers.poll() is None:
            servers.kill()
        servers.communicate()


def crawlable(catalogue: Path) -> list[str]:
    """Ids of the portals whose family can be crawled."""
    names = []
    for name, portal in load_catalogue([catalogue]).items():
        try:
            Recipe.of(portal)
        except CatalogueError:
            print(f"left out, its family cannot be crawled yet: {name}")
        else:
            names.append(name)
    return names


def crawl(catalogue: Path, names: list[str]) -> int:
    """`scrapy crawl portals`, on this terminal; its exit status. Ctrl-C lets it end cleanly first."""
    chosen = ["-a", f"catalogue={catalogue}", "-a", f"select={','.join(names)}"]
    crawling = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "portals", *chosen, "-L", "WARNING"], cwd=ROOT
    )
    try:
        return crawling.wait()
    except KeyboardInterrupt:
        try:
            crawling.wait(timeout=30)
        finally:
            if crawling.poll() is None:
                crawling.kill()
                crawling.wait()
        raise


def wait_for(stream: IO[str], line: str) -> None:
    """Read up to a line. Raises `RuntimeError` where it does not come."""
    for said in stream:
        if said.strip() == line:
            return
    raise RuntimeError("the portals have ended")


def tell_what_next() -> None:
    """Commands that show what is there now."""
    scrapy = f"MONGO_DATABASE={DATABASE} {Path(sys.executable).with_name('scrapy').relative_to(ROOT)}"
    print("\nNext:")
    for command, shows in {
        "reports new --run last": "what the second crawl found",
        "reports list --year 2019": "reports of one year, all portals",
        "reports stats": "counts by year, form, province, issue",
        "reports export -o demo.csv": "all figures as a table",
    }.items():
        print(f"  {scrapy} {command:<28} {shows}")


if __name__ == "__main__":
    sys.exit(main())
