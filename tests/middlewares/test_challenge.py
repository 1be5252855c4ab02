"""Challenges: recognised, reported, asked once a column at most, never answered; ordinary pages are none."""

from __future__ import annotations

import pytest

from crawler.extraction.answers import recognise_challenge
from tests.middlewares.server import Answer, serving
from tests.middlewares.visits import visit

PAGE = Answer("<html><title>甲县2016年年报</title><p>甲县2016年政府信息公开工作年度报告</p></html>")
RIVER = (
    '<html><head><meta id="x" content="a" r="m"><script>$_ts=window["$_ts"];if(!$_ts)$_ts={};</script></head></html>'
)
JSL = "<script>document.cookie='__jsl_clearance=1|0|a;';location.href=location.pathname+location.search</script>"
STUB = "<html><head></head><body><script>" + "var _0xa1=['w6s','x'];" * 40 + "eval(_0xa1);</script></body></html>"
COOKIE_REDIRECT = "<html><script>document.cookie='k=1';location.href='/1.html';</script></html>"
PROOF = "<html><title>安全验证</title><body><h3>请完成安全验证后继续访问</h3><form><input name=c></form></body></html>"
CHALLENGES = [
    ("瑞数", Answer(RIVER, 412)),
    ("瑞数", Answer(RIVER, 202)),
    ("加速乐", Answer(JSL, 521)),
    ("加速乐", Answer(JSL, 512)),
    ("网防G01", Answer("<script>var a=1</script>", 202, {"Set-Cookie": "wzws_sessionid=abc"})),
    ("网防G01", Answer("<html><form>验证码<input></form></html>", 404, {"wzws-ray": "1-2"})),
    ("script", Answer(STUB)),
    ("script", Answer(COOKIE_REDIRECT)),
    ("script", Answer("Precondition Failed", 412)),
    ("firewall", Answer(PROOF, 403)),
    ("firewall", Answer("<html><body>您的访问请求已被网站防火墙拦截</body></html>", 405)),
]


@pytest.mark.parametrize(("name", "answer"), CHALLENGES)
def test_a_challenge_stops_its_portal(name: str, answer: Answer) -> None:
    with serving({"/robots.txt": Answer("", 404), "*": answer}, {"*": PAGE}) as (portal, other):
        columns = [{"url": portal.url(f"/{n}/"), "role": "list", "column": str(n)} for n in range(3)]
        details = [portal.url(f"/{n}.html") for n in range(5)]
        urls = [column["url"] for column in columns] + details
        seen = visit([portal.entry(), other.entry()], [*columns, *details, other.url("/a.html")])
        assert {seen.reason(str(url)) for url in urls} == {"blocked"}
        assert len(portal.log) == 2
        assert seen.counted(portal.entry()["id"], "blocked") == 1
        assert seen.log.count(f"is left alone for this run, blocked: {name}") == 1
        assert seen.reason(other.url("/a.html")) is None
        assert not any("Cookie" in asked.headers for asked in portal.log)


def test_requests_that_wait_for_their_turn_are_not_sent_after_it() -> None:
    with serving({"/robots.txt": Answer("", 404), "*": Answer(RIVER, 412)}) as (portal,):
        urls = [portal.url(f"/{n}/") for n in range(4)]
        seen = visit([portal.entry(concurrency=4, delay_s=2)], urls)
        assert len(portal.log) == 2
        assert {seen.reason(url) for url in urls} == {"blocked"}


def test_a_challenge_in_place_of_robots_txt() -> None:
    with serving({"*": Answer(JSL, 521)}) as (portal,):
        seen = visit([portal.entry()], [portal.url(f"/{n}/") for n in range(4)])
        assert portal.paths == ["/robots.txt"]
        assert seen.stats["portals/blocked"] == 1


@pytest.mark.parametrize(
    ("status", "html"),
    [
        (200, ""),
        (200, '{"articles":[]}'),
        (200, "暂无相关信息"),
        (200, "<div id='app'></div><script>window._CONFIG = { SID: '769033', TREE: [] }</script>"),
        (200, "<html><body><ul class='main_list'></ul><script>jpage({perPage:15})</script></body></html>"),
        (200, "<?xml version='1.0'?><datastore><totalrecord>0</totalrecord><recordset></recordset></datastore>"),
        (200, "<html><script>window.location='/zwgk/';</script></html>"),
        (200, "<html><head><meta http-equiv=refresh content='0;url=/a/'></head><script>var a</script></html>"),
        (200, "<html><p>依申请公开须通过验证。</p>" + "<p>本年度收到政府信息公开申请。</p>" * 40 + "</html>"),
        (403, "<html><h1>Forbidden</h1></html>"),
        (404, "<html><h1>Not Found</h1></html>"),
        (503, "<html><h1>Service Unavailable</h1></html>"),
        (521, "Web server is down"),
        (304, ""),
    ],
)
def test_ordinary_answers_are_none(status: int, html: str) -> None:
    assert recognise_challenge(status, {}, html) is None


def test_a_portal_behind_a_firewall_that_lets_through() -> None:
    page = PAGE.body if isinstance(PAGE.body, str) else ""
    assert recognise_challenge(200, {"wzws-ray": "1-2", "set-cookie": "wzws_sessionid=a"}, page) is None
    assert recognise_challenge(404, {"wzws-ray": "1-2"}, "<h1>404</h1><p>页面不存在</p>") is None
