"""Twins, renditions, foreign hosts, blocked portals: what becomes of them in the database and in the exit status."""

from __future__ import annotations

import json
import subprocess

import pytest
import yaml

from tests.cms.crawls import ROOT, Crawls, kill, paths, wait_for
from tests.portals.content import IMAGE
from tests.portals.trs import Trs
from tests.portals.ucap import Ucap

pytestmark = pytest.mark.mongo


def test_twins_that_the_catalogue_knows_are_fetched_once_and_are_two_sources(crawls: Crawls) -> None:
    with Trs() as replica:
        crawls.run(replica, url={"twins": [{"from": "/zwgk/nb/", "to": "/xxgk/gkndbg/"}]})
        crawls.assert_true(replica)
        assert not any(path.startswith("/zwgk/nb/") for path in paths(replica.log))


def test_a_picture_of_a_report_is_linked_to_it_as_a_rendition(crawls: Crawls) -> None:
    with Ucap() as replica:
        report = replica.content.report_of(2019)
        content = replica.content
        picture = content._publish(content._document(f"{report.title}（图片版）", IMAGE, 2019, reason="empty"))
        crawls.run(replica)
        stored = crawls.reports()[content.government, 2019]
        assert {source["url"]: source["rendition"] for source in stored["sources"]} == {
            replica.base + replica.paths(report)[0]: "html",
            replica.base + replica.paths(picture)[0]: "image",
        }


def test_a_report_on_a_foreign_host_is_recorded_and_not_asked(crawls: Crawls) -> None:
    with Trs(seed=1) as other, Trs() as replica:
        mirrored = replica.content.report_of(2015)
        original = replica.paths
        replica.paths = lambda document: (  # type: ignore[method-assign]
            (f"{other.base}/xxgk/t20160301_1.html",) if document is mirrored else original(document)
        )
        replica.template = "B"
        crawls.run(replica)
        assert other.log == []


def test_a_blocked_portal_is_left_alone_and_strict_says_so(crawls: Crawls) -> None:
    with Ucap() as replica:
        replica.faults.set("*/c01_*", "challenge412")
        crawls.run(replica)
        assert crawls.database.reports.count_documents({}) == 0
        (portal,) = crawls.database.runs.find_one()["portals"]
        assert portal["blocked"]
        crawls.run(replica, "--strict", status=5)
        replica.faults.clear()
        crawls.run(replica, "--strict")  # what was refused is as due as before
        crawls.assert_true(replica)


def test_a_list_that_cannot_be_had_is_a_failing_portal(crawls: Crawls) -> None:
    with Trs() as replica:
        replica.faults.set(replica.column, "404")
        crawls.run(replica)
        crawls.run(replica, "--strict", status=5)


def test_what_a_killed_crawl_had_not_fetched_is_not_taken_for_known(crawls: Crawls) -> None:
    politeness = {"delay_s": 0.15, "concurrency": 1, "window": None, "robots": "obey"}
    with Ucap() as replica:
        crawl = crawls.begin(replica, politeness=politeness)
        wait_for(lambda: sum("/c01_" in path for path in paths(replica.log)) >= 8, crawl)
        kill(crawl)
        crawls.run(replica)
        crawls.assert_true(replica)


def test_many_portals_in_one_process_and_a_share_of_them(crawls: Crawls) -> None:
    with Trs() as first, Ucap() as second:
        path = crawls.folder / "two.yaml"
        path.write_text(yaml.safe_dump([first.entry(), second.entry()], allow_unicode=True), "utf-8")
        for share in ("1/2", "2/2"):
            command = crawls.command("portals", f"catalogue={path}", "select=all", f"shard={share}")
            subprocess.run(command, env=crawls.environment, cwd=ROOT, check=True, capture_output=True)
        stored = crawls.database.reports.count_documents({})
        assert stored == len(first.truth.reports) + len(second.truth.reports)
        listed = subprocess.run(
            [*crawls.command("x")[:3], "portals", "list", "--catalogue", str(path), "--json"],
            env=crawls.environment, cwd=ROOT, check=True, capture_output=True, text=True,
        )  # fmt: skip
        assert [line["id"] for line in json.loads(listed.stdout)] == ["replica-trs", "replica-ucap"]
