"""What `scrapy reports` answers about stored reports, from a real database."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.commands.reports.inspect import line
from crawler.items import as_document
from crawler.replay.read import read_saved
from crawler.replay.saved_pages import SavedPage
from pipelines.repository import Repository
from tests.commands.running import ROOT, environ, scrapy_here

pytestmark = pytest.mark.mongo

SEED = ROOT / "seeds/zhangmutou-2016.txt"
LAST_WEEK = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
TODAY = LAST_WEEK + timedelta(days=8)


@pytest.fixture
def asked(mongo_uri: str, prepared_database: str, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Runs `scrapy reports …`; what it prints on standard output comes back."""

    def ask(*arguments: str) -> str:
        assert scrapy_here("reports", *arguments, uri=mongo_uri, database=prepared_database) == 0
        return capsys.readouterr().out

    return ask


def store(repository: Repository, path: Path, *, run: str, now: datetime) -> str:
    """Store one page as the run would; the id of its report comes back."""
    report = as_document(line(read_saved(SavedPage(path, f"file:{path.name}")))["report"])
    for source in report["sources"]:
        source["run_id"] = run
    repository.start_run({"_id": run, "spider": "replay", "started_at": now})
    repository.save([report], now=now)
    return str(report["_id"])


def test_changed_lists_what_has_a_new_revision(repository: Repository, asked, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    store(repository, ROOT / "seeds/zixi-2019.txt", run="first", now=LAST_WEEK)
    report_id = store(repository, SEED, run="first", now=LAST_WEEK)
    assert asked("changed", "--since", "2026-10-01").splitlines() == ["0 changed reports"]

    edited = tmp_path / SEED.name
    edited.write_text(SEED.read_text("utf-8").replace("1082", "1083"), "utf-8")
    assert store(repository, edited, run="second", now=TODAY) == report_id

    def ids(*arguments: str) -> list[str]:
        return [row["id"] for row in json.loads(asked(*arguments, "--json"))]

    assert ids("changed", "--run", "second") == ids("changed", "--since", "2026-11-08") == [report_id]
    assert ids("changed", "--run", "last", "--year", "2019") == ids("changed", "--run", "first") == []
    assert ids("changed", "--since", "2026-11-20") == []
    assert ids("new", "--run", "second") == ids("new", "--since", "2026-11-08") == []
    assert len(ids("new", "--run", "first")) == 2
    (row,) = json.loads(asked("changed", "--run", "second", "--json"))
    assert row["revision"] == 2
    shown = asked("changed", "--run", "second")
    assert shown.startswith("1 changed report\n")
    assert "run second: " in shown


def test_show_tells_all_but_the_text(repository: Repository, asked, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("COLUMNS", "1000")
    township = asked("show", store(repository, SEED, run="first", now=LAST_WEEK))
    for name, value in (
        ("period.start", "2016-01-01"),
        ("agency.region.path", "广东省, 东莞市, 樟木头镇"),
        ("contact.phone", "0769—87711001"),
        ("last_seen_at", "2026-11-01T08:30:00Z"),
    ):
        assert any(row.split("│")[1:] and name in row and value in row for row in township.splitlines()), name
    assert "agency.evidence" in township
    assert "checks that do not hold" not in township  # nothing to tell, no empty frame
    assert "issues" not in township
    form = asked("show", store(repository, ROOT / "seeds/zixi-2019.txt", run="first", now=LAST_WEEK))
    (category,) = [row for row in form.splitlines() if "乡镇动态94条" in row]
    assert [cell.strip() for cell in category.split("│")][1:4] == ["proactive_by_category", "乡镇动态", "94"]
    assert "section: 2, number: (二)" in form
    assert not {"{", "}"} & set(form)


def test_an_unknown_issue_is_told_with_those_in_use(
    repository: Repository, mongo_uri: str, prepared_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store(repository, ROOT / "seeds/zixi-2019.txt", run="first", now=LAST_WEEK)
    for code, note in (("nosuchcode", True), ("spam_phrase", False)):
        assert scrapy_here("reports", "list", "--issue", code, uri=mongo_uri, database=prepared_database) == 0
        told = capsys.readouterr().err
        assert ("'nosuchcode'" in told and "spam_phrase" in told) if note else not told


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_a_terminal_of_another_encoding(
    repository: Repository, mongo_uri: str, prepared_database: str, encoding: str
) -> None:
    store(repository, SEED, run="first", now=LAST_WEEK)
    listed = subprocess.run(
        [sys.executable, "-m", "scrapy", "reports", "list"], cwd=ROOT, capture_output=True, check=True,
        env=environ(mongo_uri, prepared_database, None, PYTHONIOENCODING=encoding),
    )  # fmt: skip
    assert not listed.stderr
    assert ("樟木头镇" if encoding == "gbk" else "441900112:?") in listed.stdout.decode(encoding)
