"""How the list of a plain page is made: its items and its pager, as far as the page makes them evident."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import html as lxml_html
from parsel import Selector

from crawler.catalogue import Portal
from crawler.cms.listing import ListPage, read_list
from crawler.cms.pagers import declared_pages, next_turn
from crawler.cms.recipe import PagerSpec, Progress, Recipe, Turn
from crawler.cms.transports import markup
from crawler.extraction.titles import parse_title

FEWEST = 2
"""So many items make a list."""
_HIGHEST = 4
"""So many elements above a link may be the item's."""
_CALL = re.compile(r"^\s*(?:javascript:)?\s*(?:return\s+)?([\w.$]+)\(\s*['\"]([^'\"]*[/.?][^'\"]*)['\"]")
_PAGE_FIELD = re.compile(r"(?:^|[._-])(?:cur(?:rent)?)?_?page(?:_?(?:no|num|index|number))?$", re.I)
_PLAIN_NAME = re.compile(r"[A-Za-z][\w-]*")


def guess_list(portal: Portal, url: str, text: str) -> dict[str, Any]:
    """What `list` of an entry would say; empty where no items are evident."""
    tree = markup(text)
    for carrier in ({}, *_scripted(tree)):
        spec = {"transport": "html", **carrier}
        attribute = str(spec.get("url_attr", "href"))
        links = [
            link.root
            for link in tree.css(f"a[{attribute}]")
            if parse_title(link.attrib.get("title") or link.xpath("string()").get() or "").is_report
            and (not carrier or _CALL.search(link.attrib[attribute]))
        ]
        kinds = Counter(css for link in links if (css := _item_css(link)))
        for css, number in kinds.most_common(1):
            page = read_list(Recipe.of(replace(portal, list=spec | {"item_css": css})), url, text)
            if FEWEST <= number <= len(page.items):
                return {**spec, "item_css": css}
    return {}


def _scripted(tree: Selector) -> Iterator[dict[str, Any]]:
    """Where addresses stand in calls of a script, the attribute and the expression that take them out."""
    for attribute in ("onclick", "href"):
        calls = [match[1] for value in tree.css(f"a::attr({attribute})").getall() if (match := _CALL.search(value))]
        for name, number in Counter(calls).most_common(1):
            if number >= FEWEST:
                expression = re.escape(name) + r"""\(\s*['"]([^'"]+)"""
                yield {"url_attr": attribute, "url_regex": expression}


def _item_css(link: lxml_html.HtmlElement) -> str | None:
    """CSS of the element that is the item of a link: the highest one around it with no other link's target in it."""
    item = link
    for _ in range(_HIGHEST):
        above = item.getparent()
        if above is None or above.tag in ("body", "html") or len({_target(other) for other in above.iter("a")}) > 1:
            break
        item = above
    own = _css(item, named=False)
    if "." in own:
        return own
    around = next((css for above in item.iterancestors() if (css := _css(above, named=True))), None)
    return f"{around} {own}" if around else None


def _target(link: lxml_html.HtmlElement) -> str:
    href = link.get("href") or ""
    return link.get("onclick") or href if href.startswith("javascript") or not href else href


def _css(node: lxml_html.HtmlElement, *, named: bool) -> str:
    """Tag and first class of an element; with `named`, its id or class, or nothing where it has neither."""
    classes = [name for name in (node.get("class") or "").split() if _PLAIN_NAME.fullmatch(name)]
    if named and not classes:
        own = node.get("id") or ""
        return f"#{own}" if _PLAIN_NAME.fullmatch(own) else ""
    return f"{node.tag}.{classes[0]}" if classes else str(node.tag)


def guess_pager(portal: Portal, column: str, page: ListPage) -> dict[str, Any] | None:
    """What `pager` of an entry would say; None where there are further pages and no way to them is evident."""
    recipe = Recipe.of(replace(portal, pager={}))
    progress = Progress(1, len(page.items), column, Turn(column))
    linked = replace(recipe, pager=PagerSpec("next_link"))
    if next_turn(linked, portal.columns[0], page, progress):
        return {"kind": "next_link"}
    tree = page.content if isinstance(page.content, Selector) else markup("")
    if found := _numbered(tree, page.url) or _form_field(tree):
        return found
    more = (declared_pages(recipe, page) or 1) > 1 or (page.total or 0) > len(page.items)
    return None if more else {"kind": "none"}


def _numbered(tree: Selector, url: str) -> dict[str, Any] | None:
    """From the link that is called 2."""
    for link in tree.css("a[href]"):
        href = (link.attrib.get("href") or "").strip()
        if (link.xpath("string()").get() or "").strip() != "2" or href.startswith(("#", "javascript:")):
            continue
        target, here = urlsplit(urljoin(url, href)), urlsplit(url)
        if target.path == here.path:
            found = {name: value for name, value in parse_qsl(target.query) if value in ("1", "2")}
            name = next((name for name in found if _PAGE_FIELD.search(name)), None) or next(iter(found), None)
            return {"kind": "query_param", "param": name, "first": int(found[name]) - 1} if name else None
        template = re.sub(r"(?<!\d)([12])(?=\.\w+$)", "{n}", href)
        if template != href:
            return {"kind": "suffix", "template": template, "first": 1 if "2" in href[-8:] else 0}
    return None


def _form_field(tree: Selector) -> dict[str, Any] | None:
    """From a form that is posted and has a field for the page's number."""
    for form in tree.css("form"):
        fields: Mapping[str, str] = {
            field.attrib["name"]: field.attrib.get("value", "") for field in form.css("input[name]")
        }
        name = next((name for name in fields if _PAGE_FIELD.search(name)), None)
        if name and form.attrib.get("method", "get").lower() == "post":
            return {"kind": "form_post", "param": name, "first": 0 if fields[name] == "0" else 1}
    return None
