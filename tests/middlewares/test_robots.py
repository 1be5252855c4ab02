"""robots.txt by the rules of the catalogue's contract, over real HTTP, told from the server's own log."""

from __future__ import annotations

import pytest

from tests.middlewares.server import LATE, Answer, serving
from tests.middlewares.visits import visit

PAGE = Answer("<html><title>甲县2016年年报</title><p>甲县2016年政府信息公开工作年度报告</p></html>")
ALLOW = Answer("User-agent: *\nDisallow:\n")


def test_many_disallowed_requests_at_once_are_none() -> None:
    robots = Answer("User-agent: *\nDisallow: /closed/\n", wait=0.3)
    with serving({"/robots.txt": robots, "*": PAGE}) as (portal,):
        closed = [portal.url(f"/closed/{number}.html") for number in range(8)]
        seen = visit([portal.entry(concurrency=8)], [*closed, portal.url("/open/1.html")])
        assert portal.paths == ["/robots.txt", "/open/1.html"]
        assert {seen.reason(url) for url in closed} == {"robots_denied"}
        assert seen.counted(portal.entry()["id"], "robots_denied") == 8


def test_spiders_of_another_kind_do_not_leak_either() -> None:
    with serving({"/robots.txt": Answer("User-agent: *\nDisallow: /closed/\n", wait=0.3), "*": PAGE}) as (portal,):
        closed = [portal.url(f"/closed/{number}.html") for number in range(8)]
        seen = visit([], [*closed, portal.url("/open/1.html")])
        assert portal.paths == ["/robots.txt", "/open/1.html"]
        assert seen.outcomes[portal.url("/open/1.html")]["status"] == 200
        assert not any(name.startswith("portal") for name in seen.stats)


@pytest.mark.parametrize(
    ("robots", "reason"),
    [
        (Answer("User-agent: *\nDisallow: /\n\nUser-agent: Baiduspider\nAllow: /\n"), "robots_denied"),
        (Answer("User-agent: ogi-reports\nDisallow: /\n\nUser-agent: *\nAllow: /\n"), "robots_denied"),
        (Answer("\ufeffUser-agent: *\r\nDisallow: /\r\n"), "robots_denied"),
        (Answer("User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/html"}), "robots_denied"),
        (Answer("", 401), "robots_denied"),
        (Answer("<h1>Forbidden</h1>", 403), "robots_denied"),
        (Answer("User-agent: *\nDisallow: /\n", 404), None),
        (Answer("", 410), None),
        (Answer("slow down", 429), "robots_unreachable"),
        (Answer("", 500), "robots_unreachable"),
        (Answer("User-agent: *\nAllow: /\n", 503), "robots_unreachable"),
        (Answer(reset=True), "robots_unreachable"),
        (Answer("", wait=4), "robots_unreachable"),
        (Answer("<html><title>首页</title>Disallow: /</html>"), None),
        (Answer("User-agent: Baiduspider\nDisallow: /\n"), None),
        (Answer("", 302, {"Location": "/robots.txt"}), "robots_unreachable"),
        (Answer("", 302, {"Location": "http://127.0.0.2:9/robots.txt"}), "robots_unreachable"),
    ],
)
def test_each_answer(robots: Answer, reason: str | None) -> None:
    with serving({"/robots.txt": robots, "*": PAGE}) as (portal,):
        urls = [portal.url(f"/{number}.html") for number in range(3)]
        seen = visit([portal.entry()], urls, DOWNLOAD_TIMEOUT=2)
        assert {seen.reason(url) for url in urls} == {reason}
        fetched = [path for path in portal.paths if path != "/robots.txt"]
        assert portal.paths[0] == "/robots.txt"
        assert len(fetched) == (0 if reason else 3)
        if reason:
            assert seen.counted(portal.entry()["id"], reason) >= 1


@pytest.mark.parametrize(("hops", "reason"), [(5, "robots_denied"), (6, "robots_unreachable")])
def test_redirects_within_listed_hosts(hops: int, reason: str) -> None:
    chain = {f"/r{n}": Answer("", 301, {"Location": f"/r{n + 1}"}) for n in range(1, hops)}
    with serving({"*": Answer("User-agent: *\nDisallow: /\n")}, {}) as (alias, portal):
        first = Answer("", 301, {"Location": alias.url("/r1")})
        alias.routes.update(chain)
        portal.routes.update({"/robots.txt": first, "*": PAGE})
        seen = visit([portal.entry(alias)], [portal.url("/1.html")])
        assert seen.reason(portal.url("/1.html")) == reason
        assert portal.paths == ["/robots.txt"]


def test_an_alias_has_its_own_rules_before_it_is_asked() -> None:
    with serving({"/robots.txt": ALLOW, "*": PAGE}, {"/robots.txt": Answer("User-agent: *\nDisallow: /", wait=0.2)}) as (
        portal, alias,
    ):  # fmt: skip
        portal.routes["/moved.html"] = Answer("", 301, {"Location": alias.url("/new.html")})
        seen = visit([portal.entry(alias)], [portal.url("/moved.html"), alias.url("/a.html"), portal.url("/b.html")])
        assert alias.paths == ["/robots.txt"]
        assert seen.reason(portal.url("/moved.html")) == seen.reason(alias.url("/a.html")) == "robots_denied"
        assert seen.reason(portal.url("/b.html")) is None


def test_crawl_delay_is_a_minimum() -> None:
    robots = Answer("User-agent: *\nCrawl-delay: 0.4\n")
    with serving({"/robots.txt": robots, "*": PAGE}) as (portal,):
        visit([portal.entry(delay_s=0.05, concurrency=4)], [portal.url(f"/{n}.html") for n in range(5)])
        assert len(portal.log) == 6
        assert min(portal.gaps()) >= 0.4 - LATE
