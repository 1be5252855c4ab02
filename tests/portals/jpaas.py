"""大汉 jpaas: the list is HTML inside JSON, the page number inside `paramJson`, and bare calls get 403."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import urlencode

from tests.portals.content import Document
from tests.portals.hanweb import HanwebPages
from tests.portals.replica import Routes
from tests.portals.server import Answer, Asked

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
QUERY = {
    "parseType": "bulidstatic",  # the vendor's spelling
    "webId": "8d4f2c7a91e04b51a6f3",
    "tplSetId": "f1b6e0a2c4d84c7f9b35",
    "pageType": "column",
    "tagId": "信息列表",
    "editType": "null",
    "pageId": "0c2b7e9d5a3148f6",
}


class Jpaas(HanwebPages):
    """The unit call needs Referer and User-Agent, and no parameter but those that it knows."""

    family = "jpaas"
    county = "沂南县"
    column = "/col/col123/index.html"

    def entry(self, **overrides: Any) -> dict[str, Any]:
        params = QUERY | {"pageSize": str(self.page_size)}
        columns = [{"url": self.column, "kind": "annual_report", "params": params}]
        return super().entry(**({"columns": columns} | overrides))

    def _art(self, document: Document, number: int) -> str:
        name = hashlib.md5(str(number).encode()).hexdigest()  # noqa: S324
        return f"/col/col123/art/{document.posted.year}/art_{name}.html"

    def lists(self) -> Routes:
        return {self.column: self._shell}

    def first_page(self, asked: Asked) -> Asked:
        if asked.path != UNIT:
            return super().first_page(asked)
        query = asked.query | {"paramJson": json.dumps({"pageNo": 1, "pageSize": str(self.page_size)})}
        return replace(asked, target=f"{UNIT}?{urlencode(query)}")

    def site(self, asked: Asked) -> Answer:
        return self._unit(asked) if asked.path == UNIT else super().site(asked)

    def _unit(self, asked: Asked) -> Answer:
        query = asked.query
        said = query.pop("paramJson", "{}")
        if query != QUERY or not asked.headers.get("referer") or not asked.headers.get("user-agent"):
            return Answer(b"403 Forbidden", 403)
        wanted = json.loads(said)
        size = int(wanted.get("pageSize", self.page_size))
        first = (int(wanted.get("pageNo", 1)) - 1) * size
        items = self.items()
        rows = "".join(
            f'<li><a href="{path}" title="{escape(document.title)}" target="_blank">{escape(document.title[:14])}...</a>'
            f"<span>{document.posted:%Y-%m-%d}</span></li>"
            for document, path in items[first : first + size]
        )
        html = f'<ul class="list">{rows}</ul><div class="page" count="{len(items)}" rows="{size}"></div>'
        answer = {"success": True, "code": "200", "data": {"html": html}}
        return Answer(json.dumps(answer, ensure_ascii=False).encode(), content_type="application/json;charset=UTF-8")

    def _shell(self) -> Answer:
        query = escape(str(QUERY), quote=True)
        return self.page("政府信息公开年报", f'<div id="page_div" unitUrl="{UNIT}" querydata="{query}"></div>')
