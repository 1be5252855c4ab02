"""What a page of a list holds: its items, links that may lead to further lists, and the counts that it declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

import jmespath
from lxml import html as lxml_html
from parsel import Selector

from crawler.arguments import BEIJING
from crawler.cms.links import is_article, is_file
from crawler.cms.recipe import Recipe
from crawler.cms.transports import Content, content_of
from crawler.extraction.titles import parse_title

_DAY = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?")
_ROW = 4
"""So many elements around a link are searched for its date."""
_CUT = re.compile(r"(?:\.{2,}|…+)$")
_TOTAL = re.compile(
    r"共\s*(?:<[^>]*>)*\s*(\d{1,6})\s*(?:</[^>]*>)*\s*(?:条|篇|个?记录)|记录总数\s*[:：]\s*(?:<[^>]*>)*(\d{1,6})"
    r"|createPageHTML\(\s*['\"][^)]*,\s*(\d{1,6})\s*\)|<totalrecord>(\d{1,6})<|totalRecord\s*:\s*(\d{1,6})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ListItem:
    """An entry of a list."""

    url: str
    title: str
    date: str | None = None
    """ISO 8601."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list as read."""

    url: str
    text: str
    content: Content
    items: tuple[ListItem, ...]
    links: tuple[ListItem, ...]
    """Other links of the page: a hub's lead to columns."""
    total: int | None = None
    """How many records the portal says there are."""


def read_list(recipe: Recipe, url: str, text: str) -> ListPage:
    """Read one page of a list that came from `url`. Raises `UnreadableList`."""
    spec = recipe.list
    content = content_of(text, spec)
    total = declared_total(recipe, content, text)
    if not isinstance(content, Selector):
        return ListPage(url, text, content, tuple(_json_items(recipe, content, url)), (), total)
    base = urljoin(url, content.css("base::attr(href)").get() or "")
    if spec.item_css:
        items = [item for node in content.css(spec.item_css) for item in _chosen(recipe, node, base)]
        return ListPage(url, text, content, tuple(_united(items)), tuple(_anchors(recipe, content, base)), total)
    links = list(_anchors(recipe, content, base))
    named = bool(spec.url_regex)
    articles = [link for link in links if named or is_article(link.url) or is_file(link.url)]
    others = [link for link in _anchors(recipe, content, base) if not is_article(link.url)]
    return ListPage(url, text, content, tuple(_united(articles)), tuple(_united(others)), total)


def declared_total(recipe: Recipe, content: Content, text: str) -> int | None:
    """How many records the portal declares: by the entry's path or expression, else by the words it prints."""
    wanted = recipe.pager.total
    if wanted and not isinstance(content, Selector):
        found = jmespath.search(wanted, content)
        return int(found) if str(found).isdigit() else None
    match = re.search(wanted, text) if wanted else _TOTAL.search(text)
    number = next((group for group in match.groups() if group), None) if match else None
    return int(number) if number and number.isdigit() else None


def _json_items(recipe: Recipe, content: Any, base: str) -> Iterator[ListItem]:
    spec = recipe.list
    rows = jmespath.search(spec.items, content) if spec.items else content
    for row in rows if isinstance(rows, list) else ():
        url = jmespath.search(spec.url or "url", row)
        if not isinstance(url, str) or not url.strip():
            continue
        title = jmespath.search(spec.title or "title", row)
        date = jmespath.search(spec.date, row) if spec.date else None
        yield ListItem(_absolute(base, url), _plain(title), _iso(date))


def _chosen(recipe: Recipe, node: Selector, base: str) -> Iterator[ListItem]:
    """The item that an element of `item_css` is."""
    spec = recipe.list
    attribute = spec.url_attr or "href"
    links = [node] if node.root.tag == "a" and not spec.url else node.css(spec.url or f"a[{attribute}]")
    for link in links:
        url = _target(recipe, link, base)
        if url is None:
            continue
        title = _plain(" ".join(node.css(spec.title).xpath("string()").getall())) if spec.title else ""
        date = " ".join(node.css(spec.date).xpath("string()").getall()) if spec.date else node.xpath("string()").get()
        yield ListItem(url, title or _title(recipe, link), _iso(date))
        return


def _anchors(recipe: Recipe, content: Selector, base: str) -> Iterator[ListItem]:
    attribute = recipe.list.url_attr or "href"
    for link in content.css(f"a[{attribute}]"):
        url = _target(recipe, link, base)
        if url is not None:
            yield ListItem(url, _title(recipe, link), _date_beside(link.root))


def _target(recipe: Recipe, link: Selector, base: str) -> str | None:
    """Where a link leads; None where that is no page."""
    text = (link.attrib.get(recipe.list.url_attr or "href") or "").strip()
    if recipe.list.url_regex:
        match = re.search(recipe.list.url_regex, text)
        if match is None:
            return None
        text = next((group for group in match.groups() if group), match[0])
    if not text or text.startswith("#") or re.match(r"(?:javascript|mailto|tel|data):", text, re.I):
        return None
    return _absolute(base, text)


def _title(recipe: Recipe, link: Selector) -> str:
    """The title of an item: the attribute where the text is cut short or says less."""
    named = _plain(link.attrib.get(recipe.list.title_attr or "title"))
    printed = _DAY.sub("", _plain(link.xpath("string()").get())).strip(" []()（）·•")
    stem = _CUT.sub("", printed)
    if named and (not stem or named.startswith(stem[:4]) or len(named) > len(stem)):
        return named
    return printed


def _date_beside(link: lxml_html.HtmlElement) -> str | None:
    """The date in the row of a link: in the nearest element around it that holds no other link's target."""
    node, own = link, link.get("href")
    for _ in range(_ROW):
        found = _DAY.search(" ".join(node.itertext()))
        if found:
            return _iso(found[0])
        node = node.getparent()
        if node is None or any(other.get("href") != own for other in node.iter("a")):
            return None
    return None


def _united(items: Iterable[ListItem]) -> Iterator[ListItem]:
    """One item an address: several links of a row (number, title, date) lead to the same article."""
    found: dict[str, ListItem] = {}
    for item in items:
        known = found.get(item.url)
        if known is None or _says(item.title) > _says(known.title):
            found[item.url] = ListItem(item.url, item.title, item.date or (known.date if known else None))
    return iter(found.values())


def _says(title: str) -> tuple[bool, int]:
    return bool(parse_title(title).is_report), len(title)


def _absolute(base: str, url: str) -> str:
    try:
        return urljoin(base, re.sub(r"[\s\u3000]+", "", url))
    except ValueError:
        return ""


def _plain(text: Any) -> str:
    return " ".join(re.sub(r"<br\s*/?>", " ", text, flags=re.I).split()) if isinstance(text, str) else ""


def _iso(value: Any) -> str | None:
    """A printed day, or seconds since 1970, as ISO 8601."""
    if isinstance(value, int):
        return datetime.fromtimestamp(value, BEIJING).date().isoformat()
    found = _DAY.search(value) if isinstance(value, str) else None
    if found is None:
        return None
    year, month, day = map(int, re.findall(r"\d+", found[0]))
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
