"""Column pages of all replicas, fetched over HTTP: is the family recognised, and is the draft what the entry says?"""

from __future__ import annotations

import json
from typing import Any
from urllib.request import urlopen

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.catalogue import Portal
from crawler.catalogue.load import SCHEMA, portals_of
from crawler.catalogue.lone import lone_portal
from crawler.cms.draft import Draft, FetchedPage, draft, leads_to
from crawler.cms.recognise import recognise
from crawler.cms.signatures import SIGNATURES
from tests.portals.families import FAMILIES, VARIANTS
from tests.portals.replica import Replica

ALL = FAMILIES | VARIANTS
HUBS = {"trs_years": "year_hub", "label8888_hub": "organ_hub"}
MIXED = {"hanweb_xxgk"}  # it calls itself 信息公开目录, and its search mixes columns


def fetch(url: str) -> FetchedPage:
    """A page."""
    with urlopen(url) as answer:  # noqa: S310 - loopback
        return FetchedPage(url, answer.read().decode())


def drafted(replica: Replica) -> tuple[Portal, Draft]:
    """The draft of a replica that runs."""
    url = replica.base + replica.column
    portal = lone_portal("new", url, {})
    page = fetch(url)
    target = leads_to(portal, page)
    return portal, draft(portal, page, fetch(target) if target else None)


@pytest.mark.parametrize("name", ALL)
def test_a_draft_says_what_the_entry_says(name: str) -> None:
    with ALL[name]() as replica:
        _, made = drafted(replica)
        entry, wanted = made.entry, replica.entry()
        portals_of([entry], file="draft")  # valid
        assert entry["status"] == "unverified"
        for key in ("name", "level", "division", "site_id_code", "hosts", "family"):
            assert entry[key] == wanted[key], key
        (column,), (known,) = entry["columns"], wanted["columns"]
        assert column["url"] == known["url"]
        assert column["kind"] == HUBS.get(name, "mixed" if name in MIXED else "annual_report")
        left_out = {"pageSize", "page_size"} | (
            known.get("params", {}).keys() if entry["family"] == "hanweb" else set()
        )
        params = {key: str(value) for key, value in known.get("params", {}).items() if key not in left_out}
        assert column.get("params", {}) == params
        assert bool(made.known_by) == (entry["family"] != "generic")


PLAIN: dict[str, dict[str, Any]] = {
    "generic_query": {"list": {"transport": "html", "item_css": "div.news"}, "pager": {"kind": "next_link"}},
    "generic_form": {"pager": {"kind": "form_post", "param": "curPage", "first": 1}},
    "generic_iframe": {"follow": {"iframe": True, "year_hubs": False}, "pager": {"kind": "next_link"}},
    "struts": {
        "list": {"transport": "html", "item_css": "div.list li"},
        "pager": {"kind": "query_param", "param": "pageInfo.currentPage", "first": 1},
    },
}


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_list_is_guessed_where_it_is_evident(name: str) -> None:
    with ALL[name]() as replica:
        _, made = drafted(replica)
        assert {key: made.entry[key] for key in PLAIN[name]} == PLAIN[name]
        assert not [remark for remark in made.remarks if remark.startswith(("list", "pager"))]


ROWS = "".join(
    f"<li><a href='show/{year}.html'>甲县{year}年政府信息公开年度报告</a> {year + 1}-03-01</li>"
    for year in range(2012, 2016)
)
OTHER = "<p><a href='/about/1.html'>关于我们</a></p>"
LISTS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "nothing has a name": (f"<ul>{ROWS}</ul>{OTHER}", {}, {"kind": "none"}),
    "rows of a table": (
        f"<table id='xx'>{ROWS.replace('li>', 'td>').replace('<td>', '<tr><td>')}</table>{OTHER}<a href='l_2.html'>2</a>",
        {"transport": "html", "item_css": "#xx tr"},
        {"kind": "suffix", "template": "l_{n}.html", "first": 1},
    ),
    "calls of a script": (
        f"<div class='n'>{ROWS}</div>".replace("href='", "href=\"javascript:go('").replace(".html'", ".html')\""),
        {"transport": "html", "url_attr": "href", "url_regex": "go\\(\\s*['\"]([^'\"]+)", "item_css": "div.n li"},
        {"kind": "none"},
    ),
    "a form": (
        f"<div class='n'>{ROWS}</div><form method=post><input name=pageNo value=1> 共3页</form>",
        {"transport": "html", "item_css": "div.n li"},
        {"kind": "form_post", "param": "pageNo", "first": 1},
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_that_no_replica_has(name: str) -> None:
    body, spec, pager = LISTS[name]
    url = "http://127.0.0.1:9/nb/"
    made = draft(lone_portal("new", url, {}), FetchedPage(url, f"<html><body>{body}</body></html>"))
    assert made.entry.get("list", {}) == spec
    assert made.entry["pager"] == pager
    assert not [remark for remark in made.remarks if remark.startswith(("list", "pager"))]


def test_what_is_not_evident_is_left_to_a_person() -> None:
    url = "http://127.0.0.1:9/xxgk/"
    text = "<html><title>政务公开</title><div id=list></div><p>共12页</p><script src=/app.js></script></html>"
    made = draft(lone_portal("new", url, {}), FetchedPage(url, text))
    assert made.entry["family"] == "generic"
    assert not {"list", "pager"} & made.entry.keys()
    lacking = {remark.partition(":")[0] for remark in made.remarks}
    assert lacking == {"list", "pager", "id", "name", "level", "division", "columns.kind"}


@pytest.mark.parametrize("name", FAMILIES)
def test_pages_that_are_no_columns_are_of_the_same_family_or_unknown(name: str) -> None:
    """A report's page has traces of its system only: they must not speak for another one."""
    with FAMILIES[name]() as replica:
        for document, path in replica.items()[:6]:
            page = fetch(replica.base + path) if not (document.form is None or document.year == 2011) else None
            found = recognise(page.url, page.text) if page else None
            assert found is None or found.family == replica.family


def test_every_family_of_the_schema_has_a_signature() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert SIGNATURES.keys() | {"generic"} == set(schema["$defs"]["entry"]["properties"]["family"]["enum"])


@given(
    st.text(max_size=60)
    | st.sampled_from(["[]", '{"a": 1}', "\x00", "<", "<!--", "<a href='http://['>2016年</a>", "&#0;"])
)
def test_no_page_makes_a_draft_fail(text: str) -> None:
    url = "http://127.0.0.1:9/nb/"
    portal, page = lone_portal("new", url, {}), FetchedPage(url, text)
    leads_to(portal, page)
    portals_of([draft(portal, page).entry], file="draft")
