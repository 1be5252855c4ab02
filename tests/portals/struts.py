"""The portal of 汤原 before its move: Struts actions, a token `d` that changes with every answer, a header of text lines.

The page counts its visitors: its bytes and validators differ each time, its text does not.
"""

from __future__ import annotations

from html import escape
from itertools import count
from typing import Any
from urllib.parse import urlencode

from tests.portals.content import Document
from tests.portals.replica import Replica, Routes
from tests.portals.server import Answer, Asked

LIST, SHOW = "/government_qu.action", "/government_show.action"


class Struts(Replica):
    """A `generic` portal with a query pager; `d` is no part of any address."""

    family = "generic"
    county = "甘谷县"
    column = f"{LIST}?openCategoryId=61"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._token = count(19051509369088413, 977)

    def entry(self, **overrides: Any) -> dict[str, Any]:
        return super().entry(
            **{
                "id": "replica-struts",
                "list": {"transport": "html", "item_css": "div.list li", "date": "span"},
                "pager": {"kind": "query_param", "param": "pageInfo.currentPage", "first": 1, "stop": "no_new"},
                "detail": {"body": ["div.content"]},
                "url": {"strip_params": ["d"]},
            }
            | overrides
        )

    def paths(self, document: Document) -> tuple[str, ...]:
        paths = (f"{SHOW}?id={document.number}", f"{SHOW}?id={document.number}&openCategoryId=61")
        return paths if document.twin else paths[:1]

    def files(self, document: Document) -> dict[str, str]:
        return {f"/upload/{document.number}.doc": name for name in document.files}

    def lists(self) -> Routes:
        return {}

    def first_page(self, asked: Asked) -> Asked:
        return Asked(asked.method, self.column, asked.headers)

    def site(self, asked: Asked) -> Answer:
        query = {name: value for name, value in asked.query.items() if name != "d"}
        if asked.path == LIST and query.get("openCategoryId") == "61":
            return self._list(int(query.get("pageInfo.currentPage", 1)))
        return super().site(Asked(asked.method, f"{asked.path}?{urlencode(query)}" if query else asked.path, {}))

    def _list(self, current: int) -> Answer:
        pages = self.pages()
        items = pages[current - 1] if 1 <= current <= len(pages) else []
        rows = "".join(
            f'<li><a href="{escape(path)}&amp;d={next(self._token)}">{escape(document.title)}</a>'
            f"<span>[{document.posted:%Y-%m-%d}]</span></li>"
            for document, path in items
        )
        href = (
            f"{LIST}?openCategoryId=61&pageInfo.pageSize={self.page_size}&d={next(self._token)}&pageInfo.currentPage="
        )
        links = " ".join(f'<a href="{escape(href)}{number}">{number}</a>' for number in range(1, len(pages) + 1))
        return self.page(
            "政府信息公开年报", f'<div class="list"><ul>{rows}</ul></div><p>共{len(self.items())}条 {links}</p>'
        )

    def detail(self, document: Document, _path: str) -> Answer:
        files = "".join(f'<p><a href="{file}">{escape(name)}</a></p>' for file, name in self.files(document).items())
        views = sum(asked.path == SHOW for asked in self.log)
        return self.page(
            f"{self.content.place[2]}政府信息公开",
            f"<div>索引号:ZWGK/{document.posted:%Y%m%d}{document.number % 10000} 当前位置:首页&gt;政府信息公开&gt;年度报告</div>\n"
            f'<div class="title">{escape(document.title)}</div>\n'
            f"<div>来源:{self.content.place[2]}政府办 | 浏览量:{views} | 发布时间:{document.posted:%Y-%m-%d %H:%M} 分享到</div><div>0</div>\n"
            f'<div class="content">{document.body}{files}</div>',
        )
