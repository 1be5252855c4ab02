"""Gaps, concurrency, hours and rests, told from the server's own log: lower bounds only."""

from __future__ import annotations

import signal
import statistics
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.arguments import BEIJING
from crawler.middlewares.turns import HostTurns
from tests.middlewares.server import LATE, Answer, Asked, serving
from tests.middlewares.visits import begin, finish, visit

PAGE = Answer("<html><title>甲县2016年年报</title><p>甲县2016年政府信息公开工作年度报告</p></html>")


def counting(wait: float) -> tuple[Callable[[Asked, int], Answer], list[int]]:
    """A route that notes how many requests are served at the same time."""
    lock, now, most = threading.Lock(), [0], [0]

    def serve(asked: Asked, number: int) -> Answer:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        threading.Event().wait(wait)
        with lock:
            now[0] -= 1
        return PAGE

    return serve, most


def test_gaps_of_a_host() -> None:
    delay = 0.2
    with serving({"*": PAGE}, {"*": PAGE}) as portals:
        urls = [portal.url(f"/{n}.html") for n in range(12) for portal in portals]
        seen = visit([portal.entry(delay_s=delay, concurrency=3) for portal in portals], urls)
        for portal in portals:
            assert len(portal.log) == 13  # robots.txt keeps the pace, too
            assert min(portal.gaps()) >= delay / 2 - LATE
            assert statistics.mean(portal.gaps()) >= delay
            assert len({round(gap, 2) for gap in portal.gaps()}) > 3, "jitter"
        assert seen.counted(portals[0].entry()["id"], "requests") == 13


@pytest.mark.parametrize("concurrency", [1, 3])
def test_concurrency_of_a_host(concurrency: int) -> None:
    serve, most = counting(0.3)
    with serving({"*": serve, "/robots.txt": Answer("", 404)}) as (portal,):
        visit([portal.entry(concurrency=concurrency)], [portal.url(f"/{n}.html") for n in range(8)])
        assert len(portal.log) == 9
        assert most[0] <= concurrency
        assert concurrency == 1 or most[0] > 1, "what is allowed is used"


def test_portals_of_one_host_share_its_pace() -> None:
    with serving({"*": PAGE}) as (portal,):
        slow = portal.entry(delay_s=0.3) | {"id": "slow"}
        fast = portal.entry(delay_s=0.01, concurrency=4) | {"id": "fast"}
        urls = [{"url": portal.url(f"/{n}.html"), "portal": ("slow", "fast")[n % 2]} for n in range(6)]
        visit([fast, slow], urls)
        assert len(portal.log) == 7
        assert statistics.mean(portal.gaps()) >= 0.3


def test_a_closed_window_asks_nothing_and_an_open_one_asks() -> None:
    now = datetime.now(BEIJING)
    hour = [(now + timedelta(hours=n)).strftime("%H:%M") for n in (-2, 2, 4)]
    with serving({"*": PAGE}, {"*": PAGE}) as (shut, opened):
        urls = [shut.url("/1.html"), opened.url("/1.html")]
        seen = visit([shut.entry(window=f"{hour[1]}-{hour[2]}"), opened.entry(window=f"{hour[0]}-{hour[1]}")], urls)
        assert seen.reason(urls[0]) == "outside_window"
        assert shut.log == []
        assert opened.paths == ["/robots.txt", "/1.html"]


def rest_of(seconds: float, form: str) -> dict[str, str]:
    if form == "seconds":
        return {"Retry-After": str(int(seconds))}
    return {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)}


@pytest.mark.parametrize(("status", "form", "least"), [(429, "seconds", 2.0), (503, "date", 1.9), (503, "none", 0.09)])
def test_a_host_that_asks_for_rest_gets_it(status: int, form: str, least: float) -> None:
    def busy(asked: Asked, number: int) -> Answer:
        return Answer("", status, {} if form == "none" else rest_of(2 if form == "seconds" else 3, form))

    def first_busy(asked: Asked, number: int) -> Answer:
        return busy(asked, number) if number == 1 else PAGE

    with serving({"/busy.html": first_busy, "*": PAGE}) as (portal,):
        urls = [portal.url("/busy.html"), portal.url("/a.html"), portal.url("/b.html")]
        seen = visit([portal.entry()], urls)
        assert [seen.reason(url) for url in urls] == [None] * 3
        refused = next(asked.at for asked in portal.log if asked.path == "/busy.html")
        later = [asked.at for asked in portal.log if asked.at > refused]
        assert len(later) == 3
        assert min(later) - refused >= least, "the whole host rests, not the page alone"


def test_tries_are_bounded_and_the_page_stays_due() -> None:
    with serving({"/busy.html": Answer("", 429), "*": PAGE}) as (portal,):
        urls = [portal.url("/busy.html"), portal.url("/a.html")]
        seen = visit([portal.entry()], urls)
        assert portal.paths.count("/busy.html") == 3
        assert seen.reason(urls[0]) == "rate_limited"
        assert seen.reason(urls[1]) is None
        assert seen.counted(portal.entry()["id"], "left_due") == 1


def test_a_longer_rest_than_a_run_waits_leaves_the_portal_alone() -> None:
    with serving({"/robots.txt": Answer("", 404), "*": Answer("", 503, {"Retry-After": "86400"})}) as (portal,):
        urls = [portal.url(f"/{n}.html") for n in range(4)]
        seen = visit([portal.entry()], urls)
        assert len(portal.log) == 2
        assert {seen.reason(url) for url in urls} == {"rate_limited"}
        assert seen.stats["portals/blocked"] == 1


def test_a_host_that_never_recovers_is_left_alone() -> None:
    with serving({"/robots.txt": Answer("", 404), "*": Answer("", 429)}) as (portal,):
        urls = [portal.url(f"/{n}.html") for n in range(20)]
        seen = visit([portal.entry(delay_s=0.001)], urls)
        assert len(portal.log) <= 1 + 3 * 3
        assert {seen.reason(url) for url in urls} == {"rate_limited"}


def test_what_was_not_sent_when_told_to_end_is_sent_by_the_next_run(tmp_path: Path) -> None:
    with serving({"/robots.txt": Answer("", 404), "*": PAGE}) as (portal,):
        urls = [portal.url(f"/{n}.html") for n in range(10)]
        options = {"JOBDIR": str(tmp_path / "job")}
        first = begin([portal.entry(delay_s=0.4)], urls, **options)
        while len(portal.log) < 4:
            time.sleep(0.02)
        first.send_signal(signal.SIGTERM)
        finish(first)
        sent = len(portal.log)
        assert sent < len(urls), "a crawl that is told to end sends what has its turn, not all that waits"
        finish(begin([portal.entry(delay_s=0.01)], urls, **options))
        pages = [path for path in portal.paths if path != "/robots.txt"]
        assert sorted(pages) == sorted(url.removeprefix(portal.url("")) for url in urls)


def test_a_crawl_that_waits_for_robots_txt_gives_its_requests_back(tmp_path: Path) -> None:
    with serving({"/robots.txt": Answer("", 404, wait=1.5), "*": PAGE}) as (portal,):
        urls = [portal.url(f"/{n}.html") for n in range(3)]
        options = {"JOBDIR": str(tmp_path / "job")}
        first = begin([portal.entry(delay_s=0.4)], urls, **options)
        while not portal.log:
            time.sleep(0.02)
        first.send_signal(signal.SIGTERM)
        finish(first)
        assert portal.paths == ["/robots.txt"]
        finish(begin([portal.entry()], urls, **options))
        assert sorted(portal.paths[2:]) == ["/0.html", "/1.html", "/2.html"]


@given(delay=st.floats(0.001, 100), crawl_delay=st.floats(0, 100), turns=st.integers(1, 40))
def test_no_gap_is_below_half_and_no_mean_below_the_delay(delay: float, crawl_delay: float, turns: int) -> None:
    host = HostTurns(delay=delay, concurrency=1)
    host.crawl_delay = crawl_delay
    gaps = []
    for turn in range(turns):
        host.lastseen = 1000.0 + turn
        gaps.append(host.download_delay())
        assert host.download_delay() == gaps[-1], "drawn once a request, however often it is looked at"
    assert min(gaps) >= max(delay / 2, crawl_delay)
    assert statistics.fmean(gaps) >= max(delay, crawl_delay)
