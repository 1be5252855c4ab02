"""`scrapy portals new` against replicas, and whether its drafts pass a check as they are."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from crawler.catalogue import load_catalogue
from crawler.catalogue.lone import lone_portal
from crawler.cms.draft import draft, leads_to
from tests.cms.test_draft import ALL, fetch
from tests.commands.running import scrapy
from tests.commands.test_portals_check import catalogue
from tests.portals.edge import ROBOTS, challenged
from tests.portals.gkmlpt import Gkmlpt
from tests.portals.trs import Trs

MANNERS = {"delay_s": 0, "concurrency": 8}


def test_drafts_pass_the_check_as_they_are(tmp_path: Path) -> None:
    with ExitStack() as stack:
        entries = []
        for name, made in ALL.items():
            replica = stack.enter_context(made())
            if not find_spec(f"crawler.cms.{replica.family}"):
                continue
            page = fetch(replica.base + replica.column)
            portal = lone_portal("new", page.url, {})
            target = leads_to(portal, page)
            entry = draft(portal, page, fetch(target) if target else None).entry
            entries.append(entry | {"id": name, "politeness": MANNERS})
        path = catalogue(tmp_path, entries)
        names = [entry["id"] for entry in entries]
        done = scrapy("portals", "check", *names, "--catalogue", str(path), "--activate", cache=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
        portals = load_catalogue([path]).values()
        assert {portal.status for portal in portals} == {"active"}
        assert all(portal.evidence["columns"][0]["items"] > 1 for portal in portals)


def test_a_draft_is_printed_or_added_to_a_file(tmp_path: Path) -> None:
    with Gkmlpt() as replica:
        known = catalogue(tmp_path, [replica.entry(id="known")])  # says how its host wants to be treated
        mine = tmp_path / "mine.yaml"
        mine.write_text("# 我的\n- id: first\n  hosts: [{host: a.cn}]\n  family: trs\n  columns: [{url: /}]", "utf-8")
        new = ("portals", "new", replica.base + replica.column, "--catalogue", str(known))
        printed = scrapy(*new, cache=tmp_path)
        assert printed.returncode == 0, printed.stderr
        (entry,) = yaml.safe_load(printed.stdout)
        assert entry["columns"][0]["params"] == {"cat": "2629", "sid": "769033"}
        assert "family gkmlpt, by window._CONFIG" in printed.stderr
        assert "a column of known?" in printed.stderr
        added = scrapy(*new, "-o", str(mine), "--by", "王芳", cache=tmp_path)
        assert (added.returncode, added.stdout) == (0, "")
        assert mine.read_text("utf-8").startswith("# 我的\n- id: first\n")
        assert list(load_catalogue([mine])) == ["first", entry["id"]]
        assert load_catalogue([mine])[entry["id"]].evidence["added_by"] == "王芳"
        before = mine.read_bytes()
        again = scrapy(*new, "-o", str(mine), cache=tmp_path)
        assert again.returncode == 2
        assert "is there already" in again.stderr
        assert mine.read_bytes() == before
        asked = [asked.path for asked in replica.log]
        assert asked == ["/robots.txt", "/dgzmtz/gkmlpt/annualreport"] * 3


def test_manners_hold_for_a_draft_too(tmp_path: Path) -> None:
    with Trs() as denied, challenged("jsl521") as blocked:
        denied.robots = ROBOTS["all"]
        known = catalogue(tmp_path, [denied.entry(id="denied"), blocked.entry(id="blocked")])
        for replica, says in ((denied, "robots_denied"), (blocked, "blocked")):
            done = scrapy("portals", "new", replica.base + replica.column, "--catalogue", str(known), cache=tmp_path)
            assert done.returncode == 1
            assert done.stdout == ""
            assert says in done.stderr.splitlines()[-1]
            assert "Traceback" not in done.stderr
        assert [asked.path for asked in denied.log] == ["/robots.txt"]


@pytest.mark.parametrize(
    ("url", "says"), [("www.a.cn/xxgk/", "no address"), ("http://www.example.invalid/", "CRAWL_CONTACT")]
)
def test_wrong_use_is_one_line_and_status_2(url: str, says: str, tmp_path: Path) -> None:
    done = scrapy("portals", "new", url, cache=tmp_path, CRAWL_CONTACT="")
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
