"""Crawls in processes of their own against real databases, some of which die."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymongo
import pytest

from pipelines import layout, local_mongod
from pipelines.drain import drain
from pipelines.repository import Repository
from pipelines.run_record import waiting
from pipelines.spool import REFUSED, Spool

ROOT = Path(__file__).resolve().parents[2]


class Crawl:
    """A running `small_crawl`; its standard output is read as it comes."""

    def __init__(self, **options: Any) -> None:
        command = [sys.executable, "-m", "tests.pipelines.small_crawl", json.dumps(options)]
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed at the end
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=self._log, text=True)
        self.scraped: list[str] = []
        self.stats: dict[str, Any] = {}
        self.log = ""

    def wait_for(self, items: int) -> None:
        """Until so many items were scraped."""
        assert self.process.stdout is not None
        while len(self.scraped) < items and (line := self.process.stdout.readline()):
            self._hear(line)

    def end(self) -> dict[str, Any]:
        """Wait for the end; the stats."""
        with self.process, self._log:
            assert self.process.stdout is not None
            for line in self.process.stdout:
                self._hear(line)
            self._log.seek(0)
            self.log = self._log.read()
        return self.stats

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.end()

    def _hear(self, line: str) -> None:
        if line.startswith("scraped "):
            self.scraped.append(line.removeprefix("scraped ").strip())
        elif line.startswith("{"):
            self.stats = json.loads(line)


@pytest.fixture
def place(mongo_uri: str, prepared_database: str, tmp_path: Path) -> dict[str, Any]:
    return {"uri": mongo_uri, "database": prepared_database, "spool": str(tmp_path / "spool")}


@pytest.fixture(scope="module")
def fragile_folder(mongod_binaries: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a mongod that tests may kill; stopped at the end."""
    folder = tmp_path_factory.mktemp("fragile")
    local_mongod.start(folder, binaries=mongod_binaries)
    yield folder
    local_mongod.stop(folder)


@pytest.fixture
def fragile(
    fragile_folder: Path, mongod_binaries: Path, request: pytest.FixtureRequest, tmp_path: Path
) -> dict[str, Any]:
    uri = local_mongod.start(fragile_folder, binaries=mongod_binaries)
    return {"uri": uri, "database": f"test_{request.node.name[:40]}", "spool": str(tmp_path / "spool")}


def kill_mongod(folder: Path) -> None:
    pid = local_mongod.process_id(folder)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while local_mongod.process_id(folder):
        time.sleep(0.01)


def all_ids(place: dict[str, Any], collection: str = layout.REPORTS) -> list[str]:
    with contextlib.closing(Repository.connect(place["uri"], place["database"])) as repository:
        return sorted(found["_id"] for found in repository.select(collection, {}, projection={"_id": 1}))


def drain_all(place: dict[str, Any]) -> dict[str, int]:
    with (
        contextlib.closing(Repository.connect(place["uri"], place["database"])) as repository,
        Spool(Path(place["spool"]) / place["database"], segment_items=10) as spool,
    ):
        return {name: number for name, number in drain(spool, repository).items() if number}


def run_of(place: dict[str, Any]) -> dict[str, Any]:
    with contextlib.closing(Repository.connect(place["uri"], place["database"])) as repository:
        run = repository.last_run()
    assert run is not None
    return run


def store_stats(stats: dict[str, Any]) -> dict[str, int]:
    prefix = "store/"
    return {name.removeprefix(prefix): n for name, n in stats.items() if name.startswith(prefix) and n}


def test_a_crawl_stores_everything_and_again_changes_nothing(place: dict[str, Any]) -> None:
    first = Crawl(**place, reports=30, rejects=2)
    assert store_stats(first.end()) == {"spooled": 32, "new": 30, "rejects": 2}, first.log
    assert first.log == ""
    assert all_ids(place) == sorted(name for name in first.scraped if not name.startswith("file:"))
    run = run_of(place)
    assert run["spider"] == "small"
    assert run["arguments"] == {"shade": "blue"}
    assert run["outcome"] == "finished"
    assert run["counts"] == {"new": 30, "changed": 0, "unchanged": 0, "refused": 0, "rejects": 2}
    assert run["reasons"] == {"notice": 2}
    (portal,) = run["portals"]
    assert (
        portal.items() >= {"portal": "small", "reports": 30, "rejects": 2, "reasons": {"notice": 2}, "new": 30}.items()
    )
    assert run["started_at"] <= run["finished_at"]
    assert waiting(run) == 0
    with contextlib.closing(Repository.connect(place["uri"], place["database"])) as repository:
        stored = repository.get(all_ids(place)[0])
        assert stored is not None
        assert stored["first_seen_run"] == run["_id"] == stored["sources"][0]["run_id"]
    again = Crawl(**place, reports=30, rejects=2)
    assert store_stats(again.end()) == {"spooled": 32, "unchanged": 30, "rejects": 2}
    assert all_ids(place, layout.REVISIONS) == []
    assert not list(Path(place["spool"]).rglob("*.jsonl"))


def test_no_database_at_the_start_ends_the_crawl(tmp_path: Path) -> None:
    uri = "mongodb://someone:s3cret@127.0.0.1:9/?serverSelectionTimeoutMS=200"
    crawl = Crawl(uri=uri, database="x", spool=str(tmp_path))
    stats = crawl.end()
    assert stats["finish_reason"] == "database_unreachable"
    assert stats["store/unreachable"] == 1
    assert crawl.scraped == []
    assert "127.0.0.1:9" in crawl.log
    assert "Traceback" not in crawl.log
    assert "s3cret" not in crawl.log


def test_invalid_items_are_refused_and_the_others_stored(place: dict[str, Any]) -> None:
    crawl = Crawl(**place, reports=12, invalid=[3], surrogate=[5])
    stats = crawl.end()
    assert stats["validate/refused"] == 1
    assert store_stats(stats) == {"spooled": 10, "new": 10, "refused": 1}
    assert "report_year" in crawl.log
    assert len(all_ids(place)) == 10


def test_what_the_database_refuses_is_kept_and_named(place: dict[str, Any]) -> None:
    crawl = Crawl(**place, reports=3, padding=3_000_000)  # text and section together exceed 16 MB
    stats = crawl.end()
    assert store_stats(stats) == {"spooled": 3, "refused": 3}
    kept = list((Path(place["spool"]) / place["database"] / REFUSED).glob("*.jsonl"))
    assert sum(len(path.read_text().splitlines()) for path in kept) == 3
    with contextlib.closing(Repository.connect(place["uri"], place["database"])) as repository:
        assert len(list(repository.rejects(reason="refused_by_database"))) == 3
    assert run_of(place)["counts"]["refused"] == 3


def test_a_stored_document_that_is_none_of_ours_stops_only_the_report_of_its_id(place: dict[str, Any]) -> None:
    first = Crawl(**place, reports=1)
    first.end()
    (name,) = first.scraped
    with pymongo.MongoClient[Any](place["uri"]) as client:
        reports = client[place["database"]][layout.REPORTS]
        whole = reports.find_one({"_id": name})
        reports.replace_one({"_id": name}, {"title": 5}, bypass_document_validation=True)
    assert store_stats(Crawl(**place, reports=10).end()) == {"spooled": 10, "new": 9, "refused": 1}
    run = run_of(place)
    assert (run["counts"]["new"], run["counts"]["refused"], waiting(run)) == (9, 1, 0)
    with pymongo.MongoClient[Any](place["uri"]) as client:
        client[place["database"]][layout.REPORTS].replace_one({"_id": name}, whole or {})
    with Spool(Path(place["spool"]) / place["database"], segment_items=10) as spool:
        assert spool.readmit_refused() == 1
    assert drain_all(place) == {"unchanged": 1}
    assert len(all_ids(place)) == 10


def test_mongod_dies_in_mid_crawl_and_the_next_drain_brings_everything(
    fragile: dict[str, Any], fragile_folder: Path, mongod_binaries: Path
) -> None:
    uri = fragile["uri"] + "&serverSelectionTimeoutMS=300"
    crawl = Crawl(**fragile | {"uri": uri}, reports=80, rejects=1, pause=0.01)
    crawl.wait_for(30)
    kill_mongod(fragile_folder)
    counts = store_stats(crawl.end())
    assert len(crawl.scraped) == counts["spooled"] == 81
    assert counts["waiting"] > 30
    assert counts["waiting"] + counts.get("new", 0) == 81
    assert "Traceback" not in crawl.log
    local_mongod.start(fragile_folder, binaries=mongod_binaries)
    assert "outcome" not in run_of(fragile)
    drained = drain_all(fragile)
    assert sum(drained.values()) == counts["waiting"]
    assert all_ids(fragile) == sorted(name for name in crawl.scraped if not name.startswith("file:"))
    run = run_of(fragile)
    assert run["outcome"] == "finished"
    assert waiting(run) == 0
    assert sum(run["counts"].values()) == 81
    assert drain_all(fragile) == {}


def test_mongod_killed_and_restarted_in_mid_crawl(
    fragile: dict[str, Any], fragile_folder: Path, mongod_binaries: Path
) -> None:
    settings = {"STORE_DRAIN_SECONDS": 30}
    crawl = Crawl(**fragile, reports=120, pause=0.01, settings=settings)
    for scraped in (30, 70):
        crawl.wait_for(scraped)
        kill_mongod(fragile_folder)
        assert local_mongod.start(fragile_folder, binaries=mongod_binaries) == fragile["uri"]
    counts = store_stats(crawl.end())
    assert counts == {"spooled": 120, "new": 120}
    assert all_ids(fragile) == sorted(crawl.scraped)
    assert all_ids(fragile, layout.REVISIONS) == []


def test_a_killed_crawl_loses_nothing_that_was_scraped(place: dict[str, Any]) -> None:
    crawl = Crawl(**place, reports=2000)
    crawl.wait_for(90)
    crawl.kill()
    assert len(crawl.scraped) >= 90
    next_crawl = Crawl(**place, reports=1)
    stats = store_stats(next_crawl.end())
    assert "waiting" not in stats
    assert set(crawl.scraped) <= set(all_ids(place))
    assert not list(Path(place["spool"]).rglob("*.jsonl"))


def test_a_full_spool_ends_the_crawl_and_loses_nothing(
    fragile: dict[str, Any], fragile_folder: Path, mongod_binaries: Path
) -> None:
    uri = fragile["uri"] + "&serverSelectionTimeoutMS=300"
    settings = {"SPOOL_MAX_BYTES": 300_000}
    crawl = Crawl(**fragile | {"uri": uri}, reports=400, pause=0.002, settings=settings)
    crawl.wait_for(10)
    kill_mongod(fragile_folder)
    stats = crawl.end()
    assert stats["finish_reason"] == "spool_full"
    assert "the crawl ends here" in crawl.log
    assert crawl.log.count("Traceback") <= 16  # those in flight, not one for each item that comes later
    on_disk = sum(path.stat().st_size for path in Path(fragile["spool"]).rglob("*.jsonl"))
    assert on_disk < 300_000 + 5_000  # the record of the run is written even then
    local_mongod.start(fragile_folder, binaries=mongod_binaries)
    drain_all(fragile)
    assert all_ids(fragile) == sorted(crawl.scraped)
    assert run_of(fragile)["outcome"] == "spool_full"


def test_two_crawls_at_once_share_a_spool_and_a_database(place: dict[str, Any]) -> None:
    crawls = [Crawl(**place, reports=150), Crawl(**place, reports=150)]
    stats = [store_stats(crawl.end()) for crawl in crawls]
    assert [counts["spooled"] for counts in stats] == [150, 150]
    assert sum(counts.get("new", 0) for counts in stats) == 150
    assert len(all_ids(place)) == 150
    assert not list(Path(place["spool"]).rglob("*.jsonl"))
