"""ASP.NET with AspNetPager: the next page is a form posted back with the hidden fields of the last one."""

from __future__ import annotations

import hashlib
from html import escape
from typing import Any

from tests.portals.content import Document
from tests.portals.replica import Replica, Routes, with_parameters
from tests.portals.server import Answer, Asked

LIST, SHOW, QUERY = "/xxgk/List.aspx", "/xxgk/Show.aspx", "/xxgk/InfoPublic.aspx"
SESSION = "ASP.NET_SessionId"


class Postback(Replica):
    """`strict`: only the hidden fields of the last answer to the session count, others get 500.

    The same list stands, without forms, under `/Category_598/Index.aspx` (`Index_2.aspx` …) and `InfoPublic.aspx?page=2`.
    """

    family = "postback"
    county = "灵川县"
    column = f"{LIST}?lmid=52"

    def __init__(self, *, strict: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.strict = strict
        self._issued: dict[str, list[str]] = {}

    def paths(self, document: Document) -> tuple[str, ...]:
        path = f"{SHOW}?id={document.number}"
        return (path, f"/xxgk/View.aspx?id={document.number}") if document.twin else (path,)

    def files(self, document: Document) -> dict[str, str]:
        return {f"/UploadFiles/{document.number}.doc": name for name in document.files}

    def lists(self) -> Routes:
        return {
            f"/Category_598/Index{f'_{number}' if number > 1 else ''}.aspx": lambda n=number: self._plain(n)
            for number in range(1, len(self.pages()) + 1)
        }

    def first_page(self, asked: Asked) -> Asked:
        return with_parameters(asked, page="1", __EVENTARGUMENT="1")

    def site(self, asked: Asked) -> Answer:
        if asked.path == QUERY:
            return self._plain(int(asked.query.get("page", 1)))
        return self._list(asked) if asked.path == LIST and asked.query.get("lmid") == "52" else super().site(asked)

    def _list(self, asked: Asked) -> Answer:
        cookies = dict(part.strip().partition("=")[::2] for part in asked.headers.get("cookie", "").split(";"))
        session = cookies.get(SESSION) or f"s{len(self._issued):06d}"
        states = self._issued.setdefault(session, [])
        number = 1
        if asked.method == "POST":
            form = asked.form
            valid = states[-1:] if self.strict else [state for known in self._issued.values() for state in known]
            fields = ("__VIEWSTATE", "__VIEWSTATEGENERATOR", "__EVENTVALIDATION", "__EVENTTARGET", "__EVENTARGUMENT")
            if any(field not in form for field in fields) or form["__VIEWSTATE"] not in valid:
                return Answer("<h1>“/”应用程序中的服务器错误。</h1><p>Invalid viewstate.</p>".encode(), 500)
            if form["__EVENTTARGET"] == "AspNetPager1":
                number = int(form["__EVENTARGUMENT"])
        states.append(hashlib.sha256(f"{session}-{len(states)}-{number}".encode()).hexdigest())
        answer = self._form(number, states[-1])
        answer.headers["Set-Cookie"] = f"{SESSION}={session}; path=/; HttpOnly"
        return answer

    def _form(self, number: int, state: str) -> Answer:
        pages = len(self.pages())
        number = min(max(number, 1), pages)
        hidden = {"__VIEWSTATE": f"{state}", "__VIEWSTATEGENERATOR": "CA0B0334", "__EVENTVALIDATION": state[::-1]}
        inputs = "".join(f'<input type="hidden" name="{name}" id="{name}" value="{hidden[name]}">' for name in hidden)
        places = {"首页": 1, "上页": number - 1, "下页": number + 1, "末页": pages}
        links = " ".join(
            f"<a href=\"javascript:__doPostBack('AspNetPager1','{to}')\">{word}</a>"
            if 1 <= to <= pages and to != number
            else f'<a disabled="disabled">{word}</a>'
            for word, to in places.items()
        )
        return self.page(
            "政府信息公开年报",
            f'<form name="form1" method="post" action="List.aspx?lmid=52" id="form1">{inputs}'
            '<input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value="">'
            f'{self._table(number)}<div id="AspNetPager1">{links} 记录总数：{len(self.items())} 总页数：{pages} '
            f"当前页：{number}</div></form>",
        )

    def _plain(self, number: int) -> Answer:
        pages = len(self.pages())
        return self.page("政府信息公开年报", self._table(min(max(number, 1), pages)) + f"<p>共{pages}页</p>")

    def _table(self, number: int) -> str:
        rows = "".join(
            f'<tr><td><a href="{path}" title="{escape(document.title)}">{escape(document.title)}</a></td>'
            f"<td>{document.posted:%Y-%m-%d}</td></tr>\n"
            for document, path in self.pages()[number - 1]
        )
        return f'<table id="GridView1" class="list">{rows}</table>'

    def detail(self, document: Document, _path: str) -> Answer:
        title = escape(document.title)
        files = "".join(f'<p><a href="{file}">{escape(name)}</a></p>' for file, name in self.files(document).items())
        return self.page(
            document.title,
            f'<h2 id="lblTitle">{title}</h2><p><span>发布时间：{document.posted:%Y-%m-%d}</span> '
            f"<span>来源：{self.content.place[2]}政府办</span></p>\n"
            f'<div class="article_content" id="lblContent">{document.body}{files}</div>',
        )
