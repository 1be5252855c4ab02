"""Addresses of pages: the one under which a page is known, whatever portal it is of. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

_SESSION_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_VOLATILE_PARAMETER = re.compile(r"(?:d|_|t|randNum|rand|jsessionid)", re.IGNORECASE)
_INDEX_PAGE = re.compile(r"(?:index|default)\.s?html?", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """The address under which a page is known, by the rules that hold for every portal.

    Host in lower case without default port, fragment and session tokens dropped, `index.html` the same as its
    directory. The scheme stays: it is needed to fetch the page. `file:` and broken addresses come back as they are.

    >>> canonical_url("HTTP://WWW.Example.gov.cn:80/zwgk/index.html?_=17&id=3#25192")
    'http://www.example.gov.cn/zwgk/?id=3'
    >>> canonical_url("http://example.gov.cn/a.do;jsessionid=0A1B?d=1480918")
    'http://example.gov.cn/a.do'
    >>> canonical_url("file:东莞市/a.txt")
    'file:东莞市/a.txt'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:  # no address at all: nothing to make canonical
        return url
    if not parts.netloc:
        return url
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in (None, _PORTS.get(scheme)) else f"{host}:{port}"
    folder, slash, leaf = _SESSION_PATH.sub("", parts.path or "/").rpartition("/")
    path = folder + slash + ("" if _INDEX_PAGE.fullmatch(leaf) else leaf)
    pairs = (pair for pair in parts.query.split("&") if pair)
    query = "&".join(p for p in pairs if not _VOLATILE_PARAMETER.fullmatch(p.partition("=")[0]))
    return urlunsplit((scheme, netloc, path, query, ""))
