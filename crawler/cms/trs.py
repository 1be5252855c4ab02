"""TRS WCM / 海云: static lists `index_{n}` whose pager is a script; articles `./YYYYMM/tYYYYMMDD_<id>.html`."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from crawler.cms.recipe import DetailSpec, Family, PagerSpec, Preset

_PAGE_COUNT = re.compile(r"_PAGE_COUNT\s*=\s*['\"]?(\d{1,2})")
_MOST = 20


def further_pages(url: str, text: str) -> list[str]:
    """正文分页: `t…_12.html` goes on in `t…_12_1.html` where the script says that there are two pages.

    >>> further_pages("http://a.cn/201703/t20170326_12.html", 'var _PAGE_COUNT="3";')
    ['http://a.cn/201703/t20170326_12_1.html', 'http://a.cn/201703/t20170326_12_2.html']
    >>> further_pages("http://a.cn/201703/t20170326_12.html", "")
    []
    """
    found = _PAGE_COUNT.search(text)
    if found is None:
        return []
    parts = urlsplit(url)
    stem, _, suffix = parts.path.rpartition(".")
    return [
        urlunsplit((parts.scheme, parts.netloc, f"{stem}_{number}.{suffix}", "", ""))
        for number in range(1, min(int(found[1]), _MOST))
    ]


FAMILY = Family(
    "trs",
    Preset(
        pager=PagerSpec("js_args", first=0),
        detail=DetailSpec(
            body=(".TRS_Editor", ".trs_editor_view", ".TRS_UEDITOR", ".Custom_UnionStyle", "#zoom", "#printcontent")
        ),
    ),
    splitting=further_pages,
)
