"""Crawls of replicas as a scheduler runs them: `scrapy crawl`, in a process of its own, into a database of the test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymongo
import pytest
import yaml

from tests.portals.replica import Replica
from tests.portals.server import Asked

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Crawls:
    """One database and one catalogue file; `database` is the driver's own view of what was stored."""

    database: pymongo.database.Database[dict[str, Any]]
    folder: Path
    environment: dict[str, str]

    def catalogue(self, entries: Iterable[dict[str, Any]]) -> Path:
        """A catalogue file with these entries."""
        path = self.folder / "catalogue.yaml"
        path.write_text(yaml.safe_dump(list(entries), allow_unicode=True), "utf-8")
        return path

    def run(self, replica: Replica, *arguments: str, status: int = 0, **overrides: Any) -> str:
        """Crawl a replica as its entry says; the log."""
        entry = replica.entry(**overrides)
        path = self.catalogue([entry])
        done = subprocess.run(
            self.command(entry["id"], f"catalogue={path}", *arguments),
            env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == status, done.stderr[-4000:]
        assert "Traceback" not in done.stderr, done.stderr[-4000:]
        return done.stdout + done.stderr

    def begin(self, replica: Replica, *arguments: str, options: Iterable[str] = (), **overrides: Any) -> Any:
        """The same, under way."""
        entry = replica.entry(**overrides)
        path = self.catalogue([entry])
        return subprocess.Popen(
            [*self.command(entry["id"], f"catalogue={path}", *arguments), *options],
            env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    @staticmethod
    def command(spider: str, *arguments: str) -> list[str]:
        """The command line: words with `=` are arguments of the spider, the others options of the command."""
        words = [
            word
            for argument in arguments
            for word in (("-a", argument) if not argument.startswith("-") else (argument,))
        ]
        return [sys.executable, "-m", "scrapy", "crawl", spider, *words]

    def reports(self) -> dict[tuple[str, int], dict[str, Any]]:
        """(Agency, year) -> stored report; each once."""
        found = list(self.database.reports.find())
        by_key = {(document["agency"]["name"], document["report_year"]): document for document in found}
        assert len(by_key) == len(found), sorted(document["_id"] for document in found)
        return by_key

    def assert_true(self, replica: Replica) -> None:
        """The database holds what a perfect crawl stores, and says where from and why not."""
        stored = self.reports()
        wanted = {(expected.agency, expected.year): expected for expected in replica.truth.reports}
        assert stored.keys() == wanted.keys()
        for key, expected in wanted.items():
            document = stored[key]
            sources = {source["url"]: source for source in document["sources"]}
            assert set(expected.urls) <= sources.keys() <= {*expected.urls, *expected.former_urls}, key
            received = [found["value"] for found in document["indicators"] if found["name"] == "applications_received"]
            row = ((document["statistics"]["applications"] or {}).get("received") or {}).get("total")
            assert expected.received is None or expected.received in (*received, row), key
            assert document["form"] == expected.form, key
            assert tuple(file["name"] for file in document["attachments"]) == expected.attachments
            assert all(file["url"].startswith(replica.base) for file in document["attachments"])
        rejects = {(reject["url"], reject["reason"]) for reject in self.database.rejects.find()}
        assert {(refused.url, refused.reason) for refused in replica.truth.rejected} <= rejects


def paths(log: Iterable[Asked]) -> list[str]:
    """What was asked for, robots.txt apart."""
    return [asked.target for asked in log if asked.path != "/robots.txt"]


def wait_for(condition: Any, process: subprocess.Popen[str], seconds: float = 60) -> None:
    """Wait until something holds, while the crawl lives."""
    until = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None, process.stdout.read() if process.stdout else ""
        assert time.monotonic() < until
        time.sleep(0.02)


def kill(process: subprocess.Popen[str]) -> None:
    """As a power cut."""
    process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.fixture
def crawls(mongo_uri: str, database: str, tmp_path: Path) -> Iterator[Crawls]:
    """Crawls into a fresh database."""
    given = {"MONGO_URI": mongo_uri, "MONGO_DATABASE": database, "OGI_CACHE_DIR": str(tmp_path / "cache")}
    with pymongo.MongoClient[dict[str, Any]](mongo_uri, tz_aware=True) as client:
        yield Crawls(client[database], tmp_path, os.environ | given)
