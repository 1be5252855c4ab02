"""What to ask for the next page of a list, for each way that lists are cut into pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from parsel import Selector

from crawler.catalogue import Column
from crawler.cms.listing import ListPage
from crawler.cms.recipe import PagerKind, Progress, Recipe, Turn

_NEXT = re.compile(r"^[\s\[]*(?:下一?页|后一?页|下一頁|next|[»>›]{1,2})[\s\]»>›]*$", re.I)
_TOTAL_PAGES = re.compile(
    r"(?:共|总页数\s*[:：])\s*(?:<[^>]*>)*\s*(\d{1,5})\s*(?:</[^>]*>)*\s*页|(?<![\d/])\d{1,5}\s*/\s*(\d{1,5})(?![\d/])"
)
_CALL = re.compile(r"createPage(?:HTML)?\s*\(\s*((?:['\"][^'\"]*['\"]|\d+)(?:\s*,\s*(?:['\"][^'\"]*['\"]|\d+))*)\s*\)")
_COUNT_PAGE = re.compile(r"countPage\s*=\s*(\d+)")
_CURRENT_PAGE = re.compile(r"currentPage\s*=\s*(\d+)")
_POSTBACK = re.compile(r"__doPostBack\(\s*(?:'|&#39;)([^'&]+)(?:'|&#39;)\s*,\s*(?:'|&#39;)(\d+)(?:'|&#39;)")


def next_turn(recipe: Recipe, column: Column, page: ListPage, progress: Progress) -> Turn | None:
    """The request for the page after `page`; None where the pager knows that there is none."""
    if progress.number >= recipe.pager.max_pages:
        return None
    if recipe.family.turning is not None and "kind" not in recipe.portal.pager:
        return recipe.family.turning(recipe, column, page, progress)
    return _PAGERS[recipe.pager.kind](recipe, column, page, progress)


def with_params(url: str, params: Mapping[str, Any]) -> str:
    """The address with query parameters set.

    >>> with_params("http://a.cn/l.jsp?id=7&page=1#top", {"page": 2})
    'http://a.cn/l.jsp?id=7&page=2'
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | {name: str(value) for name, value in params.items()}
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))


def pages_of_total(recipe: Recipe, page: ListPage) -> int | None:
    """How many pages the declared number of records fills."""
    size = recipe.pager.page_size
    return -(-page.total // size) if page.total is not None and size else None


def _none(*_: Any) -> Turn | None:
    return None


def _number(recipe: Recipe, progress: Progress) -> int:
    """The portal's number of the next page. Where only further pages have numbers, `first` may name the second's."""
    first = recipe.pager.first - 1 if recipe.pager.kind == "suffix" and recipe.pager.first > 1 else recipe.pager.first
    return first + progress.number


def _suffix(recipe: Recipe, _column: Column, page: ListPage, progress: Progress) -> Turn | None:
    declared = declared_pages(recipe, page)
    if declared is not None and progress.number >= declared:
        return None
    return _templated(recipe, progress, _number(recipe, progress))


def _descending(recipe: Recipe, _column: Column, page: ListPage, progress: Progress) -> Turn | None:
    """Of T pages the second is numbered T - 1. Where the page links to the next, that link is newer than any count."""
    if linked := _linked(recipe, page):
        return linked
    pages = declared_pages(recipe, page) or progress.pages
    if pages is None or progress.number >= pages:
        return None
    return _templated(recipe, progress, pages - progress.number)


def _templated(recipe: Recipe, progress: Progress, number: int) -> Turn:
    leaf = urlsplit(progress.column_url).path.rpartition("/")[2]
    stem, dot, suffix = leaf.partition(".")
    template = recipe.pager.template or (f"{stem}_{{n}}.{suffix}" if dot else "index_{n}.html")
    return Turn(urljoin(progress.column_url, template.replace("{n}", str(number))), page=number)


def _query(recipe: Recipe, _column: Column, page: ListPage, progress: Progress) -> Turn | None:
    declared = declared_pages(recipe, page)
    if declared is not None and progress.number >= declared:
        return None
    number = _number(recipe, progress)
    return Turn(with_params(progress.last.url, {recipe.pager.param or "page": number}), page=number)


def _form(recipe: Recipe, column: Column, page: ListPage, progress: Progress) -> Turn | None:
    """The form of the page that has the field, sent with the next number in it."""
    declared = declared_pages(recipe, page)
    if declared is not None and progress.number >= declared:
        return None
    name, number = recipe.pager.param or "page", _number(recipe, progress)
    fields, action = dict(progress.last.form or column.params), progress.last.url
    if isinstance(page.content, Selector):
        forms = page.content.css("form")
        having = [form for form in forms if name in form.css("[name]::attr(name)").getall()] or list(forms[:1])
        if having:
            fields, action = _fields(having[0]), urljoin(page.url, having[0].attrib.get("action") or page.url)
    return Turn(action, form=fields | {name: str(number)}, page=number)


def _fields(form: Selector) -> dict[str, str]:
    return {
        field.attrib["name"]: field.attrib.get("value", "")
        for field in form.css("input[name]")
        if field.attrib.get("type", "text").lower() not in ("submit", "button", "image", "checkbox", "radio", "reset")
    }


def _postback(recipe: Recipe, _column: Column, page: ListPage, progress: Progress) -> Turn | None:
    """ASP.NET: the page's own hidden fields go back with the pager's name and the next number."""
    if not isinstance(page.content, Selector):
        return None
    number = _number(recipe, progress)
    targets = _POSTBACK.findall(page.text)
    last = max((int(given) for _, given in targets), default=0)
    declared = declared_pages(recipe, page)
    target = recipe.pager.param or next((name for name, _ in targets), None)
    if target is None or progress.number >= max(last, declared or 0):
        return None
    form = next(iter(page.content.css("form")), page.content)
    fields = _fields(form) | {"__EVENTTARGET": target, "__EVENTARGUMENT": str(number)}
    action = form.attrib.get("action") if form is not page.content else None
    return Turn(urljoin(page.url, action or page.url), form=fields, page=number)


def _json_body(recipe: Recipe, column: Column, page: ListPage, progress: Progress) -> Turn | None:
    declared = declared_pages(recipe, page)
    if declared is not None and progress.number >= declared:
        return None
    body = dict(progress.last.json or column.params) | {recipe.pager.param or "pageIndex": _number(recipe, progress)}
    return Turn(progress.last.url, json=body, page=progress.number + 1)


def _param_json(recipe: Recipe, _column: Column, page: ListPage, progress: Progress) -> Turn | None:
    """The number stands inside a JSON value of one parameter: `paramJson={"pageNo":2,"pageSize":"15"}`."""
    declared = declared_pages(recipe, page)
    if declared is not None and progress.number >= declared:
        return None
    name = recipe.pager.param or "paramJson"
    given = dict(parse_qsl(urlsplit(progress.last.url).query)).get(name, "{}")
    value = json.loads(given) | {"pageNo": _number(recipe, progress)}
    return Turn(with_params(progress.last.url, {name: json.dumps(value, separators=(",", ":"))}), page=value["pageNo"])


def _next_link(recipe: Recipe, _column: Column, page: ListPage, progress: Progress) -> Turn | None:
    del progress
    return _linked(recipe, page)


def _linked(recipe: Recipe, page: ListPage) -> Turn | None:
    if not isinstance(page.content, Selector):
        return None
    css = recipe.pager.param if recipe.pager.kind == "next_link" else None
    links = page.content.css(css) if css else page.content.css("a[href]")
    for link in links:
        href = (link.attrib.get("href") or "").strip()
        text = link.xpath("string()").get() or link.attrib.get("title") or ""
        if href and not href.startswith(("#", "javascript:")) and (css or _NEXT.match(text)):
            target = urljoin(page.url, href)
            return Turn(target) if target.partition("#")[0] != page.url.partition("#")[0] else None
    return None


def _js_args(_recipe: Recipe, _column: Column, page: ListPage, progress: Progress) -> Turn | None:
    """Pages, stem and suffix from the call that draws the pager; the list itself has no links."""
    call = pager_call(page.text)
    if call is None or progress.number >= call["pages"]:
        return None
    number = progress.number + call["first"]
    stem = call["stem"] or urlsplit(progress.column_url).path.rpartition("/")[2].partition(".")[0] or "index"
    suffix = call["suffix"] or urlsplit(progress.column_url).path.rpartition("/")[2].partition(".")[2] or "html"
    return Turn(urljoin(progress.column_url, f"{stem}_{number}.{suffix}"), page=number)


def pager_call(text: str) -> dict[str, Any] | None:
    """What the script of a static list says of its pages; None where there is none.

    The function's own definition has names for arguments and is passed over. A container's name before the
    numbers (UCAP) means that pages are counted from 1, else (TRS) from 0.

    >>> call = pager_call('function createPageHTML(_nPageCount, _n){} createPageHTML(50, 0, "index","htm",849)')
    >>> call["pages"], call["first"], call["stem"], call["suffix"]
    (50, 0, 'index', 'htm')
    >>> pager_call("createPageHTML('page_div', 10, 1, 'xlist', 'shtml', 189);")["first"]
    1
    >>> pager_call("var currentPage = 0;//从0开始 var countPage = 3//共")["pages"]
    3
    """
    for found in _CALL.finditer(text):
        arguments = re.findall(r"['\"]([^'\"]*)['\"]|(\d+)", found[1])
        numbers = [int(number) for _, number in arguments if number]
        words = [word for word, number in arguments if not number]
        if not numbers:
            continue
        contained = not arguments[0][1]
        names = words[1:] if contained else words
        return {
            "pages": numbers[0],
            "first": 1 if contained else 0,
            "stem": names[0] if names else "",
            "suffix": names[1].lstrip(".") if len(names) > 1 else "",
        }
    if count := _COUNT_PAGE.search(text):
        return {"pages": int(count[1]), "first": 0, "stem": "index", "suffix": ""}
    return None


def declared_pages(recipe: Recipe, page: ListPage) -> int | None:
    """How many pages there are, as far as this one tells."""
    if (counted := pages_of_total(recipe, page)) is not None:
        return counted
    if found := _TOTAL_PAGES.search(page.text) if isinstance(page.content, Selector) else None:
        return int(found[1] or found[2])
    return None


_Pager = Callable[[Recipe, Column, ListPage, Progress], Turn | None]
_PAGERS: Mapping[PagerKind, _Pager] = {
    "none": _none,
    "suffix": _suffix,
    "descending_suffix": _descending,
    "query_param": _query,
    "form_post": _form,
    "postback": _postback,
    "json_param": _json_body,
    "param_json": _param_json,
    "next_link": _next_link,
    "js_args": _js_args,
}
