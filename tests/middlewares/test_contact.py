"""Without a contact only this machine is asked."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.middlewares.abroad import ENTRY
from tests.middlewares.visits import ROOT, visit

URL = "http://www.portal.invalid/list/"


def scrapy(*words: str, contact: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "CRAWL_CONTACT"}
    if contact is not None:
        environment["CRAWL_CONTACT"] = contact
    command = [sys.executable, "-m", "scrapy", *words, "-s", "SPIDER_MODULES=tests.middlewares.abroad"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("contact", [None, "", "  ", "x"])
def test_a_crawl_of_other_hosts_refuses_to_start(contact: str | None) -> None:
    done = scrapy("crawl", "abroad", contact=contact)
    assert done.returncode == 2
    assert "CRAWL_CONTACT" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not done.stdout


def test_also_where_it_is_not_started_by_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CRAWL_CONTACT", raising=False)
    seen = visit([ENTRY], [URL])
    assert seen.stats["finish_reason"] == "no_contact"
    assert "downloader/request_count" not in seen.stats


def test_with_a_contact_it_asks_and_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRAWL_CONTACT", "ops@example.org")
    seen = visit([ENTRY], [URL])
    assert seen.reason(URL) == "robots_unreachable", "the host does not exist"
    done = scrapy("settings", "--get", "USER_AGENT", contact="ops@example.org")
    assert done.stdout.strip() == "ogi-reports/0.1.0 (+contact: ops@example.org)"
