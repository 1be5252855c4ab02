"""What a second crawl asks and stores after the portal has changed, and what becomes of a crawl that is stopped."""

from __future__ import annotations

import signal
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest

from tests.cms.crawls import Crawls, kill, paths, wait_for
from tests.portals.generic import Generic
from tests.portals.hanweb import Hanweb
from tests.portals.trs import Trs
from tests.portals.ucap import Ucap

pytestmark = pytest.mark.mongo


def make_due(crawls: Crawls) -> None:
    """As if every page had last been visited more than a month ago."""
    crawls.database.pages.update_many(
        {"next_due": {"$ne": None}}, {"$set": {"next_due": datetime(2020, 1, 1, tzinfo=UTC)}}
    )


@pytest.mark.parametrize("made", [Trs, Ucap, Hanweb, partial(Generic, pager="next")])
def test_new_reports_that_shift_the_lists_are_all_found(crawls: Crawls, made: type[Trs]) -> None:
    with made() as replica:
        crawls.run(replica)
        for _ in range(replica.page_size + 3):
            replica.content.add()
        replica.log.clear()
        crawls.run(replica)
        crawls.assert_true(replica)
        asked = [path for path in paths(replica.log) if path in replica.routes]
        old = crawls.database.pages.count_documents({"report_id": {"$ne": None}})
        assert len(asked) < old + 8
        counts = crawls.database.runs.find_one(sort=[("started_at", -1)])["counts"]
        assert {name: number for name, number in counts.items() if number} == {"new": replica.page_size + 3}


def test_a_report_that_is_put_in_below_the_top_is_found(crawls: Crawls) -> None:
    with Trs() as replica:
        crawls.run(replica)
        late = replica.content.add(year=2010, agency=replica.content.place[2] + "财政局")
        late.posted = datetime(2012, 3, 1, 9, 0)  # noqa: DTZ001
        replica.content._tick(late)
        crawls.run(replica)
        crawls.assert_true(replica)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_between_crawls_the_database_follows(crawls: Crawls, seed: int) -> None:
    with Trs() as replica:
        crawls.run(replica)
        told = replica.content.shuffle(Random(seed), steps=6)  # noqa: S311
        make_due(crawls)
        crawls.run(replica)
        stored = crawls.reports()
        for expected in replica.truth.reports:
            urls = {source["url"] for source in stored[expected.agency, expected.year]["sources"]}
            assert set(expected.urls) <= urls, told
        gone = {(expected.agency, expected.year) for expected in replica.truth.removed}
        assert gone <= stored.keys()  # documents stay


def test_a_changed_report_that_is_due_becomes_a_revision_and_others_answer_304(crawls: Crawls) -> None:
    with Trs() as replica:
        crawls.run(replica)
        replica.content.change(replica.content.report_of(2018))
        replica.log.clear()
        crawls.run(replica)
        assert not any("/t20" in path for path in paths(replica.log))  # nothing is due yet
        make_due(crawls)
        replica.log.clear()
        crawls.run(replica)
        answers = [asked.status for asked in replica.log if "/t20" in asked.path]
        assert answers.count(304) > 15
        assert answers.count(200) < 5
        crawls.assert_true(replica)
        assert crawls.database.reports.count_documents({"revision": 2}) == 1


def test_full_reads_everything_again_without_validators(crawls: Crawls) -> None:
    with Ucap() as replica:
        crawls.run(replica)
        replica.log.clear()
        crawls.run(replica, "full=1")
        assert {asked.status for asked in replica.log} == {200}
        assert len(paths(replica.log)) > 19
        assert crawls.database.reports.count_documents({"revision": {"$gt": 1}}) == 0


def test_a_page_that_is_gone_twice_a_week_apart_is_gone_and_the_document_stays(crawls: Crawls) -> None:
    with Trs() as replica:
        crawls.run(replica)
        document = replica.content.report_of(2014)
        url = replica.base + replica.paths(document)[0]
        replica.faults.set(replica.paths(document)[0], "soft404")
        make_due(crawls)
        crawls.run(replica)
        source = {"sources": {"$elemMatch": {"url": url}}}
        assert crawls.database.reports.find_one(source, {"sources.$": 1})["sources"][0]["gone_at"] is None
        week = {"$set": {"gone_since": datetime.now(UTC) - timedelta(days=7, hours=1)}}
        assert crawls.database.pages.update_one({"url": url}, week).modified_count == 1
        make_due(crawls)
        crawls.run(replica)
        assert crawls.database.reports.find_one(source, {"sources.$": 1})["sources"][0]["gone_at"] is not None
        replica.faults.clear()
        make_due(crawls)
        crawls.run(replica)
        assert crawls.database.reports.find_one(source, {"sources.$": 1})["sources"][0]["gone_at"] is None


def test_limits_and_a_dry_run(crawls: Crawls) -> None:
    with Ucap() as replica:
        crawls.run(replica, "dry_run=1")
        assert not any("/c01_" in path for path in paths(replica.log))
        assert crawls.database.pages.count_documents({}) == crawls.database.rejects.count_documents({}) == 0
        crawls.run(replica, "max_reports=3")
        assert crawls.database.reports.count_documents({}) == 3
        crawls.run(replica, "since=2020-01-01")
        assert min(document["report_year"] for document in crawls.database.reports.find()) >= 2008
        assert "error: there is no argument 'sinse'" in crawls.run(replica, "sinse=7d", status=2)


def test_a_crawl_that_is_told_to_end_goes_on_later_and_asks_nothing_twice(crawls: Crawls, tmp_path: Path) -> None:
    politeness = {"delay_s": 0.25, "concurrency": 1, "window": None, "robots": "obey"}
    job = ("-s", f"JOBDIR={tmp_path / 'job'}")
    with Trs() as replica:
        crawl = crawls.begin(replica, options=job, politeness=politeness)
        wait_for(lambda: sum("/t20" in path for path in paths(replica.log)) >= 4, crawl)
        crawl.send_signal(signal.SIGTERM)
        output, _ = crawl.communicate(timeout=30)
        assert crawl.returncode == 0, output
        assert 0 < crawls.database.reports.count_documents({}) < 19
        crawl = crawls.begin(replica, options=job)
        output, _ = crawl.communicate(timeout=60)
        assert crawl.returncode == 0, output
        crawls.assert_true(replica)
        assert len(paths(replica.log)) == len(set(paths(replica.log)))


def test_a_killed_crawl_that_is_begun_again_stores_what_an_undisturbed_one_does(crawls: Crawls, tmp_path: Path) -> None:
    politeness = {"delay_s": 0.1, "concurrency": 1, "window": None, "robots": "obey"}
    job = ("-s", f"JOBDIR={tmp_path / 'job'}")
    with Hanweb() as replica:
        for pages in (3, 9):
            crawl = crawls.begin(replica, options=job, politeness=politeness)
            wait_for(lambda n=pages: sum("/art_" in path for path in paths(replica.log)) >= n, crawl)
            kill(crawl)
        crawl = crawls.begin(replica, options=job)
        output, _ = crawl.communicate(timeout=60)
        assert crawl.returncode == 0, output
        crawls.assert_true(replica)
        assert crawls.database.reports.count_documents({"revision": {"$gt": 1}}) == 0
        replica.log.clear()
        crawls.run(replica)  # the finished job is begun anew
        assert paths(replica.log)


def test_one_job_a_portal_at_a_time(crawls: Crawls) -> None:
    politeness = {"delay_s": 0.5, "concurrency": 1, "window": None, "robots": "obey"}
    with Trs() as replica:
        crawl = crawls.begin(replica, politeness=politeness)
        wait_for(lambda: paths(replica.log), crawl)
        asked = len(replica.log)
        log = crawls.run(replica)
        assert "is being crawled by another job" in log
        assert len(replica.log) - asked < 30
        kill(crawl)
        crawls.run(replica)  # the lock died with the crawl
        crawls.assert_true(replica)


def test_a_page_that_is_missing_once_is_made_up_for(crawls: Crawls) -> None:
    with Ucap() as replica:
        replica.faults.set("*_3.shtml", "dup_page1")
        crawls.run(replica)
        stored = crawls.database.reports.count_documents({})
        assert 0 < stored < 19
        replica.faults.clear()
        crawls.run(replica)
        crawls.assert_true(replica)
