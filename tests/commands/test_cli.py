"""The commands as a user runs them: real processes, real files, a real database."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pymongo
import pytest

from tests.commands.running import ROOT, environ, one_line_no_traceback, scrapy


@pytest.mark.parametrize("arguments", [("crawl", "replay", "-a", "path=seeds"), ("reports", "list")])
def test_unreachable_database_gets_one_line_and_status_2(arguments: tuple[str, ...]) -> None:
    done = scrapy(*arguments)
    assert done.returncode == 2
    assert one_line_no_traceback(done.stderr)
    assert "127.0.0.1:9" in done.stderr


def test_password_never_shows() -> None:
    done = scrapy("reports", "list", uri="mongodb://user:s3cret@127.0.0.1:9/?serverSelectionTimeoutMS=300")
    assert done.returncode == 2
    assert "s3cret" not in done.stderr + done.stdout


def test_inspect_prints_one_json_line_a_page_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "report.txt").write_bytes((ROOT / "seeds/zhangmutou-2016.txt").read_bytes())
    done = scrapy("reports", "inspect", str(tmp_path))
    assert done.returncode == 0
    empty, report = map(json.loads, done.stdout.splitlines())
    assert (empty["accepted"], empty["reason"], empty["report"]) == (False, "empty", None)
    assert (report["accepted"], report["reason"]) == (True, None)
    assert report["report"]["_id"] == "441900112:樟木头镇人民政府:2016"
    assert set(report) == {"path", "accepted", "reason", "report"}


@pytest.mark.mongo
def test_replay_stores_and_a_second_one_changes_nothing(mongo_uri: str, database: str, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for page in ("zhangmutou-2016.txt", "zixi-2019.html", "zixi-2019.txt"):
        (folder / page).write_bytes((ROOT / "seeds" / page).read_bytes())
    (folder / "nothing.html").write_bytes(b"")
    (folder / "noise.html").write_bytes(bytes(range(256)) * 40)
    (folder / "notes.md").write_text("no page")
    run = ("crawl", "replay", "-a", f"path={folder}", "-L", "WARNING")
    for _ in range(2):
        done = scrapy(*run, uri=mongo_uri, database=database, cache=tmp_path)
        assert done.returncode == 0, done.stderr
    listed = json.loads(scrapy("reports", "list", "--json", uri=mongo_uri, database=database).stdout)
    assert [row["id"] for row in listed] == ["441900112:樟木头镇人民政府:2016", "532301104:紫溪镇人民政府:2019"]
    shown = json.loads(scrapy("reports", "show", listed[1]["id"], "--json", uri=mongo_uri, database=database).stdout)
    assert sorted(source["url"] for source in shown["sources"]) == ["file:zixi-2019.html", "file:zixi-2019.txt"]
    assert (
        json.loads(scrapy("reports", "new", "--run", "last", "--json", uri=mongo_uri, database=database).stdout) == []
    )
    stats = json.loads(scrapy("reports", "stats", "--json", uri=mongo_uri, database=database).stdout)
    assert stats["reports"] == 2


@pytest.mark.mongo
@pytest.mark.parametrize(("signals", "statuses", "outcome"), [(1, {0}, "shutdown"), (2, {1, 3}, "forced")])
def test_a_signal_ends_a_replay_and_a_second_one_is_no_success(
    mongo_uri: str, database: str, tmp_path: Path, signals: int, statuses: set[int], outcome: str
) -> None:
    text = (ROOT / "seeds/zhangmutou-2016.txt").read_text("utf-8")
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(2000):
        (folder / f"{number}.txt").write_text(text.replace("1082", str(3000 + number)), "utf-8")
    environment = environ(mongo_uri, database, tmp_path)
    command = [sys.executable, "-m", "scrapy", "crawl", "replay", "-a", f"path={folder}", "-s", "STORE_BATCH_SIZE=2000"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as crawl:
        assert crawl.stderr is not None
        while not list(tmp_path.glob("spool/*/*/*.jsonl")):
            time.sleep(0.05)
        for _ in range(signals):
            crawl.send_signal(signal.SIGINT)
            time.sleep(0.2)
        log = crawl.stderr.read()
    assert crawl.returncode in statuses, log
    assert "Traceback" not in log
    assert scrapy("drain", uri=mongo_uri, database=database, cache=tmp_path).returncode == 0
    with pymongo.MongoClient[Any](mongo_uri) as client:
        (run,) = client[database]["runs"].find()
        seen = sum(len(report["sources"]) for report in client[database]["reports"].find())
    assert run["outcome"] == outcome
    assert 0 < run["spooled"] <= seen < 2000


@pytest.mark.mongo
def test_export_writes_whole_documents_and_tables(mongo_uri: str, database: str, tmp_path: Path) -> None:
    stored = ("crawl", "replay", "-a", "path=seeds/zixi-2019.html", "-L", "WARNING")
    assert scrapy(*stored, uri=mongo_uri, database=database, cache=tmp_path).returncode == 0
    lines = scrapy("reports", "export", "-o", "-", uri=mongo_uri, database=database).stdout.splitlines()
    document = json.loads(lines[0])
    assert document["statistics"]["proactive_disclosure"]["normative_documents"] == {
        "made": 9, "disclosed": 9, "total_disclosed": 9,
    }  # fmt: skip
    target = tmp_path / "out.csv"
    done = scrapy("reports", "export", "-o", str(target), uri=mongo_uri, database=database)
    assert done.returncode == 0
    row = next(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
    assert row["proactive_disclosure.normative_documents.made"] == "9"
    assert row["agency"] == "紫溪镇人民政府"


@pytest.mark.mongo
def test_what_waits_is_drained(mongo_uri: str, database: str, tmp_path: Path) -> None:
    from pipelines.records import Record, encode
    from pipelines.spool import Spool

    reject = {
        "url": "file:a.html",
        "reason": "empty",
        "detail": {},
        "page_sha256": None,
        "spider": "replay",
        "run_id": "r",
    }
    with Spool(tmp_path / "spool" / database, segment_items=10) as spool:
        spool.append([encode(Record("reject", "r", reject))])
    done = scrapy("drain", uri=mongo_uri, database=database, cache=tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, "1 rejects")
    again = scrapy("drain", uri=mongo_uri, database=database, cache=tmp_path)
    assert (again.returncode, again.stdout.strip()) == (0, "nothing waited")
