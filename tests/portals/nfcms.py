"""南方 NFCMS: the ordinary columns beside gkmlpt, `index_2.html` counted from 1, `content/post_….html`."""

from __future__ import annotations

from html import escape

from tests.portals.content import Document
from tests.portals.replica import Replica, Routes
from tests.portals.server import Answer

FOLDER = "/zwgk/zfxxgkndbg/"


class Nfcms(Replica):
    """Static pages; the twin stands in another column."""

    family = "nfcms"
    county = "远安县"
    column = f"{FOLDER}index.html"

    def paths(self, document: Document) -> tuple[str, ...]:
        name = f"content/post_{document.number}.html"
        return (FOLDER + name, f"/gkmlpt/xxgknb/{name}") if document.twin else (FOLDER + name,)

    def files(self, document: Document) -> dict[str, str]:
        return {f"/attachment/0/{document.number // 1000}/{document.number}/1.doc": name for name in document.files}

    def lists(self) -> Routes:
        routes: Routes = {
            f"{FOLDER}index{f'_{number}' if number > 1 else ''}.html": lambda n=number, i=items: self._list(n, i)
            for number, items in enumerate(self.pages(), 1)
        }
        return routes | {FOLDER: routes[self.column]}

    def _list(self, number: int, items: list[tuple[Document, str]]) -> Answer:
        rows = "".join(
            f'<li><a href="{self.base}{path}" title="{escape(document.title)}">{escape(document.title)}</a>'
            f'<span class="time">{document.posted:%Y-%m-%d}</span></li>\n'
            for document, path in items
        )
        pages = len(self.pages())
        links = f'<a class="last" href="index_{pages}.html">末页</a>'
        if number < pages:
            links = f'<a class="next" href="index_{number + 1}.html">下一页</a> {links}'
        return self.page(
            "政府信息公开年度报告", f'<ul class="news_list">{rows}</ul><div class="page">{links} 共{pages}页</div>'
        )

    def detail(self, document: Document, _path: str) -> Answer:
        title, minute = escape(document.title), f"{document.posted:%Y-%m-%d %H:%M:%S}"
        files = "".join(
            f'<p><a class="nfw-cms-attachment" href="{file}" alt="{escape(name)}">{escape(name)}</a></p>'
            for file, name in self.files(document).items()
        )
        tags = {
            "SiteName": f"{self.content.government}网",
            "SiteIDCode": self.site_code,
            "ColumnName": "政府信息公开年度报告",
            "ArticleTitle": title,
            "PubDate": minute,
            "ContentSource": "本网",
            "ArticleId": str(document.number),
        }
        return self.page(
            document.title,
            f'<h1 class="title">{title}</h1><p class="info">时间：{minute} 来源：本网</p>\n'
            f'<div class="news_cont_d_wrap">{document.body}{files}</div>\n'
            f"<script>var NFCMS_SITE_ID='{self.site_code}', NFCMS_POST_ID='{document.number}';</script>",
            head="".join(f'<meta name="{name}" content="{value}">\n' for name, value in tags.items()),
        )
