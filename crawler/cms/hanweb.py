"""大汉 JCMS: a column's page embeds its first records as a datastore, `dataproxy.jsp` gives the others."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qsl, urljoin, urlsplit

from crawler.catalogue import Column
from crawler.cms.listing import ListPage
from crawler.cms.pagers import with_params
from crawler.cms.recipe import DetailSpec, Family, ListSpec, PagerSpec, Preset, Progress, Recipe, Turn

PROXY = "/module/web/jpage/dataproxy.jsp"
_GROUP = re.compile(r"<nextgroup>.*?href\s*=\s*[\"']([^\"']*)", re.S | re.I)
_OPTION = re.compile(
    r"\b(perPage|columnid|unitid|webid|appid|path|permissiontype|proxyUrl|col|webname|sourceContentType)\s*:\s*['\"]?([^,'\"}\s]*)",
    re.I,
)
_ALWAYS = {"appid": "1", "path": "/", "permissiontype": "0", "col": "1", "sourceContentType": "1"}


def options(text: str) -> dict[str, str]:
    """What the column's script gives to `jpage`, names in lower case.

    >>> options("jpage({ perPage:15, proxyUrl:'/module/web/jpage/dataproxy.jsp', columnid:123, unitid:'4567' });")
    {'perpage': '15', 'proxyurl': '/module/web/jpage/dataproxy.jsp', 'columnid': '123', 'unitid': '4567'}
    """
    at = text.find("jpage(")
    return {name.lower(): value for name, value in _OPTION.findall(text[at : at + 2000])} if at >= 0 else {}


def next_group(text: str) -> str | None:
    """The address of the next group of records that a datastore gives; its ids may be opaque, and only they work."""
    found = _GROUP.search(text)
    return html.unescape(found[1]) if found else None


def turning(recipe: Recipe, column: Column, page: ListPage, progress: Progress) -> Turn | None:
    """Servers obey either `page` or `startrecord`: both are sent, counted from the records that were really given.

    Raises nothing; a datastore without address and ids cannot be continued.
    """
    if page.total is not None and progress.records >= page.total:
        return None
    said = options(page.text)
    group = next_group(page.text)
    inherited = dict(parse_qsl(urlsplit(progress.last.url).query)) if PROXY in progress.last.url else {}
    size = int(inherited.get("perpage") or said.get("perpage") or recipe.pager.page_size or 15)
    query = {name: value for name, value in said.items() if name in ("columnid", "unitid", "webid", "webname")}
    query |= {name: str(value) for name, value in column.params.items()}
    query |= inherited | (dict(parse_qsl(urlsplit(group).query)) if group else {})
    if "columnid" not in query:
        return None
    number = max(progress.last.page, 1) + 1 if progress.number > 1 else progress.records // size + 1
    number = max(number, 2)
    start = progress.records + 1
    pages = {"page": number, "startrecord": start, "endrecord": start + size - 1, "perpage": size}
    proxy = urljoin(progress.column_url, said.get("proxyurl") or (inherited and progress.last.url) or PROXY)
    return Turn(with_params(proxy.partition("?")[0], _ALWAYS | query | pages), page=number)


FAMILY = Family(
    "hanweb",
    Preset(
        list=ListSpec("xml_datastore"),
        pager=PagerSpec("query_param", param="page"),
        detail=DetailSpec(
            body=("#zoom", "#Zoom", ".article_zoom", ".bt_content", ".main-txt", ".zc_article_con"),
            attachments=("a[href*='downfile.jsp']",),
        ),
    ),
    turning=turning,
)
