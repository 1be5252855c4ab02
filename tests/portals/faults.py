"""What portals do wrong, switchable per path while they run (research: obstacles of real portals)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from threading import Event
from typing import Any

from tests.portals.server import Answer, Asked

Proceed = Callable[[Asked], Answer]


@dataclass(slots=True)
class Fault:
    """One fault on the paths that match. Options not used by its kind are left alone."""

    kind: str
    path: str
    """A path or a shell pattern of paths."""
    times: int | None = None
    """How many requests it hits; `None` for all."""
    seconds: float = 1.0
    """`slow`: delay. `burst_index`: the window in which requests are counted."""
    after: int = 5
    """`burst_index`: so many requests within the window are answered well."""
    retry_after: str | None = None
    """`429`, `503`: value of the header."""
    charset: str = "gb2312"
    """`wrong_charset`: what the header claims."""
    hits: list[float] = field(default_factory=list)


class Faults:
    """The switches of one portal: `home` answers its front page, `first_page` turns a request into that for page 1."""

    def __init__(self, first_page: Callable[[Asked], Asked], closing: Event) -> None:
        self._faults: list[Fault] = []
        self._first_page = first_page
        self._closing = closing

    def set(self, path: str, kind: str, **options: Any) -> Fault:
        """Switch a fault on for a path or a pattern such as `/xxgk/*`; an earlier one there is replaced."""
        if kind not in KINDS and not kind.isdigit():
            raise ValueError(f"no such fault: {kind}")
        self.clear(path)
        fault = Fault(kind, path, **options)
        self._faults.append(fault)
        return fault

    def clear(self, path: str | None = None) -> None:
        """Switch off what was set for that path, or everything."""
        self._faults = [fault for fault in self._faults if path is not None and fault.path != path]

    def answer(self, asked: Asked, proceed: Proceed) -> Answer:
        """The answer with the first matching fault, or the true one."""
        for fault in self._faults:
            if fnmatchcase(asked.path, fault.path) or fnmatchcase(asked.target, fault.path):
                if fault.times is not None and len(fault.hits) >= fault.times:
                    continue
                fault.hits.append(time.monotonic())
                if fault.kind.isdigit():
                    return _status(fault)
                return KINDS[fault.kind](self, fault, asked, proceed)
        return proceed(asked)

    def slow(self, fault: Fault, asked: Asked, proceed: Proceed) -> Answer:
        """The right answer, late."""
        self._closing.wait(fault.seconds)
        return proceed(asked)

    def burst_index(self, fault: Fault, asked: Asked, proceed: Proceed) -> Answer:
        """After `after` requests within `seconds` the list instead of the article, with 200."""
        now = time.monotonic()
        recent = [at for at in fault.hits if now - at <= fault.seconds]
        return proceed(asked) if len(recent) <= fault.after else proceed(self._first_page(asked))

    def dup_page1(self, _: Fault, asked: Asked, proceed: Proceed) -> Answer:
        """Page 1 whatever page was asked for."""
        return proceed(self._first_page(asked))


def _status(fault: Fault) -> Answer:
    headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
    body = f"<html><head><title>{fault.kind}</title></head><body><h1>{fault.kind}</h1></body></html>"
    return Answer(body.encode(), int(fault.kind), headers=headers)


def _soft_404(*_: Any) -> Answer:
    return Answer("<html><body><p>您访问的页面不存在或已被删除。</p><a href='/'>返回首页</a></body></html>".encode())


def _home_redirect(*_: Any) -> Answer:
    return Answer(status=302, headers={"Location": "/"})


def _challenge_412(*_: Any) -> Answer:
    script = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><meta content="{qqqqqq" r="m"><script type="text/javascript" r="m">'
        "$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=27183;$_ts.cd=\"qErorrq\";if($_ts.lcd)$_ts.lcd();</script>"
        '<script type="text/javascript" charset="iso-8859-1" src="/4QbVtADbnLVIc/c.FxJzG50F.e17a3b4.js" r="m"></script>'
        "</head><body></body></html>"
    )
    cookie = "FSSBBIl1UgzbN7N80S=5m3k; Path=/; HttpOnly"
    return Answer(script.encode(), 412, headers={"Set-Cookie": cookie})


def _challenge_202(*_: Any) -> Answer:
    answer = _challenge_412()
    answer.status = 202
    return answer


def _jsl(status: int) -> Answer:
    script = (
        "<script>document.cookie=('_')+('_')+('jsl_clearance_s=')+('17')+('.5|-1|c')+(';Max-age=3600; path = /');"
        "location.href=location.pathname+location.search</script>"
    )
    return Answer(
        script.encode(), status, headers={"Set-Cookie": "__jsluid_s=8d0c; max-age=31536000; path=/; HttpOnly"}
    )


def _wzws(*_: Any) -> Answer:
    script = (
        '<html><head><script>var dynamicurl="/WZWSREL3=";var wzwsquestion="wzws";</script></head><body></body></html>'
    )
    headers = {"Set-Cookie": "wzws_sessionid=oGc0; Path=/", "wzws-ray": "1103-1490505480.5-waf02"}
    return Answer(script.encode(), 202, headers=headers)


def _js_stub(*_: Any) -> Answer:
    filler = "".join(f"_0x{n:03x}=function(a){{return a^{n * 7}}};" for n in range(26))
    return Answer(f"<html><head><script>var {filler}eval(_0x001)</script></head><body></body></html>".encode())


def _stub(*_: Any) -> Answer:
    return Answer(
        b'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title></title></head><body>'
        b'<table width="100%" border="0" cellspacing="0" cellpadding="0"><tr><td height="30" align="center">&nbsp;</td>'
        b'</tr></table><div class="page" id="page"></div><!-- 2017-03-26 15:18:00 --></body></html>\n' + b" " * 60
    )


def _wrong_charset(_: Faults, fault: Fault, asked: Asked, proceed: Proceed) -> Answer:
    answer = proceed(asked)
    answer.content_type = answer.content_type.split(";")[0] + f"; charset={fault.charset}"
    return answer


def _no_referer_404(_: Faults, fault: Fault, asked: Asked, proceed: Proceed) -> Answer:
    return proceed(asked) if asked.headers.get("referer") else _status(Fault("404", fault.path))


KINDS: dict[str, Callable[[Faults, Fault, Asked, Proceed], Answer]] = {
    "soft404": _soft_404,
    "home_redirect": _home_redirect,
    "challenge412": _challenge_412,
    "challenge202": _challenge_202,
    "jsl521": lambda *_: _jsl(521),
    "jsl512": lambda *_: _jsl(512),
    "wzws202": _wzws,
    "js_stub": _js_stub,
    "stub": _stub,
    "slow": Faults.slow,
    "reset": lambda *_: Answer(status=0),
    "wrong_charset": _wrong_charset,
    "no_referer_404": _no_referer_404,
    "burst_index": Faults.burst_index,
    "dup_page1": Faults.dup_page1,
}
"""Kind -> what it answers. A kind of digits (`404`, `410`, `429`, `503`) is a bare status."""
