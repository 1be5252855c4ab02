"""Addresses of a portal: which lead to articles, which to lists, and which are the same page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.addresses import canonical_url
from crawler.catalogue import Host, Portal, plain_netloc
from crawler.cms.recipe import UrlSpec

FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|et|rtf|zip|rar|7z|ofd|jpe?g|png)$", re.I)
"""A path that is a document, not a page."""
_LIST_PAGE = re.compile(r"(?:index|default|list|column|col|channel|.*_?list|.*_navs)(?:[_-]?\d{1,4})?\.\w+$", re.I)
_LIST_PATH = re.compile(r"/(?:col/col\d+|public/column)/", re.I)


def is_article(url: str) -> bool:
    """Whether an address has the shape of an article's: a number in one of its last two names, and no list's name.

    >>> is_article("http://a.cn/xxgk/201703/t20170326_12.html"), is_article("http://a.cn/csrc/c1048063/content.shtml")
    (True, True)
    >>> [is_article("http://a.cn" + path) for path in ("/xxgk/2016n/", "/xxgk/index_1.html", "/list.shtml", "/xxgk")]
    [False, False, False, False]
    >>> is_article("http://a.cn/info/iList.jsp?node_id=15971"), is_article("http://a.cn/content.jsp?wbnewsid=64481")
    (False, True)
    """
    parts = urlsplit(url)
    folder, _, leaf = parts.path.rpartition("/")
    if not leaf or _LIST_PAGE.fullmatch(leaf) or _LIST_PATH.search(parts.path):
        return False
    if "." not in leaf and not parts.query:
        return False
    return bool(re.search(r"\d", f"{folder.rpartition('/')[2]}/{leaf}?{parts.query}"))


def is_file(url: str) -> bool:
    """Whether an address is a document's, not a page's.

    >>> is_file("http://a.cn/xxgk/P020170326.doc"), is_file("http://a.cn/xxgk/t1.html")
    (True, False)
    """
    return FILE.search(urlsplit(url).path) is not None


def page_key(url: str, portal: Portal, spec: UrlSpec) -> str:
    """The key under which a page is remembered: no scheme, the canonical host for its aliases, twins rewritten.

    >>> hosts = (Host("www.a.cn", path_prefix="/town"), Host("town.cn", retired="2018"))
    >>> portal = Portal("a", "甲镇", hosts, "gkmlpt", ())
    >>> twins = UrlSpec(("id",), ({"from": r"/mpost_(\\d+)", "to": r"/post_\\1"},))
    >>> page_key("https://TOWN.cn/zwgk/mpost_12.html?id=7&k=1#top", portal, twins)
    'www.a.cn/town/zwgk/post_12.html?k=1'
    """
    parts = urlsplit(canonical_url(url))
    netloc, path = plain_netloc(parts.netloc), parts.path
    own = next((host for host in portal.hosts if host.host == netloc), None)
    if own is not None:
        path = _on_canonical_host(path, own, portal.hosts[0])
        netloc = portal.hosts[0].host
    query = urlencode([pair for pair in parse_qsl(parts.query, True) if pair[0] not in spec.strip_params])
    place = urlunsplit(("", "", path, query, ""))
    for twin in spec.twins:
        place = re.sub(twin["from"], twin["to"], place)
    return netloc + place


def _on_canonical_host(path: str, host: Host, canonical: Host) -> str:
    if host.path_prefix and path.startswith(host.path_prefix + "/"):
        path = path.removeprefix(host.path_prefix)
    if canonical.path_prefix and not path.startswith(canonical.path_prefix + "/"):
        path = canonical.path_prefix + path
    return path
