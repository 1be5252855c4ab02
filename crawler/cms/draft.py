"""A draft entry of the catalogue from one column's page, with what a person still has to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from crawler.catalogue import Portal
from crawler.catalogue.portal import ColumnKind
from crawler.cms.guess import FEWEST, guess_list, guess_pager
from crawler.cms.listing import ListPage, read_list
from crawler.cms.recipe import Recipe
from crawler.cms.recognise import recognise
from crawler.cms.transports import UnreadableList, markup
from crawler.cms.triage import leads_on
from crawler.cms.whose import meta, whose
from crawler.extraction.titles import parse_title

_ABOUT = re.compile(
    r"信息公开.{0,6}(?:年报|报告)|年度报告|公开年报|工作年报"
    r"|/gkmlpt/annualreport|/(?:(?:zf)?xx)?gk(?:nb|ndbg)|/nd(?:xxgk)?bg|/(?:19|20)\d\dnb|/nb_?20\d\d"
)
"""How columns of this kind are called, and what their addresses are made of."""


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as it was answered."""

    url: str
    text: str


@dataclass(slots=True)
class Draft:
    """An entry, and what to tell whoever completes it."""

    entry: dict[str, Any]
    known_by: tuple[str, ...] = ()
    """What the family was recognised by; empty where it was not."""
    remarks: list[str] = field(default_factory=list)
    """What has to be filled in or looked at, `key: why`."""


def leads_to(portal: Portal, page: FetchedPage) -> str | None:
    """The page that says more, where this one tells neither family nor list: a frame's, or that of a year."""
    if recognise(page.url, page.text) or guess_list(portal, page.url, page.text):
        return None
    return next(_frames(portal, page), None) or next(_hubs(portal, _read(portal, page), "year_hub"), None)


def draft(portal: Portal, page: FetchedPage, inner: FetchedPage | None = None) -> Draft:
    """The draft for a column of a portal of one host, from its page and from the one that it `leads_to`."""
    found = recognise(page.url, page.text) or (recognise(inner.url, inner.text) if inner else None)
    family = found.family if found else "generic"
    crawlable = find_spec(f"crawler.cms.{family}") is not None
    portal = replace(portal, family=family if crawlable else "generic")
    framed = inner is not None and inner.url in _frames(portal, page)
    listed = _read(portal, inner if inner and framed else page)
    kind = _kind(portal, page, listed)
    made = Draft(_identity(portal, page, found.prefix if found else None), found.marks if found else ())
    column: dict[str, Any] = {"url": _path(page.url, found.prefix if found else None), "kind": kind}
    made.entry |= {"family": family, "status": "unverified", "columns": [column]}
    if not crawlable:
        made.remarks.append(f"family: {family} is recognised but cannot be crawled yet")
    by_script = family != "ucap" or not _reports(listed)
    if found and found.params and kind != "organ_hub" and by_script:
        column["params"] = dict(found.params)
        if family == "ucap":
            made.entry["list"] = {"transport": "json"}
    if framed or kind == "year_hub":
        made.entry["follow"] = {"iframe": framed, "year_hubs": kind == "year_hub"}
    if family == "generic":
        _guess(portal, inner or page, made)
    _note_what_lacks(made)
    return made


def entry_id(host: str, prefix: str | None) -> str:
    """A first id from the address; the catalogue's own begin with the province.

    >>> entry_id("www.dg.gov.cn", "/dgzmtz"), entry_id("gk.yichun.gov.cn", None), entry_id("127.0.0.1:8001", None)
    ('dg-dgzmtz', 'yichun-gk', '127.0.0.1-8001')
    """
    name, _, port = host.partition(":")
    labels = [label for label in name.split(".") if label not in ("www", "gov", "cn", "com", "org")]
    parts = [name, port] if not labels or labels[-1].isdigit() else [*reversed(labels), port]
    return "-".join(filter(None, [*parts, *(prefix or "").split("/")])).lower()


def _identity(portal: Portal, page: FetchedPage, prefix: str | None) -> dict[str, Any]:
    host, owner = portal.hosts[0], whose(page.text)
    facts = {
        "id": entry_id(host.host, prefix),
        "name": owner.name or host.host,
        "level": owner.level,
        "division": owner.division,
        "site_id_code": owner.site_id_code,
        "hosts": [
            {"host": host.host, "scheme": urlsplit(page.url).scheme} | ({"path_prefix": prefix} if prefix else {})
        ],
    }
    return {name: value for name, value in facts.items() if value is not None}


def _path(url: str, prefix: str | None) -> str:
    parts = urlsplit(url)
    path = urlunsplit(("", "", parts.path or "/", parts.query, parts.fragment))
    return path.removeprefix(prefix) if prefix else path


def _read(portal: Portal, page: FetchedPage) -> ListPage | None:
    try:
        return read_list(Recipe.of(portal), page.url, page.text)
    except UnreadableList:
        return None


def _frames(portal: Portal, page: FetchedPage) -> Iterator[str]:
    for source in markup(page.text).css("iframe::attr(src)").getall():
        target = urljoin(page.url, source.strip())
        if portal.serves(urlsplit(target).netloc):
            yield target


def _hubs(portal: Portal, listed: ListPage | None, kind: ColumnKind) -> Iterator[str]:
    if listed is None:
        return
    for link in listed.links:
        other = link.url.partition("#")[0] != listed.url.partition("#")[0]  # breadcrumbs lead back here
        if other and portal.serves(urlsplit(link.url).netloc) and leads_on(link.title, kind, year_hubs=False):
            yield link.url


def _reports(listed: ListPage | None) -> int:
    return sum(parse_title(item.title).is_report for item in listed.items) if listed else 0


def _kind(portal: Portal, page: FetchedPage, listed: ListPage | None) -> ColumnKind:
    """What stands in the column."""
    kinds: tuple[ColumnKind, ...] = ("year_hub", "organ_hub")
    for kind in kinds if not _reports(listed) else ():
        if len(list(_hubs(portal, listed, kind))) > FEWEST:
            return kind
    tree = markup(page.text)
    called = f"{tree.css('title::text').get()} {meta(tree, 'ColumnName')} {page.url}"
    mostly = listed is not None and _reports(listed) * 2 > len(listed.items)
    return "annual_report" if mostly or _ABOUT.search(called) else "mixed"


def _guess(portal: Portal, page: FetchedPage, made: Draft) -> None:
    """What a plain list needs."""
    spec = guess_list(portal, page.url, page.text)
    listed = _read(replace(portal, list=spec), page)
    if spec:
        made.entry["list"] = spec
    elif _reports(listed) < FEWEST:  # else they are found by the shape of their addresses
        made.remarks.append(
            "list: no items are evident; give item_css (one element an item), or transport, items, url and title where "
            "a script fetches them"
        )
    pager = guess_pager(portal, page.url, listed) if listed is not None else None
    if pager is not None:
        made.entry["pager"] = pager
    else:
        made.remarks.append("pager: there are further pages, but neither a link nor a form leads to them")


def _note_what_lacks(made: Draft) -> None:
    entry = made.entry
    made.remarks.append("id: begin it with the province's letters, e.g. gd-dongguan; it never changes afterwards")
    if entry["name"] == entry["hosts"][0]["host"]:
        made.remarks.append("name: the page does not say whose it is")
    if "level" not in entry:
        made.remarks.append("level: state, province, city, county, township or department")
    if "division" not in entry:
        made.remarks.append("division: the code of the place, quoted")
    if entry["columns"][0]["kind"] == "mixed":
        made.remarks.append("columns.kind: mixed, because the page does not call itself a column of annual reports")
