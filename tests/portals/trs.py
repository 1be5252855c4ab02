"""TRS WCM: static directories, `createPageHTML`, relative addresses, the same document republished elsewhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape
from typing import Any, Literal

from tests.portals.content import Document
from tests.portals.faults import KINDS
from tests.portals.replica import Replica, Routes
from tests.portals.server import Answer, Asked

REPUBLISHED = "/zwgk/nb/"
PAGER = """<script>
function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){
  if(_nPageCount == null || _nPageCount<=1){ return; }
  var nCurrIndex = _nCurrIndex || 0;
  document.write('<a href="'+_sPageName+"_"+(nCurrIndex+1)+"."+_sPageExt+'">下一页</a>');
}
</script>"""
HALF = "&nbsp;" * 4 + "三、"
"""Where the report of 2012 is cut."""


class Trs(Replica):
    """`template`: A table rows, B list items, C inline variables. `after_end`: what page `index_T` is.

    `hub`: the column lists year columns (by year of posting) instead of documents. The report of 2011 is GB2312 under a
    header that says UTF-8, that of 2012 is split over two pages, that of 2013 stands in `trs_editor_view`.
    """

    family = "trs"
    column = "/xxgk/gkndbg/"
    county = "宁化县"

    def __init__(
        self,
        *,
        template: Literal["A", "B", "C"] = "A",
        after_end: Literal["404", "stub", "home_redirect"] = "404",
        hub: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.template, self.after_end, self.hub = template, after_end, hub

    def paths(self, document: Document) -> tuple[str, ...]:
        name = f"{document.posted:%Y%m}/t{document.posted:%Y%m%d}_{document.number}.html"
        year = f"{document.posted.year}n/" if self.hub else ""
        return (self.column + year + name, REPUBLISHED + name) if document.twin else (self.column + year + name,)

    def files(self, document: Document) -> dict[str, str]:
        folder = self.paths(document)[0].rpartition("/")[0]
        return {f"{folder}/P{document.posted:%Y%m%d%H%M}00{document.number}.doc": name for name in document.files}

    def published(self, document: Document) -> datetime:
        return document.dated

    def lists(self) -> Routes:
        if not self.hub:
            return self._column(self.column, self.items())
        by_year: dict[int, list[tuple[Document, str]]] = {}
        for document, path in self.items():
            by_year.setdefault(document.posted.year, []).append((document, path))
        links = "".join(f'<li><a href="./{year}n/">{year}年</a></li>' for year in by_year)
        routes: Routes = {self.column: lambda: self.page("政府信息公开年报", f'<ul class="years">{links}</ul>')}
        for year, items in by_year.items():
            routes |= self._column(f"{self.column}{year}n/", items)
        return routes

    def site(self, asked: Asked) -> Answer:
        answer = super().site(asked)
        pages = len(self.pages())
        if answer.status == 404 and self.after_end != "404" and asked.path == f"{self.column}index_{pages}.html":
            return KINDS[self.after_end](self.faults, None, asked, self.site)  # type: ignore[arg-type]
        return answer

    def _column(self, folder: str, items: list[tuple[Document, str]]) -> Routes:
        cut = [items[at : at + self.page_size] for at in range(0, len(items), self.page_size)]
        routes: Routes = {}
        for number, part in enumerate(cut):
            name = f"index_{number}.html" if number else "index.html"
            routes[folder + name] = lambda n=number, p=part: self._list(folder, n, len(cut), p)
        return routes | {folder: routes[f"{folder}index.html"]}

    def _list(self, folder: str, number: int, pages: int, items: list[tuple[Document, str]]) -> Answer:
        rows = []
        for at, (document, path) in enumerate(items):
            href = relative(path, folder)
            listed = f"{document.posted + timedelta(days=1):%Y-%m-%d}"
            title = escape(document.title)
            if self.template == "A":
                if at and at % 5 == 0:
                    rows.append('<tr><td colspan="3" class="GroupBlankLine" height="10"></td></tr>')
                rows.append(
                    f'<tr><td><img src="/images/nb.jpg"></td><td><a href="{href}">{title}</a></td><td>\n\t{listed}\n</td></tr>'
                )
            else:
                short = title if len(title) < 16 else title[:14] + "…"
                rows.append(
                    f'<li><a href="{href}" target="_blank" title="{title}">{short}<span>{listed}</span></a></li>'
                )
        if self.template == "C":
            pager = (
                f"<script>var currentPage = {number};//所在页从0开始\nvar countPage = {pages}//共多少页\n"
                'if(currentPage<countPage-1){document.write("<a href=\\"index_"+(currentPage+1)+".html\\">下一页</a>");}</script>'
            )
        else:
            pager = f'{PAGER}<script>createPageHTML({pages}, {number}, "index", "html");</script>'
        tag = (
            ('<table class="list" width="100%">', "</table>")
            if self.template == "A"
            else ('<ul class="list">', "</ul>")
        )
        return self.page("政府信息公开年报", f'{tag[0]}{"".join(rows)}{tag[1]}<div class="page">{pager}</div>')

    def detail(self, document: Document, path: str) -> Answer:
        body, script = document.body, ""
        if is_split(document):
            at = body.index(HALF)
            second = path.endswith("_1.html")
            body = body[at:] if second else body[:at]
            script = f'<script>var _PAGE_COUNT="2";var _PAGE_INDEX="{int(second)}";</script>'
        for file, name in self.files(document).items():
            body += f'<p>附件：<a href="{relative(file, path)}">{escape(name)}</a></p>'
        box = (
            f'<div class="view trs_editor_view TRS_UEDITOR trs_paper_default">{body}</div>'
            if document.year == 2013
            else f'<div class=TRS_Editor><div class="Custom_UnionStyle">{body}</div></div>'
        )
        legacy = document.year == 2011 and document.form is not None
        return self.page(
            "政务公开信息内容页",
            f'{self._header(document)}\n<div id="printcontent"><h2>{escape(document.title)}</h2>\n{box}</div>{script}\n'
            '<div class="tools"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div>',
            head=self._meta(document),
            charset="gb2312" if legacy else "utf-8",
        )

    @property
    def routes(self) -> Routes:
        routes = super().routes
        for document in self.content.documents:
            if is_split(document):
                first = self.paths(document)[0]
                second = first.removesuffix(".html") + "_1.html"
                routes[second] = lambda d=document, p=second: self.detail(d, p)
        return routes

    def _meta(self, document: Document) -> str:
        tags = {
            "SiteName": f"{self.content.place[2]}人民政府门户网站",
            "SiteIDCode": self.site_code,
            "ColumnName": "政府信息公开年报",
            "ArticleTitle": f" {document.title} ",
            "PubDate": f"{document.posted:%Y-%m-%d %H:%M}",
            "ContentSource": document.title,
        }
        return "".join(f"<meta name='{name}' content='{escape(value)}'>\n" for name, value in tags.items())

    def _header(self, document: Document) -> str:
        return (
            '<table class="table_suoyin"><tr><td><strong>索 引 号</strong></td>'
            f"<td>&nbsp;TY-01-{document.index_number}</td><td><strong>信息分类</strong></td><td>&nbsp;</td></tr><br/>\n"
            f"<tr><td><strong>发布机构</strong></td><td>&nbsp;{self.content.place[2]}人民政府办公室</td>"
            f"<td><strong><!--生成日期-->公开日期</strong></td><td>&nbsp;{document.dated:%Y-%m-%d}</td></tr><br/>\n"
            f"<tr><td><strong>名称</strong></td><td colspan=3>&nbsp;{escape(document.title)}</td></tr></table>"
        )


def is_split(document: Document) -> bool:
    """Whether its body goes on under `…_1.html`."""
    return document.year == 2012 and document.form is not None


def relative(path: str, base: str) -> str:
    """The address as TRS writes it: `./` or `../` from the directory of `base`.

    >>> relative("/xxgk/nb/201703/t1.html", "/xxgk/nb/"), relative("/zwgk/nb/t1.html", "/xxgk/nb/index.html")
    ('./201703/t1.html', '../../zwgk/nb/t1.html')
    """
    here, there = base.split("/")[1:-1], path.split("/")[1:]
    same = 0
    while same < min(len(here), len(there) - 1) and here[same] == there[same]:
        same += 1
    up = len(here) - same
    return ("../" * up or "./") + "/".join(there[same:])
