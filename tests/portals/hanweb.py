"""大汉 JCMS: a column that embeds its first page as a datastore and asks `dataproxy.jsp` for the others."""

from __future__ import annotations

import hashlib
import re
from html import escape
from typing import Any, Literal

from tests.portals.content import Document
from tests.portals.replica import Replica, Routes, with_parameters
from tests.portals.server import Answer, Asked

COLUMN, UNIT, SITE = "123", "4567", "7"
PROXY = "/module/web/jpage/dataproxy.jsp"
EMPTY = b"<?xml version='1.0' encoding='UTF-8'?>\r\n<datastore/>\r\n"
"""The 54 bytes that a group call with a wrong column gets."""


class HanwebPages(Replica):
    """The article pages that all interfaces of the family share."""

    column = f"/col/col{COLUMN}/index.html"
    page_size = 15

    def paths(self, document: Document) -> tuple[str, ...]:
        numbers = (document.number, document.number + 500_000) if document.twin else (document.number,)
        return tuple(self._art(document, number) for number in numbers)

    def _art(self, document: Document, number: int) -> str:
        posted = document.posted
        if posted.year >= 2024:
            return f"/art/{posted.year}/art_{hashlib.md5(str(number).encode()).hexdigest()}.html"  # noqa: S324
        return f"/art/{posted.year}/{posted.month}/{posted.day}/art_{COLUMN}_{number}.html"

    def files(self, document: Document) -> dict[str, str]:
        return {
            f"/module/download/downfile.jsp?classid=0&filename={document.number}.doc": name for name in document.files
        }

    def detail(self, document: Document, _path: str) -> Answer:
        body = document.body + "".join(
            f'<p><a href="{escape(file)}">{escape(name)}</a></p>' for file, name in self.files(document).items()
        )
        cells = (
            ("索引号", f"11330000/{document.index_number}"),
            ("公开方式", "主动公开"),
            ("文号", ""),
            ("公开日期", f"{document.posted:%Y-%m-%d %H:%M}"),
            ("发布单位", self.content.government),
            ("公开范围", "面向社会"),
        )
        pairs = [f"<td>{label}：</td><td>{value}</td>" for label, value in cells]
        rows = "".join(f"<tr>{first}{second}</tr>" for first, second in zip(pairs[::2], pairs[1::2], strict=True))
        return self.page(
            document.title,
            f'<table id="c" width="900"><tr><td><table width="100%">{rows}</table></td></tr>\n'
            f'<tr><td class="title">{escape(document.title)}</td></tr>\n'
            f'<tr><td><div id="zoom"><!--ZJEG_RSS.content.begin-->{body}<!--ZJEG_RSS.content.end--></div></td></tr></table>',
            head=f'<meta name="ArticleTitle" content="{escape(document.title)}">\n'
            f'<meta name="PubDate" content="{document.posted:%Y-%m-%d %H:%M}">\n'
            f'<meta name="ContentSource" content="{self.content.place[2]}政府办">\n',
        )


class Hanweb(HanwebPages):
    """`obeys`: which of `page` and `startrecord` the server heeds. `cap`: most records of an answer, whatever `perpage` is.

    `blob`: the column's id in `nextgroup` is opaque, and a call with another gets the empty document. `dirty`: bare `&`
    outside CDATA. `declared`: the total that is claimed, where it is not the true one.
    """

    family = "hanweb"
    county = "遂昌县"

    def __init__(
        self,
        *,
        obeys: Literal["page", "records"] = "page",
        cap: int = 300,
        blob: bool = False,
        dirty: bool = False,
        content_type: str = "text/xml;charset=UTF-8",
        declared: int | None = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.obeys, self.cap, self.blob, self.dirty = obeys, cap, blob, dirty
        self.content_type, self.declared = content_type, declared

    def entry(self, **overrides: Any) -> dict[str, Any]:
        params = {} if self.blob else {"columnid": COLUMN, "unitid": UNIT, "webid": SITE}
        columns = [{"url": self.column, "kind": "annual_report", "params": params}]
        return super().entry(**({"columns": columns} | overrides))

    def lists(self) -> Routes:
        return {self.column: self._shell}

    def first_page(self, asked: Asked) -> Asked:
        if asked.path == PROXY:
            return with_parameters(asked, page="1", startrecord="1", endrecord=str(self.page_size))
        return super().first_page(asked)

    def site(self, asked: Asked) -> Answer:
        return self._proxy(asked) if asked.path == PROXY else super().site(asked)

    @property
    def column_id(self) -> str:
        """The id that group calls must have."""
        return "pX9qhWc0ZzM8-tYd2Q.." if self.blob else COLUMN

    def _proxy(self, asked: Asked) -> Answer:
        said = asked.query | (asked.form if asked.method == "POST" else {})
        if said.get("columnid") != self.column_id:
            return Answer(EMPTY, content_type=self.content_type)
        size = min(_number(said.get("perpage"), self.page_size), self.cap)
        if self.obeys == "page":
            first = (max(_number(said.get("page"), 1), 1) - 1) * size
        else:
            first = _number(said.get("startrecord"), 1) - 1
            size = min(_number(said.get("endrecord"), first + size) - first, self.cap)
        page = first // max(size, 1) + 1
        body = "<?xml version='1.0' encoding='UTF-8'?>" + self._datastore(first, size, page + 1)
        return Answer(body.encode(), content_type=self.content_type, modified=self.content.modified)

    def _datastore(self, first: int, size: int, following: int) -> str:
        items = self.items()
        records = "".join(
            f"<record><![CDATA[{self._li(first + at, document, path)}]]></record>"
            for at, (document, path) in enumerate(items[first : first + size])
        )
        total = self.declared or len(items)
        link = (
            f'<a href="{PROXY if following == 2 else "./dataproxy.jsp"}?page={following}&appid=1&webid={SITE}&path=/'
            f'&columnid={self.column_id}&unitid={UNIT}&webname={self.content.government}&permissiontype=0"></a>'
        )
        group = link if self.dirty else f"<![CDATA[{link}]]>"
        return (
            f"<datastore><totalrecord>{total}</totalrecord><totalpage>{-(-total // self.page_size)}</totalpage>"
            f"<nextgroup>{group}</nextgroup><recordset>{records}</recordset></datastore>"
        )

    def _li(self, at: int, document: Document, path: str) -> str:
        title, day = escape(document.title), f"{document.posted:%Y-%m-%d}"
        if at % 3 == 0:
            return f'<li><a href="{path}" target="_blank" title="{title}">{title[:12]}...</a><span>{day}</span></li>'
        if at % 3 == 1:
            return f'<li><a href="{path}"><span class="list_title">{title}</span><i>{day}</i></a></li>'
        return f"<li><a href='{path}' target='_blank'>{title[:18]}...</a><b readlabel='date'>{day}</b></li>"

    def _shell(self) -> Answer:
        total = self.declared or len(self.items())
        store = re.sub("<totalrecord>.*</totalpage>", "", self._datastore(0, self.page_size, 2))
        return self.page(
            "政府信息公开年报",
            f'<ul class="main_list"></ul><div id="{UNIT}"></div>\n<script type="text/xml">{store}</script>\n'
            f"<script>$(function(){{ jpage({{ perPage:{self.page_size}, totalRecord:{total}, proxyUrl:'{PROXY}', "
            f"columnid:{COLUMN}, unitid:'{UNIT}', webid:{SITE}, appid:1, path:'/', permissiontype:0 }}); }});</script>",
        )


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() else otherwise
