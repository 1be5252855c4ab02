"""Challenges that protect portals from programs: told by what they are, never answered.

瑞数 (River Security): 412 or 202, a script with `$_ts`. 加速乐: 521 or 512, a script that sets `__jsl_clearance`.
网防G01: `wzws` in cookie, header or script, 202 or 404. Others answer 200 or 403 with a page that is nothing but a
script, or one that asks for a proof of being human. An empty list would look the same to a crawler that counts items.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from crawler.extraction.answers.refresh import refresh_target
from crawler.extraction.answers.view import View, view_of

MAX_SCRIPT_PAGE = 8192
"""Characters of a page that is only a script; 1,166 were seen on a county's site."""
MAX_NOTICE = 400
"""Characters that a notice of a firewall shows; a page with more is a page."""
MAX_LOOKED_AT = 65536
"""Characters of an answer that are looked at."""

_SHELL = frozenset({"html", "head", "body", "meta", "title", "script", "noscript", "style", "link", "base", "br"})
_BY_STATUS = (
    ("瑞数", re.compile(r"\$_ts\b"), (202, 412)),
    ("加速乐", re.compile(r"__jsl_?clearance|__jsluid"), (512, 521)),
)
_WZWS = re.compile(r"wzws", re.I)
_WZWS_PROOF = re.compile(r"wzws[-_]?(?:challenge|confirm|reqkey|sid)|/wzwsrel|验证码", re.I)
_NOT_OTHERWISE = (200, 202, 403, 405, 503)
"""Statuses under which a page that is only a script is a challenge."""
_REFUSING = (*_NOT_OTHERWISE, 418, 493)
_NOTICE = re.compile(
    r"(?:访问|请求)(?:已|行为)?(?:被|遭)(?:\w{0,6})?(?:拦截|阻断|拒绝)|(?:网站|应用)防火墙|创宇盾|安全狗|云锁"
    r"|请(?:先)?(?:完成|进行|通过)(?:安全|人机|滑动)?验证|人机验证|滑动验证|拖动滑块|(?:检查|验证)您?的?浏览器"
    r"|Checkingyourbrowser|Justamoment|enableJavaScriptandcookies",
    re.I,
)


def recognise_challenge(status: int, headers: Mapping[str, str], html: str) -> str | None:
    """The name of the challenge that an answer is; `None` for an answer like any other.

    `headers` has names in lower case. A challenge that is not known by name is `script` or `firewall`.

    >>> recognise_challenge(412, {}, "<html><script>$_ts=window['$_ts'];</script></html>")
    '瑞数'
    >>> recognise_challenge(521, {}, "<script>document.cookie='__jsl_clearance=1|0|x';location.reload()</script>")
    '加速乐'
    >>> recognise_challenge(202, {"set-cookie": "wzws_sessionid=a1"}, "<script>var a</script>")
    '网防G01'
    >>> recognise_challenge(200, {}, "<html><script>var _0x1=['a'];eval(_0x1)</script><body></body></html>")
    'script'
    >>> recognise_challenge(200, {}, "<div id='app'></div><script>window._CONFIG = {SID: '769033'}</script>")
    >>> recognise_challenge(200, {}, "<script>location.href='/zwgk/index.html'</script>")
    >>> recognise_challenge(521, {}, "Web server is down")
    """
    head = html[:MAX_LOOKED_AT]
    bare = _only_script(html)
    for name, sign, statuses in _BY_STATUS:
        if sign.search(head) and (bare or status in statuses):
            return name
    wzws = "wzws-ray" in headers or _WZWS.search(headers.get("set-cookie", "")) or _WZWS.search(head)
    if wzws and (bare or status == 202 or (status != 200 and _WZWS_PROOF.search(head))):
        return "网防G01"
    if status == 412 or (status in (512, 521) and "<script" in head.lower()) or (bare and status in _NOT_OTHERWISE):
        return "script"
    return "firewall" if _is_notice(status, html) else None


def _only_script(html: str) -> bool:
    """Whether a small page has scripts and nothing to see, and is no plain redirect."""
    if len(html) > MAX_SCRIPT_PAGE or "<script" not in html.lower():
        return False
    view = view_of(html)
    return view.elements <= _SHELL and not view.text and bool(view.scripts.strip()) and not _leads_on(html, view)


def _leads_on(html: str, view: View) -> bool:
    """A literal redirect, which sets no cookie on the way."""
    return "document.cookie" not in view.scripts and refresh_target(html) is not None


def _is_notice(status: int, html: str) -> bool:
    if status not in _REFUSING or len(html) > MAX_LOOKED_AT or "<" not in html:
        return False
    view = view_of(html)
    return len(view.text) <= MAX_NOTICE and len(view.links) < 5 and bool(_NOTICE.search(view.title + " " + view.text))
