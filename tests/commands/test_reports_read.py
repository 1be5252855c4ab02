"""`scrapy reports read` against replicas: what it prints, what it asks for, what it stores."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pymongo
import pytest
import yaml

from tests.commands.running import scrapy
from tests.portals.edge import ROBOTS, challenged
from tests.portals.trs import Trs, is_split
from tests.portals.ucap import Ucap


def known(tmp_path: Path, *entries: dict[str, Any]) -> str:
    """A catalogue with these entries, for the environment."""
    path = tmp_path / "known.yaml"
    path.write_text(yaml.safe_dump(list(entries), allow_unicode=True), "utf-8")
    return str(path)


def test_a_page_of_a_host_that_nobody_knows_is_read_whole_and_nothing_else_is_asked(tmp_path: Path) -> None:
    with Trs() as replica:
        document = next(document for document in replica.content.listed if is_split(document))
        path = replica.paths(document)[0]
        done = scrapy("reports", "read", replica.base + path, "--json", cache=tmp_path, OGI_CATALOGUE=known(tmp_path))
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        assert (found["accepted"], found["reason"], found["url"]) == (True, None, replica.base + path)
        report = found["report"]
        assert (report["agency"]["name"], report["report_year"]) == (document.agency, document.year)
        assert report["_id"] == f"{replica.division}:{document.agency}:{document.year}"
        assert report["sources"][0]["spider"] == "read"
        assert {section["number"] for section in report["sections"]} >= {"一", "二", "三", "五"}
        assert [asked.path for asked in replica.log] == ["/robots.txt", path, path.replace(".html", "_1.html")]
        gap = replica.log[-1].at - replica.log[-2].at
        assert gap > 1.0  # delay_s is 2 where no entry says less


def test_what_is_no_report_or_not_had_is_said_in_one_line(tmp_path: Path) -> None:
    with Ucap() as replica, Ucap(county="凤冈县") as denied, challenged("wzws202") as blocked:
        denied.robots = ROBOTS["all"]
        entries = [site.entry(id=name) for name, site in (("a", replica), ("b", denied), ("c", blocked))]
        catalogue = known(tmp_path, *entries)
        notice = replica.truth.rejected[0]
        pages = {
            notice.url: f"not a report: {notice.reason}",
            f"{replica.base}/nowhere.shtml": "status 404",
            denied.truth.reports[0].urls[0]: "robots_denied",
            blocked.truth.reports[0].urls[0]: "blocked",
        }
        for url, says in pages.items():
            done = scrapy("reports", "read", url, cache=tmp_path, OGI_CATALOGUE=catalogue)
            assert done.returncode == 1
            assert says in done.stderr.splitlines()[-1]
            assert "Traceback" not in done.stderr
        assert [asked.path for asked in denied.log] == ["/robots.txt"]


@pytest.mark.mongo
def test_only_store_stores(mongo_uri: str, database: str, tmp_path: Path) -> None:
    with Ucap() as replica, pymongo.MongoClient[dict[str, Any]](mongo_uri) as client:
        stored = client[database]
        expected = replica.truth.reports[0]
        given: dict[str, Any] = {"uri": mongo_uri, "database": database, "cache": tmp_path}
        entry = known(tmp_path, replica.entry(id="gz-fenggang"))
        read = ("reports", "read", expected.urls[0])
        shown = scrapy(*read, **given, OGI_CATALOGUE=entry)
        assert shown.returncode == 0, shown.stderr
        assert expected.title in shown.stdout
        assert stored.list_collection_names() == []
        first = scrapy(*read, "--store", **given, OGI_CATALOGUE=entry)
        assert first.returncode == 0, first.stderr
        (report,) = stored.reports.find()
        assert f"{report['_id']}: new" in first.stderr
        assert report["sources"][0]["spider"] == "gz-fenggang"
        (page,) = stored.pages.find()
        assert (page["portal"], page["outcome"], page["report_id"]) == ("gz-fenggang", "report", report["_id"])
        again = scrapy(*read, "--store", **given, OGI_CATALOGUE=known(tmp_path))
        assert f"{report['_id']}: unchanged" in again.stderr
        assert stored.reports.count_documents({}) == stored.pages.count_documents({}) == 1
        assert stored.runs.count_documents({"outcome": "finished"}) == 2


@pytest.mark.parametrize(("url", "says"), [("xxgk/1.html", "no address"), ("https://www.a.invalid/", "CRAWL_CONTACT")])
def test_wrong_use_is_one_line_and_status_2(url: str, says: str, tmp_path: Path) -> None:
    done = scrapy("reports", "read", url, cache=tmp_path, CRAWL_CONTACT="")
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
