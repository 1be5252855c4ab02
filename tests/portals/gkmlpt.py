"""广东 gkmlpt: a Vue shell with `window._CONFIG`, a JSON list, articles under two names."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from html import escape
from typing import Any, Literal

from tests.portals.content import Document
from tests.portals.replica import Replica, Routes, with_parameters
from tests.portals.server import Answer, Asked

SITE, CATEGORY, SID = "/dgzmtz", 2629, "769033"
API = f"{SITE}/gkmlpt/api/all/{CATEGORY}"
BEIJING = timedelta(hours=8)


class Gkmlpt(Replica):
    """`end`: what is answered past the last page. `post_count`: the number that the tree claims, where it is not the true one.

    `shell`: articles are shells too, the text only inside `_CONFIG.DETAIL.content`. The twin is `mpost_…`, which the
    family's rule rewrites; `post_url` of every article is a third address, outside of gkmlpt.
    """

    family = "gkmlpt"
    county = "光泽县"
    column = f"{SITE}/gkmlpt/annualreport#{CATEGORY}"
    page_size = 100

    def __init__(
        self,
        *,
        end: Literal["empty", "404"] = "empty",
        post_count: int | None = None,
        shell: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.end, self.post_count, self.shell = end, post_count, shell

    def entry(self, **overrides: Any) -> dict[str, Any]:
        column = {
            "url": self.column.removeprefix(SITE),
            "kind": "annual_report",
            "params": {"cat": CATEGORY, "sid": SID},
        }
        hosts = [{"host": self.netloc, "scheme": "http", "path_prefix": SITE}]
        return super().entry(**({"hosts": hosts, "columns": [column]} | overrides))

    def paths(self, document: Document) -> tuple[str, ...]:
        number = document.number
        folder = f"{SITE}/gkmlpt/content/{number // 1_000_000}/{number // 1000}"
        names = ("post", "mpost") if document.twin else ("post",)
        return tuple(f"{folder}/{name}_{number}.html" for name in names)

    def canonical(self, path: str) -> str:
        return path.replace("/mpost_", "/post_")

    def files(self, document: Document) -> dict[str, str]:
        number = document.number
        return {f"{SITE}/attachment/0/{number // 1000}/{number}/963149.doc": name for name in document.files}

    def lists(self) -> Routes:
        routes: Routes = {f"{SITE}/gkmlpt/{name}": self._index for name in ("index", "annualreport")}
        for document in self.content.documents:
            routes[self._outside(document)] = lambda d=document: self.detail(d, self.paths(d)[0])
        return routes

    def first_page(self, asked: Asked) -> Asked:
        return with_parameters(asked, page="1") if asked.path == API else super().first_page(asked)

    def site(self, asked: Asked) -> Answer:
        return self._api(asked) if asked.path == API else super().site(asked)

    @staticmethod
    def _outside(document: Document) -> str:
        return f"{SITE}/zwgk/nb/content/post_{document.number}.html"

    def _index(self) -> Answer:
        count = self.post_count or len(self.items())
        node = {"parent": 0, "jump_url": "", "children": []}
        tree = [
            {"id": 5, "name": "政策文件", "post_count": 0} | node,
            {"id": CATEGORY, "name": "政府信息公开年报", "post_count": count} | node,
        ]
        config = (
            f"window._CONFIG = {{ APP_URL: '{self.base}{SITE}/gkmlpt', SID: '{SID}', "
            f"TREE: {json.dumps(tree, ensure_ascii=False)}, SERVICE_AREA_ID: 769 }}"
        )
        return self.page("政府信息公开平台", f'<div id="app"></div><script>{config}</script>')

    def _api(self, asked: Asked) -> Answer:
        number = max(int(asked.query.get("page") or 1), 1)  # page 0 is page 1
        items = self.items() if asked.query.get("sid") == SID else []
        part = items[(number - 1) * self.page_size : number * self.page_size]
        if number > 1 and not part and self.end == "404":
            return Answer(b'{"message":"Not Found"}', 404, "application/json")
        answer = {
            "classify": {
                "id": CATEGORY,
                "name": "政府信息公开年报",
                "parent": 0,
                "post_count": self.post_count or len(items),
            },
            "articles": [self._article(at, document, path) for at, (document, path) in enumerate(part)],
        }
        return Answer(json.dumps(answer).encode(), content_type="application/json", modified=self.content.modified)

    def _article(self, at: int, document: Document, path: str) -> dict[str, Any]:
        title = document.title
        if at % 4 == 2:
            title = title.replace("政府信息公开", "<br/>政府信息公开", 1)
        midnight = document.posted.replace(hour=0, minute=0, tzinfo=UTC) - BEIJING
        moment = document.posted.replace(tzinfo=UTC) - BEIJING
        minute = f"{document.posted:%Y-%m-%d %H:%M:%S}"
        files = [
            {
                "id": 88389,
                "name": name,
                "type": "doc",
                "mime": "application/msword",
                "size": "52224",
                "url": self.base + file,
            }
            for file, name in self.files(document).items()
        ]
        return {
            "id": document.number,
            "title": title,
            "identifier": f"11441900/{document.index_number}",
            "publisher": self.content.government,
            "document_number": "",
            "date": int(midnight.timestamp()),
            "created_at": minute,
            "display_publish_time": int(moment.timestamp()) if at % 2 else minute,
            "classify_main_name": "政府信息公开年报",
            "url": self.base + path,
            "post_url": self.base + self._outside(document),
            "attachment": files,
            "is_expired": 0,
            "is_abolished": 0,
        }

    def detail(self, document: Document, path: str) -> Answer:
        links = "".join(
            f'<p><a class="nfw-cms-attachment" attachment-id="88389" href="{file}" alt="{escape(name)}">点击下载</a></p>'
            for file, name in self.files(document).items()
        )
        content = document.body + links
        title = escape(document.title)
        if self.shell:
            detail = json.dumps({"id": document.number, "title": document.title, "content": content})
            detail = detail.replace("<", "\\u003C").replace(">", "\\u003E")
            script = f"<script>window._CONFIG = {{ SID: '{SID}', DETAIL: {detail}, SERVICE_AREA_ID: 769 }}</script>"
            return self.page("政府信息公开平台", f'<div id="app"></div>{script}')
        if "/mpost_" in path:
            return self.page(
                document.title, f'<h1 class="content-title">{title}</h1><div class="article-content">{content}</div>'
            )
        cells = (
            ("索引号", f"11441900/{document.index_number}"),
            ("分类", "政府信息公开年报"),
            ("发布机构", self.content.government),
            ("成文日期", f"{document.dated:%Y-%m-%d}"),
            ("名称", title),
            ("文号", ""),
            ("发布日期", f"{document.posted:%Y-%m-%d}"),
            ("主题词", ""),
        )
        pairs = [
            f'<td class="td-label">{label}:</td><td class="td-value"><span>{value}</span></td>'
            for label, value in cells
        ]
        rows = "".join(f"<tr>{first}{second}</tr>\n" for first, second in zip(pairs[::2], pairs[1::2], strict=True))
        return self.page(
            document.title,
            f'<h1 class="title document-number">{title}</h1>\n'
            f'<div class="classify"><table><tbody>{rows}</tbody></table></div>\n<div class="article-content">{content}</div>',
        )
