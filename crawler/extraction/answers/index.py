"""An index page with status 200 where an article was asked for: how some portals answer a burst of requests."""

from __future__ import annotations

import hashlib
import re

from crawler.extraction.answers.view import View

MIN_LINKS = 5
"""A page with fewer links is no index."""
LISTED_LINKS = 10
"""An index that lists the article has at least so many links; an article links to a few neighbours."""
_LEAST_SHARED = 0.5
_LEAST_LINKED = 0.5
_NO_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_SHORTENED = re.compile(r"[….]+$")


def fingerprint(view: View) -> str:
    """Which index a page is: the same for two answers that list the same links, whatever clock or counter they show.

    >>> from crawler.extraction.answers.view import view_of
    >>> page = "<p>今天是{}日</p><a href='/a.html'>2016年政府信息公开年度报告</a>"
    >>> fingerprint(view_of(page.format(1))) == fingerprint(view_of(page.format(2)))
    True
    """
    listed = sorted({f"{target} {text}" for target, text in view.links if len(_NO_HAN.sub("", text)) >= 4})
    return hashlib.sha256("\n".join(listed or [view.text]).encode()).hexdigest()


def is_index_instead(view: View, title: str, *, listed: bool = False) -> bool:
    """Whether the page is an index and not the article of that title (empty where it is not known).

    An article shows its title, or most of it, beside its links; an index shows it as a link, or not at all.
    `listed`: a list of the same portal has the same `fingerprint`.

    >>> from crawler.extraction.answers.view import view_of
    >>> index = "<title>甲县人民政府</title>" + "".join(f"<a href='/{n}'>关于某事的通知{n}</a>" for n in range(12))
    >>> is_index_instead(view_of(index), "甲县2016年政府信息公开工作年度报告")
    True
    >>> article = index + "<h1>甲县2016年政府信息公开工作年度报告</h1><p>附件</p>"
    >>> is_index_instead(view_of(article), "甲县2016年政府信息公开工作年度报告")
    False
    """
    title = _SHORTENED.sub("", "".join(title.split()))
    known = len(_NO_HAN.sub("", title)) >= 4
    if len(view.links) < MIN_LINKS or (known and title in view.beside_links):
        return False
    if listed and (known or view.linked_share >= _LEAST_LINKED):
        return True
    if known and len(view.links) >= LISTED_LINKS and any(title in text for _, text in view.links):
        return True
    return known and view.linked_share >= _LEAST_LINKED and _shared(title, view.beside_links) < _LEAST_SHARED


def _shared(title: str, text: str) -> float:
    """The part of a title's pairs of Han characters that a text has."""
    han = _NO_HAN.sub("", title)
    pairs = {han[i : i + 2] for i in range(len(han) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs)
