"""What stands in a page's head: meta tags, the <title>, the base address."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.extraction.doors.markup import clean

_MAX_META = 200
_TITLE_METAS = ("ArticleTitle", "articletitle", "og:title", "pageTitle", "title")


def read_meta(tree: LexborHTMLParser) -> dict[str, str]:
    """Name -> content of the meta tags, names as printed; the first of a name wins, `""` where it is empty.

    >>> read_meta(LexborHTMLParser('<meta name="ArticleTitle" content=" 2016年年报 "><meta name="Author" content>'))
    {'ArticleTitle': '2016年年报', 'Author': ''}
    """
    meta: dict[str, str] = {}
    nodes = tree.head.css("meta") if tree.head is not None else []
    for node in (nodes or tree.css("meta"))[:_MAX_META]:
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property")
        if name and "content" in attributes:
            meta.setdefault(name.strip(), clean(attributes["content"] or ""))
    return meta


def meta_titles(meta: dict[str, str]) -> list[str]:
    """The titles that meta tags claim, best first."""
    by_name = {name.lower(): text for name, text in reversed(meta.items())}
    titles = (by_name.get(name.lower(), "") for name in _TITLE_METAS)
    return list(dict.fromkeys(title for title in titles if title))


def page_title(tree: LexborHTMLParser) -> str | None:
    """The <title> as printed, site name included."""
    node = tree.head.css_first("title") if tree.head is not None else None
    node = node or tree.css_first("title")
    return (clean(node.text_lexbor()) or None) if node is not None else None


def base_url(tree: LexborHTMLParser, url: str | None) -> str | None:
    """The address that relative links start from."""
    node = tree.head.css_first("base[href]") if tree.head is not None else None
    printed = node.attributes.get("href") if node is not None else None
    return resolve(url, printed.strip()) if printed else url


def resolve(base: str | None, href: str) -> str:
    """An address made absolute where the base is known, else as printed.

    >>> resolve("http://www.example.gov.cn/xxgk/nb/t1.html", "./P020.doc"), resolve(None, "./P020.doc")
    ('http://www.example.gov.cn/xxgk/nb/P020.doc', './P020.doc')
    """
    if not base:
        return href
    try:
        if not urlsplit(base).scheme:
            return href
        return urljoin(base, href)
    except ValueError:
        return href
