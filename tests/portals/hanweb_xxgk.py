"""大汉 信息公开目录: a frame page and `search.jsp`, which mixes documents of other columns into its answer."""

from __future__ import annotations

from html import escape
from typing import Any

from tests.portals.content import Document
from tests.portals.hanweb import COLUMN, HanwebPages
from tests.portals.replica import Routes, with_parameters
from tests.portals.server import Answer, Asked

SEARCH = "/module/xxgk/search.jsp"
FORM = {"infotypeId": "B00005", "jdid": "7", "area": "11330000", "divid": f"div{COLUMN}"}


class HanwebXxgk(HanwebPages):
    """Every fifth row of an answer belongs to column 999: no crawl of column 123 asks for it."""

    family = "hanweb_xxgk"
    county = "磐安县"
    column = f"/col/col{COLUMN}/index.html?number=B00005"

    def entry(self, **overrides: Any) -> dict[str, Any]:
        columns = [{"url": self.column, "kind": "annual_report", "params": {"col": COLUMN, **FORM}}]
        return super().entry(**({"columns": columns} | overrides))

    @property
    def foreign(self) -> list[str]:
        """Paths of another column that the answers mix in."""
        pages = len(self.pages())
        return [f"/art/2018/5/{day + 1}/art_999_{9000 + day}.html" for day in range(3 * pages)]

    def _art(self, document: Document, number: int) -> str:
        posted = document.posted
        return f"/art/{posted.year}/{posted.month}/{posted.day}/art_{COLUMN}_{number}.html"

    def lists(self) -> Routes:
        others = {path: lambda p=path: self.page(p, "<p>关于调整公交线路的通告</p>") for path in self.foreign}
        return {f"/col/col{COLUMN}/index.html": self._shell, "/module/xxgk/tree.jsp": self._tree, **others}

    def first_page(self, asked: Asked) -> Asked:
        return with_parameters(asked, currpage="1") if asked.path == SEARCH else super().first_page(asked)

    def site(self, asked: Asked) -> Answer:
        return self._search(asked) if asked.path == SEARCH else super().site(asked)

    def _search(self, asked: Asked) -> Answer:
        form = asked.form
        if asked.method != "POST" or any(form.get(name) != value for name, value in FORM.items()):
            return Answer("<div class='tb_title'>共<b>0</b>页</div><table></table>".encode())
        current = int(form.get("currpage") or asked.query.get("currpage") or 1)
        pages = self.pages()
        items = pages[current - 1] if 1 <= current <= len(pages) else []
        rows: list[tuple[str, str, str, str]] = [
            (path, document.title, f"11330000/{document.index_number}", f"{document.posted:%Y-%m-%d}")
            for document, path in items
        ]
        if items:
            for at, path in enumerate(self.foreign[3 * current - 3 : 3 * current]):
                rows.insert(5 * at + 2, (path, "关于调整公交线路的通告", "11330000/2018-00999", "2018-05-01"))
        table = "".join(self._row(at, *row) for at, row in enumerate(rows))
        links = f'<a href="javascript:getpage({len(pages)})">尾 页</a>'
        if current < len(pages):
            links = f'<a href="javascript:getpage({current + 1})">下一页</a> {links}'
        body = (
            f'<div class="tb_title">第<b>{current}</b>页 共<b>{len(pages)}</b>页</div>'
            f'<table><tr class="tr_main_title"><td>序号</td><td>标题</td><td>日期</td></tr>{table}</table>'
            f'<table><tr><td align="right">{links}</td></tr></table>'
        )
        return Answer(body.encode())

    def _row(self, at: int, path: str, title: str, index: str, day: str) -> str:
        title = escape(title)
        return (
            f'<tr class="tr_main_value_{"even" if at % 2 else "odd"}"><td>{at + 1}</td>'
            f'<td><a href="{self.base}{path}" target="_blank" title="{title}" mc="{title}" syh="{index}" rq="{day}" '
            f'gkfs="主动公开">{title[:16]}</a></td><td>{day}</td></tr>\n'
        )

    def _shell(self) -> Answer:
        return self.page(
            "信息公开目录",
            '<iframe src="/module/xxgk/tree.jsp?area=11330000&divid=div123&infotypeId=B00005&jdid=7" width="240"></iframe>'
            f'<div id="div{COLUMN}"></div>',
        )

    def _tree(self) -> Answer:
        fields = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in FORM.items())
        return self.page("目录树", f'<form name="search" action="{SEARCH}" method="post">{fields}</form>')
