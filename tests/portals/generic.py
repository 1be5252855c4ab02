"""Plain portals of no known make: one list page by selector, and the four plain ways to its next page."""

from __future__ import annotations

from html import escape
from typing import Any, Literal

from tests.portals.content import Document
from tests.portals.replica import Replica, Routes, not_found
from tests.portals.server import Answer, Asked

PAGERS: dict[str, dict[str, Any]] = {
    "suffix": {"kind": "suffix", "template": "list-{n}.html", "first": 2},
    "query": {"kind": "query_param", "param": "page", "first": 1},
    "form": {"kind": "form_post", "param": "curPage", "first": 1},
    "next": {"kind": "next_link", "template": None},
}


class Generic(Replica):
    """`pager`: page template, query parameter, posted form, or only a link to the next page, whose address tells nothing.

    `links`: whether an item's address stands in `href` or in its `onclick`. `iframe`: whether the list stands in a frame.
    Beyond the end the last page comes again, so that only "nothing new" ends the walk.
    """

    family = "generic"
    county = "桂阳县"
    column = "/gk/nb/"

    def __init__(
        self,
        *,
        pager: Literal["suffix", "query", "form", "next"] = "query",
        links: Literal["href", "onclick"] = "href",
        iframe: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.pager, self.links, self.iframe = pager, links, iframe
        self.list_path = f"{self.column}list.html" if iframe else self.column

    def entry(self, **overrides: Any) -> dict[str, Any]:
        items: dict[str, Any] = {"transport": "html", "item_css": "div.news", "title": "em", "date": "i"}
        if self.links == "onclick":
            items |= {"url_attr": "onclick", "url_regex": r"openUrl\('([^']+)'\)"}
        pager = {key: value for key, value in PAGERS[self.pager].items() if value is not None} | {"stop": "no_new"}
        return super().entry(
            **{
                "id": f"replica-generic-{self.pager}",
                "list": items,
                "pager": pager,
                "detail": {"body": ["#content"], "header": [{"carrier": "td_td", "css": "table.info"}]},
                "follow": {"iframe": self.iframe},
            }
            | overrides
        )

    def paths(self, document: Document) -> tuple[str, ...]:
        path = f"/gk/show/{document.number}.html"
        return (path, f"/zt/show/{document.number}.html") if document.twin else (path,)

    def files(self, document: Document) -> dict[str, str]:
        return {f"/uploads/{document.number}.doc": name for name in document.files}

    def lists(self) -> Routes:
        routes: Routes = {self.list_path: lambda: self._list(1)}
        if self.iframe:
            routes[self.column] = lambda: self.page(
                "年报", f'<iframe src="list.html" width="700" height="{40 * self.page_size}"></iframe>'
            )
        if self.pager == "suffix":
            for number in range(2, len(self.pages()) + 1):
                routes[f"{self.column}list-{number}.html"] = lambda n=number: self._list(n)
        if self.pager == "next":
            for number in range(2, len(self.pages()) + 1):
                routes[f"{self.column}{self._token(number)}.html"] = lambda n=number: self._list(n)
        return routes

    def site(self, asked: Asked) -> Answer:
        if asked.path == self.list_path and self.pager == "form" and asked.method == "POST":
            fields = asked.form
            if fields.get("channelId") != "31":  # the form's other fields are wanted too
                return not_found()
            return self._list(int(fields.get("curPage", 1)))
        if asked.path == self.list_path and self.pager == "query":
            return self._list(int(asked.query.get("page", 1)))
        return super().site(asked)

    @staticmethod
    def _token(number: int) -> str:
        return f"{number * 7919 % 4093:04x}"

    def _list(self, number: int) -> Answer:
        pages = self.pages()
        number = min(max(number, 1), len(pages))
        rows = "".join(self._item(document, path) for document, path in pages[number - 1])
        return self.page("政府信息公开年报", f'<div class="box">{rows}</div>{self._links(number, len(pages))}')

    def _item(self, document: Document, path: str) -> str:
        href = f'href="{path}"'
        if self.links == "onclick":
            href = f'href="javascript:void(0)" onclick="openUrl(\'{path}\')"'
        return f'<div class="news"><a {href}><em>{escape(document.title)}</em></a> <i>{document.posted:%Y/%m/%d}</i></div>\n'

    def _links(self, number: int, pages: int) -> str:
        if self.pager == "form":
            return (
                f'<form method="post" action="{self.list_path}"><input type="hidden" name="channelId" value="31">'
                f'<input name="curPage" value="{number}"><input type="submit" name="go" value="跳转"> 共{pages}页</form>'
            )
        if number == pages:
            return f'<p class="pages">{number}/{pages} 下一页</p>'
        following = number + 1
        href = {
            "suffix": f"list-{following}.html",
            "query": f"?page={following}",
            "next": f"{self._token(following)}.html",
        }
        return f'<p class="pages">{number}/{pages} <a class="next" href="{href[self.pager]}">下一页</a></p>'

    def detail(self, document: Document, _path: str) -> Answer:
        files = "".join(f'<p><a href="{file}">{escape(name)}</a></p>' for file, name in self.files(document).items())
        return self.page(
            f"{document.title}-{self.content.place[2]}政府网",
            f'<h3>{escape(document.title)}</h3><table class="info"><tr><td>发布日期：</td><td>{document.posted:%Y年%m月%d日}</td>'
            f"<td>信息来源：</td><td>{self.content.place[2]}政府办</td></tr></table>\n"
            f'<div id="content">{document.body}{files}</div>',
        )
