"""博达 VSB: pages are numbered from the end, so that every new page renames the others."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs, urlsplit

from tests.portals.content import Document
from tests.portals.replica import Replica, Routes, attachment
from tests.portals.server import Answer, Asked
from tests.portals.trs import relative

TREE, OWNER = 1023, 1611
DOWNLOAD = "/system/_content/download.jsp"


class Vsb(Replica):
    """Page 1 of T is `xxgknb.htm`, page 2 `xxgknb/{T-1}.htm`, the last `xxgknb/1.htm`. The twin is `content.jsp?…`."""

    family = "vsb"
    county = "英山县"
    column = "/zfxxgk/xxgknb.htm"

    def paths(self, document: Document) -> tuple[str, ...]:
        dynamic = f"/content.jsp?urltype=news.NewsContentUrl&wbtreeid={TREE}&wbnewsid={document.number}"
        static = f"/info/{TREE}/{document.number}.htm"
        return (static, dynamic) if document.twin else (static,)

    def canonical(self, path: str) -> str:
        query = parse_qs(urlsplit(path).query)
        return f"/info/{query['wbtreeid'][0]}/{query['wbnewsid'][0]}.htm" if query else path

    def files(self, document: Document) -> dict[str, str]:
        query = f"urltype=news.DownloadAttachUrl&owner={OWNER}&wbfileid={document.number}"
        return {f"{DOWNLOAD}?{query}": name for name in document.files}

    def site(self, asked: Asked) -> Answer:
        if asked.path == DOWNLOAD:
            for document in self.content.documents:
                if document.files and str(document.number) == asked.query.get("wbfileid"):
                    answer = attachment(document)
                    name = document.files[0].encode("gbk").decode("latin-1")  # the bytes that such servers send
                    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
                    return answer
        return super().site(asked)

    def lists(self) -> Routes:
        pages = self.pages()
        return {
            self._address(number): lambda n=number, i=items: self._list(n, i) for number, items in enumerate(pages, 1)
        }

    def _address(self, number: int) -> str:
        if number == 1:
            return self.column
        return f"{self.column.removesuffix('.htm')}/{len(self.pages()) - number + 1}.htm"

    def _list(self, number: int, items: list[tuple[Document, str]]) -> Answer:
        here, pages = self._address(number), len(self.pages())
        rows = "".join(
            f'<li id="line_u8_{at}"><a href="{escape(relative(path, here).removeprefix("./"))}" '
            f'title="{escape(document.title)}">{escape(document.title[:20])}</a><span>{document.posted:%Y/%m/%d}</span></li>\n'
            for at, (document, path) in enumerate(items)
        )
        places = {"首页": 1, "上页": number - 1, "下页": number + 1, "尾页": pages}
        links = " ".join(
            f'<a href="{relative(self._address(to), here).removeprefix("./")}">{word}</a>'
            if 1 <= to <= pages and to != number
            else f"<span>{word}</span>"
            for word, to in places.items()
        )
        return self.page(
            "信息公开年报",
            f'<ul>{rows}</ul><div class="pb_sys_common">共{len(self.items())}条 {number}/{pages} {links}</div>',
        )

    def detail(self, document: Document, _path: str) -> Answer:
        title = escape(document.title)
        files = "".join(
            f'<li>附件【<a href="{escape(file)}">{escape(name)}</a>】已下载<span id="nattach77"></span>次</li>'
            for file, name in self.files(document).items()
        )
        return self.page(
            f"{document.title}-{self.content.government}",
            f'<form name="_newscontent_fromname"><h2>{title}</h2>\n'
            f"<p>作者： 时间：{document.posted:%Y-%m-%d} 点击数："
            f'<script>_showDynClicks("wbnews", {OWNER}, {document.number})</script></p>\n'
            f'<div id="vsb_content_2"><div class="v_news_content">{document.body}</div></div>'
            f'<div id="div_vote_id"></div><ul>{files}</ul></form>',
            head=f'<meta name="pageTitle" content="{title}">\n',
        )
