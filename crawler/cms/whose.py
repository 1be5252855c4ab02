"""Whose page is it? Name, site code and place of a portal, from what any of its pages says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsel import Selector

from crawler.cms.transports import markup
from crawler.extraction.regions.divisions import at_code

_SITE_CODE = re.compile(r"网站标识码(?:<[^>]*>|&nbsp;|[:：\s])*([0-9]{10}|bm[0-9]{8})")
_HOSTING = re.compile(r"主办(?:单位|方)?\s*[:：](?:<[^>]*>|&nbsp;|\s)*([^\s<&|，,；;]{3,40})")
_SITE = re.compile(r"(?:门户|公众信息)?网站?$")
_OFFICE = re.compile(r"(?<=政府)办公[室厅]$")
_NAMELIKE = re.compile(r"(?:政府|[局委办厅院]|委员会)$")


@dataclass(frozen=True, slots=True)
class Whose:
    """What a page says of its portal; None where it does not."""

    name: str | None
    site_id_code: str | None
    division: str | None
    """Code of the place, from the first digits of the site's code."""
    level: str | None


def whose(text: str) -> Whose:
    """Read a page's markup.

    >>> found = whose("<title>年报-甲县</title><p>主办：汤原县人民政府办公室</p><p>网站标识码：2308280001</p>")
    >>> found.name, found.site_id_code, found.division, found.level
    ('汤原县人民政府', '2308280001', '230828', 'county')
    """
    tree = markup(text)
    printed = _SITE_CODE.search(text)
    code = meta(tree, "SiteIDCode") or (printed[1] if printed else None)
    place = at_code(code[:6]) if code and code[:6].isdigit() else None
    name = _name(tree, text)
    governs = place is not None and name is not None and name.endswith(f"{place.name}人民政府")
    return Whose(name, code, place.code if place else None, place.level if place and governs else None)


def meta(tree: Selector, name: str) -> str | None:
    """The content of a tag of the guidelines for government sites, whatever the case of its name."""
    for tag in tree.css("meta[name]"):
        if tag.attrib["name"].lower() == name.lower():
            return tag.attrib.get("content", "").strip() or None
    return None


def _name(tree: Selector, text: str) -> str | None:
    """By the site's own tag, else by whom it names as its host, else by the end of the page's title."""
    hosting = _HOSTING.search(text)
    ending = re.split(r"[-_—–|]", (tree.css("title::text").get() or "").strip())[-1].strip()
    for name in (meta(tree, "SiteName"), hosting[1] if hosting else None, ending):
        short = _OFFICE.sub("", _SITE.sub("", (name or "").strip()))
        if short and (name != ending or _NAMELIKE.search(short)):
            return short
    return None
