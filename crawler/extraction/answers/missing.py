"""Answers with status 200 that say there is nothing: soft 404, a redirect to the home page, a stub."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.extraction.answers.view import View

MAX_NOTICE = 400
"""Characters that a page shows which only says that there is nothing."""
MAX_FRAMED_NOTICE = 2000
"""The same between the head and foot of a portal, where the title says it too."""
MAX_STUB = 1024
"""Characters of a stub's source; 300 to 400 bytes were seen behind the last page of TRS lists."""
MAX_STUB_TEXT = 20

_THING = r"(?:页面|网页|文件|文章|链接|内容|信息|地址|资源|栏目|目录|网址|网站)"
_GONE = r"(?:不存在|(?:已经?)?被?(?:删除|移除)|找不到|未找到|已?失效|无法(?:访问|显示|找到|打开)|不可用|出错|走丢)"
_NOTICE = re.compile(
    rf"[您你](?:所|要|想|正在)*(?:访问|请求|查看|浏览|查找|打开|寻找)的.{{0,12}}?{_THING}.{{0,16}}?{_GONE}"
    rf"|(?:找不到|未找到|无法找到|没有找到|没找到)[您你该此这个指定所要请求访问查找浏览需的对应相关到]{{0,10}}{_THING}"
    r"|(?:页面|网页|文章|链接|文件|网址)(?:不存在|已?(?:经)?被?(?:删除|移除|下线)|已?(?:经)?失效|未找到|找不到|走丢)"
    r"|(?:抱歉|对不起|很遗憾).{0,20}(?:不存在|找不到|已删除|已被删除|无法访问)"
    r"|(?<!\d)404(?!\d)[-–:：_|]?(?:NotFound|FileNotFound|PageNotFound|Error|错误|页面|找不到|未找到|出错)"
    r"|(?:错误|Error|HTTP)[-–:：]?404(?!\d)|PageNotFound|requestedURL.{0,200}notfound",
    re.I,
)
_HOME = re.compile(r"/(?:(?:index|default|main|home)\.(?:html?|s?html|jsp|aspx?|php|do|action))?", re.I)


def is_soft_404(view: View) -> bool:
    """Whether a page only says that what was asked for does not exist.

    >>> from crawler.extraction.answers.view import view_of
    >>> is_soft_404(view_of("<title>提示</title><p>对不起，您访问的页面不存在或已删除！</p>"))
    True
    >>> is_soft_404(view_of("<title>404 Not Found</title><h1>404</h1>"))
    True
    >>> is_soft_404(view_of("<title>2016年年度报告</title><p>申请公开的政府信息不存在2件。</p>"))
    False
    """
    if len(view.text) <= MAX_NOTICE and _NOTICE.search(f"{view.title} {view.text}"):
        return True
    return len(view.text) <= MAX_FRAMED_NOTICE and bool(_NOTICE.search(view.title))


def is_stub(view: View) -> bool:
    """Whether a page is a small frame with nothing in it: no link to anywhere, no text, no redirect.

    >>> from crawler.extraction.answers.view import view_of
    >>> is_stub(view_of("<html><head><title>列表</title></head><body><div class='list'></div></body></html>"))
    True
    >>> is_stub(view_of("<ul><li><a href='./t20170326_1.html'>2016年年报</a></li></ul>"))
    False
    """
    return view.size <= MAX_STUB and not view.links and len(view.text) <= MAX_STUB_TEXT


def leads_home(asked: str, answered: str, roots: Iterable[str] = ("",)) -> bool:
    """Whether a redirect led from a page to the home page; `roots` are path prefixes under which portals begin.

    >>> leads_home("http://www.a.gov.cn/xxgk/t1.html", "http://www.a.gov.cn/")
    True
    >>> leads_home("http://www.dg.gov.cn/dgzmtz/a.html", "http://www.dg.gov.cn/dgzmtz/index.html", ["", "/dgzmtz"])
    True
    >>> leads_home("http://www.a.gov.cn/index.html", "https://www.a.gov.cn/")
    False
    """
    return not _is_root(asked, roots) and _is_root(answered, roots)


def _is_root(url: str, roots: Iterable[str]) -> bool:
    parts = urlsplit(url)
    path = parts.path or "/"
    return not parts.query and any(
        path.startswith(root) and _HOME.fullmatch(path[len(root) :] or "/") for root in {"", *roots}
    )
