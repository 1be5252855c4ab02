"""What an answer is worth: charsets, soft 404, home page, stubs, repeats, burst answers, sizes."""

from __future__ import annotations

import gzip

import pytest

from crawler.extraction.answers import is_index_instead, is_soft_404, view_of
from tests.middlewares.server import Answer, Asked, serving
from tests.middlewares.visits import visit

TITLE = "甲县2016年政府信息公开工作年度报告"
BODY = "根据《中华人民共和国政府信息公开条例》，编制本年度报告。全文由概述、主动公开、依申请公开组成。" * 5
ARTICLE = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{BODY}</p></body></html>"
INDEX = "<html><head><title>甲县人民政府</title></head><body><ul>" + "".join(
    f"<li><a href='/xxgk/t{n}.html'>甲县{n}年政府信息公开工作年度报告</a><span>{n + 1}-03-01</span></li>"
    for n in range(2008, 2025)
) + "</ul></body></html>"  # fmt: skip
NAVIGATION = "".join(f"<a href='/c{n}/'>政务公开栏目{n}</a>" for n in range(30))


@pytest.mark.parametrize(
    ("body", "header", "used"),
    [
        (ARTICLE.encode("gb18030"), "text/html; charset=utf-8", "gb18030"),
        (ARTICLE.encode(), "text/html; charset=gb2312", "utf-8"),
        (ARTICLE.encode(), "text/html; charset=ISO-8859-1", "utf-8"),
        (ARTICLE.encode("gb18030"), "text/html", "gb18030"),
        (ARTICLE.encode("utf-8-sig"), "text/html; charset=gbk", "utf-8"),
    ],
)
def test_charset_by_the_bytes(body: bytes, header: str, used: str) -> None:
    with serving({"*": Answer(body, headers={"Content-Type": header})}) as (portal,):
        seen = visit([portal.entry()], [portal.url("/1.html")])
        outcome = seen.outcomes[portal.url("/1.html")]
        assert TITLE in outcome["text"]
        assert outcome["charset"]["used"] == used


def test_answers_that_are_not_what_was_asked() -> None:
    routes = {
        "/soft.html": Answer("<html><title>提示</title><body>抱歉，您访问的页面不存在或已被删除。</body></html>"),
        "/a/t1.html": Answer("", 302, {"Location": "/"}),
        "/a/t2.html": Answer("", 302, {"Location": "/index.html"}),
        "/stub.html": Answer("<html><head><title>列表</title></head><body><div></div>" + " " * 300 + "</body></html>"),
        "/gone.html": Answer("没有", 404),
        "/": Answer(INDEX), "/index.html": Answer(INDEX), "/ok.html": Answer(ARTICLE),
    }  # fmt: skip
    with serving({"/robots.txt": Answer("", 404)} | routes) as (portal,):
        seen = visit([portal.entry()], [portal.url(path) for path in routes])
        answers = {path: seen.outcomes[portal.url(path)].get("answer") for path in routes}
        assert answers == {
            "/soft.html": "soft_404", "/a/t1.html": "home_redirect", "/a/t2.html": "home_redirect",
            "/stub.html": "stub", "/gone.html": None, "/": None, "/index.html": None, "/ok.html": None,
        }  # fmt: skip
        assert seen.outcomes[portal.url("/gone.html")]["status"] == 404
        assert seen.counted(portal.entry()["id"], "home_redirect") == 2


def test_a_list_page_that_repeats_another() -> None:
    other = INDEX.replace("2008", "1999")
    with serving({"/list/": Answer(INDEX), "/list/index_1.html": Answer(other), "*": Answer(INDEX)}) as (portal,):
        paths = ["/list/", "/list/index_1.html", "/list/index_2.html"]
        seen = visit([portal.entry()], [{"url": portal.url(path), "role": "list"} for path in paths])
        assert [seen.outcomes[portal.url(path)]["answer"] for path in paths] == [None, None, "repeat"]


def test_a_burst_answer_is_tried_again_after_a_rest() -> None:
    def bursting(asked: Asked, number: int) -> Answer:
        return Answer(INDEX if number == 1 else ARTICLE)

    with serving({"/t2016.html": bursting, "/list/": Answer(INDEX)}) as (portal,):
        detail = {"url": portal.url("/t2016.html"), "title": TITLE}
        seen = visit([portal.entry()], [{"url": portal.url("/list/"), "role": "list", "then": [detail]}])
        assert TITLE in seen.outcomes[detail["url"]]["text"]
        first, second = (asked.at for asked in portal.log if asked.path == "/t2016.html")
        assert second - first >= 0.09
        assert seen.counted(portal.entry()["id"], "burst") == 1


def test_a_page_that_stays_an_index_is_left_due() -> None:
    with serving({"*": Answer(INDEX)}) as (portal,):
        seen = visit([portal.entry()], [{"url": portal.url("/t2016.html"), "title": TITLE}])
        assert seen.reason(portal.url("/t2016.html")) == "burst"
        assert portal.paths.count("/t2016.html") == 3


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (NAVIGATION + f"<h1>{TITLE}</h1><a href='a.doc'>{TITLE}.doc</a>", TITLE),
        (NAVIGATION + f"<h1>{TITLE}</h1>", "甲县2016年政府信息公开工…"),
        (f"<title>{TITLE}</title>" + NAVIGATION + "<img src='1.jpg'>", TITLE),
        (NAVIGATION + "<h1>甲县2016年信息公开年度报告</h1>", TITLE),
        (f"<h1>{TITLE}</h1><p>{BODY}</p><p>上一篇：<a href='/b'>甲县2015年年报</a></p>", TITLE),
        (NAVIGATION, ""),
    ],
)
def test_articles_among_links_are_no_index(html: str, title: str) -> None:
    assert not is_index_instead(view_of(html), title)


@pytest.mark.parametrize(
    "notice",
    [
        "404 Not Found", "您所访问的页面不存在", "对不起，您要访问的页面已删除", "抱歉，找不到您要的页面", "该文章已被删除",
        "找不到该页面", "HTTP 错误 404 - 找不到文件或目录。", "The requested URL /a.html was not found on this server.",
        "页面走丢了", "您访问的信息不存在！",
    ],
)  # fmt: skip
def test_notices_of_absence(notice: str) -> None:
    assert is_soft_404(view_of(f"<html><body><div>{notice}</div></body></html>"))


@pytest.mark.parametrize(
    "text",
    [
        "本机关不存在的信息3件，已告知申请人。", "附件：甲县2016年年报.doc", "政府信息不存在2件", "2016年政府信息公开年度报告 共404件",
        "暂无相关信息", "公开目录中已失效的文件12件", BODY + "您访问的页面不存在" + BODY * 5,
    ],
)  # fmt: skip
def test_reports_are_no_notices(text: str) -> None:
    assert not is_soft_404(view_of(f"<html><title>{TITLE}</title><body><p>{text}</p></body></html>"))


def test_sizes_are_bounded() -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 30_000_000)
    assert len(bomb) < 100_000
    html = {"Content-Type": "text/html"}
    with serving(
        {
            "/bomb.html": Answer(bomb, headers=html | {"Content-Encoding": "gzip"}),
            "/twice.html": Answer(gzip.compress(bomb), headers=html | {"Content-Encoding": "gzip, gzip"}),
            "/long.html": Answer(b"a" * 200_000, headers=html),
            "/fits.html": Answer(gzip.compress(ARTICLE.encode()), headers=html | {"Content-Encoding": "gzip"}),
        }
    ) as (portal,):
        urls = [portal.url(f"/{name}.html") for name in ("bomb", "twice", "long", "fits")]
        seen = visit([portal.entry()], urls, DOWNLOAD_MAXSIZE=100_000)
        assert [seen.reason(url) is None for url in urls] == [False, False, False, True]
        assert TITLE in seen.outcomes[urls[3]]["text"]
        assert len(portal.log) == 5, "none is tried again"
