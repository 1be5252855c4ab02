"""安徽 龙讯: an empty column page and the fragment interface `/site/label/8888`; a catalogue of its own for every organ."""

from __future__ import annotations

from html import escape
from typing import Any, Literal

from tests.portals.content import BUREAUS, Document
from tests.portals.replica import Replica, Routes, with_parameters
from tests.portals.server import Answer, Asked

API = "/site/label/8888"
ORGAN, SITE = 25461, "6795621"
FILE = "/xxgk/publicInfoList_newest2020"
HUB = "/public/organs.html"


class Label8888(Replica):
    """`hub`: the column lists 20 organs, each with its own ids; the reports of bureaus stand under theirs.

    `end`: what a page past the last one brings. `rendered`: the column page itself holds the list (`&pageIndex=2`).
    """

    family = "label8888"
    county = "舒城县"

    def __init__(
        self,
        *,
        hub: bool = False,
        end: Literal["sentence", "last"] = "sentence",
        rendered: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.hub, self.end, self.rendered = hub, end, rendered
        towns = [f"第{number}街道" for number in range(1, 20 - len(BUREAUS))]
        names = [self.content.government, *(self.content.place[2] + bureau for bureau in BUREAUS), *towns]
        self.organs = {name: ORGAN + 7 * at for at, name in enumerate(names)}
        """Name -> organId; the towns have published nothing."""
        self.column = HUB if hub else self.column_of(ORGAN)

    @staticmethod
    def column_of(organ: int) -> str:
        """The column of an organ's annual reports."""
        return f"/public/column/{organ}?type=4&catId={category(organ)}&action=list"

    def entry(self, **overrides: Any) -> dict[str, Any]:
        column: dict[str, Any] = {"url": self.column, "kind": "organ_hub" if self.hub else "annual_report"}
        if not self.hub:
            ids = {"siteId": SITE, "organId": str(ORGAN), "type": "4", "catId": str(category(ORGAN)), "file": FILE}
            column["params"] = ids
        return super().entry(**({"columns": [column]} | overrides))

    def organ_of(self, document: Document) -> int:
        """Under which organ a document stands."""
        return self.organs.get(document.agency or "", ORGAN) if self.hub else ORGAN

    def paths(self, document: Document) -> tuple[str, ...]:
        path = f"/public/{self.organ_of(document)}/{document.number}.html"
        return (path, f"/zwgk{path}") if document.twin else (path,)

    def files(self, document: Document) -> dict[str, str]:
        return {f"/group6/M00/00/1A/{document.number}.doc": name for name in document.files}

    def lists(self) -> Routes:
        routes: Routes = {
            f"/public/column/{organ}": lambda o=organ: self._column(o, 1) for organ in self.organs.values()
        }
        if self.hub:
            routes[HUB] = self._organs
        return routes

    def first_page(self, asked: Asked) -> Asked:
        is_list = asked.path == API or asked.path.startswith("/public/column/")
        return with_parameters(asked, pageIndex="1") if is_list else super().first_page(asked)

    def site(self, asked: Asked) -> Answer:
        if asked.path == API:
            return self._api(asked.query | asked.form)
        if asked.path.startswith("/public/column/"):
            organ = int(asked.path.rsplit("/", 1)[1])
            return self._column(organ, int(asked.query.get("pageIndex", 1)))
        return super().site(asked)

    def _items(self, organ: int) -> list[tuple[Document, str]]:
        return [(document, path) for document, path in self.items() if self.organ_of(document) == organ]

    def _api(self, said: dict[str, str]) -> Answer:
        nothing = Answer(said.get("result", "暂无相关信息").encode())
        organ = said.get("organId", "")
        known = organ.isdigit() and int(organ) in self.organs.values()
        if not known or said.get("file") != FILE or said.get("labelName") != "publicInfoList":
            return nothing
        if said.get("catId") != str(category(int(organ))) or said.get("siteId") != SITE:
            return nothing
        size, number = int(said.get("pageSize", 15)), int(said.get("pageIndex", 1))
        fragment = self._fragment(int(organ), number, size, int(said.get("length", 80)))
        return Answer(fragment.encode(), modified=self.content.modified) if fragment else nothing

    def _fragment(self, organ: int, number: int, size: int, length: int) -> str:
        items = self._items(organ)
        pages = -(-len(items) // size)
        if self.end == "last":
            number = min(number, pages)
        part = items[(number - 1) * size : number * size]
        if not part:
            return ""
        rows = "".join(
            f'<ul class="clearfix"><li class="rq">003/{document.posted:%Y%m}-{document.number}</li>'
            f'<li class="mc"><a class="title" href="{self.base}{path}" title="{escape(document.title)}" target="_blank">'
            f"{escape(shortened(document.title, length))}</a></li>"
            f'<li class="rq"><span class="date">\n\t\t\t{document.posted:%Y-%m-%d}\t\t</span></li></ul>\n'
            for document, path in part
        )
        links = "".join(
            f'<a class="current">{page}</a>' if page == number else f'<a paged="{page}">{page}</a>'
            for page in range(1, pages + 1)
        )
        return (
            f'<div class="xxgk_navli">{rows}</div><div id="page_public_info">{links}<a paged="{pages}">末页</a></div>'
        )

    def _column(self, organ: int, number: int) -> Answer:
        inner = self._fragment(organ, number, self.page_size, 80) or "暂无相关信息" if self.rendered else ""
        script = (
            f"<script>var publicInfo = {{siteId: '{SITE}', organId: '{organ}', type: '4', catId: '{category(organ)}', "
            f"file: '{FILE}', pageSize: {self.page_size}}};</script>"
        )
        return self.page("政府信息公开年报", f'<div id="xxgk_list">{inner}</div>{script}')

    def _organs(self) -> Answer:
        links = "".join(
            f'<li><a href="{escape(self.column_of(organ))}" title="{name}">{name}</a></li>\n'
            for name, organ in self.organs.items()
        )
        return self.page("各单位信息公开年报", f'<ul class="organ_list">{links}</ul>')

    def detail(self, document: Document, _path: str) -> Answer:
        files = "".join(f'<p><a href="{file}">{escape(name)}</a></p>' for file, name in self.files(document).items())
        title = escape(document.title)
        pairs = (
            (("索引号", f"003/{document.posted:%Y%m}-{document.number}"), ("组配分类", "政府信息公开年报")),
            (("发布机构", self.content.government), ("成文日期", "")),
            (("发布文号", ""), ("发布日期", f"{document.posted:%Y-%m-%d %H:%M}")),
        )
        rows = "".join(
            f"<tr>{''.join(f'<th>{label}：</th><td>{value}</td>' for label, value in row)}</tr>" for row in pairs
        )
        return self.page(
            document.title,
            f"<table><tbody>{rows}<tr><th>名称：</th><td colspan=3>{title}</td></tr></tbody></table>\n"
            f'<h1 class="newstitle">{title}</h1><div class="wzcon j-fontContent">{document.body}{files}</div>',
        )


def category(organ: int) -> int:
    """catId of the annual reports: another for every organ."""
    return 6_696_220 + organ


def shortened(title: str, length: int) -> str:
    """A title as the server cuts it."""
    return title if len(title) <= length else title[: max(length - 1, 0)] + "…"
