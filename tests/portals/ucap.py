"""开普 UCAP: `createPageHTML('page_div', …)` counted from 1, a JSON search beside it, tags of its own in the article."""

from __future__ import annotations

import hashlib
import json
from html import escape
from typing import Any, Literal

from tests.portals.content import Document
from tests.portals.replica import Replica, Routes, with_parameters
from tests.portals.server import Answer, Asked

FOLDER, STEM = "/tyx/c101900/", "zfxxgk_list"
CHANNEL = hashlib.md5(b"c101900").hexdigest()  # noqa: S324
SEARCH = f"/common/search/{CHANNEL}"


class Ucap(Replica):
    """`transport`: which list the catalogue entry asks for. `items`: the shape of an item in HTML."""

    family = "ucap"
    county = "祥云县"
    column = f"{FOLDER}{STEM}.shtml"
    page_size = 8

    def __init__(
        self, *, transport: Literal["html", "json"] = "html", items: Literal["ul", "div"] = "ul", **options: Any
    ) -> None:
        super().__init__(**options)
        self.transport, self.shape = transport, items

    def entry(self, **overrides: Any) -> dict[str, Any]:
        if self.transport == "html":
            return super().entry(**overrides)
        params = {"channel": CHANNEL, "page_size": self.page_size}
        columns = [{"url": self.column, "kind": "annual_report", "params": params}]
        json_list = {"columns": columns, "list": {"transport": "json"}}
        return super().entry(**({"id": "replica-ucap-json"} | json_list | overrides))

    def paths(self, document: Document) -> tuple[str, ...]:
        name = f"{document.posted:%Y%m}/c01_{document.number}.shtml"
        return (FOLDER + name, f"/tyx/c101950/{name}") if document.twin else (FOLDER + name,)

    def files(self, document: Document) -> dict[str, str]:
        folder = self.paths(document)[0].removesuffix(".shtml")
        names = {name: hashlib.md5(name.encode()).hexdigest() for name in document.files}  # noqa: S324
        return {f"{folder}/files/{code}.doc": name for name, code in names.items()}

    def lists(self) -> Routes:
        if self.transport == "json":
            return {self.column: lambda: self.page("政府信息公开年报", f'<ul data-channel="{CHANNEL}"></ul>')}
        return {
            f"{FOLDER}{STEM}{f'_{number}' if number > 1 else ''}.shtml": lambda n=number, i=items: self._list(n, i)
            for number, items in enumerate(self.pages(), 1)
        }

    def first_page(self, asked: Asked) -> Asked:
        return with_parameters(asked, page="1") if asked.path == SEARCH else super().first_page(asked)

    def site(self, asked: Asked) -> Answer:
        return self._search(asked) if asked.path == SEARCH else super().site(asked)

    def _list(self, number: int, items: list[tuple[Document, str]]) -> Answer:
        rows = "".join(self._item(document, path) for document, path in items)
        total, pages = len(self.items()), len(self.pages())
        return self.page(
            "政府信息公开年报",
            f'<div class="list">{f"<ul>{rows}</ul>" if self.shape == "ul" else rows}</div><div id="page_div"></div>\n'
            f"<script>createPageHTML('page_div',{pages}, {number},'{STEM}','shtml',{total});</script>",
        )

    def _item(self, document: Document, path: str) -> str:
        title = escape(document.title)
        if self.shape == "ul":
            short = title if len(title) < 20 else title[:18] + "..."
            day = f"{document.posted:%Y-%m-%d}"
            return f'<li><a href="{path}" title="{title}" target="_blank">{short}</a><span>{day}</span></li>\n'
        texts = (document.index_number, title, f"{document.posted:%Y.%m.%d}")
        return f'<div class="item-url">{"".join(f"""<p><a href="{path}">{text}</a></p>""" for text in texts)}</div>\n'

    def _search(self, asked: Asked) -> Answer:
        query = asked.query
        if query.get("_isJson") != "true":
            return self.page("检索", "<p>没有检索结果</p>")
        size, number = int(query.get("_pageSize", 15)), int(query.get("page", 1))
        items = self.items()
        results = [self._result(document, path) for document, path in items[(number - 1) * size : number * size]]
        data = {"total": len(items), "page": number, "rows": size, "results": results}
        body = json.dumps({"code": "200", "data": data}, ensure_ascii=False).encode()
        return Answer(body, content_type="application/json;charset=UTF-8", modified=self.content.modified)

    def _result(self, document: Document, path: str) -> dict[str, Any]:
        pairs = (("indexnumber", document.index_number), ("pubdate", f"{document.posted:%Y-%m-%d}"), ("theme", ""))
        return {
            "title": document.title,
            "subTitle": "",
            "url": self.base + path,
            "publishedTimeStr": f"{document.posted:%Y-%m-%d %H:%M:%S}",
            "content": "",
            "contentHtml": document.body[:200],
            "domainMetaList": [{"resultList": [{"key": key, "value": value} for key, value in pairs]}],
        }

    def detail(self, document: Document, _path: str) -> Answer:
        title, minute = escape(document.title), f"{document.posted:%Y-%m-%d %H:%M}"
        files = "".join(
            f'<p>附件{number}：<a href="{file}">{escape(name)}</a></p>'
            for number, (file, name) in enumerate(self.files(document).items(), 1)
        )
        pairs = (
            ("索 引 号", f"TYX/{document.index_number}"),
            ("主题分类", "政务公开"),
            ("发文机关", self.content.government),
            ("成文日期", f"{document.dated:%Y-%m-%d}"),
            ("标　　题", title),
            ("发文字号", ""),
        )
        header = "".join(f"<dl><dt>{label}：</dt><dd>{value}</dd></dl>" for label, value in pairs)
        tags = {"ArticleTitle": title, "PubDate": minute, "ContentSource": self.content.government}
        return self.page(
            f"{document.title}_{self.content.government}",
            f'<h1><UCAPTITLE>{title}</UCAPTITLE></h1><div class="xxgkml-content">{header}</div>\n'
            f"<p>来源：{self.content.government} 发布时间：<PUBLISHTIME>{minute}</PUBLISHTIME> "
            '浏览量：<span id="hits"></span></p>\n'
            f'<div class="article_content"><UCAPCONTENT>{document.body}</UCAPCONTENT>{files}</div>',
            head="".join(f'<meta name="{name}" content="{value}">\n' for name, value in tags.items()),
        )
